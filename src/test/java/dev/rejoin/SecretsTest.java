package dev.rejoin;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.rejoin.contract.Contract;
import dev.rejoin.contract.Operation;
import dev.rejoin.contract.Parameter;
import dev.rejoin.contract.Role;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/** What clients send, whoever they are, gets into no log and no metric. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class SecretsTest {
    private static final String CANARY = "canary7f3a";
    private static final List<String> HEADERS = List.of(
            "Idempotency-Key", "Rejoin-Actor", "Rejoin-Position", "Origin", "Cookie", "User-Agent", "Accept-Language");

    @Test
    void nothingThatIsSentIsLoggedOrCounted() {
        var log = new Recorded();
        var root = Logger.getLogger("");
        root.addHandler(log);
        try {
            for (var operation : Contract.committed().operations()) {
                // With a key and with what is none, in every parameter, every header, and every text of a body.
                send(operation, Api.key(Role.ADMIN), true);
                send(operation, Api.key(Role.ADMIN), false);
                send(operation, "rj_" + CANARY + "_" + CANARY, true);
            }
        } finally {
            root.removeHandler(log);
        }
        var metrics = given().get("/q/metrics").asString();

        assertThat(log.lines).noneMatch(line -> line.contains(CANARY));
        assertThat(metrics).contains("rejoin_requests_seconds_count").doesNotContain(CANARY);
    }

    /** What is seen by this test: a line that says what it should not. */
    @Test
    void aLineThatSaysItWouldBeSeen() {
        var log = new Recorded();
        Logger.getLogger("").addHandler(log);
        try {
            Logger.getLogger("dev.rejoin.api").log(Level.WARNING, "refused {0}", CANARY);
            Logger.getLogger("dev.rejoin.api").log(Level.WARNING, "refused", new IllegalStateException(CANARY));
        } finally {
            Logger.getLogger("").removeHandler(log);
        }
        assertThat(log.lines.stream().filter(line -> line.contains(CANARY))).hasSize(2);
    }

    private static void send(Operation operation, String key, boolean everywhere) {
        var request = given().header("Authorization", "Bearer " + key).header("If-Match", "*");
        if (everywhere) {
            HEADERS.forEach(header -> request.header(header, CANARY));
        }
        operation
                .parameters(Parameter.In.QUERY)
                .filter(parameter ->
                        everywhere || parameter.required() || parameter.name().equals("q"))
                .filter(parameter -> !parameter.name().equals("wait"))
                .forEach(parameter -> request.queryParam(parameter.name(), CANARY));
        operation.body().ifPresent(body -> request.contentType(body.mediaType())
                .body(planted(body.example().deepCopy()).toString()));
        request.request(operation.method(), operation.path().replaceAll("\\{[^}]+}", CANARY));
    }

    private static JsonNode planted(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.properties().forEach(property -> property.setValue(planted(property.getValue())));
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, planted(array.get(i)));
            }
        } else if (node.isTextual()) {
            return TextNode.valueOf(CANARY);
        }
        return node;
    }

    private static final class Recorded extends Handler {
        private final List<String> lines = new CopyOnWriteArrayList<>();

        @Override
        public void publish(LogRecord line) {
            var text = new StringBuilder(line.getLoggerName() + " " + line.getMessage());
            if (line.getParameters() != null) {
                text.append(Arrays.deepToString(line.getParameters()));
            }
            for (var thrown = line.getThrown(); thrown != null; thrown = thrown.getCause()) {
                text.append(' ').append(thrown);
            }
            lines.add(text.toString());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
