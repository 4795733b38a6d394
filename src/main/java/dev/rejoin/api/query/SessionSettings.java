package dev.rejoin.api.query;

import io.agroal.api.AgroalPoolInterceptor;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.postgresql.PGConnection;

/**
 * What bounds every statement of the service. A connection to PostgreSQL itself is told once; one to a pooler, which gives
 * each transaction another connection of the server, is told in each transaction, and every statement then has one.
 */
@ApplicationScoped
public class SessionSettings implements AgroalPoolInterceptor {
    private static final Logger LOG = Logger.getLogger(SessionSettings.class);
    private static final String PREPARE_THRESHOLD = "prepareThreshold";

    private final boolean pooled;
    private final boolean preparing;
    private final String once;
    private final String each;

    SessionSettings(
            @ConfigProperty(name = "rejoin.db.direct-url") Optional<String> direct,
            @ConfigProperty(name = "quarkus.datasource.jdbc.url") String url,
            @ConfigProperty(name = "rejoin.db.statement-timeout", defaultValue = "4s") Duration statement,
            @ConfigProperty(name = "rejoin.db.lock-timeout", defaultValue = "3s") Duration lock,
            @ConfigProperty(name = "rejoin.db.idle-in-transaction-timeout", defaultValue = "60s") Duration idle) {
        this.pooled = direct.isPresent();
        this.preparing = url.contains(PREPARE_THRESHOLD);
        // What else an administrator may have set would close idle connections of the pool, cut streams, and let
        // triggers that wait for others read what was there before.
        this.once = said("set", statement, lock, idle) + """
                ;
                set idle_session_timeout = 0;
                set transaction_timeout = 0;
                set standard_conforming_strings = on;
                set default_transaction_isolation = 'read committed'""";
        this.each = said("set local", statement, lock, idle) + """
                ;
                set local transaction_timeout = 0;
                set local standard_conforming_strings = on;
                set transaction isolation level read committed""";
    }

    /** Utility statements take no snapshot, so that the transaction can still be told how isolated it is. */
    private static String said(String set, Duration statement, Duration lock, Duration idle) {
        return """
                %1$s statement_timeout = %2$d;
                %1$s lock_timeout = %3$d;
                %1$s idle_in_transaction_session_timeout = %4$d;
                %1$s timezone = 'UTC';
                %1$s jit = off""".formatted(set, statement.toMillis(), lock.toMillis(), idle.toMillis());
    }

    /** Whether what is said to a connection lasts no longer than a transaction, so that there has to be one. */
    boolean countForTransactionsOnly() {
        return pooled;
    }

    /** Refuses nothing, as the pool bears no refusal; but a connection without bounds is given to nobody alive. */
    @Override
    public void onConnectionCreate(Connection connection) {
        try {
            if (!pooled) {
                execute(connection, once);
            } else if (!preparing) {
                // A statement that was prepared on one connection of the server is not known to the next one.
                connection.unwrap(PGConnection.class).setPrepareThreshold(0);
            }
        } catch (SQLException e) {
            LOG.warnf("A connection is cut, as it could not be told what bounds its statements: %s", e.getMessage());
            cut(connection);
        }
    }

    /** Bounds all statements of a connection to a server that the service has to itself. */
    public void bound(Connection connection) {
        try {
            execute(connection, once);
        } catch (SQLException e) {
            LOG.debugf("a connection is cut, as it could not be told what bounds its statements: %s", e.getMessage());
            cut(connection);
        }
    }

    private static void cut(Connection connection) {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            LOG.debugf("it is closed already: %s", e.getMessage());
        }
    }

    /** The pool gives a connection to a transaction once, and has begun it before; where this fails, it has failed. */
    @Override
    public void onConnectionAcquire(Connection connection) {
        try {
            if (pooled && !connection.getAutoCommit()) {
                execute((Connection) connection.unwrap(PGConnection.class), each);
            }
        } catch (SQLException e) {
            LOG.debugf("a connection is not told what bounds its statements: %s", e.getMessage());
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
