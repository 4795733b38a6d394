package dev.rejoin.importer.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

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
    public static Optional<Origin> of(JsonNode mapping) {
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

    /** The change of a mapping that makes it say so, and leaves the application's own remarks in place. */
    public String in(JsonNode mapping) {
        var change = Json.MAPPER.createObjectNode();
        var meta = mapping.path(META) instanceof ObjectNode theirs ? theirs.deepCopy() : Json.MAPPER.createObjectNode();
        meta.putObject(OURS)
                .put("snapshot", snapshot)
                .put("uuid", uuid)
                .put("index", index)
                .put("start", start.toString())
                .put("end", end.toString());
        return change.set(META, meta).toString();
    }

    /** Whether both are the same index of the same snapshot. */
    public boolean isSame(Origin other) {
        return uuid.equals(other.uuid) && index.equals(other.index);
    }
}
