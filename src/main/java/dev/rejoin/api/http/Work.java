package dev.rejoin.api.http;

import dev.rejoin.api.problem.Problem;
import dev.rejoin.api.problem.ProblemException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.postgresql.PGConnection;

/**
 * What a request has under way in the database, and until when: all that it waits for counts once, however many statements
 * and connections it needs. When its time is over, or its client has gone, its statements are cancelled, and it gets no
 * further connection.
 */
public final class Work {
    private static final Duration LATER = Duration.ofSeconds(5);
    private static final Duration ANSWERED_WITHIN = Duration.ofMillis(500);

    private final Set<Connection> connections = new HashSet<>();
    private final AtomicLong end;
    private volatile boolean over;

    /** @param end as {@link System#nanoTime()} counts */
    Work(long end) {
        this.end = new AtomicLong(end);
    }

    /** Lets it take this long from now on, if that is longer than it may anyway. */
    public void mayTake(Duration time) {
        // Such numbers may have wrapped around, so that only their difference says which is later.
        end.accumulateAndGet(System.nanoTime() + time.toNanos(), (now, wanted) -> wanted - now > 0 ? wanted : now);
    }

    void waits(Duration time) {
        end.addAndGet(time.toNanos());
    }

    boolean isOver() {
        return over || isLate();
    }

    boolean isLate() {
        return System.nanoTime() - end.get() >= 0;
    }

    /**
     * Before it asks for a connection.
     *
     * @throws ProblemException if its time is over, or its client has gone
     */
    public void goesOn() {
        if (isOver()) {
            throw new ProblemException(
                    new Problem.Unavailable("timeout", "The request took too long and was stopped.", LATER));
        }
    }

    /**
     * A connection that it works with from now on; no answer on it is awaited longer than {@code silence}, nor than its time
     * lasts. If it is over since it asked for one, whatever it does there fails.
     */
    synchronized void takes(Connection connection, Duration silence) throws SQLException {
        var left = over ? Duration.ZERO : Duration.ofNanos(Math.max(0, end.get() - System.nanoTime()));
        var patience = left.plus(ANSWERED_WITHIN);
        connection.setNetworkTimeout(
                Runnable::run, (int) (patience.compareTo(silence) < 0 ? patience : silence).toMillis());
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
