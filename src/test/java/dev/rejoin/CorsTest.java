package dev.rejoin;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rejoin.contract.Contract;
import dev.rejoin.contract.Role;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which pages may call from a browser: those of the configured origins, and no others. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class CorsTest {
    private static final String ORIGIN = "https://app.example.com";

    @Test
    void aPageOfAConfiguredOriginMayCallAndReadTheAnswer() {
        var asked = preflight(ORIGIN);
        var answer = Api.as(Role.READER).header("Origin", ORIGIN).get("/v1/venues?limit=1");
        var refused = given().header("Origin", ORIGIN).get("/v1/venues");

        assertThat(asked.statusCode()).isEqualTo(200);
        assertThat(asked.header("Access-Control-Allow-Methods")).contains("PATCH");
        assertThat(asked.header("Access-Control-Allow-Headers")).contains("Authorization", "If-Match");
        assertThat(answer.statusCode()).isEqualTo(200);
        // A problem is an answer, too, and the page has to be able to read it.
        assertThat(refused.statusCode()).isEqualTo(401);
        for (var each : List.of(asked, answer, refused)) {
            assertThat(each.header("Access-Control-Allow-Origin")).isEqualTo(ORIGIN);
            assertThat(each.header("Access-Control-Allow-Credentials")).isEqualTo("false");
        }
        assertThat(answer.header("Access-Control-Expose-Headers").split(",\\s*"))
                .contains("Retry-After", "Content-Disposition")
                .containsAll(headersOfAnswers());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example",
                "https://app.example.com.evil.example",
                "https://app.example.com:444",
                "http://app.example.com",
                "HTTPS://APP.EXAMPLE.COM",
                "null",
                "*"
            })
    void aPageOfAnotherOriginMayNot(String origin) {
        var asked = preflight(origin);
        var answer = given().header("Origin", origin)
                .header("Authorization", "Bearer " + Api.key(Role.READER))
                .get("/v1/venues?limit=1");

        for (var each : List.of(asked, answer)) {
            assertThat(each.statusCode()).isEqualTo(403);
            assertThat(each.asString()).isEmpty();
            assertThat(each.header("Access-Control-Allow-Origin")).isNull();
            assertThat(each.header("Access-Control-Allow-Credentials")).isNull();
        }
    }

    @Test
    void cachesKeepTheAnswersForDifferentOriginsApart() {
        assertThat(Api.get("/v1/venues?limit=1").header("Vary")).isEqualTo("Authorization, Accept, Origin");
    }

    private static Response preflight(String origin) {
        return given().header("Origin", origin)
                .header("Access-Control-Request-Method", "PATCH")
                .header("Access-Control-Request-Headers", "authorization,if-match")
                .options("/v1/venues");
    }

    private static List<String> headersOfAnswers() {
        var headers = new ArrayList<String>();
        Contract.committed().document().at("/components/headers").fieldNames().forEachRemaining(headers::add);
        return headers;
    }
}
