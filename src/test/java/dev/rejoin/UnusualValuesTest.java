package dev.rejoin;

import static dev.rejoin.ResourceContractTest.problem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rejoin.contract.Role;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values at the edges of what there is: first and last years, other currencies, other spellings. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class UnusualValuesTest {
    private static final String LAST_MOMENT = "9999-12-31T23:59:59.999999Z";

    @Test
    void aYearThatThereIsNotIsRefusedAndNotKeptAsAnother() {
        problem(
                post("organizations", Map.of("name", "Early", "status", "ACTIVE", "joined_on", "0000-05-01")),
                422,
                "invalid_value");
        problem(Api.get("/v1/organizations?joined_on__gte=0000-05-01"), 400, "invalid_value");
        problem(Api.get("/v1/events?starts_at__gte=%2B999999999-12-31T23:59:59-18:00"), 400, "invalid_value");

        problem(
                Api.get("/v1/members/%s/timeline?at__gte=%%2B999999999-12-31T23:59:59-18:00"
                        .formatted(UUID.randomUUID())),
                400,
                "invalid_value");

        var last = post("events", event("9999-12-31T23:59:59.999999000Z"));
        assertThat(last.statusCode()).as(last.asString()).isEqualTo(201);
        assertThat(last.jsonPath().getString("starts_at")).isEqualTo(LAST_MOMENT);
        assertThat(Api.ok("/v1/events?sort=-starts_at&limit=1&title=Unusual")
                        .jsonPath()
                        .getString("results[0].starts_at"))
                .isEqualTo(LAST_MOMENT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-03-12T17:00:00.0000001Z",
                "2026-03-12T18:00:00.123456789+01:00",
                "9999-12-31T23:59:59.9999996Z"
            })
    void anInstantIsKeptAsItIsOrRefusedAndNeverRounded(String instant) {
        var created = post("events", event(instant));
        problem(created, 422, "too_precise");
        assertThat(created.jsonPath().getString("errors[0].pointer")).isEqualTo("/starts_at");
        assertThat(created.jsonPath().getString("detail")).contains(instant, "six digits");

        var filtered = Api.get("/v1/events?starts_at__gte=" + instant.replace("+", "%2B"));
        problem(filtered, 400, "too_precise");
        assertThat(filtered.jsonPath().getString("errors[0].parameter")).isEqualTo("starts_at__gte");
        problem(Api.get("/v1/search?q=x&recency__gte=" + instant.replace("+", "%2B")), 400, "too_precise");
    }

    private static Map<String, Object> event(String startsAt) {
        return Map.of("title", "Unusual", "kind", "TRIP", "status", "PLANNED", "starts_at", startsAt);
    }

    /** What .NET writes for "never" is the first of January of the year 1, which began in Paris when it was still before it. */
    @Test
    void whatTookPlaceInTheFirstYearIsPagedLikeAnythingElse() {
        var missions = new ArrayList<String>();
        var member = Fixtures.one("members").insert();
        var attendances = new ArrayList<String>();
        for (int i = 0; i < 3; i++) {
            missions.add(Fixtures.one("missions")
                    .with("title", "Antiquissima")
                    .with("starts_on", "0001-01-01")
                    .insert()
                    .toString());
            var meeting = Fixtures.one("meetings")
                    .with("month", "0001-01-01")
                    .with("starts_at", null)
                    .insert();
            attendances.add(Fixtures.one("attendances")
                    .with("meeting_id", meeting)
                    .with("member_id", member)
                    .insert()
                    .toString());
        }

        for (var sort : List.of("recency", "-recency")) {
            assertThat(paged("/v1/search?q=antiquissima&limit=1&sort=" + sort))
                    .as(sort)
                    .containsExactlyInAnyOrderElementsOf(missions);
        }
        assertThat(paged("/v1/members/%s/timeline?limit=1".formatted(member)))
                .containsExactlyInAnyOrderElementsOf(attendances);
    }

    private static List<String> paged(String first) {
        var ids = new ArrayList<String>();
        for (@Nullable String path = first; path != null; ) {
            var page = Api.ok(path).jsonPath();
            ids.addAll(page.getList("results.id", String.class));
            path = page.getString("next");
        }
        return ids;
    }

    @Test
    void aFilterOfSearchFindsWhatLooksTheSame() {
        var id = Fixtures.one("organizations")
                .with("name", "Unusual region")
                .with("region", "Île-de-Rêve")
                .insert();
        var decomposed = Normalizer.normalize("Île-de-Rêve", Normalizer.Form.NFD);

        assertThat(Api.ok("/v1/search?region=" + URLEncoder.encode(decomposed, StandardCharsets.UTF_8))
                        .jsonPath()
                        .getList("results.id"))
                .containsExactly(id.toString());
    }

    @Test
    void amountsOfSeveralCurrenciesAreNoOneAmount() throws Exception {
        var organization = Fixtures.one("organizations").insert();
        mission(organization, "100.00", "EUR");
        mission(organization, "10000.00", "JPY");
        try {
            var missions = "/v1/missions/aggregate?organization_id=%s&metrics=count,".formatted(organization);

            for (var metric : List.of("sum:fee", "avg:fee", "max:fee", "p50:fee")) {
                assertThat(problem(Api.get(missions + metric), 400, "mixed_currencies"))
                        .contains("group_by=currency")
                        .contains("currency=EUR");
            }
            assertThat(Api.ok(missions + "sum:fee&group_by=currency").jsonPath().getList("results.sum_fee"))
                    .containsExactlyInAnyOrder("100.00", "10000.00");
            assertThat(Api.ok(missions + "sum:fee&currency=JPY").jsonPath().getList("results.sum_fee"))
                    .containsExactly("10000.00");
            assertThat(Api.ok(missions.replace("count,", "count,min:starts_on")).statusCode())
                    .isEqualTo(200);
        } finally {
            // The sums of other tests are of one currency.
            TestDatabase.execute("delete from mission where organization_id = '%s'".formatted(organization));
        }
    }

    private static void mission(UUID organization, String fee, String currency) {
        Fixtures.one("missions")
                .with("organization_id", organization)
                .with("fee", fee)
                .with("currency", currency)
                .insert();
    }

    private static Response post(String resource, Map<String, Object> body) {
        return Api.as(Role.EDITOR).contentType("application/json").body(body).post("/v1/" + resource);
    }
}
