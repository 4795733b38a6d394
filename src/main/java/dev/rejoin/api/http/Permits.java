package dev.rejoin.api.http;

import dev.rejoin.api.problem.Problem;
import dev.rejoin.api.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/** How many requests are in work at once; given only to callers who are known. */
@ApplicationScoped
public class Permits {
    /** What whoever finds none is told. */
    public static final Problem.Unavailable BUSY =
            new Problem.Unavailable("busy", "Too many requests are in work already.", Duration.ofSeconds(1));

    private final Semaphore free;

    Permits(Limits limits) {
        this.free = new Semaphore(limits.requests());
    }

    /** Takes one, or refuses with 503 rather than queueing without end. */
    public void take() {
        if (!free.tryAcquire()) {
            throw new ProblemException(BUSY);
        }
    }

    /** Whether there is none just now: who comes then need not wait for a thread to be told so. */
    public boolean areTaken() {
        return free.availablePermits() <= 0;
    }

    public void giveBack() {
        free.release();
    }
}
