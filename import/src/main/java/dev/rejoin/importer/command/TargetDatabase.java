package dev.rejoin.importer.command;

import dev.rejoin.db.OwnSource;
import java.io.Serial;
import java.lang.ref.WeakReference;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Deque;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import javax.sql.ConnectionEvent;
import javax.sql.ConnectionEventListener;
import org.postgresql.PGConnection;
import org.postgresql.ds.PGPooledConnection;

/**
 * The target, which knows its connections: when the program is told to end, the server is told to stop what it does for
 * it. A process that is gone is noticed by the server only when a statement has come to its end, and one that waits for a
 * lock may never do.
 */
final class TargetDatabase extends OwnSource {
    @Serial
    private static final long serialVersionUID = 1;

    /** Temporary tables of a session, which nobody but it can look after, and all that it has planned, go with it. */
    private static final Duration LONGEST = Duration.ofHours(1);

    private static final int MOST_PREPARED = 2_000;
    private static final int MOST_PREPARED_MIB = 64;

    private static volatile boolean ending;

    private final transient Map<Integer, WeakReference<Connection>> connections = new ConcurrentHashMap<>();
    private final transient Deque<PGPooledConnection> kept = new ConcurrentLinkedDeque<>();
    private transient volatile boolean keeps;

    TargetDatabase() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::cancelStatements, "cancel statements"));
    }

    /** Whether the program has been told to end, so that nobody need be told what breaks off because of that. */
    static boolean isEnding() {
        return ending;
    }

    /**
     * From now on a connection that is closed is kept, and given out again: a log-in, and a server process that has to learn
     * all tables anew, cost more than what one document needs.
     */
    void keepConnections() {
        keeps = true;
        // All that applying documents asks is planned once, and not each time.
        setPreparedStatementCacheQueries(MOST_PREPARED);
        setPreparedStatementCacheSizeMiB(MOST_PREPARED_MIB);
    }

    @Override
    public Connection getConnection() throws SQLException {
        if (!keeps) {
            return another();
        }
        var idle = kept.poll();
        if (idle == null) {
            idle = new PGPooledConnection(another(), true);
            idle.addConnectionEventListener(new Return());
        }
        return idle.getConnection();
    }

    private Connection another() throws SQLException {
        var connection = super.getConnection();
        connections.values().removeIf(known -> known.get() == null);
        connections.put(connection.unwrap(PGConnection.class).getBackendPID(), new WeakReference<>(connection));
        return connection;
    }

    /** The server processes that work for this program. */
    Set<Integer> backends() {
        return Set.copyOf(connections.keySet());
    }

    /** A transaction that was left open is rolled back before this hears of it; a broken connection does not come back. */
    private final class Return implements ConnectionEventListener {
        private final long since = System.nanoTime();
        private volatile boolean broken;

        @Override
        public void connectionClosed(ConnectionEvent event) {
            if (broken || !(event.getSource() instanceof PGPooledConnection whole)) {
                return;
            }
            if (System.nanoTime() - since < LONGEST.toNanos()) {
                kept.push(whole);
            } else {
                close(whole);
            }
        }

        private static void close(PGPooledConnection old) {
            try {
                old.close();
            } catch (SQLException e) {
                // It is not used any more.
            }
        }

        @Override
        public void connectionErrorOccurred(ConnectionEvent event) {
            broken = true;
        }
    }

    private void cancelStatements() {
        ending = true;
        for (var known : connections.values()) {
            var connection = known.get();
            try {
                if (connection != null && !connection.isClosed()) {
                    connection.unwrap(PGConnection.class).cancelQuery();
                    connection.abort(Runnable::run);
                }
            } catch (SQLException e) {
                // It is gone already, which is what was wanted.
            }
        }
    }
}
