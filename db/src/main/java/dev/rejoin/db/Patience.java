package dev.rejoin.db;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How long to wait for a server: as long as it writes to its log or is given computing time, since a slow machine, or a long log
 * to repeat after a crash, is no failure; to its end not longer than a time in all, since it may turn in circles for ever, and
 * others who ask it in vain fill its log. The legacy application's server has its own, since it may need nothing of ours.
 */
final class Patience {
    private static final Duration MOVED = Duration.ofMillis(100);
    /** To look at all processes costs something. */
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private final String awaited;
    private final Duration quiet;
    private final Duration most;
    private final ProcessHandle process;
    private final Path log;
    private final long start = System.nanoTime();
    private long moved = start;
    private long looked = start - BETWEEN_LOOKS.toNanos();
    private String seen = "";

    /**
     * @param awaited what is waited for, as a sentence goes on after "waited for"
     * @param quiet how long nothing may move
     * @param most how long to wait in all
     */
    Patience(String awaited, Duration quiet, Duration most, ProcessHandle process, Path log) {
        this.awaited = awaited;
        this.quiet = quiet;
        this.most = most;
        this.process = process;
        this.log = log;
    }

    /** Whether to give up; asked now and then. */
    boolean isExhausted() {
        long now = System.nanoTime();
        if (now - looked >= BETWEEN_LOOKS.toNanos()) {
            looked = now;
            var sign = length(log) + " " + computingTime().dividedBy(MOVED);
            if (!sign.equals(seen)) {
                seen = sign;
                moved = now;
            }
        }
        return now - moved > quiet.toNanos() || now - start > most.toNanos();
    }

    /** What was waited for, for how long, and why no longer. */
    String sentence() {
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
    private Duration computingTime() {
        return Stream.concat(Stream.of(process), process.descendants())
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
