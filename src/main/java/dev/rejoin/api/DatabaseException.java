package dev.rejoin.api;

import java.sql.SQLException;

/** The database refused: a statement, or even the connection. */
public final class DatabaseException extends RuntimeException {
    private final boolean connecting;

    private DatabaseException(SQLException cause, boolean connecting) {
        super(cause);
        this.connecting = connecting;
    }

    static DatabaseException connecting(SQLException cause) {
        return new DatabaseException(cause, true);
    }

    static DatabaseException running(SQLException cause) {
        return new DatabaseException(cause, false);
    }

    /** Whether there was no connection to be had, whatever the reason. */
    public boolean connecting() {
        return connecting;
    }

    /** Whether the same transaction may succeed when it is run again: a serialization failure or a deadlock. */
    public boolean serialization() {
        return "40001".equals(failure().getSQLState())
                || "40P01".equals(failure().getSQLState());
    }

    public SQLException failure() {
        return (SQLException) getCause();
    }
}
