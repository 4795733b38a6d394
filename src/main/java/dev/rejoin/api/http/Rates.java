package dev.rejoin.api.http;

import dev.rejoin.api.problem.Problem;
import dev.rejoin.api.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Holds each caller to a rate by the generic cell rate algorithm (ITU-T I.371): the time at which the next request would
 * be due may run at most a second ahead of the clock.
 */
@ApplicationScoped
public class Rates {
    private static final long SECOND = 1_000_000_000L;

    private final long interval;
    private final Map<String, AtomicLong> due = new ConcurrentHashMap<>();

    Rates(Limits limits) {
        this.interval = limits.perSecond() == 0 ? 0 : SECOND / limits.perSecond();
    }

    /** Refuses a caller over its rate with 429. */
    public void check(Caller caller) {
        if (interval == 0) {
            return;
        }
        var now = System.nanoTime();
        var next = due.computeIfAbsent(caller.id(), id -> new AtomicLong(now));
        // The time stays what it was for a request that is refused.
        var before = next.getAndUpdate(time -> ahead(time, now) ? time : Math.max(time, now) + interval);
        if (ahead(before, now)) {
            throw new ProblemException(new Problem.TooManyRequests(
                    "At most %d requests a second.".formatted(SECOND / interval), Duration.ofSeconds(1)));
        }
    }

    private boolean ahead(long time, long now) {
        return time + interval - now > SECOND;
    }
}
