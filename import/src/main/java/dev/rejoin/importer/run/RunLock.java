package dev.rejoin.importer.run;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/** Lets one import run at a time into a database; ends with the connection, so that a killed run leaves no lock. */
public final class RunLock implements AutoCloseable {
    /** The letters "rejoin", as PostgreSQL's advisory locks are numbers. */
    private static final long KEY = 0x72656a6f696eL;

    private final Connection connection;

    private RunLock(Connection connection) {
        this.connection = connection;
    }

    /** @throws RefusedException while another import is running, which is named */
    public static RunLock take(DataSource database) throws SQLException {
        var connection = database.getConnection();
        try (var statement = connection.createStatement()) {
            statement.execute("set application_name = 'rejoin import'");
            while (true) {
                try (var row = statement.executeQuery("select pg_try_advisory_lock(" + KEY + ")")) {
                    row.next();
                    if (row.getBoolean(1)) {
                        return new RunLock(connection);
                    }
                }
                // One that has ended between the two questions is no reason to refuse.
                var holder = holder(connection);
                if (holder.isPresent()) {
                    throw new RefusedException("Another import is running into this database: " + holder.get()
                            + ". Wait for it, or end it there; one that was killed lets go by itself.");
                }
            }
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    private static Optional<String> holder(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("""
                        select 'process ' || a.pid || coalesce(' from ' || host(a.client_addr), '')
                               || coalesce(', since ' || to_char(a.backend_start, 'YYYY-MM-DD HH24:MI:SS TZ'), '')
                        from pg_locks l join pg_stat_activity a on a.pid = l.pid
                        where l.locktype = 'advisory' and l.granted
                        and (l.classid::bigint << 32) + l.objid::bigint = %d
                        """.formatted(KEY))) {
            return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
        }
    }

    /** The server ends a session some time after its client has gone: the next import does not wait for that. */
    @Override
    public void close() throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("select pg_advisory_unlock(" + KEY + ")");
        } catch (SQLException e) {
            // The session is gone, and its lock with it.
        } finally {
            connection.close();
        }
    }
}
