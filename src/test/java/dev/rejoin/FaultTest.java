package dev.rejoin;

import static dev.rejoin.ResourceContractTest.problem;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rejoin.contract.Role;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** What clients see while the database is slow, full of others, or away: 503 in bounded time, and then all is well. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class FaultTest {
    private static final Duration PROMISED = Duration.ofSeconds(6);

    @Test
    void aReadThatWaitsTooLongEndsAsAProblem() throws SQLException {
        try (var other = TestDatabase.source().getConnection();
                var statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("lock table venue in access exclusive mode");

            var begin = Instant.now();
            var answer = Api.get("/v1/venues");

            unavailable(answer, "timeout");
            assertThat(Duration.between(begin, Instant.now())).isLessThan(PROMISED);
            other.rollback();
        }
        Api.ok("/v1/venues");
    }

    @Test
    void anExhaustedPoolIsAProblemInBoundedTimeAndRecovers() throws Exception {
        Api.key(Role.ADMIN);
        try (var other = TestDatabase.source().getConnection();
                var statement = other.createStatement();
                var threads = Executors.newFixedThreadPool(24)) {
            other.setAutoCommit(false);
            statement.execute("lock table venue in access exclusive mode");
            var begin = Instant.now();
            var answers = new ArrayList<CompletableFuture<Response>>();
            for (int i = 0; i < 24; i++) {
                answers.add(CompletableFuture.supplyAsync(() -> Api.get("/v1/venues"), threads));
            }
            for (var answer : answers) {
                assertThat(answer.get().statusCode()).isEqualTo(503);
            }
            assertThat(answers.stream().map(answer -> answer.join().jsonPath().getString("code")))
                    .contains("busy", "timeout");
            assertThat(Duration.between(begin, Instant.now())).isLessThan(PROMISED.multipliedBy(2));
            other.rollback();
        }
        Api.ok("/v1/venues");
    }

    @Test
    void withoutItsDatabaseTheServiceIsLiveButNotReadyAndComesBack() throws SQLException {
        Api.ok("/v1/venues");
        TestDatabase.away(true);
        try {
            for (int i = 0; i < 20; i++) {
                var begin = Instant.now();
                assertThat(Api.get("/v1/venues").statusCode()).isEqualTo(503);
                assertThat(Duration.between(begin, Instant.now())).isLessThan(PROMISED);
            }
            unavailable(Api.get("/v1/venues"), "database_away");
            assertThat(given().get("/q/health/live").statusCode()).isEqualTo(200);
            assertThat(given().get("/q/health/ready").statusCode()).isEqualTo(503);
        } finally {
            TestDatabase.away(false);
        }
        var deadline = Instant.now().plusSeconds(2);
        var status = 0;
        while (status != 200 && Instant.now().isBefore(deadline)) {
            status = Api.get("/v1/venues").statusCode();
        }
        assertThat(status).isEqualTo(200);
    }

    private static void unavailable(Response answer, String code) {
        problem(answer, 503, code);
        assertThat(Integer.parseInt(answer.header("Retry-After"))).isPositive();
    }
}
