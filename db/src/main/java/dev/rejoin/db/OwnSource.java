package dev.rejoin.db;

import java.io.Serial;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Connections for work of our own, which may take hours. What an administrator has set for a role, a database or the
 * server bounds what applications ask; here it would cut an import off half-way.
 */
public class OwnSource extends PGSimpleDataSource {
    @Serial
    private static final long serialVersionUID = 1;

    /** What is said to a session, so that it is the same wherever it is. */
    public static final String SETTINGS = """
            set statement_timeout = 0;
            set lock_timeout = 0;
            set transaction_timeout = 0;
            set idle_in_transaction_session_timeout = 0;
            set idle_session_timeout = 0;
            set default_transaction_isolation = 'read committed';
            set standard_conforming_strings = on""";

    private volatile boolean told;

    /** From now on: not before it is known that no pooler gives these sessions to others. */
    public final void tellSessions() {
        told = true;
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        var connection = super.getConnection(user, password);
        if (told) {
            try (var statement = connection.createStatement()) {
                statement.execute(SETTINGS);
            } catch (SQLException e) {
                connection.close();
                throw e;
            }
        }
        return connection;
    }
}
