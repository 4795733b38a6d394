package dev.rejoin.importer.command;

import dev.rejoin.importer.stage.StageProgress;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A bar per index while it is read, with rate, errors and time left; plain lines where there is no terminal. */
final class ProgressBars implements StageProgress {
    private static final int WIDTH = 24;
    private static final long REDRAW_NANOS = 150_000_000;

    private final PrintWriter out;
    private final boolean terminal;
    private final Map<String, Bar> bars = new LinkedHashMap<>();
    private long drawn;

    private static final class Bar {
        final long total;
        final long start = System.nanoTime();
        final long already;
        long done;
        long errors;

        Bar(long total, long already) {
            this.total = total;
            this.already = already;
            this.done = already;
        }

        String line(String index) {
            double seconds = (System.nanoTime() - start) / 1e9;
            double rate = (done - already) / Math.max(seconds, 0.001);
            int filled = total == 0 ? WIDTH : (int) Math.min(WIDTH, WIDTH * done / total);
            var left = rate == 0 || done >= total
                    ? ""
                    : ", "
                            + Duration.ofSeconds((long) ((total - done) / rate))
                                    .toString()
                                    .substring(2)
                                    .toLowerCase(Locale.ROOT)
                            + " left";
            return "%-16s %s%s %,d of %,d, %,.0f/s%s%s"
                    .formatted(
                            index,
                            "█".repeat(filled),
                            "░".repeat(WIDTH - filled),
                            done,
                            total,
                            rate,
                            errors == 0 ? "" : ", %,d errors".formatted(errors),
                            left);
        }
    }

    ProgressBars(PrintWriter out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    @Override
    public synchronized void started(String index, long total, long done) {
        bars.put(index, new Bar(total, done));
    }

    @Override
    public synchronized void advanced(String index, long documents, long errors) {
        var bar = bars.get(index);
        bar.done += documents;
        bar.errors += errors;
        if (terminal && System.nanoTime() - drawn > REDRAW_NANOS) {
            drawn = System.nanoTime();
            out.print("\r\u001b[K" + bar.line(index));
            out.flush();
        }
    }

    @Override
    public synchronized void finished(String index) {
        out.println((terminal ? "\r\u001b[K" : "") + bars.get(index).line(index));
        out.flush();
    }

    @Override
    public synchronized void remark(String sentence) {
        out.println((terminal ? "\r\u001b[K" : "") + sentence);
        out.flush();
    }
}
