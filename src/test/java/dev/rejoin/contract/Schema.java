package dev.rejoin.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A schema of the contract with its references followed and its parts put together, so that it makes no difference to a
 * test how the document shares them.
 */
public final class Schema {
    static final String COMPONENTS = "#/components/schemas/";

    private final JsonNode document;
    private final ObjectNode whole = JsonNodeFactory.instance.objectNode();
    private Optional<String> name = Optional.empty();
    private boolean nullable;

    private Schema(JsonNode document) {
        this.document = document;
    }

    static Schema of(JsonNode document, JsonNode node) {
        var schema = new Schema(document);
        schema.add(node);
        return schema;
    }

    private void add(JsonNode node) {
        if (node.has("$ref")) {
            var reference = node.get("$ref").textValue();
            if (name.isEmpty() && reference.startsWith(COMPONENTS)) {
                name = Optional.of(reference.substring(COMPONENTS.length()));
            }
            add(resolved(document, node));
        }
        node.path("allOf").forEach(this::add);
        addOneOf(node.path("anyOf"));
        addOneOf(node.path("oneOf"));
        node.properties().forEach(keyword -> addKeyword(keyword.getKey(), keyword.getValue()));
    }

    /** Of several alternatives the first counts: where a whole item or its part is answered, the whole one. */
    private void addOneOf(JsonNode alternatives) {
        var chosen = false;
        for (var alternative : alternatives) {
            if (alternative.path("type").asText().equals("null")) {
                nullable = true;
            } else if (!chosen) {
                chosen = true;
                add(alternative);
            }
        }
    }

    private void addKeyword(String keyword, JsonNode value) {
        switch (keyword) {
            case "$ref", "allOf", "anyOf", "oneOf" -> {}
            case "type" -> {
                for (var type : value.isArray() ? value : List.of(value)) {
                    if (type.textValue().equals("null")) {
                        nullable = true;
                    } else {
                        whole.set("type", type);
                    }
                }
            }
            case "properties" -> whole.withObject("/properties").setAll((ObjectNode) value);
            case "required" -> {
                var all = whole.withArray("required");
                value.forEach(all::add);
            }
            default -> whole.set(keyword, value);
        }
    }

    public static JsonNode resolved(JsonNode document, JsonNode node) {
        if (!node.has("$ref")) {
            return node;
        }
        var target = document.at(node.get("$ref").textValue().substring(1));
        if (target.isMissingNode()) {
            throw new IllegalStateException(node.get("$ref") + " leads nowhere");
        }
        return resolved(document, target);
    }

    /** The component's name, of a schema that is one. */
    public Optional<String> name() {
        return name;
    }

    public boolean nullable() {
        return nullable;
    }

    public Type type() {
        return Type.of(whole.path("type").asText(), whole.path("format").asText());
    }

    /** The only values allowed, if any are listed; null is not among them. */
    public List<String> values() {
        var values = new ArrayList<String>();
        whole.path("enum").forEach(value -> {
            if (!value.isNull()) {
                values.add(value.asText());
            }
        });
        return List.copyOf(values);
    }

    public Optional<String> pattern() {
        return Optional.ofNullable(whole.path("pattern").textValue());
    }

    public String description() {
        return whole.path("description").asText();
    }

    public boolean readOnly() {
        return whole.path("readOnly").asBoolean();
    }

    public Map<String, Schema> properties() {
        var properties = new LinkedHashMap<String, Schema>();
        whole.path("properties")
                .properties()
                .forEach(property -> properties.put(property.getKey(), of(document, property.getValue())));
        return properties;
    }

    public Set<String> required() {
        var required = new LinkedHashSet<String>();
        whole.path("required").forEach(name -> required.add(name.textValue()));
        return required;
    }

    /** A value as it can be sent, put together from the examples of its parts. */
    public JsonNode example() {
        if (whole.has("examples")) {
            return whole.at("/examples/0");
        }
        if (whole.has("enum")) {
            return whole.at("/enum/0");
        }
        var nodes = JsonNodeFactory.instance;
        var properties = properties();
        if (!properties.isEmpty()) {
            var object = nodes.objectNode();
            properties.forEach((name, property) -> {
                if (required().contains(name) || property.whole.has("examples")) {
                    object.set(name, property.example());
                }
            });
            return object;
        }
        var items = items();
        if (items.isPresent()) {
            return nodes.arrayNode().add(items.get().example());
        }
        return switch (whole.path("type").asText()) {
            case "integer" -> nodes.numberNode(Math.max(1, whole.path("minimum").asLong()));
            case "boolean" -> nodes.booleanNode(true);
            case "object" -> nodes.objectNode();
            default ->
                nodes.textNode(
                        switch (whole.path("format").asText()) {
                            case "uuid" -> "0198c0de-7a11-7000-8000-000000000002";
                            case "date" -> "2026-03-01";
                            case "date-time" -> "2026-03-01T08:00:00Z";
                            case "decimal" -> "1250.00";
                            default -> "text";
                        });
        };
    }

    /** What the elements of an array are. */
    public Optional<Schema> items() {
        return Optional.of(whole.path("items")).filter(JsonNode::isObject).map(items -> of(document, items));
    }
}
