package dev.rejoin;

import static dev.rejoin.DeliveredService.command;
import static dev.rejoin.DeliveredService.refusal;
import static dev.rejoin.DeliveredService.start;
import static dev.rejoin.DeliveredService.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rejoin.contract.Role;
import dev.rejoin.security.TestKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The service as it is delivered, started as a program of its own: with settings under which it would be unsafe it says
 * what is wrong with them, and does not start.
 */
class StartTest {
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
    void aDatabaseThatANewerRejoinHasMigratedIsLeftAlone() throws Exception {
        TestDatabase.execute("insert into public.flyway_schema_history (installed_rank, version, description, type,"
                + " script, checksum, installed_by, execution_time, success) values (9999, '9999', 'of tomorrow', 'SQL',"
                + " 'V9999__of_tomorrow.sql', 1, 'tomorrow', 1, true)");
        try {
            assertThat(refusal(Map.of()))
                    .contains(
                            "The database has the schema of a newer Rejoin: its migration 9999 is not known to this one")
                    .contains("restore the backup");
        } finally {
            TestDatabase.execute("delete from public.flyway_schema_history where version = '9999'");
        }
    }

    @Test
    void aDatabaseInWhichForeignKeysAndTriggersDoNothingIsNotServed() throws Exception {
        var database = TestDatabase.database().getDatabaseName();
        TestDatabase.execute("alter database \"%s\" set session_replication_role = replica".formatted(database));
        try {
            assertThat(refusal(Map.of()))
                    .contains("session_replication_role is replica here")
                    .contains("no foreign key and no trigger does anything");
        } finally {
            TestDatabase.execute("alter database \"%s\" reset session_replication_role".formatted(database));
        }
    }

    @Test
    void aDatabaseThatIsNotThereIsSaidInOneSentence() throws Exception {
        assertThat(withoutTrace(Map.of("REJOIN_DB_URL", "jdbc:postgresql://127.0.0.1:1/none")))
                .contains(
                        "Rejoin does not start: the database that REJOIN_DB_URL, or REJOIN_DB_DIRECT_URL, names cannot be"
                                + " reached.")
                .contains("127.0.0.1:1 refused");
        assertThat(withoutTrace(Map.of("REJOIN_DB_DIRECT_URL", "jdbc:postgresql://127.0.0.1:1/none")))
                .contains("REJOIN_DB_DIRECT_URL", "127.0.0.1:1 refused");
        assertThat(withoutTrace(Map.of(
                        "REJOIN_DB_URL", TestDatabase.database().getUrl().replaceFirst("/[^/?]*([?]|$)", "/none$1"))))
                .contains("Rejoin does not start: there is no such database");
        assertThat(withoutTrace(Map.of("REJOIN_DB_USER", "nobody%20")))
                .contains("Rejoin does not start: the database does not let in", "\"nobody%20\"");
    }

    @ParameterizedTest
    @CsvSource({
        "REJOIN_DB_URL,jdbc:postgres://a:geheim@db/rejoin?password=geheim",
        "REJOIN_DB_DIRECT_URL,jdbc:postgres://a:geheim@db/rejoin?password=geheim",
        "REJOIN_OIDC_ISSUER,http://a:geheim@login.example.com?x=geheim",
        "REJOIN_REPLICA_URL,jdbc:postgres://a:geheim@replica/rejoin?password=geheim",
        "REJOIN_OTLP_URL,ftp://a:geheim@collector?token=geheim",
        "REJOIN_EMBEDDINGS_URL,ftp://a:geheim@host?token=geheim",
        "REJOIN_CORS_ORIGINS,nowhere"
    })
    void aWrongSettingIsSaidInOneSentenceWithoutItsPassword(String setting, String value) throws Exception {
        assertThat(withoutTrace(Map.of(setting, value))).contains(setting).doesNotContain("geheim");
    }

    /** Before anything else is said: who starts it sees the variable, the value, and what it takes. */
    @Test
    void aSettingThatCannotBeReadIsNamedAsItIsSet() throws Exception {
        var said = refusal(
                Map.of("REJOIN_DB_POOL", "many", "REJOIN_LIMITS_SILENCE", "soon", "REJOIN_LOG_JSON", "perhaps"));
        assertThat(said.lines())
                .containsExactly(
                        "Rejoin does not start: REJOIN_DB_POOL has to be a whole number, as 16, and is 'many'.",
                        "Rejoin does not start: REJOIN_LIMITS_SILENCE has to be a duration, as 10s, 500ms or 2m, and is"
                                + " 'soon'.",
                        "Rejoin does not start: REJOIN_LOG_JSON has to be true or false, and is 'perhaps'.");
        assertThat(refusal(Map.of("REJOIN_OIDC_ISSUER", "https://a:geheim@ b")).lines())
                .containsExactly("Rejoin does not start: REJOIN_OIDC_ISSUER has to be a URL.");
    }

    private static String withoutTrace(Map<String, String> settings) throws Exception {
        var said = refusal(settings);
        assertThat(said).contains("Rejoin does not start: ").doesNotContain("\tat ", "Caused by");
        return said;
    }

    @Test
    void whoComesWhenEverythingIsTakenIsToldSoAndWhoHasNoKeyIsToldThat() throws Exception {
        var key = TestKeys.create(TestDatabase.source(), Role.READER);
        try (var service = DeliveredService.listening(Map.of("REJOIN_LIMITS_REQUESTS", "1"));
                var other = TestDatabase.source().getConnection();
                var statement = other.createStatement();
                var client = HttpClient.newHttpClient()) {
            other.setAutoCommit(false);
            statement.execute("lock table venue in access exclusive mode");
            var first = CompletableFuture.supplyAsync(() -> status(service, "/v1/venues", key));
            while (!TestDatabase.isWaitedFor()) {
                assertThat(first.isDone()).isFalse();
                Thread.sleep(10);
            }
            var refused = service.get("/v1/people", key);

            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.body()).contains("\"busy\"");
            assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
            var nobody = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.port() + "/v1/people"))
                    .build();
            assertThat(client.send(nobody, BodyHandlers.discarding()).statusCode())
                    .isEqualTo(401);
            assertThat(status(service, "/q/health/live", key)).isEqualTo(200);

            other.rollback();
            assertThat(first.join()).isIn(200, 503);
            assertThat(status(service, "/v1/people", key)).isEqualTo(200);
        }
    }

    private static int status(DeliveredService service, String path, String key) {
        try {
            return service.get(path, key).statusCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
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
}
