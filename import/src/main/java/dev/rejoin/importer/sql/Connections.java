package dev.rejoin.importer.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import javax.sql.DataSource;

/**
 * Connections that several threads work on, each for as long as it needs one: to log in costs a program more than most of
 * what it then asks, and a server process begins with learning all tables anew.
 */
public final class Connections implements AutoCloseable {
    private final DataSource database;
    private final Preparation preparation;
    private final Deque<Connection> idle = new ConcurrentLinkedDeque<>();

    /** What is set for all that is done on a connection. */
    @FunctionalInterface
    public interface Preparation {
        void prepare(Connection connection) throws SQLException;
    }

    /** What is done on one, and leaves no transaction open. */
    @FunctionalInterface
    public interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    public Connections(DataSource database, Preparation preparation) {
        this.database = database;
        this.preparation = preparation;
    }

    /** Works on a connection that nobody else has meanwhile; where that fails it is not used again. */
    public <T> T use(Work<T> work) throws SQLException {
        var known = idle.poll();
        var connection = known == null ? database.getConnection() : known;
        boolean usable = false;
        try {
            if (known == null) {
                preparation.prepare(connection);
            }
            T result = work.on(connection);
            usable = true;
            return result;
        } finally {
            if (usable) {
                idle.push(connection);
            } else {
                abandon(connection);
            }
        }
    }

    /** Of what has failed already, it is not said that it cannot be closed either. */
    private static void abandon(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            // It is gone, which is what was wanted.
        }
    }

    @Override
    public void close() throws SQLException {
        for (var connection = idle.poll(); connection != null; connection = idle.poll()) {
            connection.close();
        }
    }
}
