package dev.rejoin;

import static dev.rejoin.ResourceContractTest.problem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rejoin.contract.Role;
import dev.rejoin.security.TestKeys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A service that names the user in whose name it writes. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ActingUserTest {

    @Test
    void theChangeLogNamesTheServiceAndTheUser() {
        var created = Api.as(Role.ADMIN)
                .contentType("application/json")
                .body(Map.of("name", "django", "role", "EDITOR", "may_act_as", true))
                .post("/v1/api-keys");
        assertThat(created.jsonPath().getBoolean("may_act_as")).isTrue();

        var venue = write(created.jsonPath().getString("key"), "Zo%C3%A9 Dupont");

        assertThat(venue.statusCode()).as(venue.asString()).isEqualTo(201);
        assertThat(Api.ok(venue.header("Location") + "/history").jsonPath().getString("results[0].actor"))
                .isEqualTo("key:django as Zoé Dupont");
    }

    @Test
    void aKeyWithoutThePermissionMayNotEvenTry() {
        problem(write(Api.key(Role.ADMIN), "zoe"), 403, "forbidden");
        problem(Api.as(Role.ADMIN).header("Rejoin-Actor", "zoe").get("/v1/venues?limit=1"), 403, "forbidden");
        var plain = Api.as(Role.ADMIN)
                .contentType("application/json")
                .body(Map.of("name", "plain", "role", "EDITOR"))
                .post("/v1/api-keys");
        assertThat(plain.jsonPath().getBoolean("may_act_as")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "%20", "%00", "a%0Ab", "%C3", "Zo\u00e9"})
    void aNameThatTheLogCouldNotShowIsRefused(String user) {
        var answer = write(TestKeys.acting(TestDatabase.source(), Role.EDITOR), user);

        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(400);
    }

    @Test
    void aNameWithoutEndIsRefused() {
        problem(write(TestKeys.acting(TestDatabase.source(), Role.EDITOR), "z".repeat(321)), 400, "invalid_value");
    }

    @Test
    void aPermissionThatIsTakenAwayEndsWithinASecond() {
        var key = TestKeys.acting(TestDatabase.source(), Role.EDITOR);
        assertThat(write(key, "zoe").statusCode()).isEqualTo(201);

        TestDatabase.run("update security.api_key set may_act_as = false where id = '%s'".formatted(key.split("_")[1]));

        var deadline = System.nanoTime() + 1_000_000_000L;
        var status = 201;
        while (status == 201 && System.nanoTime() < deadline) {
            status = write(key, "zoe").statusCode();
        }
        assertThat(status).isEqualTo(403);
    }

    @Test
    void theKeyCommandMakesSuchKeysToo() {
        var acting = TestKeys.command(
                TestDatabase.database(), "create", "--name", "job", "--role", "EDITOR", "--act-as", "yes");
        var plain = TestKeys.command(TestDatabase.database(), "create", "--name", "job", "--role", "EDITOR");

        assertThat(write(acting.strip(), "zoe").statusCode()).isEqualTo(201);
        problem(write(plain.strip(), "zoe"), 403, "forbidden");
    }

    private static Response write(String key, String user) {
        return Api.with(key)
                .header("Rejoin-Actor", user)
                .contentType("application/json")
                .body(Map.of("name", "Hall"))
                .post("/v1/venues");
    }
}
