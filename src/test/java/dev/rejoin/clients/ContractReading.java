package dev.rejoin.clients;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rejoin.clients.ClientModel.Endpoint;
import dev.rejoin.clients.ClientModel.Kind;
import dev.rejoin.clients.ClientModel.Property;
import dev.rejoin.clients.ClientModel.ResourceModel;
import dev.rejoin.clients.ClientModel.Structure;
import dev.rejoin.contract.Flattened;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads the contract into the model of a client. What it does not understand it refuses, so that nothing is left out. */
final class ContractReading {
    private static final String SCHEMAS = "#/components/schemas/";
    private static final Pattern PARAMETER = Pattern.compile("\\{([^}]*)}");
    private static final Set<String> PAGING = Set.of("limit", "cursor", "sort", "count", "fields", "expand");
    private static final Set<String> GROUPING = Set.of("group_by", "metrics", "limit");

    private final JsonNode contract;
    private final Map<String, Structure> structures = new TreeMap<>();
    private final Map<JsonNode, String> names = new HashMap<>();
    private final Map<String, JsonNode> lists = new LinkedHashMap<>();

    private boolean sending;

    private ContractReading(JsonNode contract) {
        this.contract = contract;
    }

    static ClientModel read(JsonNode contract) {
        return new ContractReading(Flattened.of(contract)).model();
    }

    private ClientModel model() {
        operations().forEach(operation -> {
            if (listed(operation.node).isPresent()) {
                lists.put(operation.tag(), operation.node);
            }
        });
        for (var tag : lists.keySet()) {
            structure(schemaOf(tag));
        }
        var endpoints = new LinkedHashMap<String, List<Endpoint>>();
        var others = new ArrayList<Endpoint>();
        operations().filter(operation -> !operation.path.equals("/v1/batch")).forEach(operation -> {
            if (lists.containsKey(operation.tag())) {
                endpoints
                        .computeIfAbsent(operation.tag(), tag -> new ArrayList<>())
                        .add(endpoint(operation));
            } else {
                others.add(endpoint(operation));
            }
        });
        var resources = lists.keySet().stream()
                .map(tag -> resource(tag, endpoints.get(tag)))
                .toList();
        return new ClientModel(List.copyOf(structures.values()), resources, others);
    }

    private record Operation(String path, String method, JsonNode node) {
        String tag() {
            return node.at("/tags/0").textValue();
        }

        String id() {
            return node.get("operationId").textValue();
        }
    }

    private Stream<Operation> operations() {
        return contract.get("paths").properties().stream().flatMap(path -> path.getValue().properties().stream()
                .map(method -> new Operation(path.getKey(), method.getKey(), method.getValue())));
    }

    /** The schema whose items an operation lists, if they are a resource's. */
    private Optional<String> listed(JsonNode operation) {
        if (!operation.at("/responses/200/content").has("application/x-ndjson")) {
            return Optional.empty();
        }
        var page = resolve(operation.at("/responses/200/content/application~1json/schema"));
        var ref = page.at("/properties/results/items/$ref");
        return ref.isMissingNode()
                ? Optional.empty()
                : Optional.of(ref.textValue().substring(SCHEMAS.length()));
    }

    private String schemaOf(String tag) {
        return listed(lists.get(tag)).orElseThrow();
    }

    private ResourceModel resource(String tag, List<Endpoint> endpoints) {
        var list = endpoints.stream()
                .filter(endpoint -> endpoint.kind() == Kind.LIST)
                .findFirst()
                .orElseThrow();
        var grouping = endpoints.stream()
                .filter(endpoint -> endpoint.kind() == Kind.AGGREGATE)
                .flatMap(endpoint -> endpoint.query().stream())
                .filter(property -> GROUPING.contains(property.name()))
                .toList();
        return new ResourceModel(
                tag.replace('-', '_'),
                schemaOf(tag),
                structures.get(schemaOf(tag)).description(),
                list.query().stream()
                        .filter(property -> !PAGING.contains(property.name()))
                        .toList(),
                list.query().stream()
                        .filter(property -> PAGING.contains(property.name()))
                        .toList(),
                grouping,
                endpoints);
    }

    private Endpoint endpoint(Operation operation) {
        var kind = kind(operation);
        var query = new ArrayList<Property>();
        var idempotent = false;
        var conditional = false;
        for (var entry : operation.node.path("parameters")) {
            var parameter = resolve(entry);
            var name = parameter.get("name").textValue();
            switch (parameter.get("in").textValue()) {
                case "path" -> {}
                case "query" -> query.addAll(asked(parameter));
                case "header" -> {
                    switch (name) {
                        case "Idempotency-Key" -> idempotent = true;
                        case "If-Match" -> conditional = true;
                        // Of all calls alike, and of no use where answers are not kept.
                        case "Rejoin-Actor", "If-None-Match" -> {}
                        default -> throw new IllegalStateException("the header " + name);
                    }
                }
                default -> throw new IllegalStateException("a parameter in " + parameter.get("in"));
            }
        }
        return new Endpoint(
                kind,
                name(operation, kind),
                operation.method.toUpperCase(Locale.ROOT),
                PARAMETER.matcher(operation.path).replaceAll("{}"),
                operation.node.get("summary").textValue(),
                pathParameters(operation),
                query,
                kind == Kind.BULK ? List.of() : body(operation),
                idempotent,
                conditional,
                returns(operation, kind));
    }

    /** A parameter of the query, or those that an exploded object declares at once. */
    private List<Property> asked(JsonNode parameter) {
        var schema = resolve(parameter.get("schema"));
        var exploded = parameter.path("explode").asBoolean(true) && schema.has("properties");
        if (exploded) {
            return schema.get("properties").properties().stream()
                    .map(property -> new Property(
                            property.getKey(),
                            shape(property.getValue(), Names.pascal(property.getKey())),
                            false,
                            described(property.getValue())))
                    .toList();
        }
        var name = parameter.get("name").textValue();
        return List.of(new Property(
                name,
                shape(parameter.get("schema"), Names.pascal(name)),
                parameter.path("required").asBoolean(),
                parameter.get("description").textValue()));
    }

    private String described(JsonNode schema) {
        var own = schema.path("description").asText("");
        return own.isEmpty() ? resolve(schema).path("description").asText("") : own;
    }

    private Kind kind(Operation operation) {
        var list = lists.get(operation.tag());
        if (list == null) {
            return Kind.OTHER;
        }
        var collection = collection(operation.tag());
        var below = operation.path.startsWith(collection) ? operation.path.substring(collection.length()) : "?";
        var shape = operation.method + PARAMETER.matcher(below).replaceAll("{}");
        return switch (shape) {
            case "get" -> Kind.LIST;
            case "post" -> Kind.CREATE;
            case "get/{}" -> Kind.GET;
            case "patch/{}" -> Kind.UPDATE;
            case "delete/{}" -> Kind.DELETE;
            case "get/by-legacy-id/{}" -> Kind.GET_BY_LEGACY_ID;
            case "post/bulk" -> Kind.BULK;
            case "get/aggregate" -> Kind.AGGREGATE;
            default -> Kind.OTHER;
        };
    }

    private String collection(String tag) {
        return operations()
                .filter(operation -> operation.node == lists.get(tag))
                .findFirst()
                .orElseThrow()
                .path;
    }

    /** What a resource has of its own is named by the end of its path; what stands alone, by its id. */
    private String name(Operation operation, Kind kind) {
        if (kind != Kind.OTHER) {
            return kind.name().toLowerCase(Locale.ROOT);
        }
        return lists.containsKey(operation.tag())
                ? operation.path.substring(operation.path.lastIndexOf('/') + 1).replace('-', '_')
                : Names.snake(operation.id());
    }

    /** The item's own key is the id; that of the item above is named by what that is. */
    private List<String> pathParameters(Operation operation) {
        var names = PARAMETER
                .matcher(operation.path)
                .results()
                .map(match -> match.group(1))
                .toList();
        if (!lists.containsKey(operation.tag())) {
            return names;
        }
        var owners = PARAMETER.matcher(collection(operation.tag())).results().count();
        var renamed = new ArrayList<String>();
        for (int i = 0; i < names.size(); i++) {
            renamed.add(i < owners ? owner(operation) : names.get(i).equals("legacy_id") ? "legacy_id" : "id");
        }
        return renamed;
    }

    private String owner(Operation operation) {
        var tag = operation.path.split("/")[2];
        return Names.snake(schemaOf(tag)) + "_id";
    }

    private List<Property> body(Operation operation) {
        var content = operation.node.at("/requestBody/content").properties();
        if (content.isEmpty()) {
            return List.of();
        }
        var schema = resolve(content.iterator().next().getValue().get("schema"));
        if (!schema.path("additionalProperties").isBoolean() || !schema.has("properties")) {
            throw new IllegalStateException(operation.id() + " takes a body that is no closed object");
        }
        sending = true;
        var properties = properties(schema, Names.capitalized(operation.id()));
        sending = false;
        return properties;
    }

    private Optional<Shape> returns(Operation operation, Kind kind) {
        if (kind == Kind.LIST || kind == Kind.BULK || kind == Kind.AGGREGATE) {
            return Optional.empty();
        }
        for (var status : List.of("200", "201")) {
            var schema = operation.node.at("/responses/%s/content/application~1json/schema".formatted(status));
            if (!schema.isMissingNode()) {
                // Of a whole item and its part by fields, the whole one has all that the part can have.
                var whole = schema.has("anyOf") ? schema.at("/anyOf/0") : schema;
                return Optional.of(shape(whole, answer(operation.id())));
            }
        }
        return Optional.empty();
    }

    private static String answer(String id) {
        var name = Names.capitalized(id);
        return name.startsWith("Get")
                ? name.substring(3)
                : name.startsWith("List") ? name.substring(4) : name + "Answer";
    }

    private Shape shape(JsonNode schema, String name) {
        if (schema.has("$ref")) {
            var target = resolve(schema);
            // What is no object has a name in the contract only to stand there once.
            return target.has("properties")
                    ? new Shape.Named(structure(schema.get("$ref").textValue().substring(SCHEMAS.length())))
                    : shape(target, name);
        }
        if (schema.has("anyOf")) {
            return nullable(schema.get("anyOf"), name);
        }
        if (schema.path("type").isArray()) {
            var plain = (ObjectNode) schema.deepCopy();
            plain.set("type", schema.at("/type/0"));
            return new Shape.OrNull(shape(plain, name));
        }
        if (schema.has("enum")) {
            var values = new ArrayList<String>();
            schema.get("enum").forEach(value -> {
                if (value.isTextual()) {
                    values.add(value.textValue());
                }
            });
            return new Shape.Choice(values);
        }
        return switch (schema.path("type").asText("")) {
            case "" -> Shape.Scalar.JSON;
            case "string" -> text(schema.path("format").asText(""));
            case "integer" -> Shape.Scalar.INTEGER;
            case "number" -> Shape.Scalar.NUMBER;
            case "boolean" -> Shape.Scalar.BOOLEAN;
            case "array" -> new Shape.Sequence(shape(schema.path("items"), Names.one(name)));
            case "object" -> object(schema, name);
            default -> throw new IllegalStateException("a schema of the type " + schema.get("type"));
        };
    }

    private Shape nullable(JsonNode alternatives, String name) {
        if (alternatives.size() != 2 || !alternatives.at("/1/type").asText().equals("null")) {
            throw new IllegalStateException(name + " is one of several: " + alternatives);
        }
        return new Shape.OrNull(shape(alternatives.get(0), name));
    }

    private static Shape text(String format) {
        return switch (format) {
            case "uuid" -> Shape.Scalar.UUID;
            case "decimal" -> Shape.Scalar.DECIMAL;
            case "date" -> Shape.Scalar.DATE;
            case "date-time" -> Shape.Scalar.INSTANT;
            default -> Shape.Scalar.TEXT;
        };
    }

    private Shape object(JsonNode schema, String name) {
        if (!schema.has("properties")) {
            var values = schema.path("additionalProperties");
            return values.isObject() ? new Shape.Table(shape(values, name)) : Shape.Scalar.JSON;
        }
        var known = names.get(schema);
        if (known != null) {
            return new Shape.Named(known);
        }
        names.put(schema, name);
        define(name, schema, Set.of());
        return new Shape.Named(name);
    }

    private String structure(String name) {
        if (!structures.containsKey(name)) {
            var schema = contract.at("/components/schemas/" + name);
            var writable = new TreeSet<String>();
            contract.at("/components/schemas/%sPatch/properties".formatted(name))
                    .fieldNames()
                    .forEachRemaining(writable::add);
            define(name, schema, writable);
        }
        return name;
    }

    private void define(String name, JsonNode schema, Set<String> writable) {
        var description = schema.path("description").asText("");
        // First a placeholder, as structures refer to one another.
        var former = structures.put(name, new Structure(name, description, List.of(), writable, sending));
        if (former != null) {
            throw new IllegalStateException("two structures are called " + name);
        }
        structures.put(name, new Structure(name, description, properties(schema, name), writable, sending));
    }

    private List<Property> properties(JsonNode schema, String name) {
        var required = new TreeSet<String>();
        schema.path("required").forEach(field -> required.add(field.textValue()));
        return schema.get("properties").properties().stream()
                .map(property -> new Property(
                        property.getKey(),
                        shape(property.getValue(), name + Names.pascal(property.getKey())),
                        required.contains(property.getKey()),
                        property.getValue().path("description").asText("")))
                .toList();
    }

    private JsonNode resolve(JsonNode node) {
        return node.has("$ref") ? contract.at(node.get("$ref").textValue().substring(1)) : node;
    }
}
