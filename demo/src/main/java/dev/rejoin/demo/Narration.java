package dev.rejoin.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.rejoin.importer.command.ProgressBars;
import dev.rejoin.importer.command.RestoreLine;
import dev.rejoin.importer.command.Terminal;
import dev.rejoin.importer.restore.Restore;
import dev.rejoin.importer.stage.StageProgress;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** Tells what happens, one line a step, with the time it took. */
public final class Narration {
    private static final int WIDTH = 88;
    private static final int NARROWEST = 20;
    private static final int TIME = 8;
    private static final String INDENT = "  ";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final PrintWriter out;
    private final boolean terminal;
    private final IntSupplier columns;
    private final @Nullable PrintWriter result;
    private final ArrayNode checks = JSON.createArrayNode();
    private final long start = System.nanoTime();

    public Narration(PrintWriter out, boolean terminal) {
        this(out, terminal, new Terminal()::columns, null);
    }

    Narration(PrintWriter out, boolean terminal, IntSupplier columns) {
        this(out, terminal, columns, null);
    }

    private Narration(PrintWriter out, boolean terminal, IntSupplier columns, @Nullable PrintWriter result) {
        this.out = out;
        this.terminal = terminal;
        this.columns = columns;
        this.result = result;
    }

    /**
     * The same, with what came of it for a program.
     *
     * @param result where that goes, as one object
     */
    public static Narration withResult(PrintWriter out, PrintWriter result) {
        return new Narration(out, false, new Terminal()::columns, result);
    }

    /** Work whose result says in words what was done. */
    interface Step<T> {
        T run() throws Exception;
    }

    /** Says in words what a step has done. */
    interface Words<T> {
        String of(T result);
    }

    <T> T step(String doing, Step<T> step, Words<T> done) throws Exception {
        if (terminal) {
            out.print(Terminal.cut("  … " + doing, columns.getAsInt()));
            out.flush();
        }
        long began = System.nanoTime();
        T result;
        try {
            result = step.run();
        } finally {
            if (terminal) {
                out.print("\r\u001b[K");
                out.flush();
            }
        }
        line("✓ " + done.of(result), seconds(System.nanoTime() - began));
        return result;
    }

    /** Shows how far a step is. */
    StageProgress progress() {
        return ProgressBars.brief(out, terminal);
    }

    /** The same of a restore. */
    Restore.Progress restoring() {
        return RestoreLine.brief(out, terminal);
    }

    /** A check's result: what holds, or what does not. */
    void check(boolean holds, String sentence) {
        checks.addObject().put("holds", holds).put("check", sentence);
        line((holds ? "✓ " : "✗ ") + sentence, "");
    }

    /**
     * What came of it all, where a program wants to know.
     *
     * @param more what else there is to be known
     */
    void result(boolean asExpected, Map<String, String> more) {
        if (result != null) {
            var told = JSON.createObjectNode().put("as_expected", asExpected);
            told.put("seconds", Duration.ofNanos(System.nanoTime() - start).toMillis() / 1000.0);
            more.forEach(told::put);
            told.set("checks", checks);
            result.println(told);
            result.flush();
        }
    }

    /** Sentences, a line each, which a terminal that is too narrow breaks between words. */
    void say(String text) {
        int room = terminal ? columns.getAsInt() : Integer.MAX_VALUE;
        text.lines()
                .flatMap(line -> Terminal.folded(line, room, INDENT).stream())
                .forEach(out::println);
        out.flush();
    }

    /** What is there to be copied, or was said by another program. */
    void show(String text) {
        out.println(text);
        out.flush();
    }

    String elapsed() {
        return seconds(System.nanoTime() - start);
    }

    /** On a terminal that is too narrow for it, a sentence goes on under its words, behind the sign. */
    private void line(String left, String right) {
        int room = terminal ? Math.clamp(columns.getAsInt() - 2L * INDENT.length() - TIME, NARROWEST, WIDTH) : WIDTH;
        var lines = terminal ? Terminal.folded(left, room + 1, INDENT) : List.of(left);
        for (int i = 0; i < lines.size(); i++) {
            out.println((INDENT + "%-" + room + "s %" + TIME + "s")
                    .formatted(lines.get(i), i == 0 ? right : "")
                    .stripTrailing());
        }
        out.flush();
    }

    private static String seconds(long nanos) {
        return "%.1f s".formatted(Duration.ofNanos(nanos).toMillis() / 1000.0);
    }
}
