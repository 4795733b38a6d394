package dev.rejoin.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A contract in which nothing is shared but the schemas of objects: parameters, bodies, responses and headers stand where
 * they are used, each property of an object in the query is a parameter of its own, and an object is one schema, not all
 * of several.
 */
public final class Flattened {
    /** Says of a text of values separated by commas what each of them is. */
    private static final String LIST_OF = "x-list-of";

    private final JsonNode document;

    private Flattened(JsonNode document) {
        this.document = document;
    }

    public static JsonNode of(JsonNode document) {
        var flattened = new Flattened(document);
        var whole = (ObjectNode) document.deepCopy();
        whole.path("paths").forEach(path -> {
            var shared = ((ObjectNode) path).remove("parameters");
            path.forEach(operation -> flattened.operation((ObjectNode) operation, shared));
        });
        var schemas = whole.path("components").path("schemas");
        if (schemas instanceof ObjectNode all) {
            all.properties().forEach(schema -> schema.setValue(flattened.schema(schema.getValue())));
        }
        return whole;
    }

    private void operation(ObjectNode operation, @Nullable JsonNode shared) {
        var all = JsonNodeFactory.instance.arrayNode();
        for (var parameters : new JsonNode[] {shared, operation.get("parameters")}) {
            if (parameters != null) {
                parameters.forEach(parameter -> parameter(Schema.resolved(document, parameter), all));
            }
        }
        if (!all.isEmpty()) {
            operation.set("parameters", all);
        }
        if (operation.has("requestBody")) {
            operation.set("requestBody", content(Schema.resolved(document, operation.get("requestBody"))));
        }
        operation
                .path("responses")
                .properties()
                .forEach(response -> response.setValue(content(Schema.resolved(document, response.getValue()))));
    }

    private JsonNode content(JsonNode shared) {
        var own = (ObjectNode) shared.deepCopy();
        own.path("content").forEach(media -> {
            if (media.has("schema")) {
                ((ObjectNode) media).set("schema", schema(media.get("schema")));
            }
        });
        return own;
    }

    private void parameter(JsonNode parameter, ArrayNode all) {
        var schema = schema(parameter.path("schema"));
        var object = Schema.resolved(document, schema);
        if (parameter.path("in").asText().equals("query")
                && object.path("type").asText().equals("object")) {
            schema(object).path("properties").properties().forEach(property -> {
                var own = all.addObject()
                        .put("name", property.getKey())
                        .put("in", "query")
                        .put(
                                "description",
                                property.getValue().path("description").asText());
                own.set("schema", listed(property.getValue()));
            });
            return;
        }
        var own = (ObjectNode) parameter.deepCopy();
        own.set("schema", schema);
        all.add(own);
    }

    private JsonNode listed(JsonNode schema) {
        if (!schema.has(LIST_OF)) {
            return schema;
        }
        var list = JsonNodeFactory.instance.objectNode().put("type", "array");
        list.set("items", schema(schema.get(LIST_OF)));
        return list;
    }

    /** A schema whose parts are put together, and in which only references to objects are left. */
    private JsonNode schema(JsonNode schema) {
        if (schema.has("$ref")) {
            var target = Schema.resolved(document, schema);
            if (target.has("properties") || target.has("allOf")) {
                return schema;
            }
            var own = (ObjectNode) schema(target).deepCopy();
            schema.properties().stream()
                    .filter(keyword -> !keyword.getKey().equals("$ref"))
                    .forEach(keyword -> own.set(keyword.getKey(), keyword.getValue()));
            return own;
        }
        if (!(schema instanceof ObjectNode)) {
            return schema;
        }
        var whole = JsonNodeFactory.instance.objectNode();
        var properties = new LinkedHashMap<String, JsonNode>();
        schema.path("allOf").forEach(part -> {
            var merged = (ObjectNode) schema(Schema.resolved(document, part));
            merged.path("properties").properties().forEach(each -> properties.put(each.getKey(), each.getValue()));
            merged.path("required").forEach(whole.withArray("required")::add);
            if (merged.has("additionalProperties")) {
                whole.set("additionalProperties", merged.get("additionalProperties"));
            }
        });
        schema.properties().forEach(keyword -> {
            switch (keyword.getKey()) {
                case "allOf" -> {}
                case "properties" ->
                    keyword.getValue()
                            .properties()
                            .forEach(each -> properties.put(each.getKey(), schema(each.getValue())));
                case "required" -> keyword.getValue().forEach(whole.withArray("required")::add);
                case "items", "additionalProperties" -> whole.set(keyword.getKey(), schema(keyword.getValue()));
                case "anyOf" -> {
                    var alternatives = whole.putArray("anyOf");
                    keyword.getValue().forEach(each -> alternatives.add(schema(each)));
                }
                default -> whole.set(keyword.getKey(), keyword.getValue().deepCopy());
            }
        });
        if (!properties.isEmpty()) {
            whole.putObject("properties").setAll(properties);
        }
        return whole;
    }
}
