package dev.rejoin.importer.read;

import co.elastic.clients.json.JsonData;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which snapshot an index was restored from. The restore writes it into the index's mapping, under {@code _meta}: the
 * cluster itself forgets it when it restarts, and gives an index that is restored again another UUID.
 *
 * @param uuid the snapshot's: two snapshots may bear the same name
 * @param index the index's name in the snapshot
 * @param start when the snapshot was begun
 * @param end when it was finished: what was written between the two may not agree with the rest
 */
public record Origin(String snapshot, String uuid, String index, Instant start, Instant end) {
    private static final String META = "_meta";
    private static final String OURS = "rejoin";

    /** What the mapping of an index says of it. */
    public static Optional<Origin> of(@Nullable JsonNode mapping) {
        if (mapping == null) {
            return Optional.empty();
        }
        var said = mapping.path(META).path(OURS);
        try {
            return said.path("uuid").asText().isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Origin(
                            said.path("snapshot").asText(),
                            said.path("uuid").asText(),
                            said.path("index").asText(),
                            Instant.parse(said.path("start").asText()),
                            Instant.parse(said.path("end").asText())));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** The {@code _meta} of a mapping that says so, and leaves the application's own remarks in place. */
    public Map<String, JsonData> in(JsonNode mapping) {
        var meta = new HashMap<String, JsonData>();
        mapping.path(META).properties().forEach(remark -> meta.put(remark.getKey(), JsonData.of(remark.getValue())));
        meta.put(
                OURS,
                JsonData.of(Map.of(
                        "snapshot", snapshot,
                        "uuid", uuid,
                        "index", index,
                        "start", start.toString(),
                        "end", end.toString())));
        return meta;
    }

    /** Whether both are the same index of the same snapshot. */
    public boolean isSame(Origin other) {
        return uuid.equals(other.uuid) && index.equals(other.index);
    }
}
