package dev.rejoin.api.replica;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the primary's log was in the last seconds: a replica that has replayed it up to where it was at a moment shows
 * everything that was committed before that moment.
 */
final class PrimaryLog {
    private final Duration lag;
    private final Deque<Seen> seen = new ArrayDeque<>();
    private @Nullable ServerState state;

    /** @param at not after the primary was asked, as {@link System#nanoTime()} counts */
    private record Seen(long at, LogPosition position) {}

    /** @param lag how old an answer may be */
    PrimaryLog(Duration lag) {
        this.lag = lag;
    }

    synchronized void add(long at, ServerState said) {
        state = said;
        seen.addLast(new Seen(at, said.position()));
        forget(at);
    }

    /** Of what is older than the bound only the latest is kept, to tell how far somebody is behind. */
    private void forget(long now) {
        while (seen.size() > 1 && isOlder(seen.peekFirst(), now)) {
            var first = seen.removeFirst();
            if (!isOlder(seen.peekFirst(), now)) {
                seen.addFirst(first);
                return;
            }
        }
    }

    private boolean isOlder(Seen sample, long now) {
        return now - sample.at() > lag.toNanos();
    }

    /** What it last said of itself. */
    synchronized Optional<ServerState> state() {
        return Optional.ofNullable(state);
    }

    /** Where a replica has to be at least; nowhere is enough while the primary has not been heard for as long as that. */
    synchronized Optional<LogPosition> least() {
        var now = System.nanoTime();
        return seen.stream()
                .filter(sample -> !isOlder(sample, now))
                .map(Seen::position)
                .findFirst();
    }

    /** How old the state is that a replica shows, at most; nothing where it is older than anything that is remembered. */
    synchronized Optional<Duration> behind(LogPosition position) {
        var now = System.nanoTime();
        for (var sample : (Iterable<Seen>) seen::descendingIterator) {
            if (sample.position().compareTo(position) <= 0) {
                return Optional.of(Duration.ofNanos(now - sample.at()));
            }
        }
        return Optional.empty();
    }
}
