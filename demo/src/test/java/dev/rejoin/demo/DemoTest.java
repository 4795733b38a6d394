package dev.rejoin.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@code ./rejoin demo}, as its launcher starts it, in a temporary folder of its own. */
class DemoTest {
    private static final Path JAR = Path.of("../src/target/quarkus-app/quarkus-run.jar");
    private static final Path ELASTICSEARCH = Path.of("../legacy/target/elasticsearch");
    private static final Pattern CHANGED = Pattern.compile(
            "/v1/members/by-legacy-id/\\S+ tells what was changed in Elasticsearch, \\d+\\.\\d s later");
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Something is told or drawn more often than that. */
    private static final Duration LONGEST_SILENCE = Duration.ofMinutes(10);

    private final Set<ProcessHandle> started = ConcurrentHashMap.newKeySet();
    private Path folder;
    private Path temporary;
    private Process demo;

    @BeforeEach
    void makeFolders() throws Exception {
        // Elasticsearch may run as another user, who has to get to its files.
        folder = Files.createTempDirectory("rejoin-demo-test-");
        temporary = Files.createDirectory(folder.resolve("tmp"));
        for (var each : List.of(folder, temporary)) {
            Files.setPosixFilePermissions(each, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    @AfterEach
    void endAndDelete() throws Exception {
        if (demo != null) {
            demo.destroy();
            if (!demo.waitFor(1, TimeUnit.MINUTES)) {
                demo.destroyForcibly();
            }
        }
        started.forEach(ProcessHandle::destroyForcibly);
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    @Test
    @Tag("slow")
    void everythingThatItTellsComesTrueAndNothingIsLeft() throws Exception {
        requireService();
        start(ELASTICSEARCH, "--once", "--scale", "0.05");

        int status = await();

        var told = told();
        assertThat(status).as(told + errors()).isZero();
        assertThat(errors()).isEmpty();
        assertThat(told)
                .doesNotContain("✗", "\u001b", "\r")
                .containsSubsequence(
                        "Rejoin, from an Elasticsearch snapshot to an API. Everything here is temporary.",
                        "✓ Elasticsearch ",
                        "✓ PostgreSQL 18 started, schema created",
                        "✓ Legacy application's data written: ",
                        "✓ Snapshot taken; the application goes on",
                        "✓ Snapshot restored under other names: ",
                        "✓ Imported and proven: ",
                        "✓ Service started at http://127.0.0.1:",
                        "Its own answers:",
                        "✓ of every index, as many documents are loaded, merged, set aside and excluded as expected",
                        "✓ the import found what was planted, and nothing else: ",
                        "✓ without a key, /v1/people answers 401",
                        "✓ the API counts what was expected of the import: ",
                        "✓ a search for ",
                        "✓ a member's timeline says ",
                        "✓ one call shows the group ",
                        "The legacy application goes on, and is followed:",
                        "✓ Every document of the live cluster compared with what was imported: ",
                        "✓ nothing has changed between the snapshot and the first look",
                        "✓ /v1/members/by-legacy-id/",
                        "All as expected, after ");
        assertThat(CHANGED.matcher(told).results()).as(told).hasSize(3);
        assertNothingIsLeft();
    }

    @Test
    @Tag("slow")
    void whatAnybodyChangesInElasticsearchIsReadableAndASignalEndsItAll() throws Exception {
        requireService();
        int port = free();
        start(ELASTICSEARCH, "--json", "--scale", "0.05", "--port", String.valueOf(port));
        awaitLine("Ctrl-C stops everything");
        var result = JSON.readTree(told());
        assertThat(result.path("as_expected").asBoolean()).isTrue();
        assertThat(result.path("checks"))
                .allSatisfy(check -> assertThat(check.path("holds").asBoolean())
                        .as(check.toString())
                        .isTrue());
        assertThat(result.path("address").asText()).isEqualTo("http://127.0.0.1:" + port);
        var address = URI.create(result.path("address").asText());
        var key = result.path("key").asText();
        var cluster = Pattern.compile("Elasticsearch +(http://\\S+),").matcher(errors());
        assertThat(cluster.find()).isTrue();

        try (var http = HttpClient.newHttpClient()) {
            var members =
                    JSON.readTree(send(http, address.resolve("/v1/members?limit=1&legacy_id__isnull=false"), key));
            var member = members.path("results").path(0).path("legacy_id").asText();
            var change = HttpRequest.newBuilder(
                            URI.create(cluster.group(1) + "/members/_update/" + member + "?refresh=true"))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString("{\"doc\":{\"fonction\":\"changed by anybody\"}}"))
                    .build();
            assertThat(http.send(change, HttpResponse.BodyHandlers.ofString()).statusCode())
                    .isEqualTo(200);
            long began = System.nanoTime();
            JsonNode now;
            do {
                now = JSON.readTree(send(http, address.resolve("/v1/members/by-legacy-id/" + member), key));
                assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(LONGEST_SILENCE);
                Thread.sleep(50);
            } while (!now.path("job_title").asText().equals("changed by anybody"));
        }
        demo.destroy();

        assertThat(demo.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertNothingIsLeft();
    }

    @Test
    void aPortThatIsTakenIsSaidBeforeAnythingIsStarted() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            start(ELASTICSEARCH, "--once", "--scale", "0.05", "--port", String.valueOf(taken.getLocalPort()));

            assertThat(await()).isEqualTo(2);

            assertThat(told()).isEmpty();
            assertThat(errors())
                    .isEqualToIgnoringNewLines(
                            "Port %d is taken by another program. Choose another one with --port, or leave it out."
                                    .formatted(taken.getLocalPort()));
            assertNothingIsLeft();
        }
    }

    /** As one says it that lacks a newer Java: nothing here is a mistake of ours. */
    @Test
    void anElasticsearchThatDoesNotStartIsSaidWithItsOwnReason() throws Exception {
        var reason =
                "The minimum required Java version is 99; your Java version from [/usr/lib/jvm/old] does not meet it.";
        start(elasticsearchThatSays(reason), "--once", "--scale", "0.05");

        assertThat(await()).isEqualTo(2);

        assertThat(errors())
                .startsWith("Elasticsearch ended while starting; the end of its log:")
                .contains(reason)
                .doesNotContain("\tat ", "Exception", "mistake");
        assertNothingIsLeft();
    }

    // ---- the demo ----

    private static void requireService() {
        if (!Files.exists(JAR)) {
            abort("The service is not built, so that there is nothing to show: mvn -pl src -am package");
        }
    }

    private void start(Path elasticsearch, String... arguments) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dfile.encoding=UTF-8",
                "-Dstdout.encoding=UTF-8",
                "-Dstderr.encoding=UTF-8",
                "-Djava.io.tmpdir=" + temporary,
                "-Drejoin.service.jar=" + JAR.toAbsolutePath().normalize(),
                "-Drejoin.elasticsearch.folder="
                        + elasticsearch.toAbsolutePath().normalize(),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                DemoCommand.class.getName()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(folder.resolve("told").toFile())
                .redirectError(folder.resolve("errors").toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("REJOIN_"));
        builder.environment()
                .put("REJOIN_MAPPING", Path.of("../import/mapping").toRealPath().toString());
        demo = builder.start();
        demo.getOutputStream().close();
    }

    private int await() throws IOException, InterruptedException {
        while (!demo.waitFor(200, TimeUnit.MILLISECONDS)) {
            look();
        }
        return demo.exitValue();
    }

    private void awaitLine(String words) throws IOException, InterruptedException {
        while (!errors().contains(words)) {
            assertThat(demo.isAlive()).as(told() + errors()).isTrue();
            look();
            Thread.sleep(200);
        }
        look();
    }

    /** Remembers what it has started, and that something still moves. */
    private void look() throws IOException {
        demo.descendants().forEach(started::add);
        long last = 0;
        for (var file : List.of("told", "errors")) {
            last = Math.max(
                    last, Files.getLastModifiedTime(folder.resolve(file)).toMillis());
        }
        assertThat(Duration.ofMillis(System.currentTimeMillis() - last))
                .as(told() + errors())
                .isLessThan(LONGEST_SILENCE);
    }

    private String told() throws IOException {
        return Files.readString(folder.resolve("told"), StandardCharsets.UTF_8);
    }

    private String errors() throws IOException {
        return Files.readString(folder.resolve("errors"), StandardCharsets.UTF_8);
    }

    /** What is unpacked once is kept for the next time; all else is gone. */
    private void assertNothingIsLeft() throws Exception {
        for (var process : started) {
            process.onExit().get(1, TimeUnit.MINUTES);
        }
        try (var left = Files.list(temporary)) {
            assertThat(left.map(path -> path.getFileName().toString()))
                    .filteredOn(
                            name -> !name.matches("rejoin-(elasticsearch|postgres)-" + System.getProperty("user.name")))
                    .isEmpty();
        }
    }

    // ---- around it ----

    private Path elasticsearchThatSays(String reason) throws IOException {
        var zip = folder.resolve("elasticsearch-99.9.9.zip");
        try (var out = new ZipOutputStream(Files.newOutputStream(zip))) {
            for (var file : List.of(
                    List.of("bin/elasticsearch", "#!/bin/sh\necho '" + reason + "' >&2\nexit 1\n"),
                    List.of("config/log4j2.properties", ""),
                    List.of("config/jvm.options", ""))) {
                out.putNextEntry(new ZipEntry("elasticsearch-99.9.9/" + file.getFirst()));
                out.write(file.getLast().getBytes(StandardCharsets.UTF_8));
                out.closeEntry();
            }
        }
        return zip;
    }

    private static String send(HttpClient http, URI address, String key) throws IOException, InterruptedException {
        var answer = http.send(
                HttpRequest.newBuilder(address)
                        .header("Authorization", "Bearer " + key)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private static int free() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
