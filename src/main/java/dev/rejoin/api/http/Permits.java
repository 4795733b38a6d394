package dev.rejoin.api.http;

import dev.rejoin.api.problem.Problem;
import dev.rejoin.api.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/** How many requests are in work at once; given only to callers who are known. */
@ApplicationScoped
public class Permits {
    private final Semaphore free;

    Permits(Limits limits) {
        this.free = new Semaphore(limits.requests());
    }

    /** Takes one, or refuses with 503 rather than queueing without end. */
    public void take() {
        if (!free.tryAcquire()) {
            throw new ProblemException(
                    new Problem.Unavailable("busy", "Too many requests are in work already.", Duration.ofSeconds(1)));
        }
    }

    public void giveBack() {
        free.release();
    }
}
