package dev.rejoin.importer.command;

import dev.rejoin.importer.read.Counting;
import dev.rejoin.importer.stage.StageProgress;
import java.util.concurrent.atomic.AtomicLong;

/** The counting of dump files as a step like all others, in thousands of bytes. */
final class CountingBar implements Counting {
    private static final String NAME = "counting, kB";
    private static final int UNIT = 1_000;

    /** Less is counted before anybody could read that it is. */
    private static final int LEAST = 1_000_000;

    private final StageProgress progress;
    private final AtomicLong bytes = new AtomicLong();
    private volatile boolean shown;

    CountingBar(StageProgress progress) {
        this.progress = progress;
    }

    @Override
    public void began(long all) {
        bytes.set(0);
        shown = all >= LEAST;
        if (shown) {
            progress.started(NAME, all / UNIT, 0);
        }
    }

    @Override
    public void read(long more) {
        if (shown) {
            long now = bytes.addAndGet(more);
            progress.advanced(NAME, now / UNIT - (now - more) / UNIT, 0);
        }
    }

    @Override
    public void ended() {
        if (shown) {
            progress.finished(NAME);
        }
    }
}
