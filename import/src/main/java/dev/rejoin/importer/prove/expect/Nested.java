package dev.rejoin.importer.prove.expect;

import dev.rejoin.importer.prove.expect.Interpreter.Element;
import dev.rejoin.importer.prove.expect.Specification.OfRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the elements of an array, wherever it lies in a document, each with what it lies in. */
public final class Nested {

    /**
     * What there is in an array.
     *
     * @param repeated elements that are the same as an earlier one, of an array of which each counts once
     */
    public record NestedElements(List<Element> elements, List<RepeatedElement> repeated) {}

    public record RepeatedElement(Element element, Element as) {}

    private final OfRow child;
    private final String[] path;
    private final boolean pairs;
    private final List<Element> found = new ArrayList<>();

    private Nested(OfRow child, boolean pairs) {
        this.child = child;
        this.path = names(child.from() == null ? "" : child.from());
        this.pairs = pairs;
    }

    /** @param pairs whether two or three numbers in an array are one value, a point */
    static NestedElements in(Map<?, ?> body, OfRow child, boolean pairs) {
        var nested = new Nested(child, pairs);
        var document = new Element(body, 0, 0, "", null, 0, nested.path, List.of());
        if (nested.path.length == 0) {
            // The array "." is the document itself, once.
            return new NestedElements(
                    List.of(new Element(body, 1, 1, "", document, 0, nested.path, List.of())), List.of());
        }
        nested.search(document);
        return child.distinct() ? nested.distinct() : new NestedElements(nested.found, List.of());
    }

    static String[] names(String path) {
        return path.isEmpty() ? new String[0] : path.split("\\.");
    }

    private NestedElements distinct() {
        var first = new HashMap<String, Element>();
        var elements = new ArrayList<Element>();
        var repeated = new ArrayList<RepeatedElement>();
        for (var element : found) {
            var same = first.putIfAbsent(sameness(element), element);
            if (same == null) {
                elements.add(element);
            } else {
                repeated.add(new RepeatedElement(element, same));
            }
        }
        return new NestedElements(elements, repeated);
    }

    private static String sameness(Element element) {
        var around = element.around();
        return (around == null ? "" : around.place()) + "\u001f" + sameness(element.value()) + "\u001f"
                + element.beside().stream()
                        .map(value -> value == null ? "" : sameness(value))
                        .toList();
    }

    /** As {@link Canonical#json}, but whole numbers are told from decimals. */
    private static String sameness(Object value) {
        return switch (value) {
            case List<?> list -> list.stream().map(Nested::sameness).toList().toString();
            case Map<?, ?> object -> {
                var fields = new java.util.TreeMap<String, String>();
                object.forEach((key, inner) -> fields.put(key.toString(), sameness(inner)));
                yield fields.toString();
            }
            case Written.Numeral numeral -> (numeral.isWhole() ? "" : "~") + Canonical.json(numeral);
            default -> value == Written.MISSING ? "" : Canonical.json(value);
        };
    }

    private void search(Element in) {
        if (!(in.value() instanceof Map<?, ?> object)) {
            return;
        }
        var key = new StringBuilder();
        for (int end = in.names(); end < path.length; end++) {
            key.append(key.isEmpty() ? "" : ".").append(path[end]);
            boolean last = end == path.length - 1;
            var value = object.get(key.toString());
            if (value != null && (last || value instanceof Map<?, ?> || value instanceof List<?>)) {
                if (!Written.isNone(value, false)) {
                    open(in, value, (in.place().isEmpty() ? "" : in.place() + ".") + key, end + 1, last);
                }
                return;
            }
        }
    }

    private void open(Element in, Object array, String place, int names, boolean last) {
        var places = new ArrayList<String>();
        var values = new ArrayList<Object>();
        unfold(array, place, last, places, values);
        int position = 0;
        for (int i = 0; i < values.size(); i++) {
            if (values.get(i) == Written.NULL) {
                continue;
            }
            position++;
            var element = new Element(
                    values.get(i),
                    last ? found.size() + 1 : 0,
                    position,
                    places.get(i),
                    in,
                    names,
                    path,
                    last ? beside(in, i, values.size()) : List.of());
            if (last) {
                found.add(element);
            } else {
                search(element);
            }
        }
    }

    private void unfold(Object value, String place, boolean last, List<String> places, List<Object> values) {
        if (last && child.split() != null && value instanceof String text) {
            for (var piece : text.split(java.util.regex.Pattern.quote(child.split()))) {
                places.add(place + "[" + values.size() + "]");
                values.add(piece.isBlank() ? Written.NULL : piece.strip());
            }
        } else {
            flatten(value, place, last && pairs, places, values);
        }
    }

    private static void flatten(Object value, String place, boolean pairs, List<String> places, List<Object> values) {
        if (value instanceof List<?> list && !(pairs && isPair(list))) {
            for (int i = 0; i < list.size(); i++) {
                flatten(list.get(i), "%s[%d]".formatted(place, i), pairs, places, values);
            }
        } else {
            places.add(place);
            values.add(value);
        }
    }

    private static boolean isPair(List<?> list) {
        return (list.size() == 2 || list.size() == 3) && list.stream().allMatch(Written.Numeral.class::isInstance);
    }

    /** What stands at the same position of the arrays that belong to this one; null where their lengths differ. */
    private List<@Nullable Object> beside(Element in, int index, int size) {
        var beside = new ArrayList<@Nullable Object>();
        for (var other : child.beside()) {
            var theirs = names(other);
            var outer = in.outer(Math.min(shared(theirs, path), path.length - 1));
            var array = Written.at(outer.value(), theirs, outer.names());
            if (Written.isNone(array, false)) {
                beside.add(Written.MISSING);
                continue;
            }
            var values = new ArrayList<Object>();
            unfold(array, "", true, new ArrayList<>(), values);
            beside.add(values.size() == size ? values.get(index) : null);
        }
        return beside;
    }

    static int shared(String[] left, String[] right) {
        int mismatch = Arrays.mismatch(left, right);
        return mismatch < 0 ? left.length : mismatch;
    }
}
