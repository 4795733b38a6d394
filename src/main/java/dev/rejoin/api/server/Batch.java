package dev.rejoin.api.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.rejoin.api.Answer;
import dev.rejoin.api.Body;
import dev.rejoin.api.Bytes;
import dev.rejoin.api.Call;
import dev.rejoin.api.DatabaseException;
import dev.rejoin.api.Examples;
import dev.rejoin.api.Json;
import dev.rejoin.api.Operation;
import dev.rejoin.api.Ordered;
import dev.rejoin.api.Problem;
import dev.rejoin.api.ProblemException;
import dev.rejoin.api.Role;
import dev.rejoin.api.Schema;
import dev.rejoin.api.write.Write;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Several writes over any resources in one transaction: all of them or none. */
public final class Batch {
    private static final int MOST_OPERATIONS = 1000;
    private static final int BODY = 16 << 20;
    private static final Set<String> KEYS = Set.of("method", "path", "body", "if_match");
    private static final List<String> METHODS = List.of("POST", "PATCH", "DELETE");
    private static final Pattern REFERENCE = Pattern.compile("\\$([0-9]{1,3})\\.([a-z_]+)");
    private static final Pattern ESCAPED = Pattern.compile("\\$\\$[0-9]{1,3}\\.[a-z_]+");

    private final Routes routes;

    private Batch(List<Operation> operations) {
        this.routes = new Routes(operations);
    }

    /** @param operations those that a batch can hold: all that write in a transaction of their own otherwise */
    public static Operation over(List<Operation> operations) {
        var batch = new Batch(operations.stream()
                .filter(operation -> operation.handler() instanceof Write)
                .toList());
        var operation = Schema.object()
                .property("method", Schema.text().among(METHODS))
                .property("path", Schema.text().is("As in a single request, \"$0.id\" for what an earlier one made."))
                .optional("body", Schema.object().is("As in a single request."))
                .optional("if_match", Schema.text().is("The If-Match of a PATCH or DELETE; * for any version."))
                .with("additionalProperties", false);
        var result = Schema.object()
                .property("status", Schema.integer())
                .optional("etag", Schema.text())
                .optional("location", Schema.text())
                .optional("body", Schema.object().is("As a single request answers."));
        return Write.declared(
                Operation.post("/v1/batch", "batch")
                        .permittedTo(Role.EDITOR)
                        .tag("batch")
                        .is(
                                "Write several items at once",
                                "Up to %d operations, all or none, in one transaction. A value \"$0.id\" in a body or path is"
                                                .formatted(MOST_OPERATIONS)
                                        + " the id in the answer of operation 0 (any other field likewise); \"$$0.id\" is"
                                        + " the text itself. An error names the operation's index.")
                        .body(
                                Answer.JSON,
                                Schema.object()
                                        .property(
                                                "operations",
                                                Schema.array(operation)
                                                        .with("minItems", 1)
                                                        .with("maxItems", MOST_OPERATIONS))
                                        .with("additionalProperties", false),
                                Ordered.map(
                                        "operations",
                                        List.of(
                                                Ordered.map(
                                                        "method",
                                                        "POST",
                                                        "path",
                                                        "/v1/people",
                                                        "body",
                                                        Ordered.map("given_name", "Zoé", "family_name", "Dupont")),
                                                Ordered.map(
                                                        "method",
                                                        "PATCH",
                                                        "path",
                                                        "/v1/members/" + Examples.ID,
                                                        "if_match",
                                                        "\"3\"",
                                                        "body",
                                                        Ordered.map("person_id", "$0.id")))),
                                BODY)
                        .answers(
                                200,
                                "The answers, in the order of the operations.",
                                Schema.object().property("results", Schema.array(result)),
                                Ordered.map(
                                        "results",
                                        List.of(
                                                Ordered.map(
                                                        "status",
                                                        201,
                                                        "etag",
                                                        "\"1\"",
                                                        "location",
                                                        "/v1/people/" + Examples.ID,
                                                        "body",
                                                        Ordered.map("id", Examples.ID)),
                                                Ordered.map(
                                                        "status",
                                                        200,
                                                        "etag",
                                                        "\"4-1f\"",
                                                        "body",
                                                        Ordered.map("id", Examples.ID)))))
                        .fails(404, 412, 428),
                batch::answer);
    }

    private Answer answer(Call call) {
        var operations = operations(call);
        var answers = new ArrayList<Answer>();
        var bodies = new ArrayList<@Nullable JsonNode>();
        for (int i = 0; i < operations.size(); i++) {
            try {
                var answer = run(call, operations.get(i), bodies);
                answers.add(answer);
                bodies.add(
                        answer instanceof Answer.Whole whole
                                ? Json.MAPPER.readTree(whole.body().toByteArray())
                                : null);
            } catch (ProblemException e) {
                throw new ProblemException(inBatch(i, e.problem()));
            } catch (DatabaseException e) {
                if (e.serialization()) {
                    throw e;
                }
                throw new ProblemException(inBatch(i, Problems.of(e)));
            } catch (IOException e) {
                throw new IllegalStateException("an answer is no JSON", e);
            }
        }
        return Answer.json(Bytes.json(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("results");
            for (var answer : answers) {
                json.writeStartObject();
                json.writeNumberField("status", answer.status());
                if (answer.headers().containsKey("ETag")) {
                    json.writeStringField("etag", answer.headers().get("ETag"));
                }
                if (answer.headers().containsKey("Location")) {
                    json.writeStringField("location", answer.headers().get("Location"));
                }
                if (answer instanceof Answer.Whole whole) {
                    json.writeFieldName("body");
                    json.writeRawValue(whole.body().toString(StandardCharsets.UTF_8));
                }
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }));
    }

    /** What is the service's own state is no operation's fault. */
    private static Problem inBatch(int index, Problem problem) {
        return problem instanceof Problem.Unavailable || problem instanceof Problem.Bug
                ? problem
                : new Problem.InBatch(index, problem);
    }

    private static List<ObjectNode> operations(Call call) {
        var body = Body.parse(call.body());
        if (body.size() != 1
                || !(body.get("operations") instanceof ArrayNode array)
                || array.isEmpty()
                || array.size() > MOST_OPERATIONS) {
            throw malformed("The body is an object with nothing but operations: an array of 1 to %d objects."
                    .formatted(MOST_OPERATIONS));
        }
        var operations = new ArrayList<ObjectNode>();
        for (int i = 0; i < array.size(); i++) {
            if (!(array.get(i) instanceof ObjectNode operation)) {
                throw malformed("Operation %d is not an object.".formatted(i));
            }
            operations.add(operation);
        }
        return operations;
    }

    private Answer run(Call batch, ObjectNode operation, List<@Nullable JsonNode> bodies)
            throws JsonProcessingException {
        var unknown = new ArrayList<Problem.Violation>();
        operation.fieldNames().forEachRemaining(name -> {
            if (!KEYS.contains(name)) {
                unknown.add(Body.unknown("", name, KEYS));
            }
        });
        if (!unknown.isEmpty()) {
            throw new ProblemException(
                    new Problem.Malformed("unknown_field", unknown.getFirst().detail(), unknown));
        }
        var method = operation.path("method").asText();
        if (!METHODS.contains(method)) {
            throw malformed("method is one of %s.".formatted(String.join(", ", METHODS)));
        }
        var path = resolvePath(operation.path("path").asText(), bodies);
        if (!path.startsWith("/v1/")) {
            throw malformed("path begins with /v1/.");
        }
        var match = routes.find(method, path);
        var wanted = match.route().operation();
        if (!batch.caller().role().includes(wanted.role())) {
            throw new ProblemException(new Problem.Forbidden("This needs the role %s; you have %s."
                    .formatted(wanted.role(), batch.caller().role())));
        }
        var body = operation.get("body");
        if (body == null && wanted.body().filter(Operation.Body::required).isPresent()) {
            throw malformed("body is missing.");
        }
        if (body != null && wanted.body().isEmpty()) {
            throw malformed("%s %s takes no body.".formatted(method, wanted.path()));
        }
        var bytes = body == null ? new byte[] {'{', '}'} : Json.MAPPER.writeValueAsBytes(resolve(body, bodies));
        var ifMatch = operation.get("if_match");
        return ((Write) wanted.handler())
                .work()
                .handle(batch.part(
                        wanted,
                        path,
                        match.path(),
                        name -> name.equalsIgnoreCase("If-Match") && ifMatch != null ? ifMatch.asText() : null,
                        bytes));
    }

    private static JsonNode resolve(JsonNode node, List<@Nullable JsonNode> bodies) {
        return switch (node) {
            case TextNode text
            when ESCAPED.matcher(text.textValue()).matches() ->
                TextNode.valueOf(text.textValue().substring(1));
            case TextNode text
            when REFERENCE.matcher(text.textValue()) instanceof Matcher reference && reference.matches() ->
                referred(reference, bodies);
            case ObjectNode object -> {
                object.properties().forEach(entry -> entry.setValue(resolve(entry.getValue(), bodies)));
                yield object;
            }
            case ArrayNode array -> {
                for (int i = 0; i < array.size(); i++) {
                    array.set(i, resolve(array.get(i), bodies));
                }
                yield array;
            }
            default -> node;
        };
    }

    private static String resolvePath(String path, List<@Nullable JsonNode> bodies) {
        return REFERENCE.matcher(path).replaceAll(match -> {
            var reference = REFERENCE.matcher(match.group());
            reference.matches();
            return Matcher.quoteReplacement(referred(reference, bodies).asText());
        });
    }

    private static JsonNode referred(Matcher reference, List<@Nullable JsonNode> bodies) {
        var index = Integer.parseInt(reference.group(1));
        if (index >= bodies.size()) {
            throw new ProblemException(new Problem.Malformed(
                    "unknown_operation",
                    "%s: only earlier operations can be named.".formatted(reference.group()),
                    List.of()));
        }
        var body = bodies.get(index);
        var value = body == null ? null : body.get(reference.group(2));
        if (value == null || value.isContainerNode()) {
            throw new ProblemException(new Problem.Malformed(
                    "unknown_field",
                    "%s: operation %d answers no such value.".formatted(reference.group(), index),
                    List.of()));
        }
        return value;
    }

    private static ProblemException malformed(String detail) {
        return new ProblemException(new Problem.Malformed("malformed_body", detail, List.of()));
    }
}
