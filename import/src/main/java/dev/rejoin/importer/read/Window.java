package dev.rejoin.importer.read;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A time in which a source did not hold still. A snapshot is not one point in time: each shard is seen at some moment
 * between its start and its end. What was written in between may refer to what the snapshot has not seen.
 *
 * @param from the first moment, null for an index that can be written to while it is read
 * @param until the last moment, null likewise
 */
public record Window(@Nullable Instant from, @Nullable Instant until) {

    /** An index that can be written to, at any time. */
    public static final Window ALWAYS = new Window(null, null);

    public boolean isAlways() {
        return from == null || until == null;
    }

    public boolean contains(Instant moment) {
        return from == null || until == null || !moment.isBefore(from) && !moment.isAfter(until);
    }
}
