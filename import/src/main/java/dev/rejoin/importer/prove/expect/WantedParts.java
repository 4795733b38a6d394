package dev.rejoin.importer.prove.expect;

import dev.rejoin.importer.prove.expect.Interpreter.Element;
import dev.rejoin.importer.prove.expect.Interpreter.Subject;
import dev.rejoin.importer.prove.expect.Specification.OfIndex;
import dev.rejoin.importer.prove.expect.Specification.OfRow;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * All that a document has to have become.
 *
 * @param parts its rows, and all of its elements: also those of which the mapping makes no row
 * @param repeated elements that make no row of their own, by their entry
 */
public record WantedParts(List<WantedPart> parts, Map<OfRow, List<RepeatedPart>> repeated) {

    static final WantedParts NONE = new WantedParts(List.of(), Map.of());

    /**
     * A part that a document has to have become.
     *
     * @param number among all elements of its path, from 1; 0 for a row of the document itself
     * @param applies whether the mapping makes a row of it
     * @param places where it stands, and what it lies in, from the inside out; none for the document itself
     * @param given what its columns have to hold
     */
    public record WantedPart(
            OfRow row, int number, boolean applies, List<String> places, Supplier<Map<String, Expected>> given) {

        public String label() {
            return isChild() ? row.part() + "#" + number : row.part();
        }

        public boolean isChild() {
            return number > 0;
        }

        public String place() {
            return places.isEmpty() ? "" : places.getFirst();
        }

        public Map<String, Expected> columns() {
            return given.get();
        }
    }

    /**
     * An element that is the same as an earlier one.
     *
     * @param as where the earlier one stands, and what it lies in
     */
    public record RepeatedPart(String place, List<String> as) {}

    static WantedParts of(Interpreter interpreter, OfIndex spec, Subject subject) {
        var wanted = new ArrayList<WantedPart>();
        var repeated = new IdentityHashMap<OfRow, List<RepeatedPart>>();
        for (var row : spec.rows()) {
            if (interpreter.applies(row, subject, null)) {
                wanted.add(new WantedPart(row, 0, true, List.of(), () -> interpreter.columns(row, subject, null)));
            }
        }
        for (var child : spec.children()) {
            var found = interpreter.elements(child, subject);
            for (var element : found.elements()) {
                wanted.add(new WantedPart(
                        child,
                        element.number(),
                        interpreter.applies(child, subject, element),
                        places(element),
                        () -> interpreter.columns(child, subject, element)));
            }
            if (!found.repeated().isEmpty()) {
                repeated.put(
                        child,
                        found.repeated().stream()
                                .map(one -> new RepeatedPart(one.element().place(), places(one.as())))
                                .toList());
            }
        }
        return new WantedParts(wanted, repeated);
    }

    private static List<String> places(Element element) {
        @Nullable Element around = element.around();
        if (element.place().isEmpty() || around == null || around.place().isEmpty()) {
            return element.place().isEmpty() ? List.of() : List.of(element.place());
        }
        var places = new ArrayList<String>();
        for (var at = element; at != null && !at.place().isEmpty(); at = at.around()) {
            places.add(at.place());
        }
        return places;
    }
}
