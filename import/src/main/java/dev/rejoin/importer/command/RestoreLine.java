package dev.rejoin.importer.command;

import dev.rejoin.importer.restore.Restore;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/**
 * How far a restore is: a line that is written anew on a terminal; elsewhere one whenever another tenth of the shards has
 * come. The time left is told by bytes, and is about right where some shards have not said yet how large they are.
 */
public final class RestoreLine implements Restore.Progress {
    private static final String CLEAR = "\r\u001b[K";

    private final PrintWriter out;
    private final boolean terminal;
    private final boolean brief;
    private final IntSupplier columns;
    private final LongSupplier nanos;
    private final long start;
    private long first = -1;
    private int tenth = -1;

    RestoreLine(PrintWriter out, boolean terminal, boolean brief, IntSupplier columns, LongSupplier nanos) {
        this.out = out;
        this.terminal = terminal;
        this.brief = brief;
        this.columns = columns;
        this.nanos = nanos;
        this.start = nanos.getAsLong();
    }

    static RestoreLine of(PrintWriter out) {
        return new RestoreLine(out, Terminal.isThere(), false, new Terminal()::columns, System::nanoTime);
    }

    /** For whoever tells more than this one step: nothing of it stays. */
    public static RestoreLine brief(PrintWriter out, boolean terminal) {
        return new RestoreLine(out, terminal, true, new Terminal()::columns, System::nanoTime);
    }

    @Override
    public void reached(int shards, int ofShards, long bytes, long ofBytes) {
        if (first < 0) {
            first = bytes;
        }
        var line = line(shards, ofShards, bytes, ofBytes);
        boolean whole = shards == ofShards;
        if (terminal) {
            out.print(CLEAR
                    + (brief && whole ? "" : Terminal.cut(line, columns.getAsInt()))
                    + (whole && !brief ? "\n" : ""));
        } else if (!brief && tenth(shards, ofShards) != tenth) {
            out.println(line);
        }
        tenth = tenth(shards, ofShards);
        out.flush();
    }

    private static int tenth(int shards, int ofShards) {
        return ofShards == 0 ? 0 : 10 * shards / ofShards;
    }

    private String line(int shards, int ofShards, long bytes, long ofBytes) {
        double seconds = Math.max((nanos.getAsLong() - start) / 1e9, 0.001);
        double rate = (bytes - first) / seconds;
        return "%,d of %,d shards restored, %,d MB, %,.0f MB/s%s"
                .formatted(
                        shards,
                        ofShards,
                        bytes >> 20,
                        rate / (1 << 20),
                        shards == ofShards || rate <= 0 || ofBytes <= bytes
                                ? ""
                                : ", %s left".formatted(ProgressBars.duration(Duration.ofSeconds((long)
                                        ((ofBytes - bytes) / rate)))));
    }
}
