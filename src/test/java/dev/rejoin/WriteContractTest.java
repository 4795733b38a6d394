package dev.rejoin;

import static dev.rejoin.ResourceContractTest.problem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rejoin.contract.Contract;
import dev.rejoin.contract.Field;
import dev.rejoin.contract.Resource;
import dev.rejoin.contract.Role;
import dev.rejoin.contract.Type;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.temporal.Temporal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every resource promises to writers; a new one is covered by its declaration. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class WriteContractTest {
    static Stream<Resource> resources() {
        return Contract.committed().resources();
    }

    /** A body that creates an item, and the path it is posted to. */
    record Created(Resource resource, String collection, Map<String, @Nullable Object> body) {
        static Created of(Resource resource) {
            var values = new LinkedHashMap<>(Fixtures.one(resource.name()).complete());
            var owner = resource.parent()
                    .map(parent -> (UUID) values.remove(parent.column()))
                    .orElse(null);
            values.replaceAll(
                    (name, value) -> value instanceof Temporal || value instanceof UUID ? value.toString() : value);
            return new Created(resource, Api.collection(resource, owner), values);
        }

        Response post() {
            return Api.as(Role.ADMIN).contentType("application/json").body(body).post(collection);
        }
    }

    static Response patch(String path, @Nullable String ifMatch, Object body) {
        var request = Api.as(Role.ADMIN)
                .contentType("application/merge-patch+json; charset=UTF-8")
                .body(body);
        return (ifMatch == null ? request : request.header("If-Match", ifMatch)).patch(path);
    }

    static Response delete(String path, @Nullable String ifMatch) {
        var request = Api.as(Role.ADMIN);
        return (ifMatch == null ? request : request.header("If-Match", ifMatch)).delete(path);
    }

    @ParameterizedTest
    @MethodSource("resources")
    void anItemIsCreatedChangedAndDeleted(Resource resource) {
        var created = Created.of(resource);

        var posted = created.post();
        assertThat(posted.statusCode()).as(posted.asString()).isEqualTo(201);
        var location = posted.header("Location");
        var read = Api.ok(location);
        assertThat(read.asString()).isEqualTo(posted.asString());
        assertThat(read.header("ETag")).isEqualTo(posted.header("ETag"));
        created.body()
                .forEach((name, value) ->
                        assertThat(read.jsonPath().getString(name)).as(name).isEqualTo(String.valueOf(value)));

        var patched = patch(location, posted.header("ETag"), Map.of("legacy_id", "patched " + location));
        assertThat(patched.statusCode()).as(patched.asString()).isEqualTo(200);
        assertThat(patched.jsonPath().getString("legacy_id")).isEqualTo("patched " + location);
        assertThat(patched.jsonPath().getLong("version"))
                .isEqualTo(posted.jsonPath().getLong("version") + 1);
        assertThat(Api.ok(location).asString()).isEqualTo(patched.asString());

        assertThat(delete(location, patched.header("ETag")).statusCode()).isEqualTo(204);
        problem(Api.get(location), 404, "not_found");
    }

    @ParameterizedTest
    @MethodSource("resources")
    void aChangeNeedsTheVersionThatWasRead(Resource resource) {
        var location = Created.of(resource).post().header("Location");
        var tag = Api.ok(location).header("ETag");

        problem(patch(location, null, Map.of("legacy_id", "x")), 428, "precondition_required");
        problem(delete(location, null), 428, "precondition_required");
        problem(patch(location, "3", Map.of()), 400, "invalid_header");
        assertThat(patch(location, tag, Map.of("legacy_id", "first " + location))
                        .statusCode())
                .isEqualTo(200);
        problem(patch(location, tag, Map.of("legacy_id", "second " + location)), 412, "stale");
        problem(delete(location, tag), 412, "stale");
        assertThat(Api.ok(location).jsonPath().getString("legacy_id")).isEqualTo("first " + location);
        assertThat(patch(
                                location,
                                "\"999\", " + Api.ok(location).header("ETag"),
                                Map.of("legacy_id", "third " + location))
                        .statusCode())
                .isEqualTo(200);
        assertThat(delete(location, "*").statusCode()).isEqualTo(204);
        problem(patch(location, "*", Map.of()), 404, "not_found");
        problem(delete(location, "*"), 404, "not_found");
    }

    @ParameterizedTest
    @MethodSource("resources")
    void whatIsTheSameAlreadyIsNoChange(Resource resource) {
        var created = Created.of(resource);
        var posted = created.post();
        var location = posted.header("Location");

        var empty = patch(location, posted.header("ETag"), Map.of());
        var again = patch(location, posted.header("ETag"), created.body());

        assertThat(empty.asString()).isEqualTo(posted.asString());
        assertThat(again.asString()).isEqualTo(posted.asString());
    }

    @ParameterizedTest
    @MethodSource("resources")
    void ofManyFaultsTwentyAreNamed(Resource resource) {
        var created = Created.of(resource);
        var location = created.post().header("Location");
        var bulk = Api.as(Role.ADMIN).contentType("application/json");
        var many = new LinkedHashMap<String, Object>(created.body());
        IntStream.range(0, 1000).forEach(i -> many.put("field_" + i, i));
        created.body().put("field_0", 0);
        var wrong = Collections.nCopies(1000, created.body());

        for (var answer : List.of(
                Api.as(Role.ADMIN).contentType("application/json").body(many).post(created.collection()),
                patch(location, "*", many),
                bulk.body(Map.of("items", List.of(many))).post(created.collection() + "/bulk"))) {
            problem(answer, 400, "unknown_field");
            assertThat(answer.jsonPath().getList("errors")).hasSize(20);
        }
        var ofItems = bulk.body(Map.of("items", wrong)).post(created.collection() + "/bulk");
        problem(ofItems, 400, "unknown_field");
        assertThat(ofItems.jsonPath().getList("errors")).hasSizeBetween(1, 20);
    }

    @ParameterizedTest
    @MethodSource("resources")
    void unknownAndServerOwnedFieldsAreRefused(Resource resource) {
        var created = Created.of(resource);
        var location = created.post().header("Location");

        created.body().put("legacy_ids", "x");
        problem(created.post(), 400, "unknown_field");
        created.body().remove("legacy_ids");
        for (var field : resource.fields()) {
            if (!field.writable()) {
                created.body().put(field.name(), 1);
                problem(created.post(), 400, "read_only_field");
                created.body().remove(field.name());
                problem(patch(location, "*", Map.of(field.name(), 1)), 400, "read_only_field");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("resources")
    void everythingThatIsWrongIsSaidAtOnce(Resource resource) {
        var created = Created.of(resource);
        var wrong = new LinkedHashMap<String, @Nullable Object>();
        for (var field : resource.fields()) {
            var owner = resource.parent().filter(parent -> parent.column().equals(field.name()));
            if (field.writable()
                    && field.scalar()
                    && owner.isEmpty()
                    && !field.name().equals("legacy_id")) {
                wrong.put(field.name(), field.type() == Type.TEXT && !field.enumerated() ? 17 : "nonsense");
            }
        }

        var refused = new Created(resource, created.collection(), wrong).post();

        assertThat(refused.statusCode()).as(refused.asString()).isEqualTo(422);
        assertThat(refused.jsonPath().getList("errors.pointer", String.class))
                .containsAll(wrong.keySet().stream().map(name -> "/" + name).toList());
    }

    /** Also of what is too long for its column: PostgreSQL then refuses the value before it asks any rule. */
    @ParameterizedTest
    @MethodSource("resources")
    void aTextThatIsTooLongIsSaidOfItsField(Resource resource) {
        for (var field : resource.fields()) {
            if (!field.writable() || field.type() != Type.TEXT || field.enumerated()) {
                continue;
            }
            var created = Created.of(resource);
            var values = new LinkedHashMap<>(created.body());
            values.put(field.name(), field.name().equals("currency") ? "EURO" : "x".repeat(20_000));

            var answer = new Created(resource, created.collection(), values).post();

            if (answer.statusCode() != 201) {
                assertThat(answer.statusCode())
                        .as(field + ": " + answer.asString())
                        .isEqualTo(422);
                assertThat(answer.jsonPath().getList("errors.pointer", String.class))
                        .containsOnly("/" + field.name());
                assertThat(answer.jsonPath().getString("errors[0].code")).isNotEqualTo("invalid_body");
            }
            if (field.name().equals("currency")) {
                assertThat(answer.statusCode()).isEqualTo(422);
            }
        }
    }

    /** Nobody could read what is called so. */
    @ParameterizedTest
    @MethodSource("resources")
    void anEmptyLegacyIdIsRefused(Resource resource) {
        var created = Created.of(resource);
        var values = new LinkedHashMap<>(created.body());
        values.put("legacy_id", "");

        var answer = new Created(resource, created.collection(), values).post();

        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(422);
        assertThat(answer.jsonPath().getList("errors.pointer")).containsExactly("/legacy_id");
    }

    @ParameterizedTest
    @MethodSource("resources")
    void aRepeatedPostIsDoneOnce(Resource resource) {
        var created = Created.of(resource);
        var key = "key-" + UUID.randomUUID();

        var first = keyed(key, created.body(), created.collection(), Role.ADMIN);
        var again = keyed(key, created.body(), created.collection(), Role.ADMIN);
        var other = new LinkedHashMap<>(created.body());
        other.put("legacy_id", "other");
        var reused = keyed(key, other, created.collection(), Role.ADMIN);

        assertThat(first.statusCode()).as(first.asString()).isEqualTo(201);
        assertThat(again.asString()).isEqualTo(first.asString());
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertThat(again.header("ETag")).isEqualTo(first.header("ETag"));
        assertThat(first.header("Idempotent-Replayed")).isNull();
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        problem(reused, 422, "idempotency_key_reused");
        if (resource.create().role() == Role.EDITOR) {
            // Another caller's key is another key: nobody reads what somebody else was answered.
            assertThat(keyed(key, other, created.collection(), Role.EDITOR).asString())
                    .isNotEqualTo(first.asString());
        }
    }

    static Response keyed(String key, Object body, String path, Role role) {
        return Api.as(role)
                .contentType("application/json; charset=UTF-8")
                .header("Idempotency-Key", key)
                .body(body)
                .post(path);
    }

    @ParameterizedTest
    @MethodSource("resources")
    void manyItemsAreWrittenByTheirLegacyIds(Resource resource) {
        var one = Created.of(resource);
        var legacyId = "bulk " + UUID.randomUUID();
        one.body().put("legacy_id", legacyId);
        var bulk = one.collection() + "/bulk";
        var patched = new LinkedHashMap<String, @Nullable Object>();
        patched.put("legacy_id", legacyId);

        var first = keyed("bulk-" + UUID.randomUUID(), Map.of("items", List.of(one.body())), bulk, Role.ADMIN);
        var second = keyed("bulk-" + UUID.randomUUID(), Map.of("items", List.of(patched)), bulk, Role.ADMIN);
        var broken = keyed(
                "bulk-" + UUID.randomUUID(),
                Map.of("items", List.of(Map.of("legacy_id", legacyId + " 2"), Map.of("legacy_id", 5))),
                bulk,
                Role.ADMIN);

        assertThat(first.statusCode()).as(first.asString()).isEqualTo(200);
        assertThat(first.jsonPath().getInt("created")).isEqualTo(1);
        assertThat(second.jsonPath().getInt("unchanged")).isEqualTo(1);
        assertThat(second.jsonPath().getString("results[0].id"))
                .isEqualTo(first.jsonPath().getString("results[0].id"));
        assertThat(broken.statusCode()).isEqualTo(422);
        assertThat(broken.jsonPath().getList("errors.pointer", String.class)).contains("/items/1/legacy_id");
        assertThat(Api.ok(one.collection() + "?legacy_id__startswith=" + legacyId.replace(" ", "%20"))
                        .jsonPath()
                        .getList("results"))
                .hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("resources")
    void whatOthersNameIsNotDeleted(Resource resource) {
        var expected = new java.util.TreeMap<String, Integer>();
        var id = resource.name().equals("invoices")
                ? Fixtures.paid()
                : Fixtures.one(resource.name()).insert();
        for (var other : Contract.committed().resources().toList()) {
            var columns = TestDatabase.table(other.table()).columns().keySet();
            for (var field : other.fields()) {
                var owned = List.of("invoice-lines.invoice_id", "teacher-topics.teacher_id")
                        .contains(other.name() + "." + field.name());
                if (columns.contains(field.name())
                        && field.target().equals(java.util.Optional.of(resource.name()))
                        && !other.name().equals(resource.name())
                        && !owned) {
                    var referring = Fixtures.one(other.name()).with(field.name(), id);
                    if (other.name().equals("notes") && !field.name().equals("author_id")) {
                        referring.with("organization_id", field.name().equals("organization_id") ? id : null);
                    }
                    referring.insert();
                    expected.put(other.name(), 1);
                }
            }
        }
        if (expected.isEmpty()) {
            return;
        }
        var path = resource.parent().isPresent() ? null : Api.collection(resource, null) + "/" + id;
        assertThat(path).as("only items at the top are named by others").isNotNull();

        var refused = delete(path, "*");

        problem(refused, 409, "in_use");
        Map<String, Integer> dependents = refused.jsonPath().getMap("dependents");
        assertThat(dependents.keySet()).isEqualTo(expected.keySet());
        expected.keySet().forEach(name -> assertThat(refused.jsonPath().getString("detail"))
                .contains(name));
        assertThat(Api.get(path).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @MethodSource("resources")
    void aRequiredFieldIsNotCleared(Resource resource) {
        var location = Created.of(resource).post().header("Location");
        for (var field : resource.fields()) {
            var owner = resource.parent().filter(parent -> parent.column().equals(field.name()));
            if (!field.writable() || !field.scalar() || owner.isPresent()) {
                continue;
            }
            var cleared = new LinkedHashMap<String, @Nullable Object>();
            cleared.put(field.name(), null);
            var answer = patch(location, "*", cleared);
            if (field.notNull()) {
                problem(answer, 422, "required");
            } else if (answer.statusCode() == 200) {
                assertThat(answer.jsonPath().getString(field.name()))
                        .as(field.name())
                        .isNull();
            } else {
                // Together with another field it is required all the same, as starts_at of what ends.
                assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(422);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("resources")
    void aNumberIsKeptWithAllItsDigitsOrRefused(Resource resource) {
        var location = Created.of(resource).post().header("Location");
        var columns = TestDatabase.table(resource.table()).columns();
        for (var field : resource.fields()) {
            if (!field.writable() || field.owner()) {
                continue;
            }
            if (field.type() == Type.INTEGER) {
                refused(patch(location, "*", Map.of(field.name(), 1L << 31)), field, "out_of_range");
            }
            if (field.type() == Type.DECIMAL) {
                var type = columns.get(field.name()).type().split("\\D+");
                var scale = Integer.parseInt(type[2]);
                var before = Integer.parseInt(type[1]) - scale;
                var least = "0." + "0".repeat(scale - 1) + "1";
                var most = "9".repeat(before) + "." + "9".repeat(scale);

                refused(
                        patch(location, "*", Map.of(field.name(), "0." + "0".repeat(scale) + "1")),
                        field,
                        "too_precise");
                refused(patch(location, "*", Map.of(field.name(), "1" + "0".repeat(before))), field, "out_of_range");
                for (var sent : List.of(least, most, least + "000", most + "0")) {
                    var fitting = sent.startsWith(least) ? least : most;
                    var answer = patch(location, "*", Map.of(field.name(), sent));
                    if (answer.statusCode() == 200) {
                        assertThat(answer.jsonPath().getString(field.name())).isEqualTo(fitting);
                    } else {
                        // A rule of its own may forbid it, as that latitudes end at the poles; its digits do not.
                        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(422);
                        assertThat(answer.jsonPath().getList("errors.constraint"))
                                .as(answer.asString())
                                .doesNotContainNull();
                    }
                }
            }
        }
    }

    private static void refused(Response answer, Field field, String code) {
        problem(answer, 422, code);
        assertThat(answer.jsonPath().getString("errors[0].pointer")).isEqualTo("/" + field.name());
    }
}
