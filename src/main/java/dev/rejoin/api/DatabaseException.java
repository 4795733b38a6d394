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

    public SQLException failure() {
        return (SQLException) getCause();
    }
}
