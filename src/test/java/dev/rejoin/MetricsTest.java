package dev.rejoin;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rejoin.contract.Contract;
import dev.rejoin.contract.Operation;
import dev.rejoin.contract.Role;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is measured, by operation: never by who or what a request is about, which would be public, and without end. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class MetricsTest {
    private static final Pattern OPERATION = Pattern.compile("operation=\"([^\"]*)\"");
    private static final List<String> METHODS =
            List.of("GET", "HEAD", "POST", "PATCH", "DELETE", "PUT", "OPTIONS", "BREW");

    @Test
    void requestsAreCountedByOperationAndNeverByWhatStandsInTheirPath() {
        var operations = Contract.committed().operations();
        for (var operation : operations) {
            call(operation, UUID.randomUUID().toString());
        }
        var before = series();
        var ids = operations.stream()
                .map(operation -> UUID.randomUUID().toString())
                .toList();
        for (int i = 0; i < ids.size(); i++) {
            call(operations.get(i), ids.get(i));
        }
        var unknown = UUID.randomUUID().toString();
        for (var method : METHODS) {
            given().request(method, "/" + unknown);
            known().request(method, "/v1/" + unknown);
            given().urlEncodingEnabled(false).request(method, "/v1//" + unknown + "/%ff;" + unknown + "?q=" + unknown);
        }

        var metrics = metrics();
        assertThat(ids).noneMatch(metrics::contains);
        assertThat(metrics).doesNotContain(unknown);
        assertThat(OPERATION
                        .matcher(metrics)
                        .results()
                        .map(found -> found.group(1))
                        .distinct())
                .isSubsetOf(Stream.concat(operations.stream().map(Operation::id), Stream.of("none"))
                        .toList());
        // Those of the second round are the same, but for the unknown ones' few statuses.
        assertThat(series() - before).isLessThan(100);
        assertThat(metrics)
                .contains("rejoin_requests_seconds_count{operation=\"getMember\",status=\"404\"}")
                .contains("rejoin_requests_seconds_count{operation=\"getMember\",status=\"401\"}")
                .contains("rejoin_requests_seconds_count{operation=\"none\",status=\"404\"}");
    }

    @Test
    void anOperationHasFewSeries() {
        Api.ok("/v1/members");
        assertThat(lines("rejoin_requests_seconds_bucket{operation=\"listMembers\",status=\"200\""))
                .hasSizeBetween(5, 12);
    }

    @Test
    void aRequestIsCountedOnceAlsoWhereItsPathEndsWithASlash() {
        Api.ok("/v1/topics");
        var counted = counted("listTopics");
        Api.ok("/v1/topics/");
        assertThat(counted("listTopics") - counted).isEqualTo(1);
    }

    @Test
    void everyAnswerSaysUnderWhichIdTheLogsKnowIt() {
        for (var path :
                List.of("/v1/members", "/v1/members/", "/v1/members/x", "/nowhere", "/v1//members", "/q/metrics")) {
            for (var answer : List.of(known().get(path), given().get(path), given().options(path))) {
                assertThat(answer.header("Request-Id")).as(path).matches("[0-9a-f]{32}");
                assertThat(answer.header("traceparent"))
                        .matches("00-" + answer.header("Request-Id") + "-[0-9a-f]{16}-00");
            }
        }
        var trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        var answer = given().header("traceparent", "00-" + trace + "-00f067aa0ba902b7-01")
                .get("/v1/members");
        assertThat(answer.header("Request-Id")).isEqualTo(trace);
        assertThat(answer.jsonPath().getString("trace_id")).isEqualTo(trace);
        var nobodys = given().header("traceparent", "00-" + "0".repeat(32) + "-00f067aa0ba902b7-01")
                .get("/v1/members");
        assertThat(nobodys.header("Request-Id")).isNotEqualTo("0".repeat(32));
    }

    private static void call(Operation operation, String id) {
        var path = operation.path().replaceAll("\\{[^}]*}", id);
        given().request(operation.method(), path);
        known().request(operation.method(), path);
    }

    private static RequestSpecification known() {
        return given().header("Authorization", "Bearer " + Api.key(Role.ADMIN));
    }

    private static double counted(String operation) {
        return lines("rejoin_requests_seconds_count{operation=\"" + operation + "\",status=\"200\"}").stream()
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    private static long series() {
        return lines("").size();
    }

    private static List<String> lines(String beginning) {
        return metrics()
                .lines()
                .filter(line -> !line.startsWith("#") && line.startsWith(beginning))
                .toList();
    }

    private static String metrics() {
        return given().get("/q/metrics").asString();
    }
}
