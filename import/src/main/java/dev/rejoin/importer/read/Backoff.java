package dev.rejoin.importer.read;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;

/** Waits longer after each fault, with some chance in it, and knows when patience has run out. */
final class Backoff {

    private static final Duration FIRST = Duration.ofMillis(200);
    private static final Duration LONGEST = Duration.ofSeconds(15);

    private final Duration patience;
    private Duration pause = FIRST;
    private Instant since = Instant.MIN;

    Backoff(Duration patience) {
        this.patience = patience;
    }

    /** A request succeeded: the next fault starts a new period of patience. */
    void reset() {
        pause = FIRST;
        since = Instant.MIN;
    }

    /**
     * Waits before the next attempt, as long as the server asks for where it does.
     *
     * @return false when it is time to give up
     */
    boolean await(Fault fault) {
        var now = Instant.now();
        if (since.equals(Instant.MIN)) {
            since = now;
        }
        var wait = fault.retryAfter().orElseGet(() -> jittered(pause));
        if (now.plus(wait).isAfter(since.plus(patience))) {
            return false;
        }
        pause = pause.multipliedBy(2).compareTo(LONGEST) > 0 ? LONGEST : pause.multipliedBy(2);
        try {
            Thread.sleep(wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        return true;
    }

    private static Duration jittered(Duration pause) {
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(pause.toMillis() / 2, pause.toMillis() + 1));
    }
}
