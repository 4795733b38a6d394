package dev.rejoin.importer.run;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** Tells of everything that is asked of a database, before and after it is done. */
final class TracedDatabase {
    private static final Set<String> ASKING =
            Set.of("execute", "executeQuery", "executeUpdate", "executeBatch", "commit", "unwrap");

    interface Observer {
        void before(String what) throws SQLException;

        default void after(String what) throws SQLException {}
    }

    private TracedDatabase() {}

    static DataSource of(DataSource database, Observer observer) {
        return traced(database, DataSource.class, "", observer);
    }

    private static <T> T traced(T target, Class<T> type, String sql, Observer observer) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    var first = arguments != null && arguments.length > 0 && arguments[0] instanceof String text
                            ? text
                            : sql;
                    var what = first.isEmpty() ? method.getName() : first.strip();
                    boolean asks = ASKING.contains(method.getName());
                    if (asks) {
                        observer.before(what);
                    }
                    Object answer;
                    try {
                        answer = method.invoke(target, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                    if (asks) {
                        observer.after(what);
                    }
                    return Stream.of(Connection.class, PreparedStatement.class, Statement.class)
                            .filter(t -> t == method.getReturnType())
                            .findFirst()
                            .map(t -> (Object) wrapped(answer, t, first, observer))
                            .orElse(answer);
                }));
    }

    private static <T> T wrapped(Object answer, Class<T> type, String sql, Observer observer) {
        return traced(type.cast(answer), type, sql, observer);
    }

    /** Cuts every other connection, as the end of a server does. */
    static void cutAll(DataSource database) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("select pg_terminate_backend(pid, 10000) from pg_stat_activity"
                    + " where datname = current_database() and pid <> pg_backend_pid()");
        }
    }
}
