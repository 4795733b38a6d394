package dev.rejoin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rejoin.contract.Contract;
import dev.rejoin.contract.Role;
import dev.rejoin.security.TestKeys;
import io.restassured.path.json.JsonPath;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/** The service behind PgBouncer in transaction mode, where whatever is said to a connection is forgotten or hits others. */
@Tag("slow")
class PgBouncerTest {
    private static final int CLIENTS = 12;
    /** What differs between two answers of one service: the place in the feed goes on with every transaction of the server. */
    private static final String VARIES = "\"(trace_id|cursor)\":\"[^\"]*\"|\"took_ms\":\\d+";

    @TempDir
    static Path folder = Path.of("");

    private static PgBouncer pooler;
    private static DeliveredService service;
    private static String key;

    @BeforeAll
    static void start() throws Exception {
        pooler = PgBouncer.start(folder);
        key = TestKeys.create(TestDatabase.source(), Role.ADMIN);
        service = DeliveredService.listening(behind(pooler.url()));
    }

    @AfterAll
    static void stop() {
        // Neither is there where the tests are skipped.
        if (service != null) {
            service.close();
        }
        if (pooler != null) {
            pooler.close();
        }
    }

    private static Map<String, String> behind(String url) {
        return Map.of(
                "REJOIN_DB_URL",
                url,
                "REJOIN_DB_DIRECT_URL",
                TestDatabase.database().getUrl(),
                "REJOIN_DB_POOL",
                String.valueOf(CLIENTS));
    }

    /** Often enough that a driver would have prepared each statement by name, and from more clients than connections. */
    @Test
    void everyReadIsWhatItIsWithoutAPooler() throws Exception {
        service.send("POST", "/v1/venues", key, "{\"name\": \"Hall\"}");
        var paths = Stream.concat(
                        Contract.committed()
                                .resources()
                                .filter(resource -> resource.parent().isEmpty())
                                .flatMap(resource -> Stream.of(
                                        resource.path(),
                                        resource.path() + "?count=exact",
                                        resource.path() + "/aggregate")),
                        Stream.of("/v1/search?q=hall", "/v1/changes", "/v1/api-keys", "/v1/quality"))
                .toList();
        assertThat(paths).hasSizeGreaterThan(30);
        var answers = atOnce(paths.stream()
                .flatMap(path -> IntStream.range(0, 8)
                        .mapToObj(i -> (Callable<HttpResponse<String>>) () -> service.get(path, key)))
                .toList());
        assertThat(answers).allSatisfy(answer -> assertThat(answer.statusCode())
                .as(answer.request().uri() + ": " + answer.body())
                .isIn(200, 400, 404));
        try (var direct = DeliveredService.listening(Map.of())) {
            for (var path : paths) {
                var same = service.get(path, key);
                assertThat(same.statusCode())
                        .as(path)
                        .isEqualTo(direct.get(path, key).statusCode());
                if (!path.startsWith("/v1/api-keys")) {
                    assertThat(same.body().replaceAll(VARIES, ""))
                            .as(path)
                            .isEqualTo(direct.get(path, key).body().replaceAll(VARIES, ""));
                }
            }
        }
    }

    @Test
    void aWriteIsMadeOnceAndSignedByWhoMadeIt() throws Exception {
        for (int round = 0; round < 8; round++) {
            var once = "pooled-" + round;
            var body = "{\"name\": \"%s\"}".formatted(once);
            var answers = atOnce(IntStream.range(0, CLIENTS)
                    .mapToObj(i -> (Callable<HttpResponse<String>>)
                            () -> service.send("POST", "/v1/venues", key, body, "Idempotency-Key", once))
                    .toList());
            // Whoever comes while the first one is at work is told so, and may ask again.
            assertThat(answers)
                    .allSatisfy(answer -> assertThat(answer.statusCode()).isIn(201, 409));
            var made = answers.stream()
                    .filter(answer -> answer.statusCode() == 201)
                    .toList();
            assertThat(made).isNotEmpty();
            assertThat(made.stream().map(HttpResponse::body).distinct()).hasSize(1);
            var found =
                    JsonPath.from(service.get("/v1/venues?name=" + once, key).body());
            assertThat(found.getList("results")).hasSize(1);

            var id = found.getString("results[0].id");
            assertThat(service.send(
                                    "PATCH",
                                    "/v1/venues/" + id,
                                    key,
                                    "{\"name\": \"%s again\"}".formatted(once),
                                    "If-Match",
                                    "*")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(JsonPath.from(service.get("/v1/venues/" + id + "/history", key)
                                    .body())
                            .getList("results.actor"))
                    .hasSize(2)
                    .allSatisfy(actor -> assertThat((String) actor).startsWith("key:test ADMIN"));
        }
    }

    @Test
    void aStatementIsBoundByWhatTheServiceSaysAndNobodyElseIs() throws Exception {
        try (var other = TestDatabase.source().getConnection();
                var statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("lock table venue in access exclusive mode");
            var begin = Instant.now();
            var answer = service.get("/v1/venues", key);

            assertThat(answer.statusCode()).isEqualTo(503);
            // The service's own word to the server; the driver would give up only after five seconds.
            assertThat(Duration.between(begin, Instant.now()))
                    .isBetween(Duration.ofMillis(2500), Duration.ofMillis(4700));
            other.rollback();
        }
        var source = new PGSimpleDataSource();
        source.setUrl(pooler.url());
        source.setUser("anybody");
        source.setPrepareThreshold(0);
        var all = new ArrayList<Connection>();
        try {
            for (int i = 0; i < PgBouncer.CONNECTIONS; i++) {
                var connection = source.getConnection();
                all.add(connection);
                connection.setAutoCommit(false);
                assertThat(setting(connection, "statement_timeout")).isEqualTo("0");
                assertThat(setting(connection, "lock_timeout")).isEqualTo("0");
            }
        } finally {
            for (var connection : all) {
                connection.close();
            }
        }
        assertThat(service.get("/v1/venues", key).statusCode()).isEqualTo(200);
    }

    private static String setting(Connection connection, String name) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("show " + name)) {
            rows.next();
            return rows.getString(1);
        }
    }

    @Test
    void aRevokedKeyStopsWithinFiveSeconds() throws Exception {
        var revoked = TestKeys.create(TestDatabase.source(), Role.READER);
        for (int i = 0; i < 20; i++) {
            assertThat(service.get("/v1/venues", revoked).statusCode()).isEqualTo(200);
        }
        TestKeys.revoke(TestDatabase.source(), revoked);
        var end = Instant.now().plusSeconds(5);
        var status = 200;
        while (status == 200 && Instant.now().isBefore(end)) {
            status = service.get("/v1/venues", revoked).statusCode();
        }
        assertThat(status).isEqualTo(401);
    }

    @Test
    void aPoolerWhereNoneMayStandIsNamedAtTheStart() throws Exception {
        assertThat(DeliveredService.refusal(Map.of("REJOIN_DB_URL", pooler.url())))
                .contains("REJOIN_DB_URL leads to a pooler that gives each transaction another connection")
                .contains("Set REJOIN_DB_DIRECT_URL");
        assertThat(DeliveredService.refusal(
                        Map.of("REJOIN_DB_URL", pooler.url(), "REJOIN_DB_DIRECT_URL", pooler.url())))
                .contains("REJOIN_DB_DIRECT_URL leads to a pooler");
    }

    @Test
    void aPoolerBeforeAnotherDatabaseIsNamedAtTheStart() throws Exception {
        var other = new TreeMap<>(behind(pooler.url()));
        other.put("REJOIN_DB_DIRECT_URL", TestDatabase.database().getUrl().replaceAll("/[^/?]*(\\?|$)", "/postgres$1"));
        assertThat(DeliveredService.refusal(other))
                .contains("REJOIN_DB_URL and REJOIN_DB_DIRECT_URL lead to different databases");
    }

    private static List<HttpResponse<String>> atOnce(List<Callable<HttpResponse<String>>> calls) throws Exception {
        try (var threads = Executors.newFixedThreadPool(CLIENTS)) {
            var answers = new ArrayList<HttpResponse<String>>();
            for (var answer : threads.invokeAll(calls, 3, TimeUnit.MINUTES)) {
                answers.add(answer.get());
            }
            return answers;
        }
    }
}
