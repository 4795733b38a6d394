package dev.rejoin;

import static dev.rejoin.ResourceContractTest.problem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rejoin.api.problem.ProblemCodes;
import dev.rejoin.api.problem.Refusals;
import dev.rejoin.contract.Contract;
import dev.rejoin.contract.Resource;
import dev.rejoin.contract.Role;
import dev.rejoin.contract.Type;
import dev.rejoin.db.Rule;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What other programs than our own clients send, and what stands between them and the service. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class StrangersTest {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    static Stream<Resource> resources() {
        return Contract.committed().resources();
    }

    @ParameterizedTest
    @MethodSource("resources")
    void everyTextCanStandInAList(Resource resource) {
        for (var text : List.of("a, b", "a\"b\"", "a+b", "100 %2C", "back\\slash", "\\,", ",", " leading", "é\u4e2d")) {
            var legacyId = text + NUMBER.incrementAndGet();
            var item = inserted(resource, legacyId);
            var other = inserted(resource, "other" + NUMBER.incrementAndGet());
            var collection = Api.collection(resource, item.owner());
            var field = collection + "?fields=id&legacy_id__in=";

            assertThat(ids(Api.ok(field + encoded(legacyId) + "&legacy_id__in=none")))
                    .as("repeated: %s", text)
                    .containsExactly(item.id());
            assertThat(ids(Api.ok(field + encoded(escaped(legacyId)) + ",none")))
                    .as("escaped: %s", text)
                    .containsExactly(item.id());
            // A link to the next page has to name the same values.
            var first = Api.ok(collection + "?fields=id&limit=1&sort=id&legacy_id__in=" + encoded(legacyId)
                    + "&legacy_id__in="
                    + encoded(Api.ok(Api.collection(resource, other.owner()) + "/" + other.id())
                            .jsonPath()
                            .getString("legacy_id")));
            if (item.owner() == null || item.owner().equals(other.owner())) {
                assertThat(ids(Api.ok(first.jsonPath().getString("next")))).containsExactly(other.id());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("resources")
    void aSpaceAfterACommaIsRefusedAndNotGuessedAt(Resource resource) {
        var collection = Api.collection(
                resource, inserted(resource, "space" + NUMBER.incrementAndGet()).owner());
        for (var field : resource.fields()) {
            if (resource.list().queryNames().contains(field.name() + "__in")) {
                assertThat(problem(Api.get(collection + "?" + field.name() + "__in=a,%20b"), 400, "space_after_comma"))
                        .contains("\\,");
            }
        }
        problem(Api.get(collection + "?limit=1&limit=1"), 400, "repeated_parameter");
    }

    @ParameterizedTest
    @MethodSource("resources")
    void aPlusOfAnOffsetIsOneAndBeforeANumberIsAskedFor(Resource resource) {
        var collection = Api.collection(
                resource, inserted(resource, "plus" + NUMBER.incrementAndGet()).owner());
        for (var field : resource.fields()) {
            var names = resource.list().queryNames();
            if (field.type() == Type.INSTANT) {
                for (var operator : List.of("", "__in", "__ne", "__gt", "__gte", "__lt", "__lte")) {
                    var query = "?count=exact&limit=1&" + field.name() + operator + "=2020-01-01T00:00:00";
                    assertThat(Api.ok(collection + query + "+02:00").jsonPath().getInt("count"))
                            .isEqualTo(Api.ok(collection + query + "%2B02:00")
                                    .jsonPath()
                                    .getInt("count"));
                }
            } else if (field.type() == Type.TEXT && !field.enumerated()) {
                for (var operator : List.of("", "__in", "__ne", "__startswith")) {
                    if (names.contains(field.name() + operator)) {
                        problem(Api.get(collection + "?" + field.name() + operator + "=+33561"), 400, "plus_or_space");
                        Api.ok(collection + "?limit=1&" + field.name() + operator + "=%2B33561");
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("resources")
    void anEtagIsKnownAgainWhateverAProxyMadeOfIt(Resource resource) {
        var item = inserted(resource, "tag" + NUMBER.incrementAndGet());
        var path = Api.collection(resource, item.owner()) + "/" + item.id();
        for (var form : List.of(
                "W/%s",
                "\"other\", %s",
                "%s,\"other\"",
                "\"other\" , W/%s",
                ",%s,",
                "%s-gzip",
                "%s--gzip",
                "%s;br",
                "W/%s-zstd")) {
            var tag = Api.ok(path).header("ETag");
            var written = form.matches(".*%s[-;].*")
                    ? form.replaceFirst("%s(.*)", "\"" + tag.replace("\"", "") + "$1\"")
                    : form.formatted(tag);
            assertThat(Api.as(Role.ADMIN)
                            .header("If-None-Match", written)
                            .get(path)
                            .statusCode())
                    .as("If-None-Match: %s", written)
                    .isEqualTo(304);
            assertThat(patch(path, written, Map.of("legacy_id", "tag" + NUMBER.incrementAndGet()))
                            .statusCode())
                    .as("If-Match: %s", written)
                    .isEqualTo(200);
        }
        var lines = Api.as(Role.ADMIN)
                .header("If-Match", "\"other\"", Api.ok(path).header("ETag"))
                .contentType("application/merge-patch+json; charset=utf-8")
                .body(Map.of())
                .patch(path);
        assertThat(lines.statusCode()).as("on two lines").isEqualTo(200);
        assertThat(patch(path, "*", Map.of()).statusCode()).isEqualTo(200);
        assertThat(problem(patch(path, "\"abc\"", Map.of()), 412, "stale")).doesNotContain("changed");
        assertThat(problem(patch(path, "\"99\"", Map.of()), 412, "stale")).doesNotContain("changed");
        assertThat(problem(patch(path, "\"0\"", Map.of()), 412, "stale")).contains("changed");
        for (var wrong : List.of("3", "\"3", "*, \"3\"", "W/*")) {
            problem(patch(path, wrong, Map.of()), 400, "invalid_header");
        }
    }

    @ParameterizedTest
    @MethodSource("resources")
    void aSlashAtTheEndNamesThePathWithout(Resource resource) {
        var item = inserted(resource, "slash" + NUMBER.incrementAndGet());
        var collection = Api.collection(resource, item.owner());
        for (var path : List.of(collection, collection + "/" + item.id(), collection + "/aggregate")) {
            assertThat(Api.ok(path + "/").asString())
                    .as(path)
                    .isEqualTo(Api.ok(path).asString());
        }
        assertThat(Api.ok(collection + "/?limit=1&fields=id").asString())
                .isEqualTo(Api.ok(collection + "?limit=1&fields=id").asString());
        var tag = Api.ok(collection + "/" + item.id()).header("ETag");
        assertThat(patch(collection + "/" + item.id() + "/", tag, Map.of()).statusCode())
                .isEqualTo(200);
        assertThat(Api.as(Role.ADMIN)
                        .header("If-Match", "*")
                        .delete(collection + "/" + item.id() + "/")
                        .statusCode())
                .isEqualTo(204);
    }

    @ParameterizedTest
    @MethodSource("resources")
    void anEmptyQIsNone(Resource resource) {
        if (!resource.list().queryNames().contains("q")) {
            return;
        }
        inserted(resource, "q" + NUMBER.incrementAndGet());
        for (var path : List.of(resource.path() + "?limit=2&", resource.path() + "/aggregate?")) {
            for (var empty : List.of("&q=&fields=id", "&q=%20&fields=id", "&q=+&fields=id")) {
                if (path.contains("aggregate")) {
                    empty = empty.replace("fields=id", "metrics=count");
                }
                assertThat(Api.ok(path + empty.substring(1)).asString())
                        .isEqualTo(Api.ok(path + empty.replaceFirst("&q=[^&]*&", ""))
                                .asString());
            }
        }
    }

    @Test
    void anEmptyQOfTheSearchIsAsAnAbsentOne() {
        for (var path : List.of("/v1/search?limit=1", "/v1/search/suggest?limit=1")) {
            var absent = Api.ok(path).jsonPath().getList("results");
            assertThat(Api.ok(path + "&q=").jsonPath().getList("results")).isEqualTo(absent);
            assertThat(Api.ok(path + "&q=+").jsonPath().getList("results")).isEqualTo(absent);
        }
    }

    @ParameterizedTest
    @MethodSource("resources")
    void aSpreadsheetShowsWhatIsStoredAndRunsNothing(Resource resource) {
        for (var field : resource.fields()) {
            if (!field.name().equals("legacy_id") && !field.name().equals("phone")) {
                continue;
            }
            var stored = Map.of(
                    "+33561000%d", "+33561000%d",
                    "+33 (0)5 61 00 %d", "+33 (0)5 61 00 %d",
                    "-12.%d", "-12.%d",
                    "=1+%d", "'=1+%d",
                    "@SUM(%d)", "'@SUM(%d)",
                    "-2+3+%d", "'-2+3+%d",
                    "\t=%d", "'\t=%d",
                    "\uff1d%d", "'\uff1d%d");
            stored.forEach((value, shown) -> {
                var number = 10_000 + NUMBER.incrementAndGet();
                var fixture = Fixtures.one(resource.name()).with(field.name(), value.formatted(number));
                var id = fixture.insert();
                var item = new Inserted(id, ResourceContractTest.ownerOf(resource, id));
                var csv = Api.as(Role.ADMIN)
                        .accept("text/csv")
                        .get(Api.collection(resource, item.owner()) + "?fields=" + field.name() + "&id=" + item.id());
                assertThat(csv.contentType().toLowerCase(java.util.Locale.ROOT)).isEqualTo("text/csv;charset=utf-8");
                assertThat(new String(csv.asByteArray(), StandardCharsets.UTF_8))
                        .isEqualTo("\uFEFF" + field.name() + "\r\n" + shown.formatted(number) + "\r\n");
            });
        }
    }

    @Test
    void aNumberIsNoText() throws Exception {
        TestDatabase.execute("insert into venue (name, latitude, longitude) values ('Quai négatif', -12.5, -1.25)");
        assertThat(new String(
                        Api.as(Role.ADMIN)
                                .accept("text/csv")
                                .get("/v1/venues?fields=name,latitude&name=Quai%20n%C3%A9gatif")
                                .asByteArray(),
                        StandardCharsets.UTF_8))
                .contains("Quai négatif,-12.500000\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/v1", "/v1/"})
    void theEntranceListsWhatIsThere(String path) {
        var urls = Api.ok(path).jsonPath().getList("paths.url", String.class);
        assertThat(urls).contains("/v1/members", "/v1/search", "/v1/quality/rules");
        for (var url : urls) {
            assertThat(Api.get(url).statusCode()).as(url).isIn(200, 400, 404);
        }
        assertThat(Api.as(Role.READER).get(path).jsonPath().getList("paths.url", String.class))
                .doesNotContain("/v1/api-keys");
    }

    @Test
    void whoeverAcceptsNothingThatIsOfferedIsToldWhatIs() {
        for (var path : List.of("/", "/v1", "/problems/required", "/v1/venues", "/v1/search")) {
            var answer = Api.as(Role.READER).accept("text/html").get(path);
            problem(answer, 406, "not_acceptable");
            assertThat(answer.jsonPath().getString("detail")).as(path).contains("Offered: application/json");
        }
    }

    @Test
    void everyProblemIsExplained() {
        for (var code : ProblemCodes.names()) {
            var explained = Api.ok("/problems/" + code).jsonPath();
            assertThat(explained.getString("meaning")).as(code).isNotBlank();
            assertThat(explained.getString("sentences.en")).as(code).isNotBlank();
            assertThat(explained.getString("sentences.fr")).as(code).isNotBlank();
        }
        assertThat(ProblemCodes.sentences().keySet())
                .as("what only clients raise")
                .filteredOn(code -> ProblemCodes.find(code).isEmpty())
                .containsExactlyInAnyOrder("unknown", "unreachable", "incomplete_export");
        assertThat(problem(Api.get("/problems/email_takn"), 404, "not_found")).contains("'email_taken'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/organisations > /v1/organizations.",
                "/v1/member > /v1/members.",
                "/v1/person > /v1/people.",
                "/members > /v1/members.",
                "/v1/memberships > /v1/groups/{id}/memberships.",
                "/v1/Topics > /v1/topics."
            })
    void theNearestPathIsAUsefulOne(String both) {
        var path = both.split(" > ");
        assertThat(Api.as(Role.ADMIN).get(path[0]).jsonPath().getString("detail"))
                .contains("The nearest path is " + path[1]);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status__exact > status",
                "status__iexact > status",
                "joined_on__range > joined_on__gte",
                "page_size > limit",
                "page > cursor",
                "ordering > sort",
                "search > q",
                "joinedOn > joined_on"
            })
    void theNearestParameterIsAUsefulOne(String both) {
        var names = both.split(" > ");
        assertThat(problem(Api.get("/v1/members?" + names[0] + "=1"), 400, "unknown_parameter"))
                .contains("The nearest one is '" + names[1] + "'");
        assertThat(problem(Api.get("/v1/members?xyzzyx=1"), 400, "unknown_parameter"))
                .doesNotContain("nearest");
    }

    @ParameterizedTest
    @MethodSource("resources")
    void whatTheUniqueIndexTakesForEqualFiltersTakeForEqual(Resource resource) {
        for (var field : resource.fields()) {
            if (!field.name().equals("email") || !Type.TEXT.equals(field.type())) {
                continue;
            }
            var number = NUMBER.incrementAndGet();
            var stored = "Zo\u00e9." + number + "@Example.test";
            var caseless = !resource.name().equals("organizations");
            var id = withEmail(resource, stored);
            var collection = Api.collection(resource, ResourceContractTest.ownerOf(resource, id)) + "?fields=email&";
            for (var other : List.of(
                    stored,
                    "zo\u00e9." + number + "@example.TEST",
                    "Zoe\u0301." + number + "@Example.test",
                    "zoe\u0301." + number + "@EXAMPLE.test")) {
                var same = caseless
                        || java.text.Normalizer.normalize(other, java.text.Normalizer.Form.NFC)
                                .equals(stored);
                for (var filter : List.of("email=", "email__in=none@example.test,", "email__startswith=")) {
                    assertThat(Api.ok(collection + filter + encoded(other))
                                    .jsonPath()
                                    .getList("results.email"))
                            .as("%s %s%s", resource.name(), filter, other)
                            .isEqualTo(same ? List.of(stored) : List.of());
                }
            }
        }
    }

    /** An item whose e-mail this is, or whose person's. */
    private static UUID withEmail(Resource resource, String email) {
        return resource.field("email").orElseThrow().writable()
                ? Fixtures.one(resource.name()).with("email", email).insert()
                : Fixtures.one(resource.name())
                        .with(
                                "person_id",
                                Fixtures.one("people").with("email", email).insert())
                        .insert();
    }

    @Test
    void anEmailIsTakenInAnyCaseAndForm() {
        var number = NUMBER.incrementAndGet();
        post("/v1/people", Map.of("family_name", "C", "email", "Zo\u00e9" + number + "@example.test"));
        for (var same : List.of("zo\u00e9", "ZO\u00c9", "zoe\u0301", "ZOE\u0301")) {
            problem(
                    post("/v1/people", Map.of("family_name", "C", "email", same + number + "@example.test")),
                    409,
                    "email_taken");
        }
    }

    @ParameterizedTest
    @MethodSource("resources")
    void textIsKeptInNfc(Resource resource) {
        var item = inserted(resource, "nfc" + NUMBER.incrementAndGet());
        var path = Api.collection(resource, item.owner()) + "/" + item.id();
        for (var field : resource.fields()) {
            if (field.type() != Type.TEXT
                    || !field.writable()
                    || field.enumerated()
                    || List.of("currency", "country", "language", "email", "website")
                            .contains(field.name())) {
                continue;
            }
            var number = NUMBER.incrementAndGet();
            var answer = patch(path, "*", Map.of(field.name(), "Zoe\u0301 " + number));
            assertThat(answer.statusCode())
                    .as(field.name() + ": " + answer.asString())
                    .isEqualTo(200);
            // A document's old id is a key of another system, kept byte for byte.
            assertThat(answer.jsonPath().getString(field.name()))
                    .as(field.name())
                    .isEqualTo((field.name().equals("legacy_id") ? "Zoe\u0301 " : "Zo\u00e9 ") + number);
            assertThat(ids(Api.ok(Api.collection(resource, item.owner()) + "?fields=id&" + field.name() + "="
                            + encoded("Zoe\u0301 " + number))))
                    .as(field.name())
                    .containsExactly(item.id());
        }
    }

    @Test
    void anEmbeddedListHasAnOrderAndALimit() {
        var group = Fixtures.one("groups").insert();
        for (int month = 1; month <= 7; month++) {
            Fixtures.one("meetings")
                    .with("group_id", group)
                    .with("month", "2026-0%d-01".formatted(month))
                    .with("starts_at", null)
                    .with("title", month % 2 == 0 ? "even" : "odd")
                    .insert();
        }
        var path = "/v1/groups/" + group + "?fields=id&expand=meetings";
        var months = "meetings.month";
        assertThat(Api.ok(path).jsonPath().getList(months)).hasSize(7).startsWith("2026-01-01", "2026-02-01");
        assertThat(Api.ok(path + "(sort:-month,limit:2)").jsonPath().getList(months))
                .containsExactly("2026-07-01", "2026-06-01");
        assertThat(Api.ok(path + "(sort:title,sort:-month,limit:3)").jsonPath().getList(months))
                .containsExactly("2026-06-01", "2026-04-01", "2026-02-01");
        assertThat(Api.ok(path + "(limit:1),point_of_contact").jsonPath().getList(months))
                .containsExactly("2026-01-01");
        assertThat(Api.ok(path + "(limit:1).venue").jsonPath().getList(months)).hasSize(1);
        var page = Api.ok("/v1/groups?fields=id&id=" + group + "&expand=meetings(sort:-month,limit:1)");
        assertThat(page.jsonPath().getList("results[0].meetings.month")).containsExactly("2026-07-01");
        problem(Api.get(path + "(sort:moth)"), 400, "unknown_sort_key");
        problem(Api.get(path + "(order:month)"), 400, "unknown_option");
        problem(Api.get(path + "(limit:0)"), 400, "out_of_range");
        problem(Api.get(path + "(limit:1"), 400, "invalid_value");
        problem(Api.get("/v1/groups/" + group + "?expand=point_of_contact(limit:1)"), 400, "invalid_value");
    }

    @ParameterizedTest
    @MethodSource("resources")
    void everyEmbeddedListTakesAnOrderAndALimit(Resource resource) {
        var item = inserted(resource, "lists" + NUMBER.incrementAndGet());
        for (var name : resource.list().expansions()) {
            var target = resource.expansions().get(name);
            var answer = Api.get(Api.collection(resource, item.owner()) + "/" + item.id() + "?expand=" + name
                    + "(sort:-id,limit:2)");
            assertThat(answer.statusCode())
                    .as(name + " of " + target + ": " + answer.asString())
                    .isIn(200, 400);
            if (answer.statusCode() == 200) {
                assertThat(answer.jsonPath().getList(name)).as(name).isNotNull();
            } else {
                assertThat(answer.jsonPath().getString("detail")).contains("is one item");
            }
        }
    }

    /** What makes one value of a field unique among others. */
    static Stream<Rule> uniqueValues() {
        return Refusals.RULES.all().stream().filter(rule -> rule.kind() == Rule.Kind.UNIQUE);
    }

    @ParameterizedTest
    @MethodSource("uniqueValues")
    void whereTwoItemsExchangeAValueTheErrorSaysHow(Rule rule) {
        var resource = resources()
                .filter(each -> each.table().equals(rule.entity()))
                .findFirst()
                .orElseThrow();
        var field = rule.fields().getFirst();
        var owner = Optional.ofNullable(Fixtures.owner(resource));
        var group = rule.name().equals("meeting_one_per_group_and_month")
                ? Fixtures.one("groups").insert()
                : null;
        var items = new ArrayList<Exchanging>();
        for (var value : List.of(fresh(resource, field), fresh(resource, field))) {
            var legacyId = field.equals("legacy_id") ? (String) value : "swap " + NUMBER.incrementAndGet();
            var fixture =
                    Fixtures.one(resource.name()).with("legacy_id", legacyId).with(field, value);
            owner.ifPresent(fixture::under);
            if (group != null) {
                fixture.with("group_id", group).with("starts_at", null);
            }
            var path = Api.collection(resource, owner.orElse(null)) + "/" + fixture.insert();
            items.add(new Exchanging(path, legacyId, value));
        }
        var first = items.getFirst();
        var second = items.getLast();

        var refused = batch(first.patch(field, second.value()), second.patch(field, first.value()));
        assertThat(problem(refused, 409, rule.code())).contains("spare value");
        if (!field.equals("legacy_id")) {
            var bulk = post(
                    Api.collection(resource, owner.orElse(null)) + "/bulk",
                    Map.of(
                            "items",
                            List.of(
                                    Map.of("legacy_id", first.legacyId(), field, second.value()),
                                    Map.of("legacy_id", second.legacyId(), field, first.value()))));
            assertThat(problem(bulk, 409, rule.code())).contains("spare value");
        }

        var done = batch(
                first.patch(field, fresh(resource, field)),
                second.patch(field, first.value()),
                first.patch(field, second.value()));
        assertThat(done.statusCode()).as(done.asString()).isEqualTo(200);
        assertThat((Object) Api.ok(first.path()).jsonPath().get(field)).isEqualTo(second.value());
        assertThat((Object) Api.ok(second.path()).jsonPath().get(field)).isEqualTo(first.value());
    }

    private record Exchanging(String path, String legacyId, Object value) {
        Map<String, Object> patch(String field, Object value) {
            return Map.of("method", "PATCH", "path", path, "if_match", "*", "body", Map.of(field, value));
        }
    }

    /** A value that no item has yet. */
    private static Object fresh(Resource resource, String name) {
        var field = resource.field(name).orElseThrow();
        var number = NUMBER.incrementAndGet();
        if (field.target().isPresent()) {
            return Fixtures.one(field.target().get()).insert().toString();
        }
        return switch (field.type()) {
            case INTEGER -> 900 + number;
            case DATE -> LocalDate.of(2026, 1, 1).plusMonths(number).toString();
            default -> name.equals("email") ? "swap%d@example.com".formatted(number) : "swap " + name + number;
        };
    }

    @SafeVarargs
    private static Response batch(Map<String, Object>... operations) {
        return post("/v1/batch", Map.of("operations", List.of(operations)));
    }

    @ParameterizedTest
    @MethodSource("resources")
    void aGroupCountsWhatTheFilterByItsValueFinds(Resource resource) {
        var owner = inserted(resource, "grouped " + NUMBER.incrementAndGet()).owner();
        var collection = Api.collection(resource, owner);
        for (var key : resource.aggregate().groupKeys()) {
            if (!resource.list().queryNames().contains(key)) {
                continue;
            }
            var groups = Api.ok(collection + "/aggregate?limit=3&group_by=" + key)
                    .jsonPath()
                    .getList("results", Map.class);
            assertThat(groups).as(key).isNotEmpty();
            for (var group : groups) {
                // E-mails are one whatever their case.
                var value = String.valueOf(group.get(key));
                var asked = key.equals("email") && !resource.name().equals("organizations")
                        ? value.toUpperCase(Locale.ROOT)
                        : value;
                var filter = group.get(key) == null ? key + "__isnull=true" : key + "=" + encoded(asked);
                assertThat(Api.ok(collection + "?count=exact&limit=1&" + filter)
                                .jsonPath()
                                .getInt("count"))
                        .as("%s %s", resource.name(), filter)
                        .isEqualTo(group.get("count"));
            }
        }
    }

    private static Response post(String path, Map<String, ?> body) {
        return Api.as(Role.ADMIN)
                .contentType("application/json; charset=utf-8")
                .body(body)
                .post(path);
    }

    private record Inserted(
            UUID id, @org.jspecify.annotations.Nullable UUID owner) {}

    private static Inserted inserted(Resource resource, String legacyId) {
        var fixture = Fixtures.one(resource.name()).with("legacy_id", legacyId);
        var id = fixture.insert();
        return new Inserted(id, ResourceContractTest.ownerOf(resource, id));
    }

    private static Response patch(String path, String ifMatch, Map<String, Object> body) {
        return Api.as(Role.ADMIN)
                .header("If-Match", ifMatch)
                .contentType("application/merge-patch+json; charset=utf-8")
                .body(body)
                .patch(path);
    }

    private static String escaped(String value) {
        return (value.startsWith(" ") ? "\\" : "") + value.replace("\\", "\\\\").replace(",", "\\,");
    }

    private static List<UUID> ids(Response page) {
        return page.jsonPath().getList("results.id", String.class).stream()
                .map(UUID::fromString)
                .toList();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
