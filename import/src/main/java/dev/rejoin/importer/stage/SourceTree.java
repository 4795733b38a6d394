package dev.rejoin.importer.stage;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.rejoin.importer.mapping.FieldPath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A document's body as a tree in which dotted keys and nested objects are one path. */
public final class SourceTree {
    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(100)
                            .maxNumberLength(1_100)
                            .maxStringLength(50_000_000)
                            .build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .setNodeFactory(JsonNodeFactory.withExactBigDecimals(true));

    /** Why a body cannot be read at all. */
    public record Unreadable(String code, String message) {}

    private final JsonNode root;
    private final List<String> dotted = new ArrayList<>();
    private final List<String> conflicts = new ArrayList<>();

    private SourceTree(ObjectNode root) {
        this.root = hasDots(root) ? joined(root, "") : root;
    }

    /** Parses a body; what is wrong with it comes back as a value, since a bad document is no exception. */
    public static Object parse(byte[] source) {
        try {
            return JSON.readTree(source) instanceof ObjectNode object
                    ? new SourceTree(object)
                    : new Unreadable("unreadable_document", "the document is not a JSON object");
        } catch (MismatchedInputException e) {
            return new Unreadable("duplicate_key", "the same key stands twice in one object");
        } catch (JsonProcessingException e) {
            return new Unreadable("unreadable_document", e.getOriginalMessage());
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory cannot fail", e);
        }
    }

    public JsonNode root() {
        return root;
    }

    /** Keys that were written with dots. */
    public List<String> dotted() {
        return dotted;
    }

    /** Paths that were written both with dots and as an object, with different content. */
    public List<String> conflicts() {
        return conflicts;
    }

    /** The value at a path below a node; values below arrays are gathered into one array. */
    public static JsonNode at(JsonNode node, FieldPath path) {
        return at(node, path.names(), 0);
    }

    private static JsonNode at(JsonNode node, List<String> names, int from) {
        var current = node;
        for (int i = from; i < names.size(); i++) {
            if (current instanceof ArrayNode array) {
                return gathered(array, names, i);
            }
            current = current.path(names.get(i));
            if (current.isMissingNode()) {
                return current;
            }
        }
        return current;
    }

    private static JsonNode gathered(ArrayNode array, List<String> names, int from) {
        var all = array.arrayNode();
        for (var element : array) {
            var value = at(element, names, from);
            if (value instanceof ArrayNode values) {
                all.addAll(values);
            } else if (!value.isMissingNode() && !value.isNull()) {
                all.add(value);
            }
        }
        return all.isEmpty() ? MissingNode.getInstance() : all;
    }

    /** Whether a value counts as none: missing, null, empty text, an array of nothing. */
    static boolean isNone(JsonNode value, boolean emptyTextCounts) {
        return switch (value) {
            case ArrayNode array -> array.valueStream().allMatch(JsonNode::isNull);
            case TextNode text -> text.textValue().isEmpty() && !emptyTextCounts;
            default -> value.isMissingNode() || value.isNull();
        };
    }

    private static boolean hasDots(JsonNode node) {
        if (node instanceof ObjectNode object) {
            for (var field : object.properties()) {
                if (field.getKey().indexOf('.') >= 0
                        || field.getValue().isContainerNode() && hasDots(field.getValue())) {
                    return true;
                }
            }
        } else if (node instanceof ArrayNode array) {
            for (var element : array) {
                if (element.isContainerNode() && hasDots(element)) {
                    return true;
                }
            }
        }
        return false;
    }

    private ObjectNode joined(ObjectNode object, String prefix) {
        var result = object.objectNode();
        for (var field : object.properties()) {
            var value =
                    switch (field.getValue()) {
                        case ObjectNode inner -> joined(inner, prefix + field.getKey() + ".");
                        case ArrayNode array -> joined(array, prefix + field.getKey() + ".");
                        default -> field.getValue();
                    };
            if (field.getKey().indexOf('.') > 0) {
                dotted.add(prefix + field.getKey());
            }
            put(result, field.getKey(), value, prefix);
        }
        return result;
    }

    private ArrayNode joined(ArrayNode array, String prefix) {
        var result = array.arrayNode();
        array.forEach(element -> result.add(element instanceof ObjectNode object ? joined(object, prefix) : element));
        return result;
    }

    private void put(ObjectNode into, String key, JsonNode value, String prefix) {
        var names = key.split("\\.");
        var current = into;
        for (int i = 0; i < names.length - 1; i++) {
            var inner = current.get(names[i]);
            if (inner != null && !inner.isObject()) {
                conflicts.add(prefix + key);
                return;
            }
            current = inner == null ? current.putObject(names[i]) : (ObjectNode) inner;
        }
        var last = names.length == 0 ? key : names[names.length - 1];
        merge(current, last, value, prefix + key);
    }

    private void merge(ObjectNode into, String name, JsonNode value, String path) {
        var existing = Optional.ofNullable(into.get(name));
        if (existing.isEmpty()) {
            into.set(name, value);
        } else if (existing.get() instanceof ObjectNode left && value instanceof ObjectNode right) {
            right.properties()
                    .forEach(field -> merge(left, field.getKey(), field.getValue(), path + "." + field.getKey()));
        } else {
            conflicts.add(path);
        }
    }
}
