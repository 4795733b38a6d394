package dev.rejoin.importer.sql;

import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a running statement says of itself: each notice of the form {@code progress: WHAT: DONE of TOTAL} is handed on at once.
 * Of what a transaction does nobody else can see anything, and the server sends a notice when it is raised.
 */
public final class Notices implements AutoCloseable {
    private static final Pattern PROGRESS = Pattern.compile("progress: (.{1,40}): (\\d{1,18}) of (\\d{1,18})");
    private static final long PAUSE_MILLIS = 200;

    private final Statement statement;
    private final Hearer hearer;
    private final Thread thread;
    private @Nullable SQLWarning last;

    /** Hears how far a statement is. */
    public interface Hearer {
        void told(String what, long done, long of);
    }

    private Notices(Statement statement, Hearer hearer) {
        this.statement = statement;
        this.hearer = hearer;
        this.thread = Thread.ofPlatform().daemon().name("notices").start(this::listen);
    }

    /** Listens until it is closed. */
    static Notices of(Statement statement, Hearer hearer) {
        return new Notices(statement, hearer);
    }

    private void listen() {
        try {
            while (true) {
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
                hear();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SQLException e) {
            // The statement is closed, and nobody can be told more of it.
        }
    }

    private void hear() throws SQLException {
        var next = last == null ? statement.getWarnings() : last.getNextWarning();
        while (next != null) {
            last = next;
            var said = PROGRESS.matcher(String.valueOf(next.getMessage()));
            if (said.matches()) {
                hearer.told(said.group(1), Long.parseLong(said.group(2)), Long.parseLong(said.group(3)));
            }
            next = next.getNextWarning();
        }
    }

    /** What was said last is handed on too. */
    @Override
    public void close() throws SQLException {
        thread.interrupt();
        try {
            thread.join();
            hear();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
