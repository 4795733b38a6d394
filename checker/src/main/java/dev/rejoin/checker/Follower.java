package dev.rejoin.checker;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * {@code import follow}, kept running as a supervisor of services would: whenever it ends, it is started again. Where
 * nothing has happened to it or its servers, an end is a fault of its own.
 */
final class Follower implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(300);

    /** What may happen to change while it runs. */
    interface Where {
        Process start() throws IOException;
    }

    private final Where where;
    private final Importer importer;
    private final Thread keeper;
    private volatile boolean disturbed;
    private volatile boolean ended;
    private volatile @Nullable Process process;
    private volatile @Nullable String fault;
    private volatile long startedAt;
    private final AtomicInteger starts = new AtomicInteger();

    private Follower(Where where, Importer importer) {
        this.where = where;
        this.importer = importer;
        this.keeper =
                Thread.ofPlatform().daemon().name("keeps the follower running").unstarted(this::keep);
    }

    static Follower keep(Importer importer, Servers servers, Path mapping, String source) {
        var follower = new Follower(
                () -> importer.start(
                        servers.database(),
                        "follow",
                        "--source",
                        source,
                        "--mapping",
                        mapping.toString(),
                        "--every",
                        "100"),
                importer);
        follower.keeper.start();
        return follower;
    }

    /** From now on it may end. */
    void disturbed() {
        disturbed = true;
    }

    /** From now on it may not end by itself, once it has come up again. */
    void calm() throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (System.nanoTime() - startedAt < Duration.ofSeconds(8).toNanos() || !isAlive()) {
            if (System.nanoTime() > deadline) {
                fault = "it does not stay up";
                return;
            }
            Thread.sleep(100);
        }
        disturbed = false;
    }

    void kill() {
        var running = process;
        if (running != null) {
            running.destroyForcibly();
        }
    }

    int starts() {
        return starts.get();
    }

    Duration sinceItsStart() {
        return Duration.ofNanos(System.nanoTime() - startedAt);
    }

    boolean isAlive() {
        var running = process;
        return running != null && running.isAlive();
    }

    /** Why it has ended by itself. */
    Optional<String> fault() {
        return Optional.ofNullable(fault);
    }

    private void keep() {
        try {
            while (!ended) {
                var running = where.start();
                process = running;
                startedAt = System.nanoTime();
                starts.incrementAndGet();
                int status = running.waitFor();
                if (!disturbed && !ended) {
                    fault = "it has ended by itself with status %d; it says:\n%s"
                            .formatted(status, importer.lastWords());
                    return;
                }
                Thread.sleep(PAUSE);
            }
        } catch (IOException e) {
            fault = "it cannot be started: " + e.getMessage();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        ended = true;
        keeper.interrupt();
        kill();
        try {
            keeper.join(Duration.ofSeconds(20));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        kill();
    }
}
