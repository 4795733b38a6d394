package dev.rejoin.api.endpoint;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.rejoin.api.Json;
import dev.rejoin.api.change.Answer;
import dev.rejoin.api.change.Bodies;
import dev.rejoin.api.change.ItemChanges;
import dev.rejoin.api.http.Call;
import dev.rejoin.api.http.Encoding;
import dev.rejoin.api.problem.Problem;
import dev.rejoin.api.problem.ProblemException;
import dev.rejoin.api.problem.Refusals;
import dev.rejoin.api.problem.Violations;
import dev.rejoin.api.resource.Role;
import dev.rejoin.api.resource.ScalarType;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Parameter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/**
 * Several writes over any resources in one transaction: all of them or none. Each is the resource's own JAX-RS method, so
 * that what it does and who may call it are said in one place.
 */
@Path("/v1/batch")
@Tag(name = "batch", description = "Several writes at once.")
@RunOnVirtualThread
@OncePerKey
public class Batch implements Endpoint {
    private static final int MOST_OPERATIONS = 1000;
    private static final Set<String> KEYS = Set.of("method", "path", "body", "if_match");
    private static final List<String> METHODS = List.of("POST", "PATCH", "DELETE");
    private static final Pattern REFERENCE = Pattern.compile("\\$([0-9]{1,3})\\.([a-z_]+)");
    private static final Pattern ESCAPED = Pattern.compile("\\$\\$[0-9]{1,3}\\.[a-z_]+");

    private static final String EXAMPLE = """
            {"operations": [
                {"method": "POST", "path": "/v1/people", "body": {"given_name": "Zoé", "family_name": "Dupont"}},
                {"method": "PATCH", "path": "/v1/members/0198c0de-7a11-7000-8000-000000000001", "if_match": "\\"3\\"",
                 "body": {"person_id": "$0.id"}}]}""";

    private final Operations operations;
    private final ItemChanges changes;
    private final Bodies bodies;
    private final Call call;

    Batch(Operations operations, ItemChanges changes, Bodies bodies, Call call) {
        this.operations = operations;
        this.changes = changes;
        this.bodies = bodies;
        this.call = call;
    }

    /** What is sent; as the contract shows it, for the bodies inside are read by the operations they are for. */
    @Schema(name = "BatchOrder")
    public record Order(
            @Schema(required = true, minItems = 1, maxItems = MOST_OPERATIONS) @NotNull
            List<Step> operations) {}

    /** One of the operations. */
    @Schema(name = "BatchOperation")
    public record Step(
            @NotNull
            @Schema(
                    required = true,
                    enumeration = {"POST", "PATCH", "DELETE"},
                    examples = "POST")
            String method,

            @NotNull
            @Schema(
                    required = true,
                    description = "As in a single request, \"$0.id\" for what an earlier one made.",
                    examples = "/v1/people")
            String path,

            @Schema(description = "As in a single request.") Map<String, Object> body,

            @Schema(description = "The If-Match of a PATCH or DELETE; * for any version.", examples = "\"3\"")
            String ifMatch) {}

    /** What one of the operations answers. */
    @Schema(name = "BatchResult")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Result(
            @Schema(required = true) int status,
            @Nullable String etag,
            @Nullable String location,

            @Schema(
                    description = "As a single request answers.",
                    type = org.eclipse.microprofile.openapi.annotations.enums.SchemaType.OBJECT)
            @JsonRawValue
            @Nullable
            String body) {}

    /** The answers, in the order of the operations. */
    @Schema(name = "BatchResults")
    public record Results(@Schema(required = true) List<Result> results) {}

    @POST
    @RolesAllowed(Role.WRITES)
    @BodyLimit(BodyLimit.MANY)
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @org.eclipse.microprofile.openapi.annotations.Operation(
            operationId = "batch",
            summary = "Write several items at once",
            description =
                    "Up to 1000 operations, all or none, in one transaction. A value \"$0.id\" in a body or path is"
                            + " the id in the answer of operation 0 (any other field likewise); \"$$0.id\" is the text itself. An"
                            + " error names the operation's index.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = Order.class), example = EXAMPLE))
    @APIResponse(
            responseCode = "200",
            description = "The answers, in the order of the operations.",
            content = @Content(schema = @Schema(implementation = Results.class)))
    public Response run(ObjectNode body) {
        var wanted = operations(body);
        return ItemRequests.written(changes.run(() -> answer(wanted)));
    }

    private Answer answer(List<ObjectNode> wanted) {
        var results = new ArrayList<Result>();
        var answered = new ArrayList<@Nullable JsonNode>();
        for (int i = 0; i < wanted.size(); i++) {
            try {
                var result = result(run(wanted.get(i), answered));
                results.add(result);
                answered.add(result.body() == null ? null : Json.MAPPER.readTree(result.body()));
            } catch (IOException e) {
                throw new IllegalStateException("an answer is no JSON", e);
            } catch (RuntimeException e) {
                if (Refusals.in(e).filter(Refusals::serialization).isPresent()) {
                    throw e;
                }
                throw inBatch(i, e);
            } finally {
                call.under(null);
            }
        }
        return Answer.of(200, new Results(results));
    }

    /** What is the service's own state is no operation's fault. */
    private static RuntimeException inBatch(int index, RuntimeException failure) {
        return switch (Refusals.problem(failure)) {
            case Problem.Bug bug -> failure;
            case Problem.Unavailable unavailable -> new ProblemException(unavailable, failure);
            case Problem problem -> new ProblemException(new Problem.InBatch(index, problem), failure);
        };
    }

    private static List<ObjectNode> operations(ObjectNode body) {
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

    private Response run(ObjectNode wanted, List<@Nullable JsonNode> answered) {
        var unknown = new Violations();
        wanted.fieldNames().forEachRemaining(name -> {
            if (!unknown.full() && !KEYS.contains(name)) {
                unknown.add(Bodies.unknown("", name, KEYS));
            }
        });
        if (!unknown.isEmpty()) {
            throw new ProblemException(
                    new Problem.Malformed("unknown_field", unknown.getFirst().detail(), unknown));
        }
        var method = wanted.path("method").asText();
        if (!METHODS.contains(method)) {
            throw malformed("method is one of %s.".formatted(String.join(", ", METHODS)));
        }
        var path = resolvePath(wanted.path("path").asText(), answered).replaceFirst("(?<=[^/])/$", "");
        if (!path.startsWith("/v1/")) {
            throw malformed("path begins with /v1/.");
        }
        return run(operation(method, path), path, wanted, answered);
    }

    private Operation operation(String method, String path) {
        var operation = operations
                .find(method, path)
                .filter(found -> Resource.class.isAssignableFrom(found.endpoint()))
                .orElseThrow(() -> new ProblemException(notInBatch(method, path)));
        if (!call.caller().role().includes(operation.role())) {
            throw Operations.forbidden(operation.role(), call.caller().role());
        }
        return operation;
    }

    private Problem notInBatch(String method, String path) {
        var offered = operations.offered(path);
        if (offered.isEmpty()) {
            return operations.unknown(path);
        }
        return offered.contains(method)
                ? new Problem.NotFound("unknown_path", "%s %s is no operation of a batch.".formatted(method, path))
                : new Problem.MethodNotAllowed(method, offered);
    }

    private Response run(Operation operation, String path, ObjectNode wanted, List<@Nullable JsonNode> answered) {
        var sent = wanted.get("body");
        if (sent == null && operation.consumes().isPresent() && operation.bodyRequired()) {
            throw malformed("body is missing.");
        }
        if (sent != null && operation.consumes().isEmpty()) {
            throw malformed("%s %s takes no body.".formatted(operation.verb(), operation.path()));
        }
        if (sent != null && !(sent instanceof ObjectNode)) {
            throw malformed("The body is not a JSON object.");
        }
        var body = sent == null ? JsonNodeFactory.instance.objectNode() : (ObjectNode) resolve(sent, answered);
        var inPath = parameters(operation, path);
        var ifMatch = wanted.get("if_match");
        if (inPath.containsKey("owner")) {
            call.under((UUID) ScalarType.UUID.parse("id", inPath.get("owner")));
        }
        var arguments = Arrays.stream(operation.method().getParameters())
                .map(parameter -> argument(parameter, inPath, ifMatch == null ? null : ifMatch.asText(), body))
                .toArray();
        try {
            return (Response) operation.method().invoke(operations.endpoint(operation), arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof RuntimeException known ? known : new IllegalStateException(e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("a JAX-RS method is public", e);
        }
    }

    private @Nullable Object argument(
            Parameter parameter, Map<String, String> inPath, @Nullable String ifMatch, ObjectNode body) {
        var path = parameter.getAnnotation(PathParam.class);
        if (path != null) {
            return ScalarType.UUID.parse(path.value(), inPath.get(path.value()));
        }
        if (parameter.isAnnotationPresent(HeaderParam.class)) {
            return ifMatch;
        }
        return parameter.getType() == ObjectNode.class
                ? body
                : bodies.order(body, parameter.getType().asSubclass(Record.class));
    }

    private static Map<String, String> parameters(Operation operation, String path) {
        var values = new HashMap<String, String>();
        var matched = operation.pattern().matcher(path);
        if (matched.matches()) {
            for (int i = 0; i < operation.pathParameters().size(); i++) {
                values.put(operation.pathParameters().get(i), Encoding.decode(matched.group(i + 1)));
            }
        }
        return values;
    }

    private static Result result(Response response) {
        return new Result(
                response.getStatus(),
                response.getHeaderString("ETag"),
                response.getHeaderString("Location"),
                response.getEntity() instanceof byte[] body ? new String(body, StandardCharsets.UTF_8) : null);
    }

    private static JsonNode resolve(JsonNode node, List<@Nullable JsonNode> answered) {
        return switch (node) {
            case TextNode text
            when ESCAPED.matcher(text.textValue()).matches() ->
                TextNode.valueOf(text.textValue().substring(1));
            case TextNode text
            when REFERENCE.matcher(text.textValue()) instanceof Matcher reference && reference.matches() ->
                referred(reference, answered);
            case ObjectNode object -> {
                object.properties().forEach(entry -> entry.setValue(resolve(entry.getValue(), answered)));
                yield object;
            }
            case ArrayNode array -> {
                for (int i = 0; i < array.size(); i++) {
                    array.set(i, resolve(array.get(i), answered));
                }
                yield array;
            }
            default -> node;
        };
    }

    private static String resolvePath(String path, List<@Nullable JsonNode> answered) {
        return REFERENCE.matcher(path).replaceAll(match -> {
            var reference = REFERENCE.matcher(match.group());
            reference.matches();
            return Matcher.quoteReplacement(referred(reference, answered).asText());
        });
    }

    private static JsonNode referred(Matcher reference, List<@Nullable JsonNode> answered) {
        var index = Integer.parseInt(reference.group(1));
        if (index >= answered.size()) {
            throw new ProblemException(new Problem.Malformed(
                    "unknown_operation",
                    "%s: only earlier operations can be named.".formatted(reference.group()),
                    List.of()));
        }
        var body = answered.get(index);
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
