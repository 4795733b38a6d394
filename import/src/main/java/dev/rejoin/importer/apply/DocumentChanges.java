package dev.rejoin.importer.apply;

import dev.rejoin.importer.document.Sha256;
import dev.rejoin.importer.read.SourceDocument;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What differs from the ledger.
 *
 * @param written new and changed documents, by the numbers that they have in the ledger or get there
 * @param gone those that are not there any more, by their numbers
 */
record DocumentChanges(Map<Long, SourceDocument> written, Map<Long, DocumentName> gone) {
    boolean isEmpty() {
        return written.isEmpty() && gone.isEmpty();
    }

    /** The numbers of those that nothing can refer to by now: gone, or left out by a decision. */
    Set<Long> notThere() {
        var numbers = new LinkedHashSet<>(gone.keySet());
        written.forEach((number, document) -> {
            if (document.isLeftOut()) {
                numbers.add(number);
            }
        });
        return numbers;
    }

    /**
     * Holds documents against the ledger.
     *
     * @param written those that say what they said before are left
     * @param deleted whichever is not known is left
     */
    static DocumentChanges of(LedgerLookup ledger, Collection<SourceDocument> written, Collection<DocumentName> deleted)
            throws SQLException {
        var changes = new DocumentChanges(new LinkedHashMap<>(), new LinkedHashMap<>());
        long next = ledger.nextNumber();
        var right = new LinkedHashMap<DocumentName, SourceDocument>();
        for (var document : written) {
            right.put(DocumentName.of(document), document);
        }
        var known = ledger.states(Stream.concat(right.keySet().stream(), deleted.stream())
                .distinct()
                .toList());
        for (var each : right.entrySet()) {
            var before = known.get(each.getKey());
            if (before == null) {
                changes.written.put(next++, each.getValue());
            } else if (!Arrays.equals(before.sha256(), Sha256.of(each.getValue().source()))
                    || !Objects.equals(before.ruling(), each.getValue().ruling())) {
                changes.written.put(before.number(), each.getValue());
            }
        }
        for (var name : deleted) {
            var before = known.get(name);
            if (before != null && !right.containsKey(name)) {
                changes.gone.put(before.number(), name);
            }
        }
        return changes;
    }
}
