package dev.rejoin.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A parameter as a client sends it. */
public record Parameter(In in, String name, Schema schema, boolean required, String description) {
    private static final Pattern ALTERNATIVES = Pattern.compile("\\(([^()?]+\\|[^()]+)\\)");

    /** Where a parameter stands. */
    public enum In {
        PATH,
        QUERY,
        HEADER
    }

    /**
     * What one declaration of the document lets clients send: itself, or each property of an object that the query
     * shows as parameters of their own ({@code style: form, explode: true}).
     */
    static Stream<Parameter> of(JsonNode document, JsonNode declared) {
        var node = Schema.resolved(document, declared);
        var in = In.valueOf(node.get("in").textValue().toUpperCase(java.util.Locale.ROOT));
        var schema = Schema.of(document, node.get("schema"));
        var exploded = in == In.QUERY
                && node.path("style").asText("form").equals("form")
                && node.path("explode").asBoolean(true)
                && !schema.properties().isEmpty();
        if (exploded) {
            var required = schema.required();
            return schema.properties().entrySet().stream()
                    .map(property -> new Parameter(
                            in,
                            property.getKey(),
                            property.getValue(),
                            required.contains(property.getKey()),
                            property.getValue().description()));
        }
        return Stream.of(new Parameter(
                in,
                node.get("name").textValue(),
                schema,
                node.path("required").asBoolean(),
                node.path("description").asText()));
    }

    /**
     * The values that it takes, alone or separated by commas, wherever the document lists them: as an enumeration, as
     * the alternatives of a pattern, or at the end of the description. Nothing where anything goes.
     */
    public List<String> values() {
        var one = schema.items().orElse(schema);
        if (!one.values().isEmpty()) {
            return one.values();
        }
        var pattern = one.pattern().or(schema::pattern).map(ALTERNATIVES::matcher);
        if (pattern.isPresent() && pattern.get().find()) {
            return List.of(pattern.get().group(1).split("\\|"));
        }
        var colon = description.lastIndexOf(": ");
        return colon < 0 || !description.endsWith(".")
                ? List.of()
                : List.of(description
                        .substring(colon + 2, description.length() - 1)
                        .split(", "));
    }
}
