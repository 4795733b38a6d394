package dev.rejoin.api.query;

import dev.rejoin.api.problem.Refusals;
import io.quarkus.arc.Arc;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLWarning;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.util.PSQLWarning;

/**
 * Whether a commit is on the standbys that synchronous replication promises. Where its wait for them is cancelled, as by a
 * statement's bound, a request's deadline or the end of its client, PostgreSQL calls it done, and says in a warning alone that
 * it may not be there: a fail-over would lose what the client was told is kept.
 */
final class Confirmation implements Synchronization {
    /** The function of PostgreSQL whose word it is; its text depends on the server's language. */
    private static final String ROUTINE = "SyncRepWaitForLSN";

    private final Connection own;
    private boolean missing;

    private Confirmation(Connection own) {
        this.own = own;
    }

    /** Of the transaction that runs on a connection, once it has committed. */
    static Confirmation of(Connection connection) throws SQLException {
        // The driver's own: the pool clears the warnings of one that comes back, and its wrapper is closed by then.
        var confirmation = new Confirmation((Connection) connection.unwrap(PGConnection.class));
        Arc.requireContainer()
                .instance(TransactionSynchronizationRegistry.class)
                .get()
                // Who registers last is told first of the end, and so before the pool.
                .registerInterposedSynchronization(confirmation);
        return confirmation;
    }

    @Override
    public void beforeCompletion() {
        // Only the end says something.
    }

    @Override
    public void afterCompletion(int status) {
        try {
            missing = isMissing(own.getWarnings());
        } catch (SQLException e) {
            // Closed meanwhile, and nobody knows what was said on it.
            missing = true;
        }
    }

    /** Whether the commit was not confirmed. */
    boolean isMissing() {
        return missing;
    }

    /** @throws DatabaseException if the commit was not confirmed */
    void check() {
        if (missing) {
            throw new DatabaseException(unconfirmed());
        }
    }

    /**
     * Checks a statement that may have been a commit of its own.
     *
     * @throws SQLException if what these warnings came with is not confirmed
     */
    static void check(@Nullable SQLWarning warnings) throws SQLException {
        if (isMissing(warnings)) {
            throw unconfirmed();
        }
    }

    private static boolean isMissing(@Nullable SQLWarning warnings) {
        for (var warning = warnings; warning != null; warning = warning.getNextWarning()) {
            if (warning instanceof PSQLWarning said
                    && said.getServerErrorMessage() != null
                    && ROUTINE.equals(said.getServerErrorMessage().getRoutine())) {
                return true;
            }
        }
        return false;
    }

    /** What a failed commit means: refused, or cut off before its answer came. */
    static RuntimeException explained(RuntimeException failure) {
        return Refusals.in(failure).filter(Refusals::isLost).isPresent()
                ? new DatabaseException(unknown("The commit was not answered: " + failure.getMessage()))
                : failure;
    }

    private static SQLException unconfirmed() {
        return unknown("The commit was not confirmed by a standby in time.");
    }

    private static SQLException unknown(String reason) {
        return new SQLException(reason, Refusals.OUTCOME_UNKNOWN);
    }
}
