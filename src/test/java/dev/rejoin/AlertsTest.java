package dev.rejoin;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rejoin.contract.Contract;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What Prometheus and Grafana ask for is measured, and each alert says what to do. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class AlertsTest {
    private static final Path RUNBOOK = Path.of("..", "docs", "operate.md");
    /** A name with labels or a range, or one that is compared. */
    private static final Pattern METRIC = Pattern.compile("\\b([a-z][a-z0-9_]+)(?=\\{|\\[|\\s+[><=])");

    private static final Pattern LABEL = Pattern.compile("[{,]\\s*([a-z]+)\\s*(?:=|!)");
    /** Prometheus's own, of each of its targets. */
    private static final String UP = "up";

    @Test
    void everyMetricThatIsAskedForIsThere() throws IOException {
        Api.ok("/v1/members");
        var metrics = given().get("/q/metrics").asString();
        var measured = metrics.lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.replaceAll("[{ ].*", ""))
                .collect(Collectors.toSet());
        measured.add(UP);

        for (var expression : expressions()) {
            var asked = all(METRIC, expression);
            assertThat(asked).as(expression).isNotEmpty().isSubsetOf(measured);
            for (var label : all(LABEL, expression)) {
                // What Prometheus adds to each series by itself.
                if (!Set.of("job", "instance").contains(label)) {
                    assertThat(metrics).as(expression).contains(label + "=\"");
                }
            }
        }
    }

    @Test
    void everyAlertHasItsRunbookAndEveryRunbookItsAlert() throws IOException {
        var headings = all(Pattern.compile("(?m)^### (\\w+)$"), Files.readString(RUNBOOK));

        assertThat(alerts()).isNotEmpty().allSatisfy(alert -> {
            var name = alert.get("alert").textValue();
            assertThat(headings).contains(name);
            assertThat(alert.at("/annotations/runbook").textValue())
                    .isEqualTo("docs/operate.md#" + name.toLowerCase(java.util.Locale.ROOT));
            assertThat(alert.at("/annotations/summary").textValue()).isNotBlank();
            assertThat(alert.at("/labels/severity").textValue()).isIn("page", "ticket");
        });
        assertThat(headings)
                .containsExactlyInAnyOrderElementsOf(alerts().stream()
                        .map(alert -> alert.get("alert").textValue())
                        .toList());
    }

    private static List<String> expressions() throws IOException {
        var dashboard = Contract.JSON.readTree(Files.readString(Path.of("..", "docker", "grafana", "rejoin.json")));
        var expressions = dashboard.findValuesAsText("expr");
        alerts().forEach(alert -> expressions.add(alert.get("expr").textValue()));
        return expressions;
    }

    private static List<JsonNode> alerts() throws IOException {
        var rules = Contract.read(Files.readString(Path.of("..", "docker", "alerts.yaml")));
        return rules.at("/groups/0/rules").valueStream().toList();
    }

    private static Set<String> all(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(found -> found.group(1)).collect(Collectors.toSet());
    }
}
