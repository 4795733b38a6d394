package dev.rejoin.api.query;

import dev.rejoin.api.http.Deadlines;
import dev.rejoin.api.problem.Refusals;
import dev.rejoin.api.replica.Replicas;
import dev.rejoin.api.trace.Tracing;
import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Plain SQL, for what is SQL by nature: search, timelines, the change log, quality views, what an import left. Where a
 * transaction runs, a statement is part of it.
 */
@Singleton
public class Database {
    /** Its statement has a bound that is shorter. */
    private static final Duration ALONE = Duration.ofSeconds(60);

    private final DataSource source;
    private final @Nullable SessionSettings settings;

    private final @Nullable Replicas replicas;
    private final Runnable check;

    @Inject
    Database(AgroalDataSource source, Deadlines deadlines, SessionSettings settings, Replicas replicas) {
        this(source, deadlines::check, settings, replicas.areNamed() ? replicas : null);
    }

    private Database(
            DataSource source, Runnable check, @Nullable SessionSettings settings, @Nullable Replicas replicas) {
        this.source = source;
        this.check = check;
        this.settings = settings;
        this.replicas = replicas;
    }

    /** For what runs outside the service's pool, and its transactions: commands, connections of their own. */
    public static Database of(DataSource source) {
        return new Database(source, () -> {}, null, null);
    }

    /** Reads a whole result. */
    @FunctionalInterface
    public interface Reader<T extends @Nullable Object> {
        T read(ResultSet rows) throws SQLException;
    }

    /** Uses a connection. */
    @FunctionalInterface
    public interface Work<T extends @Nullable Object> {
        T on(Connection connection) throws SQLException;
    }

    /** All rows, each as a record whose components are named as the columns. */
    public <T extends Record> List<T> list(Sql sql, Class<T> type) {
        var reader = RecordReader.of(type);
        return query(sql, rows -> {
            var all = new ArrayList<T>();
            while (rows.next()) {
                all.add(reader.read(rows));
            }
            return all;
        });
    }

    /** The first row, if there is one. */
    public <T extends Record> Optional<T> first(Sql sql, Class<T> type) {
        var reader = RecordReader.of(type);
        Reader<Optional<T>> first = rows -> rows.next() ? Optional.of(reader.read(rows)) : Optional.empty();
        var found = query(sql, first);
        // What a replica has not may be there already.
        return found.isEmpty() && replicas != null && replicas.leave() ? query(sql, first) : found;
    }

    public <T extends @Nullable Object> T query(Sql sql, Reader<T> reader) {
        return on(connection -> traced(sql, () -> {
            try (var statement = sql.prepare(connection);
                    var rows = statement.executeQuery()) {
                var result = reader.read(rows);
                Confirmation.check(statement.getWarnings());
                return result;
            }
        }));
    }

    /** Runs a statement that answers nothing; returns the number of rows it touched. */
    public int update(Sql sql) {
        return on(connection -> traced(sql, () -> {
            try (var statement = sql.prepare(connection)) {
                int count = statement.executeUpdate();
                Confirmation.check(statement.getWarnings());
                return count;
            }
        }));
    }

    /** Runs one statement. */
    @FunctionalInterface
    private interface Run<T extends @Nullable Object> {
        T now() throws SQLException;
    }

    private static <T extends @Nullable Object> T traced(Sql sql, Run<T> statement) throws SQLException {
        if (!Tracing.isOn()) {
            return statement.now();
        }
        var span = Tracing.statement(sql.text(), Replicas.asked());
        String state = null;
        try {
            return statement.now();
        } catch (SQLException e) {
            state = String.valueOf(e.getSQLState());
            throw e;
        } finally {
            Tracing.end(span, state);
        }
    }

    /**
     * Runs {@code work}, which writes, in a transaction of its own, and returns once its commit is confirmed.
     *
     * @throws DatabaseException with the state {@link Refusals#OUTCOME_UNKNOWN} where it is committed and no standby has confirmed
     *     that, or where the answer to the commit did not come
     */
    public <T> T committed(Duration most, Supplier<T> work) {
        var begun = new AtomicReference<Confirmation>();
        T result;
        try {
            result = QuarkusTransaction.requiringNew()
                    .timeout((int) most.toSeconds())
                    .call(() -> {
                        var done = work.get();
                        // At the end, when all others that want to hear of the commit are there.
                        begun.set(on(Confirmation::of));
                        return done;
                    });
        } catch (RuntimeException e) {
            if (begun.get() == null) {
                throw e;
            }
            mayHaveWritten();
            throw Confirmation.explained(e);
        }
        if (begun.get().isMissing()) {
            mayHaveWritten();
        }
        begun.get().check();
        if (replicas != null) {
            replicas.written(() -> connected(Replicas::endOfLog));
        }
        return result;
    }

    private void mayHaveWritten() {
        if (replicas != null) {
            replicas.mayHaveWritten();
        }
    }

    /** Runs {@code work}, which only reads, in the present transaction or in one of its own. */
    public <T extends @Nullable Object> T reading(Supplier<T> work) {
        return replicas == null || QuarkusTransaction.isActive()
                ? QuarkusTransaction.joiningExisting().call(work::get)
                : replicas.transaction("set transaction read only", work, () -> QuarkusTransaction.joiningExisting()
                        .call(work::get));
    }

    /** Runs {@code work} in the present transaction or one of its own, whose statements may from now on take longer. */
    public <T extends @Nullable Object> T patiently(Duration most, Supplier<T> work) {
        return QuarkusTransaction.joiningExisting()
                .timeout((int) most.plusSeconds(5).toSeconds())
                .call(() -> on(connection -> {
                    execute(connection, "set local statement_timeout = " + most.toMillis());
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

    /**
     * Runs {@code work} inside the present transaction, which stays usable when it fails. In SQL, since the pool keeps JDBC's
     * savepoints from a connection that takes part in a transaction of JTA.
     */
    public <T extends @Nullable Object> T attempt(Supplier<T> work) {
        return on(connection -> {
            execute(connection, "savepoint attempt");
            T result;
            try {
                result = work.get();
            } catch (Throwable failure) {
                execute(connection, "rollback to savepoint attempt");
                throw failure;
            }
            execute(connection, "release savepoint attempt");
            return result;
        });
    }

    public <T extends @Nullable Object> T on(Work<T> work) {
        return replicas == null || QuarkusTransaction.isActive()
                ? onPrimary(work)
                : replicas.read(() -> held(work), () -> onPrimary(work));
    }

    private <T extends @Nullable Object> T held(Work<T> work) {
        try {
            return work.on(Replicas.held());
        } catch (SQLException e) {
            throw new DatabaseException(e);
        }
    }

    private <T extends @Nullable Object> T onPrimary(Work<T> work) {
        check.run();
        return settings != null && settings.countForTransactionsOnly() && !QuarkusTransaction.isActive()
                ? committed(ALONE, () -> connected(work))
                : connected(work);
    }

    private <T extends @Nullable Object> T connected(Work<T> work) {
        try (var connection = source.getConnection()) {
            return work.on(connection);
        } catch (SQLException e) {
            throw new DatabaseException(e);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
