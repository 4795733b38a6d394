package dev.rejoin.compatibility;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rejoin.contract.Flattened;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/** Compares a contract with its former version: whatever worked has to work as before. */
final class Compatibility {
    private final JsonNode former;
    private final JsonNode present;
    private final TreeSet<String> breaks = new TreeSet<>();
    private final Schemas sent;
    private final Schemas answered;

    private Compatibility(JsonNode former, JsonNode present) {
        this.former = former;
        this.present = present;
        this.sent = new Schemas(former, present, Side.SENT, found -> breaks.add("sent " + found));
        this.answered = new Schemas(former, present, Side.ANSWERED, found -> breaks.add("answered " + found));
    }

    /** A sentence for each change that can break a client, sorted. */
    static List<String> breaks(JsonNode former, JsonNode present) {
        var comparison = new Compatibility(Flattened.of(former), Flattened.of(present));
        comparison.operations();
        return List.copyOf(comparison.breaks);
    }

    private void operations() {
        var still = operations(present);
        operations(former).forEach((name, operation) -> {
            if (still.containsKey(name)) {
                operation(name, operation, still.get(name));
            } else {
                breaks.add("%s: is gone".formatted(name));
            }
        });
    }

    /** By method and path; what the path's parameters are called does not matter. */
    private static Map<String, JsonNode> operations(JsonNode contract) {
        var operations = new LinkedHashMap<String, JsonNode>();
        for (var path : contract.path("paths").properties()) {
            for (var method : path.getValue().properties()) {
                operations.put(
                        method.getKey().toUpperCase(Locale.ROOT) + " "
                                + path.getKey().replaceAll("\\{[^}]*}", "{}"),
                        method.getValue());
            }
        }
        return operations;
    }

    private void operation(String name, JsonNode was, JsonNode is) {
        if (!was.path("operationId").equals(is.path("operationId"))) {
            breaks.add("%s: has another operationId".formatted(name));
        }
        parameters(name, parameters(former, was), parameters(present, is));
        body(name, was.path("requestBody"), is.path("requestBody"));
        for (var response : was.path("responses").properties()) {
            if (response.getKey().startsWith("2")) {
                response(
                        name,
                        response.getKey(),
                        response.getValue(),
                        is.path("responses").path(response.getKey()));
            }
        }
    }

    private static Map<String, JsonNode> parameters(JsonNode contract, JsonNode operation) {
        var parameters = new LinkedHashMap<String, JsonNode>();
        for (var entry : operation.path("parameters")) {
            var parameter = Schemas.resolve(contract, entry);
            if (!parameter.get("in").asText().equals("path")) {
                parameters.put(
                        parameter.get("in").asText() + " "
                                + parameter.get("name").asText(),
                        parameter);
            }
        }
        return parameters;
    }

    private void parameters(String name, Map<String, JsonNode> was, Map<String, JsonNode> is) {
        was.forEach((parameter, schema) -> {
            if (is.containsKey(parameter)) {
                sent.compare(
                        name + " " + parameter,
                        schema.path("schema"),
                        is.get(parameter).path("schema"));
            } else {
                breaks.add("%s: the %s is gone".formatted(name, parameter));
            }
        });
        is.forEach((parameter, schema) -> {
            var before = was.get(parameter);
            if (schema.path("required").asBoolean()
                    && (before == null || !before.path("required").asBoolean())) {
                breaks.add("%s: the %s is required now".formatted(name, parameter));
            }
        });
    }

    private void body(String name, JsonNode was, JsonNode is) {
        if (is.path("required").asBoolean() && !was.path("required").asBoolean()) {
            breaks.add("%s: the body is required now".formatted(name));
        }
        contents(name, "body", was.path("content"), is.path("content"), sent);
    }

    private void response(String name, String status, JsonNode was, JsonNode is) {
        if (is.isMissingNode()) {
            breaks.add("%s: answers no %s any more".formatted(name, status));
            return;
        }
        var headers = new ArrayList<String>();
        was.path("headers").fieldNames().forEachRemaining(headers::add);
        for (var header : headers) {
            if (!is.path("headers").has(header)) {
                breaks.add("%s: the %s of %s is gone".formatted(name, header, status));
            }
        }
        contents(name, status, was.path("content"), is.path("content"), answered);
    }

    private void contents(String name, String what, JsonNode was, JsonNode is, Schemas schemas) {
        for (var content : was.properties()) {
            var still = is.path(content.getKey());
            if (still.isMissingNode()) {
                breaks.add("%s: %s is no %s any more".formatted(name, what, content.getKey()));
            } else {
                schemas.compare(name + " " + what, content.getValue().path("schema"), still.path("schema"));
            }
        }
    }
}
