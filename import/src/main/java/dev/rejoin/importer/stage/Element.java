package dev.rejoin.importer.stage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.rejoin.importer.document.FieldPath;
import dev.rejoin.importer.document.SourceTree;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a row is made of: the document, or an element of one of its arrays together with all that it lies in.
 *
 * @param array the path of the array; null for the document itself
 * @param levels what lies at each name of that path, from the document on; the last is the element
 * @param number its number among all elements of that path, from 1
 * @param beside per array that goes by the same positions, what stands at this one's; null where their lengths differ
 */
record Element(@Nullable FieldPath array, List<Level> levels, int number, List<@Nullable JsonNode> beside) {

    /**
     * A name of the path.
     *
     * @param place as JSON paths are written, {@code guests[12]}, counted from 0
     * @param position among the elements of its own array, from 1; nulls do not count
     * @param depth how many names of the path lead to it; fewer than its own where a key holds several
     */
    record Level(JsonNode value, String place, int position, int depth) {}

    static Element ofDocument(JsonNode root) {
        return new Element(null, List.of(new Level(root, "", 0, 0)), 0, List.of());
    }

    JsonNode value() {
        return levels.getLast().value();
    }

    /** Its place in the document; null for the document itself. */
    @Nullable
    String place() {
        return array == null ? null : levels.getLast().place();
    }

    /** The value at a path, which is of the element, of what it lies in, or of the document. */
    JsonNode at(FieldPath path, List<FieldPath> arraysBeside) {
        if (path.relative()) {
            return SourceTree.at(levels.get(level(path)).value(), path);
        }
        if (array == null) {
            return SourceTree.at(levels.getFirst().value(), path);
        }
        for (int i = 0; i < arraysBeside.size(); i++) {
            if (arraysBeside.get(i).isAtOrAbove(path)) {
                var at = beside.get(i);
                return at == null
                        ? MissingNode.getInstance()
                        : SourceTree.at(at, path, arraysBeside.get(i).names().size());
            }
        }
        var level = levels.get(path.shared(array));
        return SourceTree.at(level.value(), path, level.depth());
    }

    int position(FieldPath path) {
        return levels.get(level(path)).position();
    }

    private int level(FieldPath path) {
        return Math.max(0, levels.size() - 1 - path.up());
    }

    /** Where a path of this element stands, to be looked up in the document. */
    String place(FieldPath path, List<FieldPath> arraysBeside) {
        if (array == null || path.isMeta()) {
            return path.text();
        }
        if (path.relative()) {
            return place(levels.get(level(path)), path.names());
        }
        for (var other : arraysBeside) {
            if (other.isAtOrAbove(path)) {
                int shared = Math.min(other.shared(array), array.names().size() - 1);
                var own = levels.getLast().place();
                var index = own.endsWith("]") ? own.substring(own.lastIndexOf('.') + 1) : "";
                var at = place(
                        levels.get(shared),
                        other.names().subList(shared, other.names().size()));
                return place(
                        new Level(value(), at + index.substring(Math.max(0, index.indexOf('['))), 0, 0),
                        path.names().subList(other.names().size(), path.names().size()));
            }
        }
        int shared = path.shared(array);
        return place(
                levels.get(shared), path.names().subList(shared, path.names().size()));
    }

    private static String place(Level from, List<String> names) {
        var rest = String.join(".", names);
        return rest.isEmpty() ? from.place() : from.place().isEmpty() ? rest : from.place() + "." + rest;
    }

    /** Whether it stands where an array of such is expected. */
    boolean isAlone() {
        var place = levels.getLast().place();
        return !place.isEmpty() && !place.endsWith("]");
    }

    /** What makes two elements of one array the same. */
    List<Object> content() {
        var content = new ArrayList<Object>(beside);
        content.add(value());
        content.add(levels.get(levels.size() - 2).place());
        return content;
    }

    /** How an array is taken apart. */
    private record Opening(
            FieldPath array,
            List<FieldPath> beside,
            @Nullable String split,
            boolean pairsAreValues) {}

    /**
     * All elements of an array, at whatever depth, in their order; of the path {@code .} the document itself.
     *
     * @param split texts that stand in place of an array are taken apart at this
     * @param pairsAreValues whether two or three numbers in an array are a point, and not elements
     */
    static List<Element> all(
            JsonNode root, FieldPath array, List<FieldPath> beside, @Nullable String split, boolean pairsAreValues) {
        if (array.names().isEmpty()) {
            return List.of(
                    new Element(array, List.of(new Level(root, "", 0, 0), new Level(root, "", 1, 0)), 1, List.of()));
        }
        var found = new ArrayList<Element>();
        walk(new Opening(array, beside, split, pairsAreValues), List.of(new Level(root, "", 0, 0)), found);
        return found;
    }

    private static void walk(Opening opening, List<Level> levels, List<Element> found) {
        var names = opening.array.names();
        int depth = levels.size() - 1;
        var object = levels.getLast();
        var step = SourceTree.step(object.value(), names, depth);
        if (step == null) {
            return;
        }
        boolean last = step.next() == names.size();
        var place = (object.place().isEmpty() ? "" : object.place() + ".")
                + String.join(".", names.subList(depth, step.next()));
        var opened = opened(opening, step.value(), place, last);
        int position = 0;
        for (int i = 0; i < opened.size(); i++) {
            var level = opened.get(i);
            if (SourceTree.isNull(level.value())) {
                continue;
            }
            position++;
            var below = new ArrayList<>(levels);
            while (below.size() < step.next()) {
                below.add(object);
            }
            below.add(new Level(level.value(), level.place(), position, step.next()));
            if (last) {
                found.add(new Element(
                        opening.array, List.copyOf(below), found.size() + 1, beside(opening, below, i, opened.size())));
            } else {
                walk(opening, below, found);
            }
        }
    }

    private static List<Level> opened(Opening opening, JsonNode value, String place, boolean last) {
        var opened = new ArrayList<Level>();
        if (last && opening.split != null && value.isTextual()) {
            var pieces = value.textValue().split(Pattern.quote(opening.split));
            for (int i = 0; i < pieces.length; i++) {
                opened.add(new Level(
                        pieces[i].isBlank() ? NullNode.getInstance() : TextNode.valueOf(pieces[i].strip()),
                        place + "[" + i + "]",
                        0,
                        0));
            }
        } else {
            open(value, place, last && opening.pairsAreValues, opened);
        }
        return opened;
    }

    /** Arrays of arrays are one, as in Elasticsearch; but two numbers may be a point. */
    private static void open(JsonNode value, String place, boolean pairsAreValues, List<Level> into) {
        if (value instanceof ArrayNode list && !(pairsAreValues && SourceTree.isPair(list))) {
            for (int i = 0; i < list.size(); i++) {
                open(list.get(i), place + "[" + i + "]", pairsAreValues, into);
            }
        } else {
            into.add(new Level(value, place, 0, 0));
        }
    }

    private static List<@Nullable JsonNode> beside(Opening opening, List<Level> levels, int index, int size) {
        if (opening.beside.isEmpty()) {
            return List.of();
        }
        var values = new ArrayList<@Nullable JsonNode>();
        for (var path : opening.beside) {
            var level = levels.get(
                    Math.min(path.shared(opening.array), opening.array.names().size() - 1));
            var value = SourceTree.at(level.value(), path, level.depth());
            if (SourceTree.isNone(value, false)) {
                values.add(MissingNode.getInstance());
            } else {
                var all = opened(opening, value, "", true);
                values.add(all.size() == size ? all.get(index).value() : null);
            }
        }
        return values;
    }
}
