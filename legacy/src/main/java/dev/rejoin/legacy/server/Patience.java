package dev.rejoin.legacy.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How long to wait for a program that starts: as long as something moves, since a slow machine is no failure. Something moves
 * while its log grows or it is given computing time.
 */
public final class Patience {
    private static final Duration MOVED = Duration.ofMillis(100);

    private final String awaited;
    private final Duration quiet;
    private final Duration most;
    private final ProcessHandle process;
    private final Path log;
    private final long start = System.nanoTime();
    private long moved = start;
    private long size = -1;
    private Duration computed = Duration.ZERO;

    /**
     * @param awaited what is waited for, as a sentence goes on after "waited for"
     * @param quiet how long nothing may move
     * @param most how long to wait in all
     */
    public Patience(String awaited, Duration quiet, Duration most, ProcessHandle process, Path log) {
        this.awaited = awaited;
        this.quiet = quiet;
        this.most = most;
        this.process = process;
        this.log = log;
    }

    /** Whether to give up; asked now and then. */
    public boolean isExhausted() {
        long now = System.nanoTime();
        long written = length(log);
        var time = computingTime();
        if (written != size || time.minus(computed).compareTo(MOVED) > 0) {
            size = written;
            computed = time;
            moved = now;
        }
        return now - moved > quiet.toNanos() || now - start > most.toNanos();
    }

    /** What was waited for, and for how long. */
    public String sentence() {
        long now = System.nanoTime();
        return "waited %d s for %s; nothing has moved for the last %d s"
                .formatted(
                        Duration.ofNanos(now - start).toSeconds(),
                        awaited,
                        Duration.ofNanos(now - moved).toSeconds());
    }

    /** Of the process and of all that it has started. */
    private Duration computingTime() {
        return java.util.stream.Stream.concat(java.util.stream.Stream.of(process), process.descendants())
                .map(one -> one.info().totalCpuDuration())
                .flatMap(Optional::stream)
                .reduce(Duration.ZERO, Duration::plus);
    }

    private static long length(Path file) {
        try {
            return Files.exists(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            return 0;
        }
    }
}
