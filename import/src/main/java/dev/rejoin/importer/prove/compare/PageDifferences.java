package dev.rejoin.importer.prove.compare;

import dev.rejoin.importer.prove.compare.Difference.DifferenceKind;
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
        add(of(DifferenceKind.EXTRA_ROW, origin, message).holding(origin.row().toString()));
    }

    void add(Difference difference) {
        tally.differs(difference);
    }

    /** About what a part of a document has become. */
    Difference of(DifferenceKind kind, Origin origin, String message) {
        var place = place(origin.doc(), origin.part());
        return Difference.of(kind, place == null ? message : "%s: %s".formatted(place, message))
                .ofDocument(origin.index(), origin.id())
                .inTable(origin.table());
    }

    /** About a document of this index. */
    Difference of(DifferenceKind kind, @Nullable String id, String message) {
        return Difference.of(kind, message).ofDocument(index, id);
    }

    /** About this index. */
    Difference of(DifferenceKind kind, String message) {
        return Difference.of(kind, message).ofIndex(index);
    }
}
