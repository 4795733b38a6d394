package dev.rejoin.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * PostgreSQL itself, and not a pooler that gives each transaction another of its connections, as PgBouncer does with
 * {@code pool_mode = transaction}: there, whatever is said to a connection reaches nobody once the transaction is over.
 * Migrations, the importer and whoever listens need the one; the service's transactions may go through the other.
 */
public final class DirectAddress {
    /** The environment variable that names it, where {@link #USUAL} leads to a pooler. */
    public static final String VARIABLE = "REJOIN_DB_DIRECT_URL";

    /** The environment variable that names the database. */
    public static final String USUAL = "REJOIN_DB_URL";

    /** Others may be using the connection that two of ours would share. */
    private static final int TRIES = 10;

    private DirectAddress() {}

    /** The variable that says it: the one for just this, or else the one for all. */
    public static String variable(Map<String, String> environment) {
        var direct = environment.get(VARIABLE);
        return direct == null || direct.isBlank() ? USUAL : VARIABLE;
    }

    /** The address, as JDBC has it; null where none is named. */
    public static @Nullable String of(Map<String, String> environment) {
        return environment.get(variable(environment));
    }

    /** Refuses a pooler at the address that the environment names. */
    public static void check(DataSource database, Map<String, String> environment) throws SQLException {
        check(database, variable(environment));
    }

    /**
     * Refuses a pooler.
     *
     * @param variable that names {@code database}
     * @throws WrongDatabaseException where connections are shared
     * @throws SQLException where the database cannot be reached
     */
    public static void check(DataSource database, String variable) throws SQLException {
        if (isShared(database)) {
            throw new WrongDatabaseException(
                    variable.equals(VARIABLE)
                            ? "%s leads to a pooler that gives each transaction another connection. Set it to the address of PostgreSQL itself, as jdbc:postgresql://host:5432/name."
                                    .formatted(VARIABLE)
                            : "%s leads to a pooler that gives each transaction another connection (PgBouncer with pool_mode = transaction). Set %s, too, to the address of PostgreSQL itself, as jdbc:postgresql://host:5432/name."
                                    .formatted(variable, VARIABLE));
        }
    }

    /**
     * Refuses a pooler that leads to another database than the address of PostgreSQL itself.
     *
     * @throws WrongDatabaseException where they differ
     * @throws SQLException where one of them cannot be reached
     */
    public static void compare(DataSource direct, DataSource usual) throws SQLException {
        try (var one = direct.getConnection();
                var other = usual.getConnection()) {
            if (!identity(one).equals(identity(other))) {
                throw new WrongDatabaseException(
                        "%s and %s lead to different databases. Both have to lead to the same one."
                                .formatted(USUAL, VARIABLE));
            }
        }
    }

    /** Whether transactions of two of our connections run on one of the server's. */
    private static boolean isShared(DataSource database) throws SQLException {
        try (var one = database.getConnection()) {
            // A pooler answers for no process of the server.
            if (one.unwrap(PGConnection.class).getBackendPID() == process(one)) {
                return false;
            }
            try (var other = database.getConnection()) {
                for (int i = 0; i < TRIES; i++) {
                    if (process(one) == process(other)) {
                        return true;
                    }
                }
            }
            return false;
        }
    }

    private static String identity(Connection connection) throws SQLException {
        return text(
                connection,
                "select pg_postmaster_start_time() || ' ' || oid from pg_database where datname = current_database()");
    }

    private static int process(Connection connection) throws SQLException {
        return Integer.parseInt(text(connection, "select pg_backend_pid()::text"));
    }

    private static String text(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
