package dev.rejoin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rejoin.contract.Contract;
import dev.rejoin.contract.Field;
import dev.rejoin.contract.Resource;
import dev.rejoin.contract.Role;
import dev.rejoin.contract.Type;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every resource promises to readers; a new one is covered by its declaration. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ResourceContractTest {
    private static final Map<String, UUID> OWNERS = new ConcurrentHashMap<>();

    @Inject
    MeterRegistry meters;

    static Stream<Resource> resources() {
        return Contract.committed().resources();
    }

    @ParameterizedTest
    @MethodSource("resources")
    void anItemIsReadByItsIdAndByItsLegacyId(Resource resource) {
        var id = one(resource)
                .with("legacy_id", "old/" + resource.name() + " é?")
                .insert();

        var byId = Api.ok(item(resource, id));
        var byLegacyId = Api.ok(collection(resource) + "/by-legacy-id/" + encoded("old/" + resource.name() + " é?"));

        assertThat(byId.jsonPath().getString("id")).isEqualTo(id.toString());
        assertThat(byLegacyId.asString()).isEqualTo(byId.asString());
        assertThat(names(byId))
                .containsExactlyElementsOf(
                        resource.fields().stream().map(Field::name).toList());
    }

    @ParameterizedTest
    @MethodSource("resources")
    void anItemIsReadByOneStatement(Resource resource) {
        var id = one(resource).insert();

        assertThat(statements().of(resource.get().id(), () -> Api.ok(item(resource, id))))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("resources")
    void anItemThatIsNotThereIsAProblem(Resource resource) {
        problem(Api.get(item(resource, UUID.randomUUID())), 404, "not_found");
        problem(Api.get(collection(resource) + "/by-legacy-id/none"), 404, "not_found");
        problem(Api.get(collection(resource) + "/nonsense"), 400, "invalid_value");
        problem(Api.get(item(resource, UUID.randomUUID()) + "/nonsense"), 404, "unknown_path");
        if (resource.parent().isPresent()) {
            problem(Api.get(Api.collection(resource, UUID.randomUUID())), 404, "not_found");
        }
    }

    @ParameterizedTest
    @MethodSource("resources")
    void anUnchangedItemIsNotSentAgain(Resource resource) throws SQLException {
        var id = one(resource).insert();
        var tag = Api.ok(item(resource, id)).header("ETag");

        var again = Api.as(Role.READER.includes(resource.get().role()) ? Role.READER : Role.ADMIN)
                .header("If-None-Match", "\"other\", W/" + tag)
                .get(item(resource, id));
        TestDatabase.execute(
                "update %s set legacy_id = 'changed ' || id where id = '%s'".formatted(resource.table(), id));
        var changed = Api.as(Role.ADMIN).header("If-None-Match", tag).get(item(resource, id));

        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.asString()).isEmpty();
        assertThat(again.header("ETag")).isEqualTo(tag);
        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(changed.header("ETag")).isNotEqualTo(tag);
    }

    @ParameterizedTest
    @MethodSource("resources")
    void pagesShowEachItemOnceWhileOthersComeAndGo(Resource resource) throws SQLException {
        var owner = one(resource).insert();
        var ids = new ArrayList<UUID>();
        for (int i = 0; i < 7; i++) {
            ids.add(under(resource, owner)
                    .with("legacy_id", "page-%s-%d".formatted(owner, i))
                    .insert());
        }
        var collection = Api.collection(resource, ownerOf(resource, owner));
        var start = collection + "?legacy_id__startswith=page-" + owner + "&sort=-legacy_id&fields=id&limit=2";

        var first = Api.ok(start);
        TestDatabase.execute("delete from %s where id = '%s'".formatted(resource.table(), ids.get(6)));
        under(resource, owner).with("legacy_id", "page-%s-9".formatted(owner)).insert();
        var forward = new ArrayList<>(ids(first));
        var page = first;
        while (page.jsonPath().get("next") != null) {
            page = Api.ok(page.jsonPath().getString("next"));
            forward.addAll(ids(page));
        }
        var backward = new ArrayList<>(ids(page).reversed());
        while (page.jsonPath().get("previous") != null) {
            page = Api.ok(page.jsonPath().getString("previous"));
            backward.addAll(ids(page).reversed());
        }

        assertThat(forward).containsExactlyElementsOf(ids.reversed());
        Collections.reverse(backward);
        assertThat(backward.subList(1, backward.size()))
                .containsExactlyElementsOf(ids.subList(0, 6).reversed());
    }

    @ParameterizedTest
    @MethodSource("resources")
    void everyFilterKeepsWhatItShouldAndDropsTheRest(Resource resource) {
        var id =
                one(resource).with("legacy_id", "filtered-" + UUID.randomUUID()).insert();
        var item = Api.ok(item(resource, id)).jsonPath().getMap("$");
        var known = resource.list().queryNames();
        for (var field : resource.fields()) {
            if (field.type() == Type.JSON) {
                continue;
            }
            var value = item.get(field.name());
            if (known.contains(field.name() + "__isnull")) {
                assertThat(found(resource, id, field.name() + "__isnull", "true"))
                        .isEqualTo(value == null);
                assertThat(found(resource, id, field.name() + "__isnull", "false"))
                        .isEqualTo(value != null);
            }
            if (value == null) {
                continue;
            }
            var text = value.toString();
            assertThat(found(resource, id, field.name(), text)).as(field.name()).isTrue();
            expect(resource, id, known, field.name() + "__ne", text, false);
            expect(resource, id, known, field.name() + "__in", text, true);
            expect(resource, id, known, field.name() + "__gte", text, true);
            expect(resource, id, known, field.name() + "__gt", text, false);
            expect(resource, id, known, field.name() + "__lte", text, true);
            expect(resource, id, known, field.name() + "__lt", text, false);
            expect(resource, id, known, field.name() + "__startswith", text, true);
            expect(resource, id, known, field.name() + "__startswith", "%" + text, false);
            expect(resource, id, known, field.name() + "__icontains", text.toUpperCase(java.util.Locale.ROOT), true);
            expect(resource, id, known, field.name() + "__icontains", text + "_", false);
        }
    }

    @ParameterizedTest
    @MethodSource("resources")
    void filtersReachOneReferenceFar(Resource resource) {
        var id = one(resource).insert();
        var known = resource.list().queryNames();
        for (var field : resource.fields()) {
            if (field.target().isEmpty() || field.type() == Type.JSON) {
                continue;
            }
            var name = field.referenceName() + "__id";
            var value = Api.ok(item(resource, id)).jsonPath().getString(field.name());
            if (value != null && known.contains(name)) {
                assertThat(found(resource, id, name, value)).as(name).isTrue();
                assertThat(found(resource, id, name, UUID.randomUUID().toString()))
                        .as(name)
                        .isFalse();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("resources")
    void everySortKeyOrdersInBothDirections(Resource resource) {
        var first = one(resource).insert();
        var second = under(resource, first).with("legacy_id", "second " + first).insert();
        var third = under(resource, first).insert();
        var collection = Api.collection(resource, ownerOf(resource, first));
        var three = "?id__in=%s,%s,%s&sort=".formatted(first, second, third);
        for (var field : resource.fields()) {
            if (field.type() == Type.JSON || field.name().equals("id")) {
                continue;
            }
            var ascending = ids(Api.ok(collection + three + field.name() + ",id"));
            var descending = ids(Api.ok(collection + three + "-" + field.name() + ",-id"));
            assertThat(ascending).as(field.name()).hasSize(3).isEqualTo(descending.reversed());
            // A cursor in the middle has to continue exactly there, nulls included.
            var next = Api.ok(collection + three + field.name() + "&limit=1")
                    .jsonPath()
                    .getString("next");
            assertThat(ids(Api.ok(next)).getFirst()).as(field.name()).isEqualTo(ascending.get(1));
        }
    }

    @ParameterizedTest
    @MethodSource("resources")
    void whatIsNotKnownIsRefusedAndTheNearestNamed(Resource resource) {
        var collection = collection(resource);
        var id = item(resource, one(resource).insert());
        assertThat(problem(Api.get(collection + "?versio=1"), 400, "unknown_parameter"))
                .contains("'version'");
        assertThat(problem(Api.get(collection + "?version__gtt=1"), 400, "unknown_parameter"))
                .contains("'version__gt");
        assertThat(problem(Api.get(id + "?version=1"), 400, "unknown_parameter"))
                .contains("version");
        assertThat(problem(Api.get(collection + "?fields=versio"), 400, "unknown_field"))
                .contains("'version'");
        assertThat(problem(Api.get(collection + "?sort=-versio"), 400, "unknown_sort_key"))
                .contains("'version'");
        problem(Api.get(collection + "?count=all"), 400, "unknown_count");
        problem(Api.get(collection + "?limit=0"), 400, "out_of_range");
        problem(Api.get(collection + "?limit=501"), 400, "out_of_range");
        problem(Api.get(collection + "?limit=1&limit=2"), 400, "repeated_parameter");
        problem(Api.get(collection + "?version=one"), 400, "invalid_value");
        problem(Api.get(collection + "?cursor=AAAA"), 400, "invalid_cursor");
        problem(Api.get(collection + "/aggregate?metrics=sum:nothing"), 400, "unknown_metric");
        assertThat(problem(Api.get(collection + "/aggregate?metrics="), 400, "invalid_value"))
                .contains("Leave it out for the count");
        problem(Api.get(collection + "/aggregate?group_by=id&metrics="), 400, "invalid_value");
        problem(Api.get("/v1/groups?expand=memberships(limit:5,limit:6)"), 400, "invalid_value");
        problem(Api.as(Role.ADMIN).accept("text/html").get(collection), 406, "not_acceptable");
        problem(Api.as(Role.ADMIN).put(id), 405, "method_not_allowed");
    }

    @ParameterizedTest
    @MethodSource("resources")
    void aCursorFitsOnlyWhereItWasMade(Resource resource) {
        var owner = one(resource).insert();
        under(resource, owner).insert();
        var collection = Api.collection(resource, ownerOf(resource, owner));
        var next = Api.ok(collection + "?limit=1").jsonPath().getString("next");
        problem(Api.get(next + "&sort=-id"), 400, "invalid_cursor");
        problem(Api.get(next + "&version=0"), 400, "invalid_cursor");
        problem(Api.get(next.substring(0, next.length() - 4) + "AAAA"), 400, "invalid_cursor");
    }

    @ParameterizedTest
    @MethodSource("resources")
    void onlyTheFieldsAskedForAreShown(Resource resource) {
        var id = one(resource).insert();

        assertThat(names(Api.ok(item(resource, id) + "?fields=version,id"))).containsExactly("version", "id");
        for (var field : resource.fields()) {
            assertThat(names(Api.ok(item(resource, id) + "?fields=" + field.name())))
                    .containsExactly(field.name());
        }
    }

    @ParameterizedTest
    @MethodSource("resources")
    void theNumberOfStatementsDoesNotDependOnTheSizeOfThePage(Resource resource) {
        var owner = one(resource).insert();
        for (int i = 0; i < 99; i++) {
            under(resource, owner).insert();
        }
        var collection = Api.collection(resource, ownerOf(resource, owner));
        for (var path : expansions(resource)) {
            var levels = path.split("\\.").length;
            for (var limit : List.of(1, 100)) {
                var page = "%s?limit=%d&expand=%s".formatted(collection, limit, path);
                assertThat(statements().of(resource.list().id(), () -> Api.ok(page)))
                        .as(page)
                        .isBetween(1.0, 1.0 + levels);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("resources")
    void countsAgreeHoweverTheyAreAsked(Resource resource) {
        var owner = one(resource).insert();
        under(resource, owner).insert();
        var collection = Api.collection(resource, ownerOf(resource, owner));

        var exact = Api.ok(collection + "?limit=1&count=exact").jsonPath();
        var estimated = Api.ok(collection + "?limit=1&count=estimated").jsonPath();
        var aggregated = Api.ok(collection + "/aggregate").jsonPath();
        var lines = Api.as(Role.ADMIN)
                .accept("application/x-ndjson")
                .get(collection)
                .asString()
                .split("\n");
        var csv = Api.as(Role.ADMIN)
                .accept("text/csv")
                .get(collection + "?fields=id")
                .asString();

        var count = exact.getInt("count");
        assertThat(count).isGreaterThanOrEqualTo(2);
        assertThat(exact.getString("count_kind")).isEqualTo("exact");
        if (estimated.getString("count_kind").equals("exact")) {
            assertThat(estimated.getInt("count")).isEqualTo(count);
        } else {
            // Other tests may have written more than are counted one by one.
            assertThat(count).isGreaterThan(10_000);
        }
        assertThat(aggregated.getInt("results[0].count")).isEqualTo(count);
        assertThat(lines).hasSize(count + 1);
        assertThat(lines[count]).isEqualTo("{\"count\":" + count + "}");
        assertThat(csv.lines()).hasSize(count + 1);
        assertThat((Object) Api.ok(collection + "?limit=1").jsonPath().get("count"))
                .isNull();
    }

    @ParameterizedTest
    @MethodSource("resources")
    void everyGroupKeyAndMetricIsAnswered(Resource resource) {
        one(resource).insert();
        for (var key : resource.aggregate().groupKeys()) {
            var groups =
                    Api.ok(collection(resource) + "/aggregate?group_by=" + key).jsonPath();
            assertThat(groups.getList("results")).as(key).isNotEmpty();
        }
        for (var metric : resource.aggregate().metrics()) {
            var groups = Api.ok(collection(resource) + "/aggregate?metrics=" + metric)
                    .jsonPath();
            assertThat(groups.getMap("results[0]"))
                    .containsOnlyKeys(metric.equals("count") ? "count" : metric.replace(':', '_'));
        }
    }

    private void expect(Resource resource, UUID id, List<String> known, String filter, String value, boolean expected) {
        if (known.contains(filter)) {
            assertThat(found(resource, id, filter, value))
                    .as("%s=%s", filter, value)
                    .isEqualTo(expected);
        }
    }

    /** Whether the item is found by this filter, among items with its id only. */
    private static boolean found(Resource resource, UUID id, String filter, String value) {
        var owner = ownerOf(resource, id);
        var byId = filter.equals("id") ? "" : "&id=" + id;
        var page = Api.ok(Api.collection(resource, owner) + "?" + filter + "=" + encoded(value) + byId);
        return ids(page).contains(id);
    }

    /** Every expansion, and one level further some expansions of those. */
    private static List<String> expansions(Resource resource) {
        var paths = new ArrayList<String>();
        for (var name : resource.list().expansions()) {
            paths.add(name);
            Contract.committed().resource(resource.expansions().get(name)).list().expansions().stream()
                    .limit(2)
                    .forEach(inner -> paths.add(name + "." + inner));
        }
        return paths;
    }

    private Statements statements() {
        return new Statements(meters);
    }

    static String problem(Response response, int status, String code) {
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(status);
        assertThat(response.contentType()).isEqualTo("application/problem+json");
        assertThat(response.jsonPath().getString("code")).isEqualTo(code);
        assertThat(response.jsonPath().getInt("status")).isEqualTo(status);
        assertThat(response.asString())
                .doesNotContain("Exception")
                .doesNotContain("dev.rejoin")
                .doesNotContain("select ");
        return response.jsonPath().getString("detail");
    }

    private static List<String> names(Response item) {
        return List.copyOf(item.jsonPath().<String, Object>getMap("$").keySet());
    }

    private static List<UUID> ids(Response page) {
        return page.jsonPath().getList("results.id", String.class).stream()
                .map(UUID::fromString)
                .toList();
    }

    /** One more item, under the owner that this test class keeps for the resource. */
    private static Fixtures one(Resource resource) {
        return Fixtures.one(resource.name()).under(owner(resource));
    }

    /** One more item under the same owner as another. */
    private static Fixtures under(Resource resource, UUID sibling) {
        return Fixtures.one(resource.name()).under(ownerOf(resource, sibling));
    }

    private static @Nullable UUID owner(Resource resource) {
        return resource.parent().isEmpty()
                ? null
                : OWNERS.computeIfAbsent(resource.name(), name -> Fixtures.owner(resource));
    }

    static @Nullable UUID ownerOf(Resource resource, UUID id) {
        if (resource.parent().isEmpty()) {
            return null;
        }
        var sql = "select %s from %s where id = '%s'"
                .formatted(resource.parent().get().column(), resource.table(), id);
        try (var statement = TestDatabase.connection().createStatement();
                var rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getObject(1, UUID.class) : owner(resource);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String collection(Resource resource) {
        return Api.collection(resource, owner(resource));
    }

    private static String item(Resource resource, UUID id) {
        return Api.collection(resource, ownerOf(resource, id)) + "/" + id;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
