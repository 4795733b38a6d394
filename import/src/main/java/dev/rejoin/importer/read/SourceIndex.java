package dev.rejoin.importer.read;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * A concrete index of the source.
 *
 * @param count how many documents it holds, exactly
 * @param bytes what it takes at the source: the lines of the dump, or the files of the primary shards; 0 where unknown
 * @param mapping the index's mapping ({@code {"properties": …}}), null where the source has none
 * @param fingerprint changes whenever the index's documents may have changed
 * @param unsteady when it was written to while it was copied or read, null where that is not known
 * @param objection why this index cannot be read, as a sentence; {@link Source#open} then refuses it with these words
 */
public record SourceIndex(
        String name,
        String uuid,
        long count,
        long bytes,
        List<String> aliases,
        @Nullable JsonNode mapping,
        String fingerprint,
        @Nullable Window unsteady,
        @Nullable String objection) {

    /**
     * The fingerprint of an index of a cluster.
     *
     * @param identity tells the index from others, also of the same name
     * @param written the greatest sequence number of each shard, which grows with every write
     */
    public static String fingerprint(String identity, long count, SortedMap<Integer, Long> written) {
        return "%s:%d:%s".formatted(identity, count, written);
    }
}
