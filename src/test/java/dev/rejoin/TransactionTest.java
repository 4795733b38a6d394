package dev.rejoin;

import static dev.rejoin.Fixtures.one;
import static dev.rejoin.ResourceContractTest.problem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rejoin.contract.Role;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What holds when many write at once, and when one request writes many things. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class TransactionTest {
    private static List<Response> atOnce(int number, java.util.function.IntFunction<Callable<Response>> call)
            throws InterruptedException, ExecutionException {
        var go = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var futures = IntStream.range(0, number)
                    .mapToObj(i -> threads.submit(() -> {
                        go.await();
                        return patiently(call.apply(i));
                    }))
                    .toList();
            go.countDown();
            var answers = new ArrayList<Response>();
            for (var future : futures) {
                answers.add(future.get());
            }
            return answers;
        }
    }

    /** As a client does that is told to come back: more ask at once than there are connections. */
    private static Response patiently(Callable<Response> call) throws Exception {
        var answer = call.call();
        for (int i = 0; i < 20 && answer.statusCode() == 503; i++) {
            assertThat(answer.header("Retry-After")).isNotNull();
            Thread.sleep(200);
            answer = call.call();
        }
        return answer;
    }

    private static long with(List<Response> answers, int status) {
        return answers.stream().filter(answer -> answer.statusCode() == status).count();
    }

    @Test
    void tenPlacesGoToTenOfFifty() throws Exception {
        var event = one("events")
                .with("starts_at", "2999-06-18T07:00:00Z")
                .with("capacity", 10)
                .insert();
        var members =
                IntStream.range(0, 50).mapToObj(i -> one("members").insert()).toList();

        var answers = atOnce(
                50,
                i -> () -> ActionTest.act("/v1/events/" + event + "/register", Map.of("member_id", members.get(i))));

        assertThat(with(answers, 201)).isEqualTo(10);
        assertThat(with(answers, 422)).isEqualTo(40);
        assertThat(Api.ok("/v1/events/" + event + "/participations?count=exact")
                        .jsonPath()
                        .getInt("count"))
                .isEqualTo(10);
    }

    @Test
    void oneOfTwoElectionsAtOnceWins() throws Exception {
        for (int round = 0; round < 5; round++) {
            var group = one("groups").insert();
            var members =
                    IntStream.range(0, 2).mapToObj(i -> one("members").insert()).toList();
            members.forEach(member -> one("memberships")
                    .with("group_id", group)
                    .with("member_id", member)
                    .insert());

            var answers = atOnce(
                    2,
                    i -> () -> ActionTest.act(
                            "/v1/groups/" + group + "/leader-elections",
                            Map.of("member_id", members.get(i), "elected_on", "2025-01-01")));

            assertThat(with(answers, 201)).isEqualTo(1);
            assertThat(with(answers, 409)).isEqualTo(1);
        }
    }

    @Test
    void aLeaderIsAMemberWhoeverWritesAtTheSameTime() throws Exception {
        for (int round = 0; round < 5; round++) {
            var group = one("groups").insert();
            var member = one("members").insert();
            var membership = one("memberships")
                    .with("group_id", group)
                    .with("member_id", member)
                    .insert();

            var answers = atOnce(
                    2,
                    i -> () -> i == 0
                            ? ActionTest.act(
                                    "/v1/groups/" + group + "/leader-elections",
                                    Map.of("member_id", member, "elected_on", "2025-01-01"))
                            : WriteContractTest.delete("/v1/groups/" + group + "/memberships/" + membership, "*"));

            assertThat(answers.stream().filter(answer -> answer.statusCode() < 300))
                    .hasSize(1);
            assertThat(answers)
                    .allSatisfy(answer -> assertThat(answer.statusCode()).isIn(201, 204, 409, 422));
        }
    }

    @Test
    void noUpdateIsLost() throws Exception {
        var path = "/v1/organizations/" + one("organizations").insert();
        var tag = Api.ok(path).header("ETag");

        var answers = atOnce(20, i -> () -> WriteContractTest.patch(path, tag, Map.of("industry", "number " + i)));

        assertThat(with(answers, 200)).isEqualTo(1);
        assertThat(with(answers, 412)).isEqualTo(19);
    }

    @Test
    void oneKeyInParallelIsOneItem() throws Exception {
        var body = Map.of("family_name", "once-" + UUID.randomUUID());
        var key = UUID.randomUUID().toString();

        var answers = atOnce(50, i -> () -> WriteContractTest.keyed(key, body, "/v1/people", Role.EDITOR));

        assertThat(answers).allSatisfy(answer -> assertThat(answer.statusCode()).isIn(201, 409));
        assertThat(answers.stream()
                        .filter(answer -> answer.statusCode() == 201)
                        .map(Response::asString)
                        .distinct())
                .hasSize(1);
        answers.stream()
                .filter(answer -> answer.statusCode() == 409)
                .forEach(answer -> problem(answer, 409, "request_in_progress"));
        assertThat(Api.ok("/v1/people?count=exact&family_name=" + body.get("family_name"))
                        .jsonPath()
                        .getInt("count"))
                .isEqualTo(1);
    }

    @Test
    void whateverIsRepeatedIsMarkedSoAndDoneOnce() {
        var member = one("members").insert();
        var person = Map.of("family_name", "replayed " + UUID.randomUUID());
        var bulk =
                Map.of("items", List.of(Map.of("family_name", "bulk", "legacy_id", "replayed " + UUID.randomUUID())));
        Map<String, Object> posts = Map.of(
                "/v1/people",
                person,
                "/v1/people/bulk",
                bulk,
                "/v1/members/" + member + "/leave",
                Map.of(),
                "/v1/batch",
                Map.of("operations", List.of(post("/v1/people", person))));
        posts.forEach((path, body) -> {
            var key = "replayed-" + UUID.randomUUID();

            var first = WriteContractTest.keyed(key, body, path, Role.EDITOR);
            var again = WriteContractTest.keyed(key, body, path, Role.EDITOR);

            assertThat(first.statusCode()).as(first.asString()).isIn(200, 201);
            assertThat(first.header("Idempotent-Replayed")).as(path).isNull();
            assertThat(again.statusCode()).isEqualTo(first.statusCode());
            assertThat(again.asString()).isEqualTo(first.asString());
            assertThat(again.header("Idempotent-Replayed")).as(path).isEqualTo("true");
        });
    }

    @Test
    void aKeyInWorkIsNotTakenTwice() throws Exception {
        var group = one("groups").insert();
        var member = one("members").insert();
        one("memberships").with("group_id", group).with("member_id", member).insert();
        var path = "/v1/groups/" + group + "/leader-elections";
        var body = Map.of("member_id", member, "elected_on", "2025-01-01");
        var key = UUID.randomUUID().toString();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                var connection = TestDatabase.source().getConnection();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("select from member_group where id = '%s' for update".formatted(group));
            var first = threads.submit(() -> WriteContractTest.keyed(key, body, path, Role.EDITOR));
            for (int i = 0; i < 1000 && !waits(); i++) {
                Thread.sleep(10);
            }

            var second = WriteContractTest.keyed(key, body, path, Role.EDITOR);
            connection.rollback();

            problem(second, 409, "request_in_progress");
            assertThat(first.get().statusCode()).isEqualTo(201);
            assertThat(WriteContractTest.keyed(key, body, path, Role.EDITOR).asString())
                    .isEqualTo(first.get().asString());
        }
    }

    private static boolean waits() throws SQLException {
        try (var statement = TestDatabase.connection().createStatement();
                var rows = statement.executeQuery(
                        "select exists (select from pg_stat_activity where wait_event_type = 'Lock' and query like '%member_group%')")) {
            rows.next();
            return rows.getBoolean(1);
        }
    }

    @Test
    void whatCannotBeSerializedIsTriedAgainUpToThreeTimes() throws SQLException {
        TestDatabase.execute("""
                create sequence refusals minvalue -100 start 1;
                create function refuse_for_a_while() returns trigger language plpgsql as $$
                begin
                    -- A sequence is not rolled back, so that each attempt counts.
                    if nextval('refusals') <= 3 then raise exception using errcode = '40001'; end if;
                    return new;
                end $$;
                create trigger refuse_for_a_while before insert on venue
                    for each row execute function refuse_for_a_while()""");
        try {
            assertThat(ActionTest.act("/v1/venues", Map.of("name", "at last")).statusCode())
                    .isEqualTo(201);
            TestDatabase.execute("alter sequence refusals restart with -9");
            problem(ActionTest.act("/v1/venues", Map.of("name", "never")), 503, "busy");
        } finally {
            TestDatabase.execute("drop trigger refuse_for_a_while on venue; drop function refuse_for_a_while;"
                    + " drop sequence refusals");
        }
    }

    @Test
    void aKeyIsForgottenAfterADay() throws SQLException {
        var key = UUID.randomUUID().toString();
        var body = Map.of("family_name", "day-" + UUID.randomUUID());
        WriteContractTest.keyed(key, body, "/v1/people", Role.EDITOR);

        TestDatabase.execute("update api.idempotency_key set created_at = now() - interval '25 hours' where key = '%s'"
                .formatted(key));
        var again = WriteContractTest.keyed(key, body, "/v1/people", Role.EDITOR);

        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(Api.ok("/v1/people?family_name=" + body.get("family_name"))
                        .jsonPath()
                        .getList("results"))
                .hasSize(2);
    }

    @Test
    void deadlocksAreTriedAgain() throws Exception {
        var one = "/v1/people/" + one("people").insert();
        var two = "/v1/people/" + one("people").insert();

        var answers = atOnce(
                16,
                i -> () -> batch(
                        patch(i % 2 == 0 ? one : two, Map.of("phone", "1" + i)),
                        patch(i % 2 == 0 ? two : one, Map.of("phone", "2" + i))));

        assertThat(answers)
                .allSatisfy(answer ->
                        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200));
    }

    private static Map<String, Object> patch(String path, Object body) {
        return Map.of("method", "PATCH", "path", path, "if_match", "*", "body", body);
    }

    private static Map<String, Object> post(String path, Object body) {
        return Map.of("method", "POST", "path", path, "body", body);
    }

    @SafeVarargs
    private static Response batch(Map<String, Object>... operations) {
        return Api.as(Role.EDITOR)
                .contentType("application/json")
                .body(Map.of("operations", operations))
                .post("/v1/batch");
    }

    @Test
    void aBatchWritesOverManyResourcesAndRefersBack() {
        var name = "batch-" + UUID.randomUUID();
        var organization = one("organizations").insert();
        var staff = one("staff").insert();

        var answer = batch(
                post("/v1/people", Map.of("family_name", name)),
                post(
                        "/v1/members",
                        Map.of(
                                "person_id", "$0.id",
                                "organization_id", organization,
                                "member_number", name,
                                "status", "ACTIVE",
                                "joined_on", "2024-01-01")),
                post(
                        "/v1/groups",
                        Map.of("code", name, "name", "$$0.id", "status", "ACTIVE", "point_of_contact_id", staff)),
                post("/v1/groups/$2.id/memberships", Map.of("member_id", "$1.id", "joined_on", "2024-01-01")),
                post("/v1/groups/$2.id/leader-elections", Map.of("member_id", "$1.id", "elected_on", "2024-02-01")),
                patch("/v1/members/$1.id", Map.of("job_title", "Leader")));

        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        var results = answer.jsonPath();
        assertThat(results.getList("results.status")).containsExactly(201, 201, 201, 201, 201, 200);
        assertThat(results.getString("results[2].body.name")).isEqualTo("$0.id");
        var group = Api.ok(results.getString("results[2].location") + "?expand=leader.person");
        assertThat(group.jsonPath().getString("leader.person.family_name")).isEqualTo(name);
        assertThat(Api.ok(
                                results.getString("results[5].location") == null
                                        ? "/v1/members/" + results.getString("results[1].body.id")
                                        : results.getString("results[5].location"))
                        .header("ETag"))
                .isEqualTo(results.getString("results[5].etag"));
    }

    @Test
    void aBatchIsDoneWhollyOrNotAtAll() {
        var name = "none-" + UUID.randomUUID();

        var answer = batch(
                post("/v1/people", Map.of("family_name", name)),
                post("/v1/people", Map.of("family_name", " ", "language", "?")));

        problem(answer, 422, "invalid");
        assertThat(answer.jsonPath().getString("detail")).startsWith("Operation 1: ");
        assertThat(answer.jsonPath().getList("errors.pointer", String.class))
                .containsExactlyInAnyOrder("/operations/1/body/family_name", "/operations/1/body/language");
        assertThat(Api.ok("/v1/people?family_name=" + name).jsonPath().getList("results"))
                .isEmpty();
    }

    @Test
    void aBatchSaysWhatIsWrongWithWhichOperation() {
        var person = post("/v1/people", Map.of("family_name", "x"));
        var path = "/v1/people/" + one("people").insert();

        problem(batch(), 400, "malformed_body");
        problem(batch(person, post("/v1/people", Map.of("family_name", "$1.id"))), 400, "unknown_operation");
        problem(batch(person, post("/v1/people", Map.of("family_name", "$0.nonsense"))), 400, "unknown_field");
        problem(batch(person, post("/v1/peoples", Map.of())), 404, "unknown_path");
        problem(batch(post("/v1/batch", Map.of("operations", List.of()))), 404, "unknown_path");
        problem(batch(post("/v1/api-keys", Map.of("name", "x", "role", "ADMIN"))), 404, "unknown_path");
        problem(batch(post("/v1/users", Map.of("username", "x", "role", "ADMIN"))), 403, "forbidden");
        problem(batch(Map.of("method", "PATCH", "path", path, "body", Map.of())), 428, "precondition_required");
        problem(batch(Map.of("method", "DELETE", "path", path, "if_match", "\"77\"")), 412, "stale");
        problem(batch(Map.of("method", "GET", "path", path)), 400, "malformed_body");
        problem(batch(Map.of("method", "POST", "path", "/v1/people", "boddy", Map.of())), 400, "unknown_field");
        problem(
                batch(Map.of("method", "DELETE", "path", path, "if_match", "*"), patch(path, Map.of())),
                404,
                "not_found");
        assertThat(Api.ok(path).statusCode()).isEqualTo(200);
    }

    @Test
    void theChangeLogKnowsWhoWrote() throws SQLException {
        var answer = WriteContractTest.keyed(
                UUID.randomUUID().toString(), Map.of("family_name", "logged"), "/v1/people", Role.EDITOR);
        var id = answer.jsonPath().getString("id");

        try (var statement = TestDatabase.connection().createStatement();
                var rows = statement.executeQuery(
                        "select actor, request_id, operation from audit.change where row_id = '%s'".formatted(id))) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).startsWith("key:");
            assertThat(rows.getString(2)).hasSize(32);
            assertThat(rows.getString(3)).isEqualTo("INSERT");
        }
    }

    @Test
    void anItemLoadedAgainstARuleSaysWhatItStillNeeds() throws SQLException {
        var group = one("groups").insert();
        TestDatabase.execute("alter table member_group drop constraint member_group_point_of_contact_id_required");
        try {
            TestDatabase.execute(
                    "set rejoin.bulk_load = 'on'; update member_group set point_of_contact_id = null where id = '%s'; reset rejoin.bulk_load"
                            .formatted(group));
            TestDatabase.execute(
                    "alter table member_group add constraint member_group_point_of_contact_id_required not null point_of_contact_id not valid");
            var path = "/v1/groups/" + group;

            assertThat(Api.ok("/v1/groups?point_of_contact_id__isnull=true&id__in=" + group)
                            .jsonPath()
                            .getList("results.id"))
                    .contains(group.toString());
            assertThat(Api.ok("/v1/groups?sort=point_of_contact_id&fields=id&id__in=" + group)
                            .jsonPath()
                            .getList("results.id"))
                    .contains(group.toString());
            var refused = WriteContractTest.patch(path, "*", Map.of("name", "Renamed"));
            var supplied = WriteContractTest.patch(
                    path,
                    "*",
                    Map.of(
                            "name",
                            "Renamed",
                            "point_of_contact_id",
                            one("staff").insert()));

            problem(refused, 422, "required");
            assertThat(refused.jsonPath().getString("errors[0].pointer")).isEqualTo("/point_of_contact_id");
            assertThat(refused.jsonPath().getString("errors[0].detail"))
                    .contains("was loaded without keeping this rule; send point_of_contact_id");
            assertThat(supplied.statusCode()).as(supplied.asString()).isEqualTo(200);
        } finally {
            TestDatabase.execute(
                    "alter table member_group validate constraint member_group_point_of_contact_id_required");
        }
    }

    @Test
    void textThatCannotBeKeptAsItIsIsRefused() {
        for (var text : List.of("\\u0000", "\\ud800", "a\\udc00b")) {
            problem(
                    WriteContractTest.keyed(
                            UUID.randomUUID().toString(),
                            "{\"family_name\": \"%s\"}".formatted(text),
                            "/v1/people",
                            Role.EDITOR),
                    422,
                    "invalid_value");
        }
        var name = "🙂-" + UUID.randomUUID();
        assertThat(WriteContractTest.keyed(
                                UUID.randomUUID().toString(),
                                "{\"family_name\": \"%s\"}".formatted(name),
                                "/v1/people",
                                Role.EDITOR)
                        .jsonPath()
                        .getString("family_name"))
                .isEqualTo(name);
    }

    @Test
    void aSentNullIsNotAnAbsentField() {
        var path = "/v1/people/" + one("people").with("phone", "1").insert();
        var cleared = new HashMap<String, @Nullable Object>();
        cleared.put("phone", null);

        assertThat(WriteContractTest.patch(path, "*", Map.of("given_name", "Zoé"))
                        .jsonPath()
                        .getString("phone"))
                .isEqualTo("1");
        assertThat(WriteContractTest.patch(path, "*", cleared).jsonPath().getString("phone"))
                .isNull();
    }
}
