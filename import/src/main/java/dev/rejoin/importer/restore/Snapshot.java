package dev.rejoin.importer.restore;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rejoin.importer.read.Origin;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A snapshot of a repository.
 *
 * @param start when its first shard was seen, in UTC
 * @param end when its last shard was seen: what was written between the two may not agree with the rest
 * @param failures the shards that are missing from it, each with its reason
 */
public record Snapshot(
        String name,
        String uuid,
        State state,
        Instant start,
        Instant end,
        List<String> indices,
        List<String> dataStreams,
        List<String> failures) {

    static final Comparator<Snapshot> OLDEST_FIRST =
            Comparator.comparing(Snapshot::end).thenComparing(Snapshot::name);

    /** What a snapshot holds: everything, a part, nothing that can be restored, or nobody can tell. */
    public enum State {
        SUCCESS,
        PARTIAL,
        FAILED,
        IN_PROGRESS,
        INCOMPATIBLE,
        UNREADABLE
    }

    static Snapshot of(JsonNode node) {
        var failures = new ArrayList<String>();
        for (var failure : node.path("failures")) {
            failures.add("index \"%s\", shard %d: %s"
                    .formatted(
                            failure.path("index").asText(),
                            failure.path("shard_id").asInt(),
                            failure.path("reason").asText().lines().findFirst().orElse("")));
        }
        return new Snapshot(
                node.path("snapshot").asText(),
                node.path("uuid").asText(),
                State.valueOf(node.path("state").asText()),
                Instant.ofEpochMilli(node.path("start_time_in_millis").asLong()),
                Instant.ofEpochMilli(node.path("end_time_in_millis").asLong()),
                texts(node.path("indices")),
                texts(node.path("data_streams")),
                List.copyOf(failures));
    }

    /** Where an index that is restored from it comes from. */
    Origin origin(String index) {
        return new Origin(name, uuid, index, start, end);
    }

    /** One whose own description is damaged. */
    static Snapshot unreadable(String name) {
        return new Snapshot(name, "", State.UNREADABLE, Instant.EPOCH, Instant.EPOCH, List.of(), List.of(), List.of());
    }

    private static List<String> texts(JsonNode array) {
        var texts = new ArrayList<String>();
        array.forEach(node -> texts.add(node.asText()));
        return texts.stream().sorted().toList();
    }
}
