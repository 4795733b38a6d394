package dev.rejoin.importer.quarantine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rejoin.importer.run.RefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Where a document is changed by a decision. Of an array it is those elements that the error names, or that have the value
 * which the decision is about: never those beside them.
 *
 * @param document by the name that people know it by
 * @param wrong where the document has the error, as findings say it: {@code guests[3].person_id}
 * @param value that the decision is about
 */
record Places(String document, List<String> wrong, @Nullable String value) {

    /** One place: a field that is there, or not yet, or an element. */
    sealed interface Place {
        JsonNode stands();

        void set(JsonNode value);

        void remove();
    }

    private record Field(ObjectNode object, String key) implements Place {
        @Override
        public JsonNode stands() {
            return object.get(key);
        }

        @Override
        public void set(JsonNode value) {
            object.set(key, value);
        }

        @Override
        public void remove() {
            object.remove(key);
        }
    }

    private record Absent(ObjectNode object, List<String> path) implements Place {
        @Override
        public JsonNode stands() {
            return MissingNode.getInstance();
        }

        @Override
        public void set(JsonNode value) {
            var in = object;
            for (var key : path.subList(0, path.size() - 1)) {
                in = in.get(key) instanceof ObjectNode there ? there : in.putObject(key);
            }
            in.set(path.getLast(), value);
        }

        @Override
        public void remove() {}
    }

    /** What is taken out of an array leaves a gap until all was decided, so that those after it keep their places. */
    private record Element(ArrayNode array, int index) implements Place {
        @Override
        public JsonNode stands() {
            return array.get(index);
        }

        @Override
        public void set(JsonNode value) {
            array.set(index, value);
        }

        @Override
        public void remove() {
            array.set(index, MissingNode.getInstance());
        }
    }

    /** Without the gaps of what was taken out of arrays. */
    static void close(JsonNode node) {
        if (node instanceof ArrayNode array) {
            for (int i = array.size() - 1; i >= 0; i--) {
                if (array.get(i).isMissingNode()) {
                    array.remove(i);
                }
            }
        }
        node.forEach(Places::close);
    }

    /**
     * The places of a path, by keys that may be written with dots.
     *
     * @param whole whether an array at its end is meant as a whole
     * @throws RefusedException where an array has several elements and nothing says which of them are meant
     */
    List<Place> of(ObjectNode root, String path, boolean whole) {
        var places = new ArrayList<Place>();
        in(root, "", new Rest(List.of(path.replace("[]", "").split("\\.")), whole), places);
        return places;
    }

    private record Rest(List<String> names, boolean whole) {
        boolean isEmpty() {
            return names.isEmpty();
        }

        Rest after(int several) {
            return new Rest(names.subList(several, names.size()), whole);
        }
    }

    private void in(ObjectNode object, String at, Rest rest, List<Place> places) {
        for (int i = rest.names.size(); i > 0; i--) {
            var key = String.join(".", rest.names.subList(0, i));
            if (object.has(key)) {
                below(new Field(object, key), at.isEmpty() ? key : at + "." + key, rest.after(i), places);
                return;
            }
        }
        places.add(new Absent(object, rest.names));
    }

    private void below(Place from, String at, Rest rest, List<Place> places) {
        switch (from.stands()) {
            case ArrayNode array
            when !(rest.isEmpty() && (rest.whole || wrong.contains(at))) -> {
                for (int i : meant(array, at, rest)) {
                    below(new Element(array, i), element(at, i), rest, places);
                }
            }
            case JsonNode _
            when rest.isEmpty() -> {
                refuseOneTextOfSeveral(from.stands(), at);
                places.add(from);
            }
            case ObjectNode object -> in(object, at, rest, places);
            default -> {}
        }
    }

    private List<Integer> meant(ArrayNode array, String at, Rest rest) {
        var there = IntStream.range(0, array.size())
                .filter(i -> !array.get(i).isMissingNode())
                .boxed()
                .toList();
        var named = there.stream().filter(i -> isNamed(element(at, i))).toList();
        if (!named.isEmpty()) {
            return named;
        }
        var valued = there.stream()
                .filter(i -> value != null && holds(array.get(i), rest.names))
                .toList();
        if (!valued.isEmpty()) {
            return valued;
        }
        if (there.size() > 1) {
            throw new RefusedException(
                    ("%s has %d elements in %s, and neither the place of its error nor a \"value\" says which of"
                                    + " them is meant. Say \"path\" or \"value\" so that they do, or set the whole array:"
                                    + " set: {%s: []}")
                            .formatted(document, there.size(), at, at.replaceAll("\\[[0-9]+]", "")));
        }
        return there;
    }

    private static String element(String at, int index) {
        return at + "[" + index + "]";
    }

    private boolean isNamed(String element) {
        return wrong.stream()
                .anyMatch(path ->
                        path.equals(element) || path.startsWith(element + ".") || path.startsWith(element + "["));
    }

    private boolean holds(JsonNode node, List<String> path) {
        if (node.isArray()) {
            return node.valueStream().anyMatch(element -> holds(element, path));
        }
        if (path.isEmpty()) {
            return node.isValueNode() && node.asText().equals(value);
        }
        for (int i = path.size(); i > 0; i--) {
            var key = String.join(".", path.subList(0, i));
            if (node.has(key)) {
                return holds(node.get(key), path.subList(i, path.size()));
            }
        }
        return false;
    }

    /** A mapping may take a text apart: what is wrong in it then is no place of the document's own. */
    private void refuseOneTextOfSeveral(JsonNode stands, String at) {
        if (stands.isTextual() && wrong.stream().anyMatch(path -> path.startsWith(at + "["))) {
            throw new RefusedException(
                    "In %s the text of %s holds several values, of which one is wrong: correct it with \"quarantine export\" and \"quarantine retry\""
                            .formatted(document, at));
        }
    }
}
