package dev.rejoin.legacy.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * How long to wait: as long as something moves, since a slow machine is no failure. Of a program that starts something moves
 * while its log grows or it is given computing time.
 */
public final class Patience {
    private static final Duration MOVED = Duration.ofMillis(100);

    private final String awaited;
    private final Duration quiet;
    private final Duration most;
    private final Supplier<String> sign;
    private final long start = System.nanoTime();
    private long moved = start;
    private String seen = "";

    /**
     * @param awaited what is waited for, as a sentence goes on after "waited for"
     * @param quiet how long nothing may move
     * @param most how long to wait in all
     */
    public Patience(String awaited, Duration quiet, Duration most, ProcessHandle process, Path log) {
        this(
                awaited,
                quiet,
                most,
                () -> length(log) + " " + computingTime(process).dividedBy(MOVED));
    }

    /**
     * The same for whatever gives a sign.
     *
     * @param sign another one whenever something has moved
     */
    public Patience(String awaited, Duration quiet, Duration most, Supplier<String> sign) {
        this.awaited = awaited;
        this.quiet = quiet;
        this.most = most;
        this.sign = sign;
    }

    /** Whether to give up; asked now and then. */
    public boolean isExhausted() {
        long now = System.nanoTime();
        var given = sign.get();
        if (!given.equals(seen)) {
            seen = given;
            moved = now;
        }
        return now - moved > quiet.toNanos() || now - start > most.toNanos();
    }

    /** What was waited for, for how long, and why no longer. */
    public String sentence() {
        long now = System.nanoTime();
        long still = Duration.ofNanos(now - moved).toSeconds();
        return "waited %d s for %s; %s"
                .formatted(
                        Duration.ofNanos(now - start).toSeconds(),
                        awaited,
                        now - moved > quiet.toNanos()
                                ? "nothing has moved for the last %d s".formatted(still)
                                : "it moved until %d s ago, but took too long".formatted(still));
    }

    /** Of the process and of all that it has started. */
    private static Duration computingTime(ProcessHandle process) {
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
