package dev.rejoin.importer.prove.compare;

import dev.rejoin.importer.prove.compare.Difference.Kind;
import dev.rejoin.importer.prove.compare.Ledger.Origin;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes down what differs, of some documents of one index.
 *
 * @param places by document and label of a part, where in the document it stands
 */
record PageDifferences(Tally tally, String index, Map<Long, Map<String, String>> places) {

    PageDifferences(Tally tally, String index) {
        this(tally, index, new HashMap<>());
    }

    /** Where in its document a part stands. */
    void stands(long doc, String label, String place) {
        places.computeIfAbsent(doc, number -> new HashMap<>()).put(label, place);
    }

    @Nullable
    String place(long doc, String label) {
        return places.getOrDefault(doc, Map.of()).get(label);
    }

    void extra(Origin origin, String message) {
        differs(Kind.EXTRA_ROW, origin, null, null, origin.row().toString(), message);
    }

    void differs(
            Kind kind,
            Origin origin,
            @Nullable String column,
            @Nullable String expected,
            @Nullable String found,
            String message) {
        var place = places.getOrDefault(origin.doc(), Map.of()).get(origin.part());
        differs(
                kind,
                origin.id(),
                origin.table(),
                column,
                expected,
                found,
                place == null ? message : "%s: %s".formatted(place, message),
                origin.index());
    }

    void differs(
            Kind kind,
            @Nullable String id,
            @Nullable String table,
            @Nullable String column,
            @Nullable String expected,
            @Nullable String found,
            String message) {
        differs(kind, id, table, column, expected, found, message, index);
    }

    private void differs(
            Kind kind,
            @Nullable String id,
            @Nullable String table,
            @Nullable String column,
            @Nullable String expected,
            @Nullable String found,
            String message,
            String ofIndex) {
        tally.differs(new Difference(kind, ofIndex, id, table, column, expected, found, message));
    }
}
