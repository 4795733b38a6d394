package dev.rejoin;

import dev.rejoin.contract.Table;
import dev.rejoin.db.EmbeddedDatabase;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/** A real PostgreSQL for the service under test, and for the test to look into. */
public final class TestDatabase implements QuarkusTestResourceLifecycleManager {
    /** More than there are connections, and few enough to have them all waiting. */
    static final int WAITERS = 20;

    private static final EmbeddedDatabase database = EmbeddedDatabase.fresh();
    private static final Map<String, Table> TABLES = new ConcurrentHashMap<>();
    private static @Nullable Connection connection;

    @Override
    public Map<String, String> start() {
        return Map.of(
                "quarkus.datasource.jdbc.url", database.jdbcUrl(),
                "quarkus.datasource.username", database.user(),
                "quarkus.datasource.password", database.password(),
                "rejoin.limits.waiters", String.valueOf(WAITERS),
                "rejoin.cors.origins", "https://app.example.com,http://localhost:5173");
    }

    @Override
    public void stop() {
        database.close();
    }

    /** One connection for all tests, as opening one costs more than what most tests do with it. */
    static synchronized Connection connection() throws SQLException {
        if (connection == null || !connection.isValid(2)) {
            connection = source().getConnection();
        }
        return connection;
    }

    public static void execute(String sql) throws SQLException {
        try (var statement = connection().createStatement()) {
            statement.execute(sql);
        }
    }

    /** Whether somebody waits for a lock that somebody else has. */
    static boolean isWaitedFor() throws SQLException {
        try (var statement = connection().createStatement();
                var rows = statement.executeQuery("""
                        select exists (select from pg_locks l join pg_database d on d.oid = l.database
                                where not granted and datname = current_database())""")) {
            rows.next();
            return rows.getBoolean(1);
        }
    }

    static void run(String sql) {
        try {
            execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Cuts all connections and refuses new ones, as a server that is gone would; or lets them in again. */
    static void away(boolean away) throws SQLException {
        var source = database();
        source.setUrl(database.jdbcUrl().replaceAll("/[^/]*$", "/postgres"));
        var name = database.jdbcUrl().replaceAll(".*/", "");
        try (var other = source.getConnection();
                var statement = other.createStatement()) {
            statement.execute("alter database \"%s\" allow_connections %s".formatted(name, !away));
            if (away) {
                statement.execute(
                        "select pg_terminate_backend(pid) from pg_stat_activity where datname = '%s'".formatted(name));
            }
        }
    }

    /** A table as the database has it, once its migrations have run. */
    static Table table(String name) {
        return TABLES.computeIfAbsent(name, wanted -> Table.read(source(), wanted));
    }

    /** How another program reaches the database. */
    static PGSimpleDataSource database() {
        var source = new PGSimpleDataSource();
        source.setUrl(database.jdbcUrl());
        source.setUser(database.user());
        source.setPassword(database.password());
        return source;
    }

    public static DataSource source() {
        return database.dataSource();
    }
}
