package dev.rejoin.importer.mapping;

import dev.rejoin.importer.mapping.Mapping.FileLine;
import dev.rejoin.importer.mapping.MappingException.MappingError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** A YAML mapping with its place: gives typed values, and notes everything that is not as it should be. */
final class Section {
    private final String file;
    private final FileLine place;
    private final List<MappingError> errors;
    private final Map<String, Node> entries = new LinkedHashMap<>();
    private final Map<String, FileLine> places = new LinkedHashMap<>();

    Section(String file, Node node, List<MappingError> errors) {
        this.file = file;
        this.errors = errors;
        this.place = placeOf(node);
        if (node instanceof MappingNode mapping) {
            for (var tuple : mapping.getValue()) {
                var key = scalar(tuple.getKeyNode()).orElse("");
                places.put(key, placeOf(tuple.getKeyNode()));
                if (entries.put(key, tuple.getValueNode()) != null) {
                    error(placeOf(tuple.getKeyNode()), "\"" + key + "\" is written twice");
                }
            }
        } else if (!isNothing(node)) {
            error(place, "expected keys with values here");
        }
    }

    Section allow(Keys keys) {
        var valid = keys.names();
        for (var key : entries.keySet()) {
            if (!valid.contains(key)) {
                error(placeOf(key), "unknown key \"" + key + "\"" + Nearest.hint(key, valid));
            }
        }
        return this;
    }

    FileLine place() {
        return place;
    }

    FileLine placeOf(String key) {
        return places.getOrDefault(key, place);
    }

    void error(FileLine where, String message) {
        errors.add(new MappingError(where, message));
    }

    boolean has(String key) {
        return entries.containsKey(key);
    }

    Iterable<String> keys() {
        return entries.keySet();
    }

    @Nullable
    Node node(String key) {
        return entries.get(key);
    }

    Optional<String> text(String key) {
        var node = entries.get(key);
        if (node == null) {
            return Optional.empty();
        }
        if (node instanceof ScalarNode) {
            return scalar(node);
        }
        error(placeOf(key), "\"" + key + "\" takes one value");
        return Optional.empty();
    }

    String required(String key) {
        if (!has(key)) {
            error(place, "\"" + key + "\" is missing");
        }
        return text(key).orElse("");
    }

    boolean flag(String key) {
        var text = text(key);
        if (text.isPresent() && !text.get().matches("true|false")) {
            error(placeOf(key), "\"" + key + "\" takes true or false");
        }
        return text.filter("true"::equals).isPresent();
    }

    int number(String key, int otherwise) {
        var text = text(key);
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            return Integer.parseInt(text.get());
        } catch (NumberFormatException e) {
            error(placeOf(key), "\"" + key + "\" takes a whole number");
            return otherwise;
        }
    }

    <E extends Enum<E>> Optional<E> choice(String key, Class<E> type) {
        if (entries.get(key) instanceof ScalarNode node && scalar(node).isEmpty()) {
            error(placeOf(key), "\"" + key + "\" has no value; write null where that is meant");
        }
        return text(key).flatMap(text -> choose(placeOf(key), text, type));
    }

    <E extends Enum<E>> Optional<E> choose(FileLine where, String text, Class<E> type) {
        var valid = new ArrayList<String>();
        for (var constant : type.getEnumConstants()) {
            var name = constant.name().toLowerCase(Locale.ROOT);
            if (name.equals(text)) {
                return Optional.of(constant);
            }
            valid.add(name);
        }
        error(where, "\"" + text + "\" is not known here" + Nearest.hint(text, valid));
        return Optional.empty();
    }

    /** One text or a list of texts. */
    List<String> texts(String key) {
        var node = entries.get(key);
        if (node == null) {
            return List.of();
        }
        if (node instanceof SequenceNode sequence) {
            if (!sequence.getValue().stream().allMatch(ScalarNode.class::isInstance)) {
                error(placeOf(key), "\"" + key + "\" takes a value, or a list of values");
            }
            return sequence.getValue().stream().map(n -> scalar(n).orElse("")).toList();
        }
        return text(key).stream().toList();
    }

    /** Keys with texts. */
    Map<String, String> pairs(String key) {
        var pairs = new LinkedHashMap<String, String>();
        section(key).ifPresent(s -> s.keys().forEach(k -> pairs.put(k, s.text(k).orElse(""))));
        return pairs;
    }

    Optional<Section> section(String key) {
        return Optional.ofNullable(entries.get(key)).map(node -> new Section(file, node, errors));
    }

    /** A list of keyed items. */
    List<Section> sections(String key) {
        var node = entries.get(key);
        if (node == null) {
            return List.of();
        }
        if (node instanceof SequenceNode sequence) {
            return sequence.getValue().stream()
                    .map(n -> new Section(file, n, errors))
                    .toList();
        }
        if (isNothing(node)) {
            return List.of();
        }
        error(placeOf(key), "\"" + key + "\" takes a list");
        return List.of();
    }

    /** A key below which there are only comments. */
    private static boolean isNothing(Node node) {
        return node instanceof ScalarNode scalar
                && scalar.getTag().equals(Tag.NULL)
                && scalar.getValue().isEmpty();
    }

    private FileLine placeOf(Node node) {
        var tag = node.getTag().getValue();
        if (!tag.startsWith(Tag.PREFIX)) {
            error(
                    new FileLine(file, node.getStartMark().getLine() + 1),
                    "YAML tags such as " + tag + " are not allowed");
        }
        return new FileLine(file, node.getStartMark().getLine() + 1);
    }

    private static Optional<String> scalar(Node node) {
        return node instanceof ScalarNode scalar && !scalar.getTag().equals(Tag.NULL)
                ? Optional.of(scalar.getValue())
                : node instanceof ScalarNode s && s.getValue().equals("null") ? Optional.of("null") : Optional.empty();
    }
}
