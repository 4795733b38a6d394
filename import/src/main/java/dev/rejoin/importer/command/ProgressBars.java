package dev.rejoin.importer.command;

import dev.rejoin.importer.stage.StageProgress;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A bar for each index that is read and for each step after it, with rate, errors and time left, cut to the terminal's width
 * and redrawn while nothing else happens; one line each, at its end, where there is no terminal.
 */
public final class ProgressBars implements StageProgress {
    private static final int WIDTH = 24;
    private static final int NARROWEST = 6;
    private static final String INDENT = "    ";
    private static final long REDRAW_NANOS = 150_000_000;
    private static final long TICK_MILLIS = 500;
    private static final long LONG_NANOS = 5_000_000_000L;
    private static final String CLEAR = "\r\u001b[K";

    /** The bars that were drawn last: a terminal has one line for them. */
    private static final AtomicReference<@Nullable ProgressBars> STANDING = new AtomicReference<>();

    private final PrintWriter out;
    private final boolean terminal;
    private final IntSupplier columns;
    private final boolean brief;
    private final Map<String, Bar> bars = new LinkedHashMap<>();
    private @Nullable String current;
    private long drawn;
    private boolean abandoned;

    private static final class Bar {
        final long total;
        final long start = System.nanoTime();
        final long already;
        long done;
        long errors;
        boolean ended;

        Bar(long total, long already) {
            this.total = total;
            this.already = already;
            this.done = already;
        }

        /** The bar takes what the words leave of the line; where they do not leave enough, or not fit, numbers become a share. */
        String line(String name, int room) {
            var numbers = "%,d of %,d".formatted(done, Math.max(done, total));
            var words = words("%-16s ".formatted(name), total < 0 ? "%,d".formatted(done) : numbers);
            if (total < 0 || words.length() > room) {
                return words.length() <= room || total <= 0
                        ? words
                        : words(name + " ", "%d %%".formatted(Math.min(100, 100 * done / total)));
            }
            int width = Math.min(WIDTH, room - words.length() - 1);
            return width < NARROWEST ? words : words("%-16s ".formatted(name), bar(width) + " " + numbers);
        }

        /** What stays where nobody looks: the words alone, since a bar that does not move says nothing. */
        String words(String name) {
            var numbers = total < 0 ? "%,d".formatted(done) : "%,d of %,d".formatted(done, Math.max(done, total));
            return words("%-16s ".formatted(name), numbers);
        }

        private String words(String name, String numbers) {
            double seconds = (System.nanoTime() - start) / 1e9;
            double rate = (done - already) / Math.max(seconds, 0.001);
            return "%s%s%s%s%s"
                    .formatted(
                            name,
                            total < 0 && done == 0 ? "" : "%s, %,.0f/s, ".formatted(numbers, rate),
                            duration(Duration.ofSeconds((long) seconds)),
                            errors == 0 ? "" : ", %,d errors".formatted(errors),
                            ended || rate == 0 || done >= total
                                    ? ""
                                    : ", %s left"
                                            .formatted(duration(Duration.ofSeconds((long) ((total - done) / rate)))));
        }

        private String bar(int width) {
            int filled = total == 0 ? width : (int) Math.min(width, width * done / total);
            return "█".repeat(filled) + "░".repeat(width - filled);
        }
    }

    static String duration(Duration time) {
        return time.toString().substring(2).toLowerCase(Locale.ROOT);
    }

    public ProgressBars(PrintWriter out, boolean terminal) {
        this(out, terminal, new Terminal()::columns, false);
    }

    /** For whoever tells more than this one step: nothing of it stays but, without a terminal, what took long. */
    public static ProgressBars brief(PrintWriter out, boolean terminal) {
        return new ProgressBars(out, terminal, new Terminal()::columns, true);
    }

    ProgressBars(PrintWriter out, boolean terminal, IntSupplier columns, boolean brief) {
        this.brief = brief;
        this.out = out;
        this.terminal = terminal;
        this.columns = columns;
        if (terminal) {
            Thread.ofPlatform().daemon().name("progress").start(this::tick);
        }
    }

    /** Takes away what stands on the terminal, and draws nothing more of it: for whoever says why a step has no end. */
    static void wipe() {
        var standing = STANDING.getAndSet(null);
        if (standing != null) {
            standing.abandon();
        }
    }

    private synchronized void abandon() {
        abandoned = true;
        if (current != null) {
            out.print(CLEAR);
            out.flush();
        }
        current = null;
    }

    @Override
    public synchronized void started(String name, long total, long done) {
        bars.put(name, new Bar(total, done));
        current = name;
        draw(name);
    }

    @Override
    public synchronized void advanced(String name, long done, long errors) {
        var bar = bars.get(name);
        if (bar != null) {
            bar.done += done;
            bar.errors += errors;
            current = name;
            if (System.nanoTime() - drawn > REDRAW_NANOS) {
                draw(name);
            }
        }
    }

    @Override
    public synchronized void finished(String name) {
        var bar = bars.remove(name);
        if (bar != null) {
            // What was set aside on the way is not reached, and nothing is left all the same.
            bar.ended = true;
        }
        if (bar != null && !brief) {
            out.println(terminal ? CLEAR + fitting(bar, name) : bar.words(name));
        } else if (bar != null && terminal) {
            out.print(CLEAR);
        } else if (bar != null && System.nanoTime() - bar.start > LONG_NANOS) {
            out.println(INDENT + bar.words(name));
        }
        out.flush();
        current = null;
    }

    @Override
    public synchronized void remark(String sentence) {
        if (terminal) {
            out.print(CLEAR);
        }
        folded(sentence).forEach(out::println);
        out.flush();
    }

    /** Under the step that it belongs to, where steps are told. */
    private List<String> folded(String sentence) {
        if (!terminal && !brief) {
            return List.of(sentence);
        }
        int room = terminal ? columns.getAsInt() : Terminal.PAGE;
        return brief
                ? Terminal.folded(sentence, room - INDENT.length(), "").stream()
                        .map(INDENT::concat)
                        .toList()
                : Terminal.folded(sentence, room, "  ");
    }

    private void draw(String name) {
        if (terminal && !abandoned) {
            STANDING.set(this);
            drawn = System.nanoTime();
            out.print(CLEAR + fitting(bars.get(name), name));
            out.flush();
        }
    }

    private String fitting(Bar bar, String name) {
        int room = columns.getAsInt();
        return Terminal.cut(bar.line(name, room - 1), room);
    }

    private void tick() {
        try {
            while (true) {
                TimeUnit.MILLISECONDS.sleep(TICK_MILLIS);
                synchronized (this) {
                    if (current != null && bars.containsKey(current)) {
                        draw(current);
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
