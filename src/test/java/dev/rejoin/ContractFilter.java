package dev.rejoin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import dev.rejoin.api.problem.ProblemCodes;
import dev.rejoin.contract.Contract;
import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.net.URI;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** Holds every answer of every test to the contract: its status is declared, its body fits the schema. */
public final class ContractFilter implements Filter {
    private static final String LOCATION = "https://rejoin.dev/openapi";
    private static final JsonNode DOCUMENT = Contract.committed().document();
    private static final Pattern EMPTY_SEGMENT = Pattern.compile("/\\.{0,2}(/|$)");
    private static final Pattern PARTS = Pattern.compile("(^|&)fields=");
    private static final Map<String, Pattern> TEMPLATES = templates();
    private static final JsonSchemaFactory FACTORY = JsonSchemaFactory.getInstance(
            SpecVersion.VersionFlag.V202012,
            builder -> builder.schemaLoaders(loaders -> loaders.schemas(Map.of(LOCATION, text()))));
    private static final Map<String, JsonSchema> SCHEMAS = new ConcurrentHashMap<>();

    @Override
    public Response filter(
            FilterableRequestSpecification request,
            FilterableResponseSpecification specification,
            FilterContext context) {
        var response = context.next(request, specification);
        check(
                request.getMethod(),
                URI.create(request.getURI()),
                new Answer(response.statusCode(), response.contentType(), response.asString()));
        return response;
    }

    /** @param type its media type, with parameters */
    public record Answer(int status, String type, String body) {}

    /** Whoever sent the request: its answer is declared, and fits. */
    public static void check(String method, URI uri, Answer answer) {
        if (!uri.getRawPath().startsWith("/v1/")) {
            return;
        }
        if (answer.type().startsWith("application/problem+json")) {
            var code = json(answer.body()).path("code").textValue();
            assertThat(ProblemCodes.find(code))
                    .as("/problems/%s explains it", code)
                    .isPresent();
        }
        // A slash at the end names the path without, and an empty or dot segment nothing, whatever it looks like.
        var path = uri.getRawPath().replaceFirst("(?<=[^/])/$", "");
        if (answer.status() == 404 && EMPTY_SEGMENT.matcher(path).find()) {
            return;
        }
        var query = uri.getRawQuery();
        check(method, path, query != null && PARTS.matcher(query).find(), answer);
    }

    /** @param part whether only some fields were asked for, so that the others are rightly not there */
    private static void check(String method, String path, boolean part, Answer answer) {
        var template = template(path);
        if (template == null) {
            assertThat(answer.status())
                    .as("status of the unknown path %s", path)
                    .isEqualTo(404);
            return;
        }
        var operation = DOCUMENT.at("/paths").path(template).path(method.toLowerCase(Locale.ROOT));
        if (operation.isMissingNode()) {
            assertThat(answer.status())
                    .as("status of the unknown method %s", method)
                    .isEqualTo(405);
            return;
        }
        var status = String.valueOf(answer.status());
        var pointer = "/paths/%s/%s/responses/%s".formatted(escape(template), method.toLowerCase(Locale.ROOT), status);
        var declared = DOCUMENT.at(pointer);
        if (declared.isMissingNode() && refusals(operation).contains(answer.status())) {
            pointer = pointer.replaceFirst("[^/]*$", "default");
            declared = DOCUMENT.at(pointer);
        }
        assertThat(declared.isMissingNode())
                .as("%s %s answers an undeclared %s: %s", method, path, status, answer.body())
                .isFalse();
        if (declared.has("$ref")) {
            pointer = declared.get("$ref").textValue().substring(1);
            declared = DOCUMENT.at(pointer);
        }
        if (!declared.has("content")) {
            return;
        }
        var type = answer.type().split(";")[0];
        assertThat(declared.get("content").has(type)).as("%s is declared", type).isTrue();
        if (type.endsWith("json") && !type.endsWith("ndjson")) {
            validate(pointer + "/content/" + escape(type) + "/schema", part, answer.body());
        }
    }

    /** What the answer for everything else is there for; no status that nobody thought of. */
    private static Set<Integer> refusals(JsonNode operation) {
        var refusals = new HashSet<>(Contract.REFUSALS);
        if (operation.has("requestBody")) {
            refusals.addAll(Contract.REFUSALS_OF_BODIES);
        }
        return refusals;
    }

    private static void validate(String pointer, boolean part, String body) {
        var schema = SCHEMAS.computeIfAbsent(
                pointer,
                at -> FACTORY.getSchema(
                        SchemaLocation.of(LOCATION + "#" + at),
                        SchemaValidatorsConfig.builder()
                                .preloadJsonSchema(false)
                                .build()));
        assertThat(schema.validate(json(body)).stream()
                        .filter(wrong -> !(part && wrong.getType().equals("required"))))
                .as("%s against %s", body, pointer)
                .isEmpty();
    }

    private static JsonNode json(String body) {
        try {
            return Contract.JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + body, e);
        }
    }

    private static String template(String path) {
        return TEMPLATES.entrySet().stream()
                .filter(template -> template.getValue().matcher(path).matches())
                .map(Map.Entry::getKey)
                // A literal segment wins over a parameter.
                .min(Comparator.comparingLong(ContractFilter::parameters))
                .orElse(null);
    }

    private static Map<String, Pattern> templates() {
        var templates = new LinkedHashMap<String, Pattern>();
        DOCUMENT.get("paths")
                .fieldNames()
                .forEachRemaining(path -> templates.put(path, Pattern.compile(path.replaceAll("\\{[^}]*}", "[^/]+"))));
        return templates;
    }

    private static long parameters(String template) {
        return template.chars().filter(c -> c == '{').count();
    }

    private static String escape(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    private static String text() {
        return DOCUMENT.toString();
    }
}
