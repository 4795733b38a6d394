package dev.rejoin.importer.stage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.rejoin.importer.catalog.TargetColumn;
import dev.rejoin.importer.document.SourceTree;
import dev.rejoin.importer.mapping.Mapping.Transform;
import dev.rejoin.importer.stage.Converter.Doubts;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Values that are made of several: points, ranges, whole objects as JSON; and bytes. */
final class WholeValues {
    private static final Map<String, String> RANGES = Map.of(
            "int4range", "integer",
            "int8range", "bigint",
            "numrange", "numeric",
            "daterange", "date",
            "tsrange", "timestamp without time zone",
            "tstzrange", "timestamp with time zone");
    private static final Set<String> BOUNDS = Set.of("gte", "gt", "lte", "lt");

    private WholeValues() {}

    /** What is to be made of a value as a whole. */
    enum WholeKind {
        JSON_TEXT,
        LATITUDE,
        LONGITUDE,
        POINT,
        RANGE,
        BYTES;

        boolean isGeographical() {
            return this == LATITUDE || this == LONGITUDE || this == POINT;
        }
    }

    static Optional<WholeKind> kind(TargetColumn column, List<Transform> transforms) {
        if (transforms.contains(Transform.JSON)) {
            return Optional.of(WholeKind.JSON_TEXT);
        }
        if (transforms.contains(Transform.LATITUDE)) {
            return Optional.of(WholeKind.LATITUDE);
        }
        if (transforms.contains(Transform.LONGITUDE)) {
            return Optional.of(WholeKind.LONGITUDE);
        }
        return switch (column.base()) {
            case "point" -> Optional.of(WholeKind.POINT);
            case "bytea" -> Optional.of(WholeKind.BYTES);
            default -> RANGES.containsKey(column.base()) ? Optional.of(WholeKind.RANGE) : Optional.empty();
        };
    }

    /** The type of the bounds of a range. */
    static String boundsOf(TargetColumn range) {
        return RANGES.get(range.base());
    }

    /**
     * A range as PostgreSQL reads it, of an object with {@code gte} or {@code gt}, and {@code lte} or {@code lt}; what is
     * missing or null is open.
     *
     * @param bound reads one bound; null where it cannot
     */
    static Optional<String> range(JsonNode value, Function<JsonNode, @Nullable String> bound) {
        if (!(value instanceof ObjectNode object)
                || object.isEmpty()
                || !object.properties().stream().allMatch(field -> BOUNDS.contains(field.getKey()))
                || object.has("gte") && object.has("gt")
                || object.has("lte") && object.has("lt")) {
            return Optional.empty();
        }
        var lower = bound(object, "gte", "gt", bound);
        var upper = bound(object, "lte", "lt", bound);
        return lower == null || upper == null
                ? Optional.empty()
                : Optional.of((object.has("gte") ? "[" : "(") + lower + "," + upper + (object.has("lte") ? "]" : ")"));
    }

    private static @Nullable String bound(
            ObjectNode range, String with, String without, Function<JsonNode, @Nullable String> bound) {
        var value = range.has(with) ? range.get(with) : range.path(without);
        if (SourceTree.isNull(value)) {
            return "";
        }
        var text = value.isContainerNode() ? null : bound.apply(value);
        return text == null ? null : '"' + text + '"';
    }

    static Optional<String> bytes(JsonNode value) {
        try {
            return value.isTextual()
                    ? Optional.of(
                            "\\x" + HexFormat.of().formatHex(Base64.getDecoder().decode(value.textValue())))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** JSON without what PostgreSQL cannot store. */
    static JsonNode clean(JsonNode value, Doubts doubts) {
        return switch (value) {
            case ObjectNode object -> {
                var copy = object.objectNode();
                object.properties()
                        .forEach(field ->
                                copy.set(StorableText.clean(field.getKey(), doubts), clean(field.getValue(), doubts)));
                yield copy;
            }
            case ArrayNode array -> {
                var copy = array.arrayNode();
                array.forEach(element -> copy.add(clean(element, doubts)));
                yield copy;
            }
            case TextNode text -> {
                var clean = StorableText.clean(text.textValue(), doubts);
                yield clean.equals(text.textValue()) ? text : TextNode.valueOf(clean);
            }
            default -> value;
        };
    }
}
