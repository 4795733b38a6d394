package dev.rejoin.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.rejoin.importer.command.ProgressBars;
import dev.rejoin.importer.stage.StageProgress;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells what happens, one line a step, with the time it took. */
public final class Narration {
    private static final int WIDTH = 88;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final PrintWriter out;
    private final boolean terminal;
    private final @Nullable PrintWriter result;
    private final ArrayNode checks = JSON.createArrayNode();
    private final long start = System.nanoTime();

    public Narration(PrintWriter out, boolean terminal) {
        this(out, terminal, null);
    }

    private Narration(PrintWriter out, boolean terminal, @Nullable PrintWriter result) {
        this.out = out;
        this.terminal = terminal;
        this.result = result;
    }

    /**
     * The same, with what came of it for a program.
     *
     * @param result where that goes, as one object
     */
    public static Narration withResult(PrintWriter out, PrintWriter result) {
        return new Narration(out, false, result);
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
            out.print("  … " + doing);
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

    void say(String text) {
        out.println(text);
        out.flush();
    }

    String elapsed() {
        return seconds(System.nanoTime() - start);
    }

    private void line(String left, String right) {
        out.println(("  %-" + WIDTH + "s %8s").formatted(left, right).stripTrailing());
        out.flush();
    }

    private static String seconds(long nanos) {
        return "%.1f s".formatted(Duration.ofNanos(nanos).toMillis() / 1000.0);
    }
}
