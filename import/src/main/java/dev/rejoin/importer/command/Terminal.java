package dev.rejoin.importer.command;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The terminal's width, asked anew every few seconds, as its user may drag it. */
public final class Terminal {
    private static final int USUAL = 80;
    private static final long ASK_AGAIN_NANOS = 3_000_000_000L;

    /** How wide a sentence becomes where no terminal says it: a log or a mail is still read by somebody. */
    static final int PAGE = 100;

    /** One for all that is said line by line: each of them would ask anew. */
    private static final Terminal SHARED = new Terminal();

    /** A stream of this process. Java's console is one only where input and output are, and says nothing of errors. */
    private enum Output {
        STANDARD(1),
        ERROR(2);

        private final boolean terminal;

        Output(int descriptor) {
            terminal = isTerminal(descriptor);
        }

        private static boolean isTerminal(int descriptor) {
            try {
                return new ProcessBuilder("test", "-t", String.valueOf(descriptor))
                                .inheritIO()
                                .start()
                                .waitFor()
                        == 0;
            } catch (IOException e) {
                return false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }

    private int columns = USUAL;
    private long asked = System.nanoTime() - ASK_AGAIN_NANOS;

    /** Whether somebody looks: what is piped or redirected is not drawn over. */
    public static boolean isThere() {
        return Output.STANDARD.terminal;
    }

    /** Whether somebody looks at what goes to stderr, whatever becomes of the results. */
    static boolean takesErrors() {
        return Output.ERROR.terminal;
    }

    /** How many signs fit into a line. */
    public synchronized int columns() {
        if (System.nanoTime() - asked >= ASK_AGAIN_NANOS) {
            asked = System.nanoTime();
            columns = ask();
        }
        return columns;
    }

    /** A line that is as wide as the terminal would wrap, and could not be drawn over. */
    public static String cut(String line, int columns) {
        int room = Math.max(1, columns - 1);
        return line.length() <= room ? line : line.substring(0, room - 1) + "…";
    }

    /** A sentence that is to stay, broken between words; what does not fit into the first line stands under it. */
    public static List<String> folded(String sentence, int columns, String indent) {
        var lines = new ArrayList<String>();
        int room = Math.max(1, columns - 1);
        var first = ReportTables.wrapped(sentence, room);
        lines.add(first.getFirst());
        if (first.size() > 1) {
            var rest = sentence.substring(first.getFirst().length()).stripLeading();
            ReportTables.wrapped(rest, Math.max(1, room - indent.length())).forEach(line -> lines.add(indent + line));
        }
        return lines;
    }

    /**
     * Says a sentence that is to stay: on a terminal broken between words, elsewhere one line, as programs look for what
     * stands in it.
     */
    static void say(PrintWriter out, String sentence) {
        say(out, sentence, isThere() ? SHARED.columns() : Integer.MAX_VALUE);
    }

    /** The same for what is wrong, which goes to stderr. */
    static void complain(PrintWriter err, String sentence) {
        say(err, sentence, takesErrors() ? SHARED.columns() : Integer.MAX_VALUE);
    }

    static void say(PrintWriter out, String sentence, int columns) {
        sentence.lines().flatMap(line -> folded(line, columns, "  ").stream()).forEach(out::println);
        out.flush();
    }

    private int ask() {
        try {
            var stty = new ProcessBuilder("stty", "size")
                    .redirectInput(new File("/dev/tty"))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            var said = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            boolean ended = stty.waitFor(1, TimeUnit.SECONDS);
            return ended && said.matches("\\d+ [1-9]\\d*") ? Integer.parseInt(said.split(" ")[1]) : columns;
        } catch (IOException e) {
            return columns;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return columns;
        }
    }
}
