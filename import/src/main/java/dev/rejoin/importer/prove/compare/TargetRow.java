package dev.rejoin.importer.prove.compare;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row's values by column; what is null in the row is not in the map.
 *
 * @param version the state it is in
 */
record TargetRow(UUID id, @Nullable String version, Map<String, String> values) {

    @Nullable
    String value(String column) {
        return values.get(column);
    }
}
