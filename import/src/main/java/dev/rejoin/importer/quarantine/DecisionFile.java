package dev.rejoin.importer.quarantine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.rejoin.importer.quarantine.Decisions.Decision;
import dev.rejoin.importer.run.RefusedException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Reads a file of decisions. What is written is what is meant: {@code NO} is a text, {@code 2020-02-28} a text and {@code
 * 0123} another one, which YAML 1.1 takes for false, a moment and 83. Only JSON's own numbers, {@code true}, {@code false}
 * and {@code null} are what they are in JSON, unless they are quoted.
 */
final class DecisionFile {
    private static final ObjectMapper JSON = Content.mapper();
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][-+]?[0-9]+)?");
    private static final Set<String> KEYS =
            new TreeSet<>(Set.of("index", "code", "path", "value", "set", "remove", "exclude", "accept", "because"));
    private static final int DEEPEST = 100;

    private DecisionFile() {}

    /** @throws RefusedException which says what is wrong with the number of the decision */
    static Decisions read(Path file) {
        Node read;
        try {
            read = new Yaml(new LoaderOptions()).compose(new StringReader(Files.readString(file)));
        } catch (IOException e) {
            throw new RefusedException("The file " + file + " cannot be read.");
        } catch (YAMLException e) {
            throw new RefusedException("The file " + file + " is no YAML: " + e.getMessage());
        }
        if (!(read instanceof SequenceNode list) || list.getValue().isEmpty()) {
            throw new RefusedException("The file " + file
                    + " is no list of decisions, each with index, code, because, and set, remove, exclude or accept.");
        }
        var decisions = new ArrayList<Decision>();
        for (var node : list.getValue()) {
            decisions.add(decision(node, decisions.size() + 1));
        }
        return new Decisions(decisions);
    }

    private static Decision decision(Node node, int number) {
        var said = fields(node, number, 0);
        for (var key : said.keySet()) {
            if (!KEYS.contains(key)) {
                throw new RefusedException(
                        "Decision %d has an unknown key \"%s\"; there are %s.".formatted(number, key, KEYS));
            }
        }
        for (var key : List.of("index", "code", "because")) {
            var text = text(said, key, number);
            if (text == null || text.isBlank()) {
                throw new RefusedException("Decision %d says no %s.".formatted(number, key));
            }
        }
        var set = new LinkedHashMap<String, JsonNode>();
        if (said.get("set") instanceof Node values) {
            fields(values, number, 0).forEach((path, value) -> set.put(path, json(value, number, 0)));
        }
        var remove = new ArrayList<String>();
        if (said.get("remove") instanceof SequenceNode paths) {
            paths.getValue().forEach(path -> remove.add(text(path, "remove", number)));
        } else if (text(said, "remove", number) instanceof String path) {
            remove.add(path);
        }
        set.keySet().forEach(path -> refuseOnePlace(path, number));
        remove.forEach(path -> refuseOnePlace(path, number));
        boolean exclude = isSaid(said, "exclude", number);
        boolean accept = isSaid(said, "accept", number);
        boolean changes = !set.isEmpty() || !remove.isEmpty();
        if (!changes && !exclude && !accept) {
            throw new RefusedException(
                    "Decision %d changes nothing: say \"set\", \"remove\", \"exclude: true\" or \"accept: true\"."
                            .formatted(number));
        }
        if (exclude && (changes || accept)) {
            throw new RefusedException(
                    "Decision %d leaves documents out: nothing else can be done with them.".formatted(number));
        }
        if (accept && changes) {
            throw new RefusedException(
                    "Decision %d accepts documents as they stand: what it is to change in them is another decision."
                            .formatted(number));
        }
        return new Decision(
                String.valueOf(text(said, "index", number)),
                String.valueOf(text(said, "code", number)),
                text(said, "path", number),
                text(said, "value", number),
                set,
                remove,
                exclude,
                accept,
                String.valueOf(text(said, "because", number)));
    }

    /** The place of an element is that of one document; which elements are meant in each follows from their errors. */
    private static void refuseOnePlace(String path, int number) {
        if (path.matches(".*\\[[0-9]+].*")) {
            throw new RefusedException(
                    "Decision %d: \"%s\" is a place in one document. Write \"%s\": of each document those elements are meant that have the error."
                            .formatted(number, path, path.replaceAll("\\[[0-9]+]", "[]")));
        }
    }

    /** The text as it is written, whatever YAML might take it for. */
    private static @Nullable String text(Map<String, Node> said, String key, int number) {
        return said.containsKey(key) && !isNull(said.get(key)) ? text(said.get(key), key, number) : null;
    }

    /** Nothing but {@code true} says yes, since much else might be meant as one. */
    private static boolean isSaid(Map<String, Node> said, String key, int number) {
        if (!said.containsKey(key)) {
            return false;
        }
        if (!(said.get(key) instanceof ScalarNode scalar
                && scalar.getScalarStyle() == ScalarStyle.PLAIN
                && scalar.getValue().equals("true"))) {
            throw new RefusedException("Decision %d: \"%s\" is true, or not said.".formatted(number, key));
        }
        return true;
    }

    private static String text(@Nullable Node node, String key, int number) {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        throw new RefusedException("Decision %d: one text is expected as %s.".formatted(number, key));
    }

    private static Map<String, Node> fields(Node node, int number, int depth) {
        if (!(node instanceof MappingNode mapping) || depth > DEEPEST) {
            throw new RefusedException("Decision %d: keys with their values are expected, line %d."
                    .formatted(number, node.getStartMark().getLine() + 1));
        }
        var fields = new LinkedHashMap<String, Node>();
        for (var field : mapping.getValue()) {
            var key = text(field.getKeyNode(), "a key", number);
            if (fields.put(key, field.getValueNode()) != null) {
                throw new RefusedException("Decision %d says \"%s\" twice.".formatted(number, key));
            }
        }
        return fields;
    }

    private static boolean isNull(@Nullable Node node) {
        return node instanceof ScalarNode scalar
                && scalar.getScalarStyle() == ScalarStyle.PLAIN
                && Set.of("", "~", "null").contains(scalar.getValue());
    }

    private static JsonNode json(Node node, int number, int depth) {
        return switch (node) {
            case SequenceNode list
            when depth <= DEEPEST -> {
                var array = JSON.createArrayNode();
                list.getValue().forEach(each -> array.add(json(each, number, depth + 1)));
                yield array;
            }
            case ScalarNode scalar when isNull(scalar) -> NullNode.getInstance();
            case ScalarNode scalar ->
                scalar.getScalarStyle() == ScalarStyle.PLAIN
                        ? plain(scalar.getValue())
                        : TextNode.valueOf(scalar.getValue());
            default -> {
                var object = JSON.createObjectNode();
                fields(node, number, depth).forEach((key, value) -> object.set(key, json(value, number, depth + 1)));
                yield object;
            }
        };
    }

    private static JsonNode plain(String text) {
        if (text.equals("true") || text.equals("false")) {
            return BooleanNode.valueOf(text.equals("true"));
        }
        try {
            return NUMBER.matcher(text).matches() ? JSON.readTree(text) : TextNode.valueOf(text);
        } catch (IOException e) {
            return TextNode.valueOf(text);
        }
    }
}
