package dev.rejoin.importer.restore;

import co.elastic.clients.elasticsearch.snapshot.SnapshotInfo;
import dev.rejoin.importer.read.Origin;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

    static Snapshot of(SnapshotInfo info) {
        return new Snapshot(
                info.snapshot(),
                info.uuid(),
                State.valueOf(String.valueOf(info.state())),
                moment(info.startTimeInMillis()),
                moment(info.endTimeInMillis()),
                info.indices().stream().sorted().toList(),
                info.dataStreams().stream().sorted().toList(),
                info.failures().stream()
                        .map(failure -> "index \"%s\", shard %d: %s"
                                .formatted(
                                        failure.index(),
                                        failure.shardId(),
                                        String.valueOf(failure.reason())
                                                .lines()
                                                .findFirst()
                                                .orElse("")))
                        .toList());
    }

    private static Instant moment(@Nullable Long milliseconds) {
        return Instant.ofEpochMilli(milliseconds == null ? 0 : milliseconds);
    }

    /** Where an index that is restored from it comes from. */
    Origin origin(String index) {
        return new Origin(name, uuid, index, start, end);
    }

    /** One whose own description is damaged. */
    static Snapshot unreadable(String name) {
        return new Snapshot(name, "", State.UNREADABLE, Instant.EPOCH, Instant.EPOCH, List.of(), List.of(), List.of());
    }
}
