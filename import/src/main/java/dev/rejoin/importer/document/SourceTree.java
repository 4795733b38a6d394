package dev.rejoin.importer.document;

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
import dev.rejoin.importer.finding.FindingCode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A document's body as a tree in which dotted keys and nested objects are one path. Where one path is another one's
 * beginning, as without subobjects ({@code "a": 1, "a.b": 2}), the longer one keeps its dots.
 */
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
    public record Unreadable(FindingCode code, String message) {}

    /**
     * Two values at one path.
     *
     * @param path as JSON paths are written, with the places of elements
     */
    public record TwoValues(String path, JsonNode nested, JsonNode dotted, Conflict taken) {}

    /**
     * An object that no document holds: it was put together out of keys with dots that begin alike. Where an index has no
     * subobjects, {@code "a.b": 1} says nothing about {@code a}.
     */
    public static final class OfDottedKeys extends ObjectNode {
        private static final long serialVersionUID = 1;

        OfDottedKeys(JsonNodeFactory factory) {
            super(factory);
        }
    }

    /** What stands at the next names of a path. */
    public record PathStep(JsonNode value, int next) {}

    private final JsonNode root;
    private final Conflicts policies;
    private final List<String> dotted = new ArrayList<>();
    private final List<TwoValues> conflicts = new ArrayList<>();

    /** By object or array that was put together anew the one as it is written, if it holds the same and no more. */
    private final Map<JsonNode, JsonNode> written = new IdentityHashMap<>();

    private SourceTree(ObjectNode root, Conflicts policies) {
        this.policies = policies;
        this.root = hasDots(root) ? joined(root, "") : root;
    }

    /** Parses a body; what is wrong with it comes back as a value, since a bad document is no exception. */
    public static Object parse(byte[] source, Conflicts policies) {
        try {
            return JSON.readTree(source) instanceof ObjectNode object
                    ? new SourceTree(object, policies)
                    : new Unreadable(FindingCode.UNREADABLE_DOCUMENT, "the document is not a JSON object");
        } catch (MismatchedInputException e) {
            return new Unreadable(FindingCode.DUPLICATE_KEY, "the same key stands twice in one object");
        } catch (JsonProcessingException e) {
            return new Unreadable(FindingCode.UNREADABLE_DOCUMENT, e.getOriginalMessage());
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
    public List<TwoValues> conflicts() {
        return conflicts;
    }

    /** A part of the tree with its keys as they are written, unless dotted keys from further out lead into it. */
    public JsonNode asWritten(JsonNode node) {
        if (written.isEmpty()) {
            return node;
        }
        var whole = written.get(node);
        if (whole != null) {
            return whole;
        }
        return switch (node) {
            case ObjectNode object -> {
                var copy = object.objectNode();
                object.properties().forEach(field -> copy.set(field.getKey(), asWritten(field.getValue())));
                yield copy;
            }
            case ArrayNode array -> {
                var copy = array.arrayNode();
                array.forEach(element -> copy.add(asWritten(element)));
                yield copy;
            }
            default -> node;
        };
    }

    /** The value at a path below a node; values below arrays are gathered into one array. */
    public static JsonNode at(JsonNode node, FieldPath path) {
        return at(node, path.names(), 0);
    }

    /** The value at the names of a path that are left, from one of them on. */
    public static JsonNode at(JsonNode node, FieldPath path, int from) {
        return at(node, path.names(), from);
    }

    private static JsonNode at(JsonNode node, List<String> names, int from) {
        if (from == names.size()) {
            return node;
        }
        if (node instanceof ArrayNode array) {
            return gathered(array, names, from);
        }
        var found = at(node.path(names.get(from)), names, from + 1);
        for (int end = from + 2; found.isMissingNode() && end <= names.size() && node.isObject(); end++) {
            found = at(node.path(String.join(".", names.subList(from, end))), names, end);
        }
        return found;
    }

    /** What stands at the next name of a path below an object; null where nothing does. */
    public static @Nullable PathStep step(JsonNode object, List<String> names, int from) {
        for (int end = from + 1; end <= names.size(); end++) {
            var value = object.path(String.join(".", names.subList(from, end)));
            if (!value.isMissingNode() && (end == names.size() || value.isContainerNode())) {
                return isNone(value, false) ? null : new PathStep(value, end);
            }
        }
        return null;
    }

    private static JsonNode gathered(ArrayNode array, List<String> names, int from) {
        var all = array.arrayNode();
        for (var element : array) {
            var value = at(element, names, from);
            if (value instanceof ArrayNode values) {
                all.addAll(values);
            } else if (!isNull(value)) {
                all.add(value);
            }
        }
        return all.isEmpty() ? MissingNode.getInstance() : all;
    }

    public static boolean isNull(JsonNode value) {
        return value.isMissingNode() || value.isNull();
    }

    /** Whether a value counts as none: missing, null, empty text, an array of nothing. */
    public static boolean isNone(JsonNode value, boolean emptyTextCounts) {
        return switch (value) {
            case ArrayNode array ->
                array.valueStream().allMatch(e -> e.isNull() || e instanceof ArrayNode && isNone(e, emptyTextCounts));
            case TextNode text -> text.textValue().isEmpty() && !emptyTextCounts;
            default -> isNull(value);
        };
    }

    /** Whether an array may be a point: two or three numbers. */
    public static boolean isPair(ArrayNode array) {
        return (array.size() == 2 || array.size() == 3) && array.valueStream().allMatch(JsonNode::isNumber);
    }

    /** Arrays of arrays are one array, as in Elasticsearch; but two numbers may be a point. */
    public static List<JsonNode> opened(JsonNode value, boolean pairsAreValues) {
        var all = new ArrayList<JsonNode>();
        open(value, pairsAreValues, all);
        return all;
    }

    private static void open(JsonNode value, boolean pairsAreValues, List<JsonNode> into) {
        if (value instanceof ArrayNode array && !(pairsAreValues && isPair(array))) {
            array.forEach(element -> open(element, pairsAreValues, into));
        } else {
            into.add(value);
        }
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

    private JsonNode joined(JsonNode node, String place) {
        int before = conflicts.size();
        var result =
                switch (node) {
                    case ObjectNode object -> joined(object, place);
                    case ArrayNode array -> {
                        var copy = array.arrayNode();
                        for (int i = 0; i < array.size(); i++) {
                            copy.add(joined(array.get(i), place + "[" + i + "]"));
                        }
                        yield copy;
                    }
                    default -> node;
                };
        if (result != node && conflicts.size() == before) {
            written.put(result, node);
        }
        return result;
    }

    /** Keys without dots come first, then those with the fewest: what stands there already is the more nested. */
    private ObjectNode joined(ObjectNode object, String place) {
        var result = object.objectNode();
        var withDots = new ArrayList<String>();
        for (var field : object.properties()) {
            if (isDotted(field.getKey())) {
                withDots.add(field.getKey());
            } else {
                result.set(field.getKey(), joined(field.getValue(), below(place, field.getKey())));
            }
        }
        withDots.sort(Comparator.comparingInt(key -> key.split("\\.").length));
        for (var key : withDots) {
            var here = below(place, key);
            dotted.add(here);
            put(result, List.of(key.split("\\.")), joined(object.get(key), here), here);
        }
        return result;
    }

    private static boolean isDotted(String key) {
        return key.indexOf('.') > 0 && !key.endsWith(".") && !key.contains("..");
    }

    private static String below(String place, String key) {
        return place.isEmpty() ? key : place + "." + key;
    }

    private void put(ObjectNode into, List<String> names, JsonNode value, String place) {
        var current = into;
        for (int i = 0; i < names.size() - 1; i++) {
            var inner = current.get(names.get(i));
            if (inner != null && !inner.isNull() && !inner.isObject()) {
                putBeside(current, names.subList(i, names.size()), value, place);
                return;
            }
            if (inner instanceof ObjectNode object) {
                current = object;
            } else {
                var made = new OfDottedKeys(JSON.getNodeFactory());
                current.set(names.get(i), made);
                current = made;
            }
            written.remove(current);
        }
        merge(current, names.getLast(), value, place);
    }

    /** The path begins with one that has a value of its own: it keeps its dots. */
    private void putBeside(ObjectNode into, List<String> names, JsonNode value, String place) {
        var beginning = into.get(names.getFirst());
        var nested = at(beginning, names, 1);
        var name = String.join(".", names);
        if (isNull(nested) || nested.equals(value)) {
            into.set(name, value);
            return;
        }
        var taken = conflict(place, nested, value);
        if (taken != Conflict.NESTED) {
            remove(beginning, names, 1);
            if (taken == Conflict.DOTTED) {
                into.set(name, value);
            }
        }
    }

    private void remove(JsonNode from, List<String> names, int next) {
        written.remove(from);
        switch (from) {
            case ArrayNode array -> array.forEach(element -> remove(element, names, next));
            case ObjectNode object when next == names.size() - 1 -> object.remove(names.get(next));
            case ObjectNode object -> remove(object.path(names.get(next)), names, next + 1);
            default -> {}
        }
    }

    private void merge(ObjectNode into, String name, JsonNode value, String place) {
        var existing = into.get(name);
        if (existing == null || existing.isNull()) {
            into.set(name, value);
        } else if (existing instanceof ObjectNode left && value instanceof ObjectNode right) {
            written.remove(left);
            right.properties()
                    .forEach(field -> merge(left, field.getKey(), field.getValue(), below(place, field.getKey())));
        } else if (!existing.equals(value)) {
            switch (conflict(place, existing, value)) {
                case NESTED -> {}
                case DOTTED -> into.set(name, value);
                case NULL, QUARANTINE -> into.putNull(name);
            }
        }
    }

    private Conflict conflict(String place, JsonNode nested, JsonNode dotted) {
        var taken = policies.at(place.replaceAll("\\[\\d+]", ""));
        conflicts.add(new TwoValues(place, nested, dotted, taken));
        return taken;
    }
}
