package dev.rejoin.importer.apply;

import dev.rejoin.importer.load.Load.Change;
import java.util.Map;

/**
 * What became of some changed documents.
 *
 * @param changed documents that are new, or say something else than before
 * @param gone documents that were there before
 * @param concerned documents that were judged anew, the changed ones among them
 * @param seen documents that were only looked at
 * @param setAside the changed ones that were set aside
 * @param rows what was done to each table
 */
public record Applied(int changed, int gone, int concerned, int seen, int setAside, Map<String, Change> rows) {

    static final Applied NOTHING = new Applied(0, 0, 0, 0, 0, Map.of());

    /** How many rows were inserted, updated and deleted. */
    public long written() {
        return rows.values().stream()
                .mapToLong(c -> c.inserted() + c.updated() + c.deleted())
                .sum();
    }
}
