package dev.rejoin;

import static dev.rejoin.ResourceContractTest.problem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rejoin.contract.Role;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** The feed of all changes: complete, in order, each once. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ChangesTest {
    @Test
    void nothingIsMissedWhenTransactionsCommitOutOfOrder() throws SQLException {
        var cursor = now();
        var seen = new ArrayList<String>();
        var before = Fixtures.one("venues").insert();
        try (var a = transaction();
                var b = transaction()) {
            var first = insert(a);
            var second = insert(b);
            b.commit();
            var early = read(cursor);
            seen.addAll(early.getList("results.id", String.class));
            a.commit();
            var late = read(early.getString("cursor"));
            seen.addAll(late.getList("results.id", String.class));

            assertThat(seen).containsExactly(before.toString(), first.toString(), second.toString());
            assertThat(read(late.getString("cursor")).getList("results")).isEmpty();
        }
    }

    @Test
    void whatIsRolledBackNeverAppears() throws SQLException {
        var cursor = now();
        try (var a = transaction()) {
            insert(a);
            assertThat(read(cursor).getList("results")).isEmpty();
            a.rollback();
        }
        assertThat(read(cursor).getList("results")).isEmpty();
    }

    @Test
    void theFeedIsReadInPiecesWithoutGaps() {
        var cursor = now();
        var written = new ArrayList<String>();
        for (int i = 0; i < 7; i++) {
            written.add(Fixtures.one("venues").insert().toString());
        }
        var seen = new ArrayList<String>();
        var more = true;
        while (more) {
            var page = Api.ok("/v1/changes?limit=3&after=" + cursor).jsonPath();
            seen.addAll(page.getList("results.id", String.class));
            cursor = page.getString("cursor");
            more = page.getBoolean("more");
        }
        assertThat(seen).isEqualTo(written);
        Fixtures.one("topics").insert();
        assertThat(read(cursor).getList("results.resource")).containsExactly("topics");
    }

    @Test
    void onlyTheResourcesAskedForAreShownAndTheCursorPassesTheOthers() {
        var cursor = now();
        Fixtures.one("venues").insert();
        var topic = Fixtures.one("topics").insert();

        var page = Api.ok("/v1/changes?resource=topics,people&after=" + cursor).jsonPath();

        assertThat(page.getList("results.id", String.class)).containsExactly(topic.toString());
        assertThat(page.getString("results[0].url")).isEqualTo("/v1/topics/" + topic);
        assertThat(read(page.getString("cursor")).getList("results")).isEmpty();
    }

    @Test
    void aLongLogWithoutAnythingWantedIsPassedInSteps() {
        var cursor = now();
        TestDatabase.run("insert into topic (code, name) select 'long ' || n, 'x' from generate_series(1, 10050) n");
        var venue = Fixtures.one("venues").insert();

        var first = Api.ok("/v1/changes?resource=venues&after=" + cursor).jsonPath();
        var second = Api.ok("/v1/changes?resource=venues&after=" + first.getString("cursor"))
                .jsonPath();

        assertThat(first.getList("results")).isEmpty();
        assertThat(first.getBoolean("more")).isTrue();
        assertThat(second.getList("results.id", String.class)).containsExactly(venue.toString());
        assertThat(second.getBoolean("more")).isFalse();
    }

    @Test
    void usersAreShownToAdministratorsOnly() {
        var cursor = now();
        Fixtures.one("users").insert();

        assertThat(read(cursor).getList("results.resource")).contains("users");
        assertThat(Api.as(Role.EDITOR)
                        .get("/v1/changes?after=" + cursor)
                        .jsonPath()
                        .getList("results.resource"))
                .doesNotContain("users");
        problem(Api.as(Role.EDITOR).get("/v1/changes?resource=users&after=" + cursor), 403, "forbidden");
    }

    @Test
    void anImportIsOneEntryForEveryone() {
        var cursor = now();
        TestDatabase.run(
                "insert into audit.change (actor, operation, new) values ('rejoin import', 'IMPORTED', '{\"run\": 3}')");

        var page = Api.ok("/v1/changes?resource=venues&after=" + cursor).jsonPath();

        assertThat(page.getList("results.operation")).containsExactly("IMPORTED");
        assertThat(page.getInt("results[0].run")).isEqualTo(3);
    }

    @Test
    void whoWaitsHoldsNoConnectionAndHearsOfTheNextChange() throws Exception {
        // An old transaction, whose number is greater than the present ones only as a text.
        TestDatabase.run("insert into audit.change (transaction_id, operation) values ('99', 'IMPORTED')");
        var cursor = now();
        try (var threads = Executors.newFixedThreadPool(TestDatabase.WAITERS)) {
            var waiting = waiting(cursor, threads);
            Api.ok("/v1/venues?limit=1");
            var venue = Fixtures.one("venues").insert();

            for (var answer : waiting) {
                assertThat(answer.get().statusCode()).isEqualTo(200);
                assertThat(answer.get().jsonPath().getList("results.id", String.class))
                        .containsExactly(venue.toString());
            }
        }
    }

    @Test
    void whoWaitsInVainIsGivenACursorToGoOnFrom() {
        var page = Api.ok("/v1/changes?wait=1&after=" + now()).jsonPath();

        assertThat(page.getList("results")).isEmpty();
        var venue = Fixtures.one("venues").insert();
        assertThat(read(page.getString("cursor")).getList("results.id", String.class))
                .containsExactly(venue.toString());
    }

    @Test
    void soManyMayWaitAndNoMoreWhileOthersAreServed() throws Exception {
        var cursor = now();
        try (var threads = Executors.newFixedThreadPool(TestDatabase.WAITERS)) {
            var waiting = waiting(cursor, threads);
            var deadline = Instant.now().plusSeconds(20);
            Response refused;
            do {
                refused = Api.get("/v1/changes?wait=1&after=" + cursor);
            } while (refused.statusCode() == 200 && Instant.now().isBefore(deadline));

            assertThat(problem(refused, 503, "busy")).contains("ask without wait");
            Api.ok("/v1/venues?limit=1");
            read(cursor);
            Fixtures.one("venues").insert();
            for (var answer : waiting) {
                assertThat(answer.get().statusCode()).isEqualTo(200);
            }
        }
    }

    @Test
    void aCursorFromElsewhereIsRefusedAndSoIsAnUnknownResource() {
        // The signature is right, or the next line would prove nothing.
        Api.ok("/v1/changes?after=" + signed("/v1/changes", 1));
        problem(Api.get("/v1/changes?after=nonsense"), 400, "invalid_cursor");
        assertThat(Api.get("/v1/changes?after=nonsense").jsonPath().getString("errors[0].parameter"))
                .isEqualTo("after");
        problem(Api.get("/v1/changes?after=" + signed("/v1/venues", 1)), 400, "invalid_cursor");
        problem(Api.get("/v1/changes?resource=venue"), 400, "unknown_resource");
        problem(Api.get("/v1/changes?wait=31"), 400, "out_of_range");
    }

    @Test
    void aCursorOfADatabaseThatWasSetBackIsRefused() {
        problem(Api.get("/v1/changes?after=" + signed("/v1/changes", Integer.MAX_VALUE)), 400, "cursor_ahead");
    }

    /**
     * A cursor as only the service makes them, at a transaction of our choice: 128 bits of an HMAC-SHA-256 over the
     * payload and what it belongs to, and the payload.
     */
    private static String signed(String binding, long transaction) {
        try (var statement = TestDatabase.connection().createStatement();
                var rows = statement.executeQuery("select value from security.secret where name = 'cursor'")) {
            rows.next();
            var payload = "[false,\"%d\",\"0\"]".formatted(transaction);
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(rows.getBytes(1), "HmacSHA256"));
            var signed = new ByteArrayOutputStream();
            signed.write(mac.doFinal((payload + binding).getBytes(StandardCharsets.UTF_8)), 0, 16);
            signed.writeBytes(payload.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(signed.toByteArray());
        } catch (SQLException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As many as may wait; one that finds no connection when all begin at once tries again. */
    private static List<CompletableFuture<Response>> waiting(String cursor, Executor threads) {
        Api.key(Role.ADMIN);
        var end = Instant.now().plusSeconds(60);
        return IntStream.range(0, TestDatabase.WAITERS)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> {
                            Response answer;
                            do {
                                answer = Api.get("/v1/changes?wait=30&after=" + cursor);
                            } while (answer.statusCode() == 503 && Instant.now().isBefore(end));
                            return answer;
                        },
                        threads))
                .toList();
    }

    private static String now() {
        return Api.ok("/v1/changes?after=now").jsonPath().getString("cursor");
    }

    private static JsonPath read(String cursor) {
        return Api.ok("/v1/changes?after=" + cursor).jsonPath();
    }

    private static Connection transaction() throws SQLException {
        var connection = TestDatabase.source().getConnection();
        connection.setAutoCommit(false);
        return connection;
    }

    private static UUID insert(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("insert into venue (name) values ('Hall') returning id")) {
            rows.next();
            return rows.getObject(1, UUID.class);
        }
    }
}
