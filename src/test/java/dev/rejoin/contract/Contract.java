package dev.rejoin.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;

/**
 * The contract as tests know it. They read the document and never the code, so that they hold whatever serves it to the
 * same promises; that the document is the one which the service publishes, a test of its own says.
 */
public final class Contract {
    /** For trees, where tests read or make JSON. */
    public static final ObjectMapper JSON = new ObjectMapper();

    private static final Path COMMITTED = Path.of("..", "openapi", "openapi.yaml");
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");
    private static final Pattern ROLE = Pattern.compile("Needs (READER|EDITOR|ADMIN)\\.$");
    /** What the answer {@code default} is for, and is said to be for. */
    public static final Set<Integer> REFUSALS = Set.of(401, 403, 406, 429, 503);
    /** What it is for, too, where a body is taken. */
    public static final Set<Integer> REFUSALS_OF_BODIES = Set.of(413, 415);

    private static final Contract THE_COMMITTED = new Contract(read());

    private final JsonNode document;
    private final List<Operation> operations;
    private final Map<String, Resource> resources = new LinkedHashMap<>();

    Contract(JsonNode document) {
        this.document = document;
        this.operations = document.get("paths").properties().stream()
                .flatMap(path -> path.getValue().properties().stream()
                        .filter(method -> METHODS.contains(method.getKey()))
                        .map(method -> operation(path.getKey(), method.getKey(), method.getValue())))
                .toList();
        var schemas = collections();
        schemas.forEach((path, schema) -> {
            var resource = resource(path, schema, schemas);
            resources.put(resource.name(), resource);
        });
    }

    /** The contract in the repository. */
    public static Contract committed() {
        return THE_COMMITTED;
    }

    public JsonNode document() {
        return document;
    }

    public List<Operation> operations() {
        return operations;
    }

    public Stream<Resource> resources() {
        return resources.values().stream();
    }

    public Resource resource(String name) {
        return Optional.ofNullable(resources.get(name))
                .orElseThrow(() -> new IllegalStateException("no resource is called " + name));
    }

    private static JsonNode read() {
        try {
            return read(Files.readString(COMMITTED));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The document that a text of YAML is. */
    public static JsonNode read(String yaml) throws JsonProcessingException {
        // Longer than what a parser takes from strangers.
        var options = new LoaderOptions();
        options.setCodePointLimit(Integer.MAX_VALUE);
        return new YAMLMapper(YAMLFactory.builder().loaderOptions(options).build()).readTree(yaml);
    }

    private Operation operation(String path, String method, JsonNode node) {
        var id = node.get("operationId").textValue();
        var role = ROLE.matcher(node.path("description").asText());
        if (!role.find()) {
            throw new IllegalStateException(id + " does not say which role it needs");
        }
        var parameters = new ArrayList<Parameter>();
        for (var declared : List.of(document.get("paths").get(path).path("parameters"), node.path("parameters"))) {
            declared.forEach(parameter -> Parameter.of(document, parameter).forEach(parameters::add));
        }
        return new Operation(
                method.toUpperCase(Locale.ROOT),
                path,
                id,
                Role.valueOf(role.group(1)),
                List.copyOf(parameters),
                body(node),
                statuses(node));
    }

    /** What an operation declares, and what {@code default} stands for: any operation can be refused with these alike. */
    private static Set<Integer> statuses(JsonNode operation) {
        var statuses = new TreeSet<Integer>();
        operation.get("responses").fieldNames().forEachRemaining(status -> {
            if (!status.equals("default")) {
                statuses.add(Integer.valueOf(status));
                return;
            }
            statuses.addAll(REFUSALS);
            if (operation.has("requestBody")) {
                statuses.addAll(REFUSALS_OF_BODIES);
            }
        });
        return statuses;
    }

    private Optional<Operation.Body> body(JsonNode operation) {
        return Schema.resolved(document, operation.path("requestBody")).path("content").properties().stream()
                .findFirst()
                .map(content -> new Operation.Body(
                        content.getKey(),
                        Schema.of(document, content.getValue().get("schema")),
                        content.getValue().has("example")
                                ? content.getValue().get("example")
                                : Schema.of(document, content.getValue().get("schema"))
                                        .example()));
    }

    /** The schemas of the items of all collections, by path: that of a list, whose items can also be aggregated. */
    private Map<String, Schema> collections() {
        var schemas = new LinkedHashMap<String, Schema>();
        document.get("paths").fieldNames().forEachRemaining(path -> {
            if (document.get("paths").has(path + "/aggregate")) {
                schemas.put(path, created(path));
            }
        });
        return schemas;
    }

    /** What is answered to a new item is always a whole one. */
    private Schema created(String path) {
        var response = document.at("/paths/%s/post/responses/201".formatted(path.replace("/", "~1")));
        return Schema.of(document, Schema.resolved(document, response).at("/content/application~1json/schema"));
    }

    private Resource resource(String path, Schema schema, Map<String, Schema> schemas) {
        var own = operations.stream()
                .filter(operation -> operation.path().equals(path)
                        || operation.path().startsWith(path + "/")
                                && schemas.keySet().stream()
                                        .noneMatch(other -> other.startsWith(path + "/")
                                                && (operation.path() + "/").startsWith(other + "/")))
                .toList();
        var create = own.stream()
                .filter(operation ->
                        operation.method().equals("POST") && operation.path().equals(path))
                .flatMap(operation -> operation.body().stream())
                .findFirst()
                .orElseThrow()
                .schema();
        var expansions = new LinkedHashMap<String, String>();
        var fields = new LinkedHashMap<String, Schema>();
        schema.properties().forEach((name, property) -> {
            // An item always shows all its fields, and what is embedded only when it is asked for.
            if (schema.required().contains(name)) {
                fields.put(name, property);
            } else {
                expansions.put(name, resourceOf(property, schemas));
            }
        });
        var parent = parent(path, schemas);
        return new Resource(
                tag(path),
                path,
                schema,
                parent,
                fields.entrySet().stream()
                        .map(field -> field(field.getKey(), field.getValue(), create, parent, expansions, schemas))
                        .toList(),
                expansions,
                own);
    }

    private Field field(
            String name,
            Schema shown,
            Schema create,
            Optional<Resource.Parent> parent,
            Map<String, String> expansions,
            Map<String, Schema> schemas) {
        var owner = parent.filter(above -> above.column().equals(name)).isPresent();
        var nested = shown.type() == Type.JSON ? Optional.of(resourceOf(shown, schemas)) : Optional.<String>empty();
        var reference = name.endsWith("_id") && shown.type() == Type.UUID
                ? Optional.ofNullable(expansions.get(name.substring(0, name.length() - "_id".length())))
                : Optional.<String>empty();
        return new Field(
                name,
                shown,
                Optional.ofNullable(create.properties().get(name)),
                owner || create.required().contains(name),
                owner,
                nested.or(() -> reference));
    }

    private Optional<Resource.Parent> parent(String path, Map<String, Schema> schemas) {
        var end = path.lastIndexOf("/{id}/");
        if (end < 0) {
            return Optional.empty();
        }
        var above = path.substring(0, end);
        return Optional.of(new Resource.Parent(tag(above), singular(schemas.get(above)) + "_id"));
    }

    /** "teacher" for the schema "Teacher". */
    private static String singular(Schema schema) {
        return schema.name()
                .orElseThrow()
                .replaceAll("(?<=[a-z])(?=[A-Z])", "_")
                .toLowerCase(Locale.ROOT);
    }

    /** The resource whose items a schema shows, one or several. */
    private String resourceOf(Schema shown, Map<String, Schema> schemas) {
        var name = shown.items().orElse(shown).name();
        return schemas.entrySet().stream()
                .filter(collection -> collection.getValue().name().equals(name))
                .map(collection -> tag(collection.getKey()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(name + " is the schema of no resource's items"));
    }

    private String tag(String path) {
        return document.get("paths").get(path).at("/get/tags/0").textValue();
    }
}
