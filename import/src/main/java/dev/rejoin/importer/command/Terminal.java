package dev.rejoin.importer.command;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** The terminal's width, asked anew every few seconds, as its user may drag it. */
public final class Terminal {
    private static final int USUAL = 80;
    private static final long ASK_AGAIN_NANOS = 3_000_000_000L;

    private int columns = USUAL;
    private long asked = System.nanoTime() - ASK_AGAIN_NANOS;

    /** Whether somebody looks: what is piped or redirected is not drawn over. */
    @SuppressWarnings("SystemConsoleNull") // Without a terminal some runtimes give a console, others none.
    public static boolean isThere() {
        var console = System.console();
        return console != null && console.isTerminal();
    }

    int columns() {
        if (System.nanoTime() - asked >= ASK_AGAIN_NANOS) {
            asked = System.nanoTime();
            columns = ask();
        }
        return columns;
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
