package dev.rejoin.importer.apply;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** One connection to a database, which is asked again and again, and tells how often and for how long. */
final class Listening implements AutoCloseable {
    private final Connection connection;
    private final Map<String, long[]> asked = new TreeMap<>();
    private long questions;

    Listening(DataSource database) throws SQLException {
        if (database instanceof PGSimpleDataSource one) {
            one.setPreparedStatementCacheQueries(2_000);
            one.setPreparedStatementCacheSizeMiB(64);
        }
        connection = database.getConnection();
    }

    /** How often the database was asked and waited for. */
    long questions() {
        return questions;
    }

    void forget() {
        asked.clear();
        questions = 0;
    }

    /** What was asked, with the times in milliseconds, the dearest first; of each of some looks. */
    List<String> dearest(int looks) {
        return asked.entrySet().stream()
                .sorted(Comparator.comparingLong(e -> -e.getValue()[1]))
                .map(e -> "%8.2f ms %6.1f times  %s"
                        .formatted(e.getValue()[1] / 1e6 / looks, (double) e.getValue()[0] / looks, e.getKey()))
                .toList();
    }

    /** How many rows of a table were read so far, by whatever way. */
    long rowsRead(String table) throws SQLException {
        connection.setAutoCommit(true);
        try (var statement = connection.createStatement()) {
            statement.execute("select pg_stat_force_next_flush()");
            statement.execute("select pg_stat_clear_snapshot()");
            try (var row = statement.executeQuery("""
                    select seq_tup_read + coalesce(idx_tup_fetch, 0) from pg_stat_user_tables
                    where relid = '%s'::regclass
                    """.formatted(table))) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    double milliseconds() {
        return asked.values().stream().mapToLong(v -> v[1]).sum() / 1e6;
    }

    Connection connection() {
        return connection;
    }

    DataSource dataSource() {
        return new PGSimpleDataSource() {
            @Override
            public Connection getConnection() throws SQLException {
                connection.setAutoCommit(true);
                return listened();
            }
        };
    }

    private Connection listened() {
        return proxy(Connection.class, connection, (method, arguments, call) -> switch (method) {
            case "close" -> {
                if (!connection.getAutoCommit()) {
                    connection.rollback();
                }
                yield null;
            }
            case "commit", "rollback", "setSavepoint", "releaseSavepoint" -> timed(method, call);
            case "createStatement", "prepareStatement" ->
                statement((Statement) call.call(), arguments == null ? "" : String.valueOf(arguments[0]));
            default -> call.call();
        });
    }

    private Object statement(Statement statement, String prepared) {
        var batch = new ArrayList<String>();
        Class<? extends Statement> type =
                statement instanceof PreparedStatement ? PreparedStatement.class : Statement.class;
        return proxy(type, statement, (method, arguments, call) -> {
            var sql = arguments == null || !(arguments[0] instanceof String text) || method.startsWith("set")
                    ? prepared
                    : text;
            if (method.equals("addBatch")) {
                batch.add(sql);
            }
            return method.startsWith("execute")
                    ? timed(method.endsWith("Batch") && !batch.isEmpty() ? "batch " + batch.getFirst() : sql, call)
                    : call.call();
        });
    }

    private Object timed(String sql, Call call) throws Throwable {
        long began = System.nanoTime();
        var result = call.call();
        var known = asked.computeIfAbsent(shape(sql), s -> new long[2]);
        known[0]++;
        known[1] += System.nanoTime() - began;
        questions++;
        return result;
    }

    private static String shape(String sql) {
        return sql.replaceAll("\\d+(,\\s*\\d+)+", "…").replaceAll("\\s+", " ").strip();
    }

    private interface Call {
        Object call() throws Throwable;
    }

    private interface Hears {
        Object hear(String method, Object[] arguments, Call call) throws Throwable;
    }

    @SuppressWarnings("unchecked")
    private static <T> T proxy(Class<T> type, Object of, Hears hears) {
        return (T) Proxy.newProxyInstance(
                Listening.class.getClassLoader(),
                new Class<?>[] {type},
                (p, method, arguments) -> hears.hear(method.getName(), arguments, () -> {
                    try {
                        return method.invoke(of, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
