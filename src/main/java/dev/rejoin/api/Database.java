package dev.rejoin.api;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.Duration;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The database as one request sees it: plain statements, each on its own, or several on one snapshot or in one
 * transaction. It counts the statements, so that tests can hold reads to their promised number.
 */
public final class Database {
    private static final int STREAM_ROWS = 500;

    private final DataSource source;
    private @Nullable Connection bound;
    private int statements;

    public Database(DataSource source) {
        this.source = source;
    }

    /** Reads a whole result. */
    @FunctionalInterface
    public interface Reader<T extends @Nullable Object> {
        T read(ResultSet rows) throws SQLException;
    }

    /** Statements run so far; begin and commit do not count. */
    public int statements() {
        return statements;
    }

    public <T extends @Nullable Object> T query(Sql sql, Reader<T> reader) {
        return on(connection -> {
            statements++;
            try (var statement = sql.prepare(connection);
                    var rows = statement.executeQuery()) {
                return reader.read(rows);
            }
        });
    }

    /** Runs a statement that answers nothing; returns the number of rows it touched. */
    public int update(Sql sql) {
        return on(connection -> {
            statements++;
            try (var statement = sql.prepare(connection)) {
                return statement.executeUpdate();
            }
        });
    }

    /** Reads a result of any size in constant memory; belongs inside {@link #snapshot}. */
    public <T extends @Nullable Object> T stream(Sql sql, Reader<T> reader) {
        return on(connection -> {
            statements++;
            try (var statement = sql.prepare(connection)) {
                statement.setFetchSize(STREAM_ROWS);
                try (var rows = statement.executeQuery()) {
                    return reader.read(rows);
                }
            }
        });
    }

    /** Lets all statements of {@code work} see the same state of the data. */
    public <T extends @Nullable Object> T snapshot(Supplier<T> work) {
        return transaction("set transaction isolation level repeatable read, read only", work);
    }

    /** Runs {@code work} in one transaction: committed when it returns, rolled back when it throws. */
    public <T extends @Nullable Object> T transaction(Supplier<T> work) {
        return transaction("", work);
    }

    /** Runs {@code work} in one transaction whose statements may take longer than they usually may. */
    public <T extends @Nullable Object> T patiently(Duration most, Supplier<T> work) {
        return transaction(
                "set local statement_timeout = " + most.toMillis(),
                () -> on(connection -> {
                    var usual = connection.getNetworkTimeout();
                    connection.setNetworkTimeout(
                            Runnable::run, (int) most.plusSeconds(1).toMillis());
                    try {
                        return work.get();
                    } finally {
                        connection.setNetworkTimeout(Runnable::run, usual);
                    }
                }));
    }

    /** Runs {@code work} inside the present transaction, which stays usable when it fails. */
    public <T extends @Nullable Object> T attempt(Supplier<T> work) {
        if (bound == null) {
            throw new IllegalStateException("an attempt outside a transaction");
        }
        return on(connection -> {
            var savepoint = connection.setSavepoint();
            T result;
            try {
                result = work.get();
            } catch (Throwable failure) {
                rollback(connection, savepoint, failure);
                throw failure;
            }
            connection.releaseSavepoint(savepoint);
            return result;
        });
    }

    private static void rollback(Connection connection, Savepoint savepoint, Throwable failure) {
        try {
            connection.rollback(savepoint);
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }

    private <T extends @Nullable Object> T transaction(String characteristics, Supplier<T> work) {
        if (bound != null) {
            throw new IllegalStateException("a transaction inside a transaction");
        }
        return on(connection -> {
            connection.setAutoCommit(false);
            bound = connection;
            try {
                if (!characteristics.isEmpty()) {
                    execute(connection, characteristics);
                }
                var result = work.get();
                connection.commit();
                return result;
            } catch (Throwable failure) {
                rollback(connection, failure);
                throw failure;
            } finally {
                bound = null;
                restore(connection);
            }
        });
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void rollback(Connection connection, Throwable failure) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }

    private static void restore(Connection connection) {
        try {
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            // The connection is broken; the pool finds out and drops it.
        }
    }

    private <T extends @Nullable Object> T on(Reading<T> reading) {
        var present = bound;
        try {
            if (present != null) {
                return reading.with(present);
            }
            try (var connection = connect()) {
                return reading.with(connection);
            }
        } catch (SQLException e) {
            throw DatabaseException.running(e);
        }
    }

    private Connection connect() {
        try {
            return source.getConnection();
        } catch (SQLException e) {
            throw DatabaseException.connecting(e);
        }
    }

    private interface Reading<T extends @Nullable Object> {
        T with(Connection connection) throws SQLException;
    }
}
