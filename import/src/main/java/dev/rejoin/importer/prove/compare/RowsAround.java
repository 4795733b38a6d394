package dev.rejoin.importer.prove.compare;

import dev.rejoin.importer.prove.compare.Ledger.Origin;
import dev.rejoin.importer.prove.expect.Specification.OfRow;
import dev.rejoin.importer.prove.expect.WantedParts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * By part of a document, which rows it may refer to by their table: those of the document, and nearer ones of the elements
 * that it lies in.
 */
final class RowsAround {

    private final WantedParts wanted;
    private final Map<String, Map<String, UUID>> made = new HashMap<>();

    private RowsAround(WantedParts wanted) {
        this.wanted = wanted;
    }

    /** @param origins by part, the row that it made */
    static Map<String, Map<String, UUID>> of(WantedParts wanted, Map<String, Origin> origins) {
        return new RowsAround(wanted).of(origins);
    }

    private Map<String, Map<String, UUID>> of(Map<String, Origin> origins) {
        var around = new HashMap<String, Map<String, UUID>>();
        OfRow entry = null;
        for (var part : wanted.parts()) {
            if (entry != null && entry != part.row()) {
                addRepeated(entry);
            }
            entry = part.row();
            around.put(part.label(), visible(part.places()));
            var origin = origins.get(part.label());
            if (origin != null) {
                made.computeIfAbsent(part.place(), place -> new HashMap<>()).put(origin.table(), origin.row());
            }
        }
        return around;
    }

    private void addRepeated(OfRow entry) {
        for (var one : wanted.repeated().getOrDefault(entry, List.of())) {
            var row = visible(one.as()).get(entry.table());
            if (row != null) {
                made.computeIfAbsent(one.place(), place -> new HashMap<>()).put(entry.table(), row);
            }
        }
    }

    /** @param places from the inside out */
    private Map<String, UUID> visible(List<String> places) {
        var ofDocument = made.computeIfAbsent("", place -> new HashMap<>());
        if (places.stream().noneMatch(made::containsKey)) {
            return ofDocument;
        }
        var visible = new HashMap<>(ofDocument);
        places.reversed().forEach(place -> visible.putAll(made.getOrDefault(place, Map.of())));
        return visible;
    }
}
