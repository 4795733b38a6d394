package dev.rejoin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rejoin.contract.Role;
import dev.rejoin.security.TestKeys;
import io.quarkus.bootstrap.app.QuarkusBootstrap;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The service as it is delivered, started as a program of its own: with settings under which it would be unsafe it says
 * what is wrong with them, and does not start.
 */
class StartTest {
    private static Path jar = Path.of("");

    @BeforeAll
    static void build() throws Exception {
        var module = Path.of("").toAbsolutePath();
        try (var application = QuarkusBootstrap.builder()
                .setApplicationRoot(module.resolve("target/classes"))
                .setProjectRoot(module)
                .setTargetDirectory(module.resolve("target/started"))
                .setBaseName("started")
                .setMode(QuarkusBootstrap.Mode.PROD)
                .setIsolateDeployment(true)
                .setLocalProjectDiscovery(true)
                .setBaseClassLoader(StartTest.class.getClassLoader())
                .build()
                .bootstrap()) {
            jar = application
                    .createAugmentor()
                    .createProductionApplication()
                    .getJar()
                    .getPath();
        }
    }

    @Test
    void withRightSettingsItStarts() throws IOException {
        var said = saidByTheStart(start(Map.of(
                "REJOIN_CORS_ORIGINS", "https://app.example.com,http://localhost:5173",
                "REJOIN_OIDC_ISSUER", "https://login.example.com",
                "REJOIN_OIDC_AUDIENCE", "rejoin")));
        assertThat(said).contains("Listening on:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Content-Length: 1000\r\n\r\n"})
    void whoeverSendsByteByByteIsNotKept(String rest) throws Exception {
        var key = TestKeys.create(TestDatabase.source(), Role.EDITOR);
        var process = start(Map.of("REJOIN_LIMITS_HEADERS", "2s", "REJOIN_LIMITS_BODY", "2s"));
        try (var socket = new Socket()) {
            var port = process.inputReader(StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.contains("Listening on:"))
                    .findFirst()
                    .orElseThrow()
                    .replaceAll(".*:", "");
            socket.connect(new InetSocketAddress("127.0.0.1", Integer.parseInt(port.strip())));
            var out = socket.getOutputStream();
            out.write(("POST /v1/people HTTP/1.1\r\nHost: rejoin\r\nContent-Type: application/json\r\n"
                            + "Authorization: Bearer " + key + "\r\n" + rest)
                    .getBytes(StandardCharsets.US_ASCII));

            var sent = 0;
            try {
                for (; sent < 100; sent++) {
                    out.write('x');
                    Thread.sleep(100);
                }
            } catch (SocketException e) {
                // It is closed, as it should be.
            }

            assertThat(sent).as("bytes taken, one each 100 ms").isLessThan(100);
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void theFirstKeyGoesToAFileThatItsOwnerAloneReads(@TempDir Path folder) throws Exception {
        var file = folder.resolve("admin.key");
        withoutKeys(() -> {
            var said = saidByTheStart(start(Map.of("REJOIN_ADMIN_KEY_FILE", file.toString())));

            assertThat(Files.readString(file)).matches("rj_[0-9a-f]{16}_[0-9a-f]{64}\n");
            assertThat(said).contains(file.toString()).doesNotContain("rj_");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            assertThat(keys()).isEqualTo(1);
        });
    }

    @Test
    void aFileThatIsThereAlreadyIsLeftAlone(@TempDir Path folder) throws Exception {
        var file = Files.writeString(folder.resolve("admin.key"), "precious");
        withoutKeys(() -> {
            assertThat(refusal(Map.of("REJOIN_ADMIN_KEY_FILE", file.toString())))
                    .contains("REJOIN_ADMIN_KEY_FILE must name a file that does not exist yet");
            assertThat(file).hasContent("precious");
            assertThat(keys()).isZero();
        });
    }

    @Test
    void withNeitherFileNorTerminalThereIsNoFirstKeyButWordHowToGetOne() throws Exception {
        withoutKeys(() -> {
            assertThat(saidByTheStart(start(Map.of())))
                    .contains("REJOIN_ADMIN_KEY_FILE")
                    .contains("./rejoin key create")
                    .doesNotContain("rj_");
            assertThat(keys()).isZero();
        });
    }

    @Test
    void onATerminalTheFirstKeyIsShownOnce() throws Exception {
        var script = Path.of("/usr/bin/script");
        assumeTrue(Files.isExecutable(script), "there is no script(1), which makes a terminal");
        withoutKeys(() -> {
            var command = String.join(" ", command());
            assertThat(saidByTheStart(start(List.of(script.toString(), "-qec", command, "/dev/null"), Map.of())))
                    .containsPattern("rj_[0-9a-f]{16}_[0-9a-f]{64}\\s");
            assertThat(keys()).isEqualTo(1);
            assertThat(saidByTheStart(start(List.of(script.toString(), "-qec", command, "/dev/null"), Map.of())))
                    .doesNotContain("rj_")
                    .doesNotContain("REJOIN_ADMIN_KEY_FILE");
        });
    }

    private interface Steps {
        void run() throws Exception;
    }

    /** As on the first start of all; the keys of other tests come back after it. */
    private static void withoutKeys(Steps steps) throws Exception {
        TestDatabase.execute("create table kept_keys as select * from security.api_key; delete from security.api_key");
        try {
            steps.run();
        } finally {
            TestDatabase.execute("delete from security.api_key; insert into security.api_key select * from kept_keys;"
                    + " drop table kept_keys");
        }
    }

    private static int keys() throws SQLException {
        try (var statement = TestDatabase.connection().createStatement();
                var rows = statement.executeQuery("select count(*) from security.api_key")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    /** What it says until it listens; then it is ended. */
    private static String saidByTheStart(Process process) throws IOException {
        try {
            return until(process, "Listening on:");
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    @Test
    void whoComesWhileItShutsDownIsToldSoAndWhatRunsIsFinished() throws Exception {
        var key = TestKeys.create(TestDatabase.source(), Role.ADMIN);
        var process = start(Map.of());
        try (var client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            var said = until(process, "Listening on:");
            var base = said.substring(said.lastIndexOf("http://")).strip();
            var now = client.send(request(base + "/v1/changes?after=now", key), BodyHandlers.ofString());
            var next = now.body().replaceAll("(?s).*\"cursor\":\"([^\"]*)\".*", "$1");
            var running =
                    client.sendAsync(request(base + "/v1/changes?wait=6&after=" + next, key), BodyHandlers.ofString());
            Thread.sleep(1000);
            process.destroy();
            Thread.sleep(1500);

            for (var path : List.of("/v1/people", "/v1/people/", "/nowhere")) {
                var late = client.send(request(base + path, key), BodyHandlers.ofString());
                assertThat(late.statusCode()).as(path).isEqualTo(503);
                assertThat(late.body()).contains("shutting down");
                assertThat(late.headers().firstValue("connection")).hasValue("close");
                assertThat(late.headers().firstValue("retry-after")).isPresent();
            }
            assertThat(running.get().statusCode()).isEqualTo(200);
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
    }

    private static HttpRequest request(String url, String key) {
        return HttpRequest.newBuilder(URI.create(url))
                .header("Authorization", "Bearer " + key)
                .build();
    }

    private static String until(Process process, String what) throws IOException {
        var all = new StringBuilder();
        var lines = process.inputReader(StandardCharsets.UTF_8);
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            all.append(line).append('\n');
            if (line.contains(what)) {
                return all.toString();
            }
        }
        throw new AssertionError(all);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "https://app.example.com/", "app.example.com", "https://*.example.com", "null"})
    void whatIsNoOriginIsRefused(String origin) throws Exception {
        assertThat(refusal(Map.of("REJOIN_CORS_ORIGINS", origin))).contains(origin + " is no origin");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://login.example.com", "ftp://127.0.0.1/", "login"})
    void keysThatAnybodyCouldReplaceOnTheWayAreNoKeys(String issuer) throws Exception {
        assertThat(refusal(Map.of("REJOIN_OIDC_ISSUER", issuer, "REJOIN_OIDC_AUDIENCE", "rejoin")))
                .contains(issuer + " is no https address");
    }

    @Test
    void anIssuerWithoutAnAudienceWouldLetInEveryTokenItMakes() throws Exception {
        assertThat(refusal(Map.of("REJOIN_OIDC_ISSUER", "https://login.example.com")))
                .contains("REJOIN_OIDC_AUDIENCE");
    }

    /** What it says when it does not start. */
    private static String refusal(Map<String, String> settings) throws Exception {
        var process = start(settings);
        try {
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(process.exitValue()).as(said).isNotZero();
            return said;
        } finally {
            process.destroyForcibly();
        }
    }

    private static Process start(Map<String, String> settings) throws IOException {
        return start(command(), settings);
    }

    private static Process start(List<String> command, Map<String, String> settings) throws IOException {
        var database = TestDatabase.database();
        var environment = new TreeMap<>(settings);
        environment.put("REJOIN_DB_URL", database.getUrl());
        environment.put("REJOIN_DB_USER", database.getUser());
        environment.put("REJOIN_DB_PASSWORD", database.getPassword());
        environment.put("REJOIN_PORT", "0");
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static List<String> command() {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return List.of(java, "-Xmx256m", "-XX:TieredStopAtLevel=1", "-jar", jar.toString());
    }
}
