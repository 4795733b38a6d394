package dev.rejoin.importer.prove.compare;

import dev.rejoin.importer.prove.compare.Ledger.Origin;
import dev.rejoin.importer.prove.expect.Interpreter;
import dev.rejoin.importer.prove.expect.Interpreter.Element;
import dev.rejoin.importer.prove.expect.Interpreter.Subject;
import dev.rejoin.importer.prove.expect.Nested;
import dev.rejoin.importer.prove.expect.Specification.OfIndex;
import dev.rejoin.importer.prove.expect.Specification.OfRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * All that a document has to have become.
 *
 * @param repeated elements that make no row of their own, by the label of their entry
 */
record WantedParts(List<Wanted> parts, Map<OfRow, List<Nested.Repeated>> repeated) {

    /** A part that a document has to have become. */
    record Wanted(OfRow row, @Nullable Element element, String label, boolean child) {

        String place() {
            return element == null ? "" : element.place();
        }
    }

    /** The rows of a document, and all of its elements: also those of which the mapping makes no row. */
    static WantedParts of(Interpreter interpreter, OfIndex spec, Subject subject) {
        var wanted = new ArrayList<Wanted>();
        var repeated = new IdentityHashMap<OfRow, List<Nested.Repeated>>();
        for (var row : spec.rows()) {
            if (interpreter.applies(row, subject, null)) {
                wanted.add(new Wanted(row, null, row.part(), false));
            }
        }
        for (var child : spec.children()) {
            var found = interpreter.elements(child, subject);
            for (var element : found.elements()) {
                wanted.add(new Wanted(child, element, child.part() + "#" + element.number(), true));
            }
            if (!found.repeated().isEmpty()) {
                repeated.put(child, found.repeated());
            }
        }
        return new WantedParts(wanted, repeated);
    }

    /**
     * By part, which rows it may refer to by their table: those of the document, and nearer ones of the elements that
     * it lies in.
     */
    Map<String, Map<String, UUID>> rowsAround(Map<String, Origin> origins) {
        var made = new HashMap<String, Map<String, UUID>>();
        var around = new HashMap<String, Map<String, UUID>>();
        OfRow entry = null;
        for (var part : parts) {
            if (entry != null && entry != part.row()) {
                addRepeated(entry, made);
            }
            entry = part.row();
            around.put(part.label(), visible(part.element(), made));
            var origin = origins.get(part.label());
            if (origin != null) {
                made.computeIfAbsent(part.place(), place -> new HashMap<>()).put(origin.table(), origin.row());
            }
        }
        return around;
    }

    private void addRepeated(OfRow entry, Map<String, Map<String, UUID>> made) {
        for (var one : repeated.getOrDefault(entry, List.of())) {
            var row = visible(one.as(), made).get(entry.table());
            if (row != null) {
                made.computeIfAbsent(one.element().place(), place -> new HashMap<>())
                        .put(entry.table(), row);
            }
        }
    }

    private static Map<String, UUID> visible(@Nullable Element element, Map<String, Map<String, UUID>> made) {
        var ofDocument = made.computeIfAbsent("", place -> new HashMap<>());
        var inwards = new ArrayList<Map<String, UUID>>();
        for (var at = element; at != null && !at.place().isEmpty(); at = at.around()) {
            var ofElement = made.get(at.place());
            if (ofElement != null) {
                inwards.addFirst(ofElement);
            }
        }
        if (inwards.isEmpty()) {
            return ofDocument;
        }
        var visible = new HashMap<>(ofDocument);
        inwards.forEach(visible::putAll);
        return visible;
    }
}
