package dev.rejoin.importer.command;

import java.io.Serial;
import java.lang.ref.WeakReference;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.postgresql.PGConnection;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The target, which knows its connections: when the program is told to end, the server is told to stop what it does for
 * it. A process that is gone is noticed by the server only when a statement has come to its end, and one that waits for a
 * lock may never do.
 */
final class TargetDatabase extends PGSimpleDataSource {
    @Serial
    private static final long serialVersionUID = 1;

    private static volatile boolean ending;

    private final transient Map<Integer, WeakReference<Connection>> connections = new ConcurrentHashMap<>();

    TargetDatabase() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::cancelStatements, "cancel statements"));
    }

    /** Whether the program has been told to end, so that nobody need be told what breaks off because of that. */
    static boolean isEnding() {
        return ending;
    }

    @Override
    public Connection getConnection() throws SQLException {
        var connection = super.getConnection();
        connections.values().removeIf(known -> known.get() == null);
        connections.put(connection.unwrap(PGConnection.class).getBackendPID(), new WeakReference<>(connection));
        return connection;
    }

    /** The server processes that work for this program. */
    Set<Integer> backends() {
        return Set.copyOf(connections.keySet());
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
