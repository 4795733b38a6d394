package dev.rejoin.importer.quarantine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rejoin.importer.document.SourceTree;
import dev.rejoin.importer.run.RefusedException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Where a document is changed by a decision. Of an array it is those elements that the error names, or that have the value
 * which the decision is about: never those beside them.
 *
 * @param decision its number
 * @param document by the name that people know it by
 * @param wrong where the document has the error, as findings say it: {@code guests[3].person_id}
 * @param shown the values that these findings show
 * @param value that the decision is about
 * @param anew what decisions have set, by identity: the places of findings are none in it
 */
record Places(
        int decision,
        String document,
        List<String> wrong,
        Set<String> shown,
        @Nullable String value,
        Set<JsonNode> anew) {
    private static final Pattern INDEX = Pattern.compile("\\[[0-9]+]");

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
        var plain = path.replace("[]", "");
        in(root, "", new Rest(List.of(plain.split("\\.")), whole, Wrong.at(plain, wrong)), places);
        return places;
    }

    /**
     * What findings say is wrong.
     *
     * @param paths in their words
     * @param elements those that they name, or that what they name lies in
     * @param arrays what these are elements of
     */
    private record Wrong(Set<String> paths, Set<String> elements, Set<String> arrays) {
        static final Wrong UNKNOWN = new Wrong(Set.of(), Set.of(), Set.of());

        /** What is wrong at a path itself, if anything is: another field of the same element says nothing about it. */
        static Wrong at(String path, List<String> wrong) {
            var itself = wrong.stream()
                    .filter(each -> withoutIndices(each).equals(path))
                    .toList();
            var paths = new HashSet<>(itself.isEmpty() ? wrong : itself);
            var elements = new HashSet<String>();
            var arrays = new HashSet<String>();
            for (var each : paths) {
                var index = INDEX.matcher(each);
                while (index.find()) {
                    elements.add(each.substring(0, index.end()));
                    arrays.add(each.substring(0, index.start()));
                }
            }
            return new Wrong(paths, elements, arrays);
        }
    }

    private static String withoutIndices(String path) {
        return INDEX.matcher(path).replaceAll("");
    }

    private record Rest(List<String> names, boolean whole, Wrong wrong) {
        boolean isEmpty() {
            return names.isEmpty();
        }

        Rest after(int several) {
            return new Rest(names.subList(several, names.size()), whole, wrong);
        }

        Rest inWhatWasSet() {
            return new Rest(names, whole, Wrong.UNKNOWN);
        }
    }

    private void in(ObjectNode object, String at, Rest rest, List<Place> places) {
        for (int i = rest.names.size(); i > 0; i--) {
            var key = String.join(".", rest.names.subList(0, i));
            if (object.has(key)) {
                if (object.get(key).isNull() && i < rest.names.size()) {
                    var path = new ArrayList<>(rest.after(i).names);
                    path.addFirst(key);
                    places.add(new Absent(object, path));
                    return;
                }
                below(new Field(object, key), at.isEmpty() ? key : at + "." + key, rest.after(i), places);
                return;
            }
        }
        places.add(new Absent(object, rest.names));
    }

    private void below(Place from, String at, Rest path, List<Place> places) {
        var stands = from.stands();
        var rest = anew.contains(stands) ? path.inWhatWasSet() : path;
        switch (stands) {
            case ArrayNode array
            when !(rest.isEmpty() && (rest.whole || isOneValue(array, at, rest.wrong))) -> {
                for (int i : meant(array, at, rest)) {
                    below(new Element(array, i), element(at, i), rest, places);
                }
            }
            case JsonNode _
            when rest.isEmpty() -> {
                if (!rest.whole) {
                    refuseOneTextOfSeveral(stands, at, rest.wrong);
                }
                places.add(from);
            }
            case ObjectNode object -> in(object, at, rest, places);
            default -> {}
        }
    }

    /** Of an array that is the value of a column the finding names the array: it is wrong as a whole if it shows all of it. */
    private boolean isOneValue(ArrayNode array, String at, Wrong wrong) {
        return wrong.paths.contains(at)
                && (array.valueStream().allMatch(SourceTree::isNull) || shown.contains(array.toString()));
    }

    private List<Integer> meant(ArrayNode array, String at, Rest rest) {
        var named = IntStream.range(0, array.size())
                .filter(i -> rest.wrong.elements.contains(element(at, i)))
                .boxed()
                .toList();
        if (!named.isEmpty()) {
            return named.stream().filter(i -> !array.get(i).isMissingNode()).toList();
        }
        var there = IntStream.range(0, array.size())
                .filter(i -> !SourceTree.isNull(array.get(i)))
                .boxed()
                .toList();
        var valued = there.stream()
                .filter(i -> value != null && holds(array.get(i), rest.names))
                .toList();
        if (!valued.isEmpty()) {
            return valued;
        }
        if (there.size() > 1) {
            throw new RefusedException(
                    ("Decision %d: %s has %d elements in %s, and neither the place of its error nor a \"value\" says which of"
                                    + " them is meant. Say \"path\" or \"value\" so that they do, or set the whole array:"
                                    + " set: {%s: [..]}.")
                            .formatted(decision, document, there.size(), at, withoutIndices(at)));
        }
        return there;
    }

    private static String element(String at, int index) {
        return at + "[" + index + "]";
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
    private void refuseOneTextOfSeveral(JsonNode stands, String at, Wrong wrong) {
        if (stands.isTextual()
                && wrong.arrays.contains(at)
                && !shown.contains(stands.textValue().strip())) {
            throw new RefusedException(
                    ("Decision %d: in %s the text of %s holds several values. Correct it with \"quarantine export\" and"
                                    + " \"quarantine retry\", or set all of it: set: {%s: [..]}.")
                            .formatted(decision, document, at, withoutIndices(at)));
        }
    }
}
