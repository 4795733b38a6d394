package dev.rejoin;

import static dev.rejoin.ResourceContractTest.problem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rejoin.api.Resource;
import dev.rejoin.api.Role;
import dev.rejoin.api.write.Writes;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.temporal.Temporal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every resource promises to writers; a new one is covered by its declaration. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class WriteContractTest {
    static Stream<Resource> resources() {
        return Features.CATALOG.resources().stream();
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
        var request = Api.as(Role.ADMIN).contentType(Writes.MERGE_PATCH).body(body);
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
}
