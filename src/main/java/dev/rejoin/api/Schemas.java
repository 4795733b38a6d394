package dev.rejoin.api;

import java.util.List;
import java.util.Map;

/** The schemas of what resources look like, derived from their declarations. */
public final class Schemas {
    private Schemas() {}

    /**
     * An item with all its fields.
     *
     * @param embedded what {@code expand} adds, by name
     */
    public static Schema whole(Catalog catalog, Resource resource, Map<String, Schema> embedded) {
        var schema = Schema.object().is(resource.description());
        for (var field : resource.fields()) {
            schema = schema.property(field.name(), value(catalog, field));
        }
        return withEmbedded(schema, embedded);
    }

    /** An item with some of its fields, as {@code fields} asks for them. */
    public static Schema part(Catalog catalog, Resource resource, Map<String, Schema> embedded) {
        var schema = Schema.object().is("Only the fields that were asked for by fields.");
        for (var field : resource.fields()) {
            schema = schema.optional(field.name(), value(catalog, field));
        }
        return withEmbedded(schema, embedded);
    }

    public static String partName(Resource resource) {
        return resource.schema() + "Part";
    }

    /** What the operations answer that take {@code fields}. */
    public static Schema wholeOrPart(Resource resource) {
        return Schema.anyOf(Schema.named(resource.schema()), Schema.named(partName(resource)));
    }

    private static Schema withEmbedded(Schema schema, Map<String, Schema> embedded) {
        var all = schema;
        for (var entry : embedded.entrySet()) {
            all = all.optional(entry.getKey(), entry.getValue().is("Only with expand=" + entry.getKey() + "."));
        }
        return all.with("additionalProperties", false);
    }

    /** The envelope of a page. */
    public static Schema page(Schema items) {
        var link = Schema.text().with("format", "uri-reference").nullable();
        return Schema.object()
                .property("results", Schema.array(items))
                .property("next", link.is("The next page, if there is one."))
                .property("previous", link.is("The previous page, if there is one."))
                .property("count", Schema.integer().nullable().is("How many items there are, if asked for."))
                .property(
                        "count_kind",
                        Schema.text()
                                .nullable()
                                .with("enum", java.util.Arrays.asList("exact", "estimated", "at_least", null))
                                .is("How well the count is known."));
    }

    /** A field's value as it is written. */
    public static Schema written(Field field) {
        var schema = constrained(field);
        return (field.rule().notNull() ? schema : nullable(schema, field)).is(field.description());
    }

    /** A field's value as it is read. */
    static Schema value(Catalog catalog, Field field) {
        var schema = field.type() == Type.JSON
                ? Schema.array(
                        Schema.named(catalog.get(field.target().orElseThrow()).schema()))
                : typed(field);
        var described = field.rule().alwaysThere() ? schema : nullable(schema, field);
        return described.is(field.description()).with("readOnly", !field.writable());
    }

    private static Schema nullable(Schema schema, Field field) {
        if (!field.enumerated()) {
            return schema.nullable();
        }
        var values = new java.util.ArrayList<>(field.rule().values());
        values.add(null);
        return schema.nullable().with("enum", values);
    }

    private static Schema typed(Field field) {
        var schema = Schema.of(field.type());
        return field.enumerated() ? schema.among(List.copyOf(field.rule().values())) : schema;
    }

    /** The rules of writes; what was imported may break them until somebody mends it. */
    private static Schema constrained(Field field) {
        var schema = typed(field);
        var rule = field.rule();
        if (rule.form().isPresent() && field.type() == Type.TEXT) {
            schema = schema.with("pattern", rule.form().get().pattern());
        }
        if (field.type() == Type.INTEGER) {
            if (rule.range().minimum() != null) {
                schema = schema.with(
                        rule.range().exclusive() ? "exclusiveMinimum" : "minimum",
                        rule.range().minimum().longValue());
            }
            if (rule.range().maximum() != null) {
                schema = schema.with("maximum", rule.range().maximum().longValue());
            }
        }
        return schema;
    }
}
