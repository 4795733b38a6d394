package dev.rejoin;

import static dev.rejoin.ResourceContractTest.problem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rejoin.contract.Contract;
import dev.rejoin.contract.Resource;
import dev.rejoin.contract.Role;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The history of items: of every resource, living, deleted and imported ones. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class HistoryTest {
    private static final Set<String> SAID_OTHERWISE = Set.of("id", "version", "updated_at");

    static Stream<Resource> resources() {
        return Contract.committed().resources();
    }

    @ParameterizedTest
    @MethodSource("resources")
    void aNewItemsHistoryShowsItsFieldsAsTheItemDoes(Resource resource) {
        var owner = owner(resource);
        var id = Fixtures.one(resource.name())
                .under(owner)
                .with("legacy_id", "h/" + resource.name())
                .insert();
        var path = Api.collection(resource, owner) + "/" + id;
        Map<String, @Nullable Object> expected = new HashMap<>();
        var item = Api.ok(path).jsonPath();
        var columns = TestDatabase.table(resource.table()).columns().keySet();
        resource.fields().stream()
                .filter(field -> columns.contains(field.name()) && !SAID_OTHERWISE.contains(field.name()))
                .filter(field -> item.get(field.name()) != null)
                .forEach(field -> expected.put(field.name(), item.get(field.name())));

        var history = Api.ok(path + "/history").jsonPath();

        assertThat(history.getList("results.operation")).containsExactly("INSERT");
        assertThat(history.getString("results[0].url")).isEqualTo(path);
        assertThat(history.getString("results[0].resource")).isEqualTo(resource.name());
        assertThat(history.getInt("results[0].version")).isEqualTo(item.getInt("version"));
        Map<String, Map<String, @Nullable Object>> changes = history.getMap("results[0].changes");
        assertThat(changes.values()).allSatisfy(change -> assertThat(change).containsEntry("old", null));
        var shown = new HashMap<String, @Nullable Object>();
        changes.forEach((name, change) -> shown.put(name, change.get("new")));
        assertThat(shown).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("resources")
    void aDeletedItemKeepsItsHistoryAndOneThatNeverWasHasNone(Resource resource) {
        var owner = owner(resource);
        var id = Fixtures.one(resource.name()).under(owner).insert();
        var path = Api.collection(resource, owner) + "/" + id;
        TestDatabase.run("delete from %s where id = '%s'".formatted(resource.table(), id));

        problem(Api.get(path), 404, "not_found");
        assertThat(Api.ok(path + "/history").jsonPath().getList("results.operation"))
                .containsExactly("DELETE", "INSERT");
        problem(Api.get(Api.collection(resource, owner) + "/" + UUID.randomUUID() + "/history"), 404, "not_found");
        if (owner != null) {
            problem(Api.get(Api.collection(resource, UUID.randomUUID()) + "/" + id + "/history"), 404, "not_found");
        }
    }

    @Test
    void anEntrySaysWhoChangedWhatFromWhatToWhat() {
        var id = Fixtures.one("missions").with("fee", "1250.00").insert();
        TestDatabase.run("""
                begin;
                set local rejoin.actor = 'key:django as zoe';
                set local rejoin.request_id = 'abc';
                set local timezone = 'Asia/Tokyo';
                update mission set fee = 1300, created_at = '2026-03-01 09:00:00+09' where id = '%s';
                commit""".formatted(id));

        var entry = Api.ok("/v1/missions/%s/history".formatted(id)).jsonPath().getMap("results[0]");

        assertThat(entry)
                .containsEntry("actor", "key:django as zoe")
                .containsEntry("request_id", "abc")
                .containsEntry("operation", "UPDATE")
                .containsEntry("id", id.toString())
                .containsEntry("version", 1);
        Map<?, ?> changes = (Map<?, ?>) entry.get("changes");
        assertThat(changes.get("fee")).isEqualTo(Map.of("old", "1250.00", "new", "1300.00"));
        assertThat(changes.get("created_at")).asString().contains("new=2026-03-01T00:00:00Z");
        assertThat(changes).hasSize(2);
    }

    @Test
    void columnsThatNoClientSeesAreLeftOut() {
        var id = Fixtures.one("memberships").insert();
        TestDatabase.run("update group_membership set left_on = '2020-01-01' where id = '%s'".formatted(id));
        var group = id("select group_id from group_membership where id = '%s'", id);

        var changes = Api.ok("/v1/groups/%s/memberships/%s/history".formatted(group, id))
                .jsonPath()
                .getMap("results[0].changes");

        assertThat(changes.keySet()).hasToString("[left_on]");
    }

    @Test
    void ofTwoTransactionsTheOneThatWroteLastStandsFirst() throws Exception {
        var id = Fixtures.one("venues").insert();
        try (var early = TestDatabase.source().getConnection();
                var statement = early.createStatement()) {
            early.setAutoCommit(false);
            statement.execute("select pg_current_xact_id()");
            TestDatabase.run("update venue set city = 'Lyon' where id = '%s'".formatted(id));
            statement.execute("update venue set city = 'Nantes' where id = '%s'".formatted(id));
            early.commit();
        }

        assertThat(Api.ok("/v1/venues/%s/history".formatted(id)).jsonPath().getList("results.changes.city.new"))
                .containsExactly("Nantes", "Lyon");
    }

    @Test
    void aHistoryIsPagedWithoutGaps() {
        var id = Fixtures.one("venues").insert();
        for (int i = 0; i < 6; i++) {
            TestDatabase.run("update venue set capacity = %d where id = '%s'".formatted(10 + i, id));
        }
        var seen = new ArrayList<Integer>();
        var path = "/v1/venues/%s/history?limit=3".formatted(id);
        while (path != null) {
            var page = Api.ok(path).jsonPath();
            seen.addAll(page.getList("results.version", Integer.class));
            path = page.getString("next");
        }
        assertThat(seen).containsExactly(6, 5, 4, 3, 2, 1, 0);
        var next =
                Api.ok("/v1/venues/%s/history?limit=3".formatted(id)).jsonPath().getString("next");
        var other = Fixtures.one("venues").insert();
        problem(Api.get(next.replace(id.toString(), other.toString())), 400, "invalid_cursor");
    }

    @Test
    void anImportedItemsHistoryBeginsWithItsImport() {
        var imported = "0198c0de-7a11-8000-8000-0000000000aa";
        TestDatabase.run("""
                begin;
                set local rejoin.bulk_load = 'on';
                insert into venue (id, name) values ('%1$s', 'Hall');
                insert into audit.change (actor, operation, new) values ('rejoin import', 'IMPORTED', '{"run": 7}');
                commit;
                update venue set city = 'Lyon' where id = '%1$s'""".formatted(imported));
        var late = "0198c0de-7a11-8000-8000-0000000000ab";
        TestDatabase.run("insert into venue (id, name) values ('%s', 'By a delta')".formatted(late));
        var own = Fixtures.one("venues").insert();

        var history = history(imported);
        assertThat(history.getList("results.operation")).containsExactly("UPDATE", "IMPORTED");
        assertThat(history.getInt("results[1].run")).isEqualTo(7);
        assertThat(history.getString("results[1].actor")).isEqualTo("rejoin import");
        assertThat(history(late).getList("results.operation")).containsExactly("INSERT");
        assertThat(history(own.toString()).getList("results.operation")).containsExactly("INSERT");
        TestDatabase.run("delete from venue where id = '%s'".formatted(imported));
        assertThat(history(imported).getList("results.operation")).containsExactly("DELETE", "UPDATE", "IMPORTED");
    }

    @Test
    void whoMayNotReadAResourceMayNotReadItsHistory() {
        var user = Fixtures.one("users").insert();

        problem(Api.as(Role.EDITOR).get("/v1/users/" + user + "/history"), 403, "forbidden");
        Api.ok("/v1/users/" + user + "/history");
    }

    private static JsonPath history(String venue) {
        return Api.ok("/v1/venues/%s/history".formatted(venue)).jsonPath();
    }

    private static @Nullable UUID owner(Resource resource) {
        return Fixtures.owner(resource);
    }

    private static UUID id(String sql, UUID id) {
        try (var statement = TestDatabase.connection().createStatement();
                var rows = statement.executeQuery(sql.formatted(id))) {
            rows.next();
            return rows.getObject(1, UUID.class);
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
