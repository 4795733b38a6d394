package dev.rejoin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rejoin.contract.Contract;
import dev.rejoin.contract.Operation;
import dev.rejoin.contract.Parameter;
import dev.rejoin.contract.Role;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Sends every operation random and boundary values in every parameter and field, from a fixed seed: whatever a client
 * sends, the answer is never a bug of ours, and fits the schema that the contract has for it. {@code -Drejoin.fuzz=200000} sends
 * more.
 */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class FuzzTest {
    private static final int CASES = Integer.getInteger("rejoin.fuzz", 6000);
    /** Of an address or headers that are too long, before there is an operation. */
    private static final Set<Integer> BY_THE_SERVER = Set.of(414, 431);

    private static final Pattern PARAMETER = Pattern.compile("\\{([a-z_]+)}");
    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "0",
            "-1",
            "1",
            "9223372036854775807",
            "-9223372036854775808",
            "99999999999999999999",
            "1e400",
            "NaN",
            "null",
            "true",
            "2026-02-30",
            "0000-01-01",
            "9999-12-31",
            "2026-13-01T00:00:00Z",
            "2026-03-31T08:00:00Z",
            "9999-12-31T23:59:59.999999-18:00",
            "00000000-0000-0000-0000-000000000000",
            "é",
            "\ud83d\ude00",
            "a\u0000b",
            "\ud800",
            "'; drop table person; --",
            "%",
            "_",
            "\\",
            "\"",
            "<script>",
            "=1+1",
            "{}",
            "[]",
            "*",
            "(",
            "a & b",
            "\"a b",
            "-",
            "or",
            "🙂".repeat(300),
            "x".repeat(3000),
            "1250.00",
            "0.001",
            "12345678901.99",
            "EUR",
            "ACTIVE",
            "id",
            "-id",
            "id,id",
            "person",
            "person.members",
            "members.person,person",
            "status__in",
            ",",
            ".",
            "fr");

    @TestHTTPResource
    URI base;

    private final Random random = new Random(20261121);
    private final List<String> ids = new ArrayList<>();

    @Test
    void nothingThatAClientSendsIsABugOfOurs() throws IOException, InterruptedException {
        Contract.committed()
                .resources()
                .forEach(resource ->
                        ids.add(Fixtures.one(resource.name()).insert().toString()));
        var operations = Contract.committed().operations().stream()
                // Waiting for changes is what it is for; keys would pile up.
                .filter(operation -> !List.of("createApiKey", "revokeApiKey").contains(operation.id()))
                .toList();
        var statuses = new TreeMap<Integer, Integer>();
        var failures = new ArrayList<String>();
        var client = HttpClient.newHttpClient();
        for (int i = 0; i < CASES; i++) {
            var operation = operations.get(i % operations.size());
            var request = request(operation);
            var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            statuses.merge(answer.statusCode(), 1, Integer::sum);
            if (statuses.getOrDefault(503, 0) > CASES / 100) {
                failures.add("One in a hundred is not served: " + answer.body());
                break;
            }
            if (answer.statusCode() >= 500 && answer.statusCode() != 503) {
                failures.add(
                        "%s %s: %d %s".formatted(request.method(), request.uri(), answer.statusCode(), answer.body()));
            } else if (!BY_THE_SERVER.contains(answer.statusCode())) {
                try {
                    ContractFilter.check(request.method(), request.uri(), said(answer));
                } catch (AssertionError e) {
                    failures.add("%s %s: %s".formatted(request.method(), request.uri(), e.getMessage()));
                }
            }
        }
        assertThat(failures).as("of %s", statuses).isEmpty();
        // Else the cases would only ever try the front door.
        assertThat(statuses).containsKeys(200, 400, 404, 422);
    }

    private static ContractFilter.Answer said(HttpResponse<String> answer) {
        return new ContractFilter.Answer(
                answer.statusCode(), answer.headers().firstValue("Content-Type").orElse(""), answer.body());
    }

    private HttpRequest request(Operation operation) {
        var path = PARAMETER
                .matcher(operation.path())
                .replaceAll(match -> Matcher.quoteReplacement(encoded(pathValue(operation, match.group()))));
        var query = new LinkedHashMap<String, String>();
        var parameters = operation.parameters(Parameter.In.QUERY).toList();
        for (int i = random.nextInt(4); i > 0 && !parameters.isEmpty(); i--) {
            var parameter = parameters.get(random.nextInt(parameters.size()));
            query.put(parameter.name(), parameterValue(parameter));
        }
        query.remove("wait");
        parameters.stream()
                .filter(Parameter::required)
                .forEach(parameter -> query.putIfAbsent(parameter.name(), parameterValue(parameter)));
        var uri = new StringBuilder(path);
        query.forEach((name, value) -> uri.append(uri.indexOf("?") < 0 ? '?' : '&')
                .append(name)
                .append('=')
                .append(encoded(value)));
        var request = HttpRequest.newBuilder(base.resolve(uri.toString()))
                .header("Authorization", "Bearer " + Api.key(Role.ADMIN));
        if (random.nextInt(4) > 0) {
            request.header(
                    "If-Match",
                    random.nextInt(4) > 0
                            ? "*"
                            : List.of("\"0\"", "3", "\"x\", \"1-ff\"").get(random.nextInt(3)));
        }
        if (random.nextInt(4) == 0) {
            request.header("Idempotency-Key", "k" + random.nextInt(50));
        }
        var body = operation.body().map(expected -> {
            request.header("Content-Type", expected.mediaType());
            return HttpRequest.BodyPublishers.ofString(body(expected), StandardCharsets.UTF_8);
        });
        return request.method(operation.method(), body.orElseGet(HttpRequest.BodyPublishers::noBody))
                .build();
    }

    /** A right body with some of its values changed, removed or added; now and then something that is no object. */
    private String body(Operation.Body expected) {
        if (random.nextInt(20) == 0) {
            return List.of("", "[]", "null", "{", "{\"a\":1,\"a\":2}", "\"x\"", "[".repeat(100), "{\"a\":1e999999999}")
                    .get(random.nextInt(8));
        }
        var example = expected.example().deepCopy();
        mutate(example);
        // Escaped, as UTF-8 has no half characters.
        return example.toString().replace("\ud800\"", "\\ud800\"");
    }

    private void mutate(JsonNode node) {
        if (node instanceof ObjectNode object) {
            var names = new ArrayList<String>();
            object.fieldNames().forEachRemaining(names::add);
            for (var name : names) {
                if (object.get(name).isContainerNode()) {
                    mutate(object.get(name));
                }
                switch (random.nextInt(10)) {
                    case 0 -> object.put(name, text());
                    case 1 -> object.remove(name);
                    case 2 -> object.putNull(name);
                    case 3 -> object.put(name, random.nextLong());
                    case 4 -> object.put(name, random.nextBoolean());
                    case 5 -> object.putArray(name).add(text());
                    case 6 -> object.put(name, id());
                    default -> {}
                }
            }
            if (random.nextInt(10) == 0) {
                object.put(text(), text());
            }
        } else {
            node.forEach(this::mutate);
        }
    }

    private String pathValue(Operation operation, String name) {
        var values = operation
                .parameters(Parameter.In.PATH)
                .filter(parameter -> name.equals("{" + parameter.name() + "}"))
                .flatMap(parameter -> parameter.values().stream())
                .toList();
        if (!values.isEmpty() && random.nextInt(4) > 0) {
            return values.get(random.nextInt(values.size()));
        }
        return random.nextInt(3) > 0 ? id() : text();
    }

    private String parameterValue(Parameter parameter) {
        var values = parameter.values();
        if (random.nextBoolean() && !values.isEmpty()) {
            return values.get(random.nextInt(values.size()));
        }
        return switch (random.nextInt(12)) {
            case 0, 1, 2 -> id();
            case 3 -> "";
            default -> text();
        };
    }

    private String text() {
        return TEXTS.get(random.nextInt(TEXTS.size()));
    }

    private String id() {
        return random.nextInt(5) == 0
                ? new UUID(random.nextLong(), random.nextLong()).toString()
                : ids.get(random.nextInt(ids.size()));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
