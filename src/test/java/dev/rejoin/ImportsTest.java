package dev.rejoin;

import static dev.rejoin.ResourceContractTest.problem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rejoin.contract.Role;
import dev.rejoin.db.Migrations;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the importer leaves, as the API shows it: over the importer's own tables. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ImportsTest {

    @BeforeEach
    void anImport() {
        Migrations.migrateImport(TestDatabase.source());
        TestDatabase.run("""
                insert into rejoin_import.run (kind, phase, outcome, started_at, ended_at, source, mapping_digest, summary)
                values ('FULL', 'DONE', 'PROVEN', '2026-03-01 08:00:00Z', '2026-03-01 08:04:00Z',
                        '{"kind": "cluster"}', 'abc', '{"loaded": 2}'),
                       ('DELTA', 'READ', null, '2026-03-02 08:00:00Z', null, '{}', 'abc', '{}');
                insert into rejoin_import.source_index (run_id, name, fingerprint, expected, received, loaded, quarantined)
                values (1, 'members', 'x', 3, 3, 2, 1);
                insert into rejoin_import.excluded_index (run_id, name, because)
                values (1, 'activity-log', 'technical log without business meaning');
                insert into rejoin_import.document (run_id, doc, index_name, id, source, source_bytes, sha256)
                values (1, 11, 'members', 'm-11', '{"organization_id": "org-99"}', null, '\\x00'),
                       (1, 12, 'groups', 'g-12', null, '\\xff00', '\\x00'),
                       (1, 13, 'members', 'm-13', rpad('{', 20000, 'é'), null, '\\x00');
                insert into rejoin_import.disposition (run_id, doc, index_name, id, disposition)
                select run_id, doc, index_name, id, 'QUARANTINED' from rejoin_import.document;
                insert into rejoin_import.finding (run_id, severity, code, index_name, id, doc, path, value, message, detail)
                select 1, case n % 3 when 0 then 'ERROR' when 1 then 'WARNING' else 'INFO' end,
                       case n % 2 when 0 then 'orphan' else 'drift' end, case n % 2 when 0 then 'members' else 'groups' end,
                       'm-11', 11, 'organization_id', 'org-99', 'finding ' || n, null
                from generate_series(0, 11) n;
                update rejoin_import.finding set detail = '{"nearest": "org-9"}' where no = 1""");
    }

    @AfterEach
    void itIsSignedOff() {
        TestDatabase.run("drop schema rejoin_import cascade");
    }

    @Test
    void theLastRunStandsFirstAndEachShowsWhatBecameOfItsDocuments() {
        var runs = Api.ok("/v1/imports").jsonPath();
        var run = Api.ok("/v1/imports/1").jsonPath();

        assertThat(runs.getList("results.id")).containsExactly(2, 1);
        assertThat(runs.getList("results.outcome")).containsExactly(null, "PROVEN");
        assertThat(run.getString("ended_at")).isEqualTo("2026-03-01T08:04:00Z");
        assertThat(run.getString("source.kind")).isEqualTo("cluster");
        assertThat(run.getInt("summary.loaded")).isEqualTo(2);
        assertThat(run.getMap("indices[0]"))
                .containsEntry("name", "members")
                .containsEntry("received", 3)
                .containsEntry("loaded", 2)
                .containsEntry("quarantined", 1);
        assertThat(run.getList("indices")).hasSize(1);
        assertThat(run.getMap("excluded_indices[0]"))
                .containsEntry("name", "activity-log")
                .containsEntry("because", "technical log without business meaning");
        problem(Api.get("/v1/imports/3"), 404, "not_found");
        problem(Api.get("/v1/imports/first"), 400, "invalid_value");
    }

    @Test
    void findingsAreFilteredAndPagedWithoutGaps() {
        assertThat(findings("")).hasSize(12).doesNotHaveDuplicates();
        assertThat(findings("&severity=ERROR")).containsExactly("finding 0", "finding 3", "finding 6", "finding 9");
        assertThat(findings("&severity=ERROR&code=orphan")).containsExactly("finding 0", "finding 6");
        assertThat(findings("&index=groups&code=drift")).hasSize(6);
        assertThat(findings("&code=none")).isEmpty();
        assertThat(problem(Api.get("/v1/imports/1/findings?severity=EROR"), 400, "unknown_severity"))
                .contains("'ERROR'");
        problem(Api.get("/v1/imports/9/findings"), 404, "not_found");
        assertThat(Api.ok("/v1/imports/1/findings?limit=1").jsonPath().getString("results[0].detail.nearest"))
                .isEqualTo("org-9");
    }

    @Test
    void theQuarantineShowsTheDocumentsAndWhatIsWrongWithThem() {
        var quarantine = Api.ok("/v1/imports/1/quarantine").jsonPath();

        assertThat(quarantine.getList("results.document_id")).containsExactly("m-11", "g-12", "m-13");
        assertThat(quarantine.getList("results[0].reasons.code")).containsExactly("orphan", "orphan");
        assertThat(quarantine.getString("results[0].source")).isEqualTo("{\"organization_id\": \"org-99\"}");
        assertThat(quarantine.getString("results[1].source")).isNull();
        assertThat(quarantine.getInt("results[1].source_length")).isEqualTo(2);
        assertThat(quarantine.getString("results[2].source")).hasSize(10_000);
        assertThat(quarantine.getInt("results[2].source_length")).isEqualTo(39_999);
        assertThat(Api.ok("/v1/imports/1/quarantine?index=groups").jsonPath().getList("results.doc"))
                .containsExactly(12);
        var first = Api.ok("/v1/imports/1/quarantine?limit=2").jsonPath();
        assertThat(Api.ok(first.getString("next")).jsonPath().getList("results.doc"))
                .containsExactly(13);
    }

    @Test
    void aCorrectionIsAskedForAndWhatCameOfItIsReadWithItsTask() {
        var whole = Api.ok("/v1/imports/1/quarantine/13").jsonPath();
        assertThat(whole.getString("source")).hasSize(20_000);
        assertThat(whole.getString("digest")).isEqualTo("00");
        var right = "{\"organization_id\": \"org-9\", \"paid\": %s, \"twice\": 1, \"twice\": 2}"
                .formatted("1".repeat(1_101));

        for (var kind : List.of("preview", "corrections")) {
            var asked = ask("quarantine/11/" + kind, Map.of("source", right, "digest", "00", "reason", "typing error"));

            assertThat(asked.statusCode()).isEqualTo(202);
            var task = Api.ok(asked.header("Location")).jsonPath();
            assertThat(task.getString("id")).isEqualTo(asked.jsonPath().getString("id"));
            assertThat(task.getString("state")).isEqualTo("WAITING");
            assertThat(task.getBoolean("served")).isFalse();
            assertThat(task.getString("document_id")).isEqualTo("m-11");
            assertThat(task.getString("asked_by")).startsWith("key:");
        }
        assertThat(texts(
                        "select concat_ws(' ', kind, index_name, document_id, digest, reason, source = '%s') from rejoin_import.task order by asked_at, id"
                                .formatted(right)))
                .containsExactly("PREVIEW members m-11 00 typing error t", "CORRECTION members m-11 00 typing error t");

        // What the importer does with it.
        TestDatabase.run("""
                insert into rejoin_import.task_server (command, seen_at) values ('work', now());
                update rejoin_import.task set state = 'REFUSED', ended_at = now(), message = 'why' where kind = 'PREVIEW';
                update rejoin_import.task set state = 'DONE', ended_at = now(),
                    effect = '{"corrected": 1, "unchanged": 0, "back": ["members/m-11"], "still": [], "newly": []}'
                where kind = 'CORRECTION'""");
        var states = texts("select '/v1/imports/1/tasks/' || id from rejoin_import.task order by asked_at, id").stream()
                .map(path -> Api.ok(path).jsonPath())
                .toList();
        assertThat(states.getFirst().getString("message")).isEqualTo("why");
        assertThat(states.getLast().getList("effect.back")).containsExactly("members/m-11");
        assertThat(states.getLast().getBoolean("served")).isTrue();
    }

    @Test
    void whatWasCorrectedIsListedAndTakenBack() {
        TestDatabase.run("""
                insert into rejoin_import.correction (index_name, id, run_id, wrong_sha256, source, corrected_by, reason, outcome)
                select 'members', 'm-11', 1, '\\x00', '{}', 'key:' || n, 'why', 'ADMITTED' from generate_series(1, 3) n""");

        var first = Api.ok("/v1/imports/1/corrections?limit=2").jsonPath();
        assertThat(first.getList("results.corrected_by")).containsExactly("key:3", "key:2");
        assertThat(Api.ok(first.getString("next")).jsonPath().getList("results.corrected_by"))
                .containsExactly("key:1");

        var asked = ask("corrections/2/withdrawal", null);
        assertThat(asked.statusCode()).isEqualTo(202);
        assertThat(asked.jsonPath().getString("kind")).isEqualTo("WITHDRAWAL");
        problem(ask("corrections/9/withdrawal", null), 404, "not_found");
    }

    /** It is in force in a run that came after it, be its document there or not. */
    @Test
    void whatWasCorrectedInAnEarlierRunIsListedAndTakenBackInALaterOne() {
        TestDatabase.run("""
                insert into rejoin_import.correction (index_name, id, routing, run_id, wrong_sha256, source, corrected_by, outcome, withdrawn_at)
                values ('members', 'm-11', null, 1, '\\x00', '{}', 'key:1', 'ADMITTED', null),
                       ('members', 'gone', 'x', 1, '\\x00', '{}', 'key:2', 'ADMITTED', null),
                       ('members', 'm-13', null, 1, '\\x00', '{}', 'key:3', 'ADMITTED', '2026-03-01 20:00:00Z'),
                       ('members', 'm-13', null, 1, '\\x00', '{}', 'key:4', 'ADMITTED', '2026-03-02 20:00:00Z'),
                       ('members', 'later', null, 2, '\\x00', '{}', 'key:5', 'ADMITTED', null)""");

        assertThat(Api.ok("/v1/imports/2/corrections").jsonPath().getList("results.corrected_by"))
                .containsExactly("key:5", "key:4", "key:2", "key:1");
        assertThat(Api.ok("/v1/imports/1/corrections").jsonPath().getList("results.corrected_by"))
                .containsExactly("key:4", "key:3", "key:2", "key:1");

        assertThat(askIn(2, "corrections/2/withdrawal", null).statusCode()).isEqualTo(202);
        assertThat(
                        texts(
                                "select concat_ws(' ', run_id, kind, index_name, document_id, routing) from rejoin_import.task"))
                .containsExactly("2 WITHDRAWAL members gone x");
        problem(askIn(2, "corrections/3/withdrawal", null), 404, "not_found");
        problem(ask("corrections/5/withdrawal", null), 404, "not_found");
    }

    @Test
    void whatCannotBeCorrectedIsRefusedBeforeItIsAsked() {
        for (var source : List.of("", " ", "[]", "{", "{} {}", "null", "\"text\"", "{\"a\": \u0001}")) {
            assertThat(ask("quarantine/11/preview", Map.of("source", source)).statusCode())
                    .as(source)
                    .isEqualTo(422);
        }
        problem(ask("quarantine/99/preview", Map.of("source", "{}")), 404, "not_found");
        problem(ask("quarantine/99/corrections", Map.of("source", "{}")), 404, "not_found");
        problem(Api.get("/v1/imports/1/quarantine/99"), 404, "not_found");
        problem(Api.get("/v1/imports/1/tasks/0199b2a3-0000-7000-8000-000000000000"), 404, "not_found");
        assertThat(texts("select id::text from rejoin_import.task")).isEmpty();
        TestDatabase.run("drop table rejoin_import.task");
        problem(ask("quarantine/11/preview", Map.of("source", "{}")), 404, "no_imports");
    }

    private static List<String> texts(String sql) {
        try (var connection = TestDatabase.source().getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var texts = new ArrayList<String>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Response ask(String path, @Nullable Object body) {
        return askIn(1, path, body);
    }

    private static Response askIn(long run, String path, @Nullable Object body) {
        var request = Api.as(Role.ADMIN).contentType("application/json");
        return (body == null ? request : request.body(body)).post("/v1/imports/%d/%s".formatted(run, path));
    }

    @Test
    void onceTheSchemaIsDroppedThereIsNothingLeft() {
        TestDatabase.run("drop schema rejoin_import cascade; create schema rejoin_import");

        for (var path : new String[] {
            "/v1/imports",
            "/v1/imports/1",
            "/v1/imports/1/findings",
            "/v1/imports/1/quarantine",
            "/v1/imports/1/quarantine/1",
            "/v1/imports/1/corrections",
            "/v1/imports/1/tasks/0199b2a3-0000-7000-8000-000000000000"
        }) {
            assertThat(problem(Api.get(path), 404, "no_imports")).contains("has been dropped");
        }
    }

    @Test
    void theImporterIsForAdministrators() {
        problem(Api.as(Role.EDITOR).get("/v1/imports"), 403, "forbidden");
    }

    private static ArrayList<String> findings(String filter) {
        var seen = new ArrayList<String>();
        var path = "/v1/imports/1/findings?limit=5" + filter;
        while (path != null) {
            var page = Api.ok(path).jsonPath();
            seen.addAll(page.getList("results.message", String.class));
            path = page.getString("next");
        }
        return seen;
    }
}
