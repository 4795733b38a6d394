package dev.rejoin.api;

import java.sql.SQLException;

/** A statement failed; {@link Problems} says what that means to the client. */
public final class DatabaseException extends RuntimeException {
    public DatabaseException(SQLException cause) {
        super(cause);
    }

    public SQLException failure() {
        return (SQLException) getCause();
    }
}
