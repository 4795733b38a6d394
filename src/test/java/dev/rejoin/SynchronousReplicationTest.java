package dev.rejoin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rejoin.contract.Role;
import dev.rejoin.security.TestKeys;
import io.restassured.path.json.JsonPath;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A change is acknowledged once the standby has it. PostgreSQL itself calls a commit done whose wait for the standby was
 * cancelled, as a request's deadline does and the end of its client; the primary's end would then lose it.
 */
@Tag("slow")
class SynchronousReplicationTest {
    private static DeliveredService service;
    private static String key;

    @BeforeAll
    static void start() throws Exception {
        key = TestKeys.create(TestDatabase.source(), Role.ADMIN);
        // The tests' server otherwise waits for nothing at all. A deadline before the driver itself gives up.
        var url = TestDatabase.database().getUrl();
        service = DeliveredService.listening(Map.of(
                "REJOIN_DB_URL",
                url + (url.contains("?") ? "&" : "?") + "options=-c%20synchronous_commit%3Don",
                "REJOIN_LIMITS_TIME",
                "3s"));
        // The first request of all takes longer than any other.
        for (int i = 0;
                i < 20 && post("/v1/venues", "{\"name\": \"first\"}", null).statusCode() != 201;
                i++) {
            Thread.sleep(200);
        }
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @AfterEach
    void standbyBack() throws Exception {
        standby("");
    }

    /** Whose word is waited for; there is no standby of any name. */
    private static void standby(String name) throws Exception {
        TestDatabase.execute("alter system set synchronous_standby_names = '%s'".formatted(name));
        TestDatabase.execute("select pg_reload_conf()");
        for (int i = 0; i < 100; i++) {
            try (var statement = TestDatabase.connection().createStatement();
                    var rows = statement.executeQuery("select current_setting('synchronous_standby_names')")) {
                rows.next();
                if (rows.getString(1).equals(name)) {
                    // Those who commit are told by another process of the server, a moment later.
                    Thread.sleep(1000);
                    return;
                }
            }
            Thread.sleep(50);
        }
        throw new AssertionError("the server did not take its settings");
    }

    @Test
    void noWriteIsAcknowledgedThatTheStandbyDoesNotHave() throws Exception {
        var made = post("/v1/venues", "{\"name\": \"kept\"}", null);
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        var id = JsonPath.from(made.body()).getString("id");
        var revoked = JsonPath.from(post("/v1/api-keys", "{\"name\": \"short\", \"role\": \"READER\"}", null)
                        .body())
                .getString("id");
        standby("nobody");

        var answers = List.of(
                post("/v1/venues", "{\"name\": \"lost\"}", null),
                service.send("PATCH", "/v1/venues/" + id, key, "{\"name\": \"changed\"}", "If-Match", "*"),
                service.send("DELETE", "/v1/venues/" + id, key, null, "If-Match", "*"),
                post("/v1/api-keys", "{\"name\": \"lost\", \"role\": \"READER\"}", null),
                service.send("DELETE", "/v1/api-keys/" + revoked, key, null));

        answers.forEach(SynchronousReplicationTest::refused);
        // By the cancellation, or where the server does not hear of it in time and the connection is cut.
        assertThat(answers).allSatisfy(answer -> assertThat(answer.body()).contains("outcome_unknown"));
        assertThat(service.get("/v1/venues", key).statusCode()).isEqualTo(200);
    }

    @Test
    void whoRepeatsAWriteIsAnsweredOnceTheStandbyHasIt() throws Exception {
        var once = UUID.randomUUID().toString();
        var body = "{\"name\": \"%s\"}".formatted(once);
        standby("nobody");
        for (int i = 0; i < 3; i++) {
            // Also the second time, when the row is there already and nothing is left to be written; or it is still at
            // work.
            assertThat(post("/v1/venues", body, once).statusCode()).isIn(503, 409);
        }
        standby("");

        var answer = post("/v1/venues", body, once);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        assertThat(answer.headers().firstValue("Idempotent-Replayed")).hasValue("true");
        assertThat(JsonPath.from(service.get("/v1/venues?name=" + once, key).body())
                        .getList("results"))
                .hasSize(1);
    }

    @Test
    void whoseCommitIsNotAnsweredIsToldThatNobodyKnows() throws Exception {
        var once = UUID.randomUUID().toString();
        var body = "{\"name\": \"%s\"}".formatted(once);
        standby("nobody");
        var writing = CompletableFuture.supplyAsync(() -> {
            try {
                return post("/v1/venues", body, once);
            } catch (Exception e) {
                throw new CompletionException(e);
            }
        });
        var ended = 0;
        for (int i = 0; i < 100 && ended == 0; i++) {
            Thread.sleep(20);
            try (var statement = TestDatabase.connection().createStatement();
                    var rows = statement.executeQuery(
                            "select count(pg_terminate_backend(pid)) from pg_stat_activity where wait_event = 'SyncRep'")) {
                rows.next();
                ended = rows.getInt(1);
            }
        }
        assertThat(ended).isPositive();

        var answer = writing.get(30, TimeUnit.SECONDS);
        refused(answer);
        assertThat(answer.body()).contains("outcome_unknown");
        standby("");
        assertThat(post("/v1/venues", body, once).statusCode()).isEqualTo(201);
        assertThat(JsonPath.from(service.get("/v1/venues?name=" + once, key).body())
                        .getList("results"))
                .hasSize(1);
    }

    private static void refused(HttpResponse<String> answer) {
        assertThat(answer.statusCode())
                .as(answer.request().method() + " " + answer.uri() + ": " + answer.body())
                .isEqualTo(503);
        assertThat(answer.headers().firstValue("retry-after")).isPresent();
    }

    private static HttpResponse<String> post(String path, String body, @Nullable String once) throws Exception {
        return once == null
                ? service.send("POST", path, key, body)
                : service.send("POST", path, key, body, "Idempotency-Key", once);
    }
}
