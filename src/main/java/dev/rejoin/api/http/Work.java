package dev.rejoin.api.http;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.postgresql.PGConnection;

/**
 * What a request has under way in the database, and until when: all that it waits for counts once, however many statements
 * and connections it needs. When its time is over, or its client has gone, its statements are cancelled, and it gets no
 * further connection.
 */
public final class Work {
    /** SQLSTATE query_canceled. */
    private static final String CANCELED = "57014";

    private static final Duration ANSWERED_WITHIN = Duration.ofMillis(500);

    private final Set<Connection> connections = new HashSet<>();
    private volatile long end;
    private volatile boolean over;

    /** @param end as {@link System#nanoTime()} counts */
    Work(long end) {
        this.end = end;
    }

    /** Lets it take this long from now on, if that is longer than it may anyway. */
    public void mayTake(Duration time) {
        var later = System.nanoTime() + time.toNanos();
        if (later - end > 0) {
            end = later;
        }
    }

    void waits(Duration time) {
        end += time.toNanos();
    }

    boolean isOver() {
        return over || isLate();
    }

    boolean isLate() {
        return System.nanoTime() - end >= 0;
    }

    /**
     * A connection that it works with from now on; no answer on it is awaited longer than {@code silence}.
     *
     * @throws SQLException as for a statement that was cancelled, if its time is over
     */
    synchronized void takes(Connection connection, Duration silence) throws SQLException {
        if (over || isLate()) {
            throw new SQLException("The request's time is over.", CANCELED);
        }
        var left = Duration.ofNanos(end - System.nanoTime()).plus(ANSWERED_WITHIN);
        connection.setNetworkTimeout(Runnable::run, (int) (left.compareTo(silence) < 0 ? left : silence).toMillis());
        connections.add(connection);
    }

    /** Waits for a cancellation that is under way, which otherwise would meet the statement of another request. */
    synchronized void returns(Connection connection) {
        connections.remove(connection);
    }

    /** Ends it: by word, and where the server does not hear, by cutting the connection. */
    void stop() {
        try {
            cancel();
            Thread.sleep(ANSWERED_WITHIN);
            abort();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void cancel() {
        over = true;
        for (var connection : List.copyOf(connections)) {
            try {
                connection.unwrap(PGConnection.class).cancelQuery();
            } catch (SQLException e) {
                abort(connection);
            }
        }
    }

    private synchronized void abort() {
        List.copyOf(connections).forEach(Work::abort);
    }

    private static void abort(Connection connection) {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            throw new IllegalStateException("a connection cannot be cut", e);
        }
    }
}
