package dev.rejoin.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
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
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code ./rejoin demo}, as its launcher starts it, in a temporary folder of its own. */
class DemoTest {
    private static final Path JAR = Path.of("../src/target/quarkus-app/quarkus-run.jar");
    private static final Path ELASTICSEARCH = Path.of("../legacy/target/elasticsearch");
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
}
