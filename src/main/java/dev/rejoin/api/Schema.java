package dev.rejoin.api;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A JSON Schema (2020-12, as OpenAPI 3.1 has it), put together in the order in which it is read. */
public record Schema(Map<String, Object> keywords) {
    /** Marks what the contract shows once, under the name that stands here. */
    public static final String SHARED = "x-shared-as";

    public static Schema of(Type type) {
        return switch (type) {
            case TEXT -> typed("string");
            case UUID -> typed("string").with("format", "uuid");
            case INTEGER -> typed("integer").with("format", "int64");
            case DECIMAL -> typed("string").with("format", "decimal").with("pattern", "^-?[0-9]+(\\.[0-9]+)?$");
            case BOOLEAN -> typed("boolean");
            case DATE -> typed("string").with("format", "date");
            case INSTANT -> typed("string").with("format", "date-time");
            case JSON -> new Schema(Map.of());
        };
    }

    public static Schema object() {
        return typed("object");
    }

    public static Schema array(Schema items) {
        return typed("array").with("items", items.keywords());
    }

    /** One of the schemas that the contract names. */
    public static Schema named(String name) {
        return new Schema(Map.of("$ref", "#/components/schemas/" + name));
    }

    public static Schema anyOf(Schema... schemas) {
        return new Schema(
                Map.of("anyOf", Arrays.stream(schemas).map(Schema::keywords).toList()));
    }

    public static Schema integer() {
        return of(Type.INTEGER);
    }

    public static Schema text() {
        return of(Type.TEXT);
    }

    /** A property that is always there. */
    public Schema property(String name, Schema schema) {
        var required = new ArrayList<Object>((List<?>) keywords.getOrDefault("required", List.of()));
        required.add(name);
        return optional(name, schema).with("required", List.copyOf(required));
    }

    /** A property that may be absent. */
    public Schema optional(String name, Schema schema) {
        var properties = new LinkedHashMap<String, Object>();
        ((Map<?, ?>) keywords.getOrDefault("properties", Map.of()))
                .forEach((key, value) -> properties.put((String) key, value));
        properties.put(name, schema.keywords());
        return with("properties", properties);
    }

    public Schema nullable() {
        var type = keywords.get("type");
        return type == null
                ? new Schema(Map.of("anyOf", List.of(keywords, Map.of("type", "null"))))
                : with("type", List.of(type, "null"));
    }

    public Schema among(List<String> values) {
        return with("enum", values);
    }

    public Schema is(String description) {
        return description.isEmpty() ? this : with("description", description);
    }

    /** Lets the contract show the schema once, under this name, wherever it is used. */
    public Schema sharedAs(String name) {
        return with(SHARED, name);
    }

    public Schema with(String keyword, Object value) {
        var all = new LinkedHashMap<>(keywords);
        all.put(keyword, value);
        return new Schema(all);
    }

    private static Schema typed(String type) {
        var keywords = new LinkedHashMap<String, Object>();
        keywords.put("type", type);
        return new Schema(keywords);
    }
}
