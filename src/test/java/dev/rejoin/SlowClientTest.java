package dev.rejoin;

import static dev.rejoin.RawConnection.head;
import static dev.rejoin.ResourceContractTest.problem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rejoin.contract.Role;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that are slow, silent or gone: nobody else notices, and nothing is kept for them. Bounds are small here. */
@QuarkusTest
@TestProfile(SlowClientTest.SmallBounds.class)
@QuarkusTestResource(TestDatabase.class)
class SlowClientTest {
    private static final Duration HEADERS = Duration.ofSeconds(1);
    private static final Duration BODY = Duration.ofSeconds(2);
    private static final Duration TIME = Duration.ofSeconds(6);
    private static final Duration STALL = Duration.ofSeconds(5);
    private static final Duration SLACK = Duration.ofSeconds(4);
    /** What the database and the connection to it would bear by themselves: far more than any bound here. */
    private static final Duration OTHERWISE = Duration.ofSeconds(20);

    /** How long the first requests of a service that has just begun may be refused. */
    private static final Duration WARM = Duration.ofMinutes(3);

    private static final int REQUESTS = 10;

    private static final String DRIVER = "quarkus.datasource.jdbc.additional-jdbc-properties.";

    public static final class SmallBounds implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            var bounds = new HashMap<>(Map.of(
                    "rejoin.db.statement-timeout",
                    OTHERWISE.toString(),
                    "rejoin.db.lock-timeout",
                    OTHERWISE.toString(),
                    DRIVER + "socketTimeout",
                    "30"));
            bounds.putAll(Map.of(
                    "rejoin.limits.headers",
                    HEADERS.toString(),
                    "rejoin.limits.body",
                    BODY.toString(),
                    "rejoin.limits.time",
                    TIME.toString(),
                    "rejoin.limits.stall",
                    STALL.toString(),
                    "rejoin.limits.silence",
                    "60s",
                    "rejoin.limits.requests",
                    String.valueOf(REQUESTS),
                    "rejoin.limits.streams",
                    "1",
                    "rejoin.limits.body-bytes",
                    "1048576"));
            return bounds;
        }
    }

    @BeforeEach
    void warm() throws Exception {
        for (var path : List.of("/v1/people", "/v1/venues", "/v1/venues/aggregate", "/v1/search?q=x")) {
            var answer = Api.get(path);
            for (var end = Instant.now().plus(WARM);
                    answer.statusCode() != 200 && Instant.now().isBefore(end); ) {
                answer = Api.get(path);
            }
            assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        }
    }

    @Test
    void headersComeInTimeOrNotAtAll() throws Exception {
        try (var connection = new RawConnection()) {
            connection.send("GET /v1/people HTTP/1.1\r\nHost: rejoin\r\nX-Slow: ");
            assertThat(connection.drip(Duration.ofSeconds(8))).isBetween(Duration.ofMillis(800), HEADERS.plus(SLACK));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST"})
    void headersOfEveryFurtherRequestComeInTime(String method) throws Exception {
        try (var connection = new RawConnection()) {
            var body = method.equals("POST") ? "{}" : "";
            var first = head(
                    method,
                    "/v1/people",
                    Api.key(Role.EDITOR),
                    "Content-Type: application/json",
                    "Content-Length: " + body.length());
            for (int i = 0; i < 3; i++) {
                assertThat(connection.send(first + body).answer(Duration.ofSeconds(3)))
                        .startsWith("HTTP/1.1 ");
                Thread.sleep(HEADERS.plusMillis(300));
            }
            connection.send("GET /v1/people HTTP/1.1\r\nX-Slow: ");
            assertThat(connection.drip(Duration.ofSeconds(8))).isBetween(Duration.ofMillis(800), HEADERS.plus(SLACK));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 100000", "Transfer-Encoding: chunked"})
    void aBodyComesInTimeOrItsSenderIsToldSo(String length) throws Exception {
        for (var role : new Role[] {Role.EDITOR, Role.READER}) {
            try (var connection = new RawConnection()) {
                connection.send(head("POST", "/v1/people", Api.key(role), "Content-Type: application/json", length)
                        + (length.startsWith("T") ? "3e8\r\n{" : "{"));
                var answer = connection.answer(BODY.plus(SLACK));
                assertThat(answer)
                        .contains(
                                role == Role.EDITOR
                                        ? "The body did not arrive within 2 seconds"
                                        : "This needs the role EDITOR");
            }
            try (var connection = new RawConnection()) {
                connection.send(head("POST", "/v1/people", Api.key(role), "Content-Type: application/json", length)
                        + (length.startsWith("T") ? "ffff\r\n{" : "{"));
                assertThat(connection.kept(Duration.ofSeconds(8)))
                        .isLessThan(BODY.plus(SLACK).plus(SLACK));
            }
        }
    }

    @Test
    void whoHasNoKeyIsAnsweredBeforeItsBodyAndNotKept() throws Exception {
        try (var connection = new RawConnection()) {
            connection.send(
                    head("POST", "/v1/people/bulk", null, "Content-Type: application/json", "Content-Length: 9000000"));
            assertThat(connection.answer(Duration.ofMillis(900))).startsWith("HTTP/1.1 401");
            assertThat(connection.kept(Duration.ofSeconds(8)))
                    .isLessThan(BODY.plus(SLACK).plus(SLACK));
        }
    }

    @Test
    void halfSentBodiesKeepNobodyOut() throws Exception {
        var slow = new ArrayList<RawConnection>();
        try {
            for (int i = 0; i < 5 * REQUESTS; i++) {
                slow.add(new RawConnection()
                        .send(head(
                                        "POST",
                                        "/v1/people",
                                        Api.key(Role.EDITOR),
                                        "Content-Type: application/json",
                                        "Content-Length: 1000")
                                + "{"));
            }
            for (int i = 0; i < 10; i++) {
                assertThat(Api.get("/v1/people?limit=1").statusCode()).isEqualTo(200);
                assertThat(post(10).statusCode()).isEqualTo(422);
            }
        } finally {
            close(slow);
        }
    }

    @Test
    void largeBodiesAreTakenFromABudgetAndLeaveRoomForSmallOnes() throws Exception {
        var slow = new ArrayList<RawConnection>();
        try {
            // Of 1 MiB, three quarters are for large bodies: one of 500 kB has room, and no second.
            slow.add(new RawConnection()
                    .send(head(
                                    "POST",
                                    "/v1/people",
                                    Api.key(Role.EDITOR),
                                    "Content-Type: application/json",
                                    "Content-Length: 500001")
                            + " ".repeat(500_000)));
            Thread.sleep(300);
            problem(post(500_000), 503, "busy");
            assertThat(post(50_000).statusCode()).isEqualTo(422);
        } finally {
            close(slow);
        }
        assertThat(eventually(() -> post(500_000).statusCode() == 422)).isTrue();
        for (int i = 0; i < 5; i++) {
            assertThat(post(500_000).statusCode()).isEqualTo(422);
        }
    }

    @Test
    void aClientThatHasGoneCancelsItsQuery() throws Exception {
        Api.ok("/v1/venues");
        try (var other = TestDatabase.source().getConnection();
                var statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("lock table venue in access exclusive mode");
            try (var connection = new RawConnection()) {
                connection.send(head("GET", "/v1/venues", Api.key(Role.READER)));
                assertThat(eventually(() -> waiting() == 1)).isTrue();
            }
            var begin = Instant.now();
            assertThat(eventually(() -> waiting() == 0)).isTrue();
            // Before its time is over, and long before the database gives up by itself.
            assertThat(Duration.between(begin, Instant.now())).isLessThan(TIME.minusSeconds(2));
            other.rollback();
        }
        Api.ok("/v1/venues");
    }

    @Test
    void aRequestHasOneTimeForAllThatItWaitsFor() throws Exception {
        var venue = Fixtures.one("venues").insert();
        try (var other = TestDatabase.source().getConnection();
                var statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("lock table venue in access exclusive mode");
            for (var path : List.of("/v1/venues", "/v1/venues/" + venue, "/v1/venues/aggregate", "/v1/search?q=x")) {
                var begin = Instant.now();
                var answer = Api.get(path);
                // Search has documents of its own, and need not wait.
                if (answer.statusCode() != 200 || !path.startsWith("/v1/search")) {
                    problem(answer, 503, "timeout");
                }
                assertThat(Duration.between(begin, Instant.now())).as(path).isLessThan(TIME.plus(SLACK));
            }
            other.rollback();
        }
        Api.ok("/v1/venues");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/x-ndjson", "text/csv"})
    void aStreamThatIsNotReadIsGivenUpOnce(String accept) throws Exception {
        // Without the search documents, which take a minute.
        TestDatabase.execute("set session_replication_role = replica;"
                + " insert into venue (name, city) select 'Halle ' || n, repeat('x', 500)"
                + " from generate_series(1, 40000) n; reset session_replication_role");
        try (var connection = new RawConnection()) {
            connection.send(head("GET", "/v1/venues", Api.key(Role.READER), "Accept: " + accept));
            // Else one of those that ask below could have been first.
            assertThat(connection.statusLine()).isEqualTo("HTTP/1.1 200 OK");
            var streamed = new ArrayList<String>();
            assertThat(eventually(() -> streamed(accept, streamed) == 503))
                    .as("it has the only place: %s", streamed)
                    .isTrue();
            var begin = Instant.now();
            assertThat(eventually(() -> streamed(accept, streamed) == 200))
                    .as("the place is free again: %s", streamed)
                    .isTrue();
            // Not twice: for what was left to write, too.
            assertThat(Duration.between(begin, Instant.now())).isLessThan(STALL.plus(SLACK));
            assertThat(eventually(() -> inTransaction() == 0)).isTrue();
        } finally {
            TestDatabase.execute("set session_replication_role = replica;"
                    + " delete from venue where name like 'Halle %'; reset session_replication_role");
        }
    }

    private static int streamed(String accept, List<String> seen) {
        var answer = Api.as(Role.READER).accept(accept).get("/v1/topics");
        seen.add(answer.statusCode() + " "
                + answer.asString().lines().findFirst().orElse(""));
        return answer.statusCode();
    }

    private static io.restassured.response.Response post(int length) {
        return Api.as(Role.EDITOR)
                .contentType("application/json")
                .body("{" + " ".repeat(length - 2) + "}")
                .post("/v1/people");
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static boolean eventually(Condition condition) throws Exception {
        var deadline = Instant.now().plus(OTHERWISE);
        while (Instant.now().isBefore(deadline)) {
            if (condition.holds()) {
                return true;
            }
            Thread.sleep(20);
        }
        return false;
    }

    private static int waiting() throws SQLException {
        return count("wait_event_type = 'Lock'");
    }

    private static int inTransaction() throws SQLException {
        return count("state in ('active', 'idle in transaction')");
    }

    private static int count(String condition) throws SQLException {
        try (var statement = TestDatabase.connection().createStatement();
                var rows = statement.executeQuery(
                        "select count(*) from pg_stat_activity where application_name = 'rejoin' and " + condition)) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static void close(List<RawConnection> connections) throws IOException {
        for (var connection : connections) {
            connection.close();
        }
    }
}
