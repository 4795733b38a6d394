package dev.rejoin.api.query;

import java.sql.SQLException;

/** A plain statement was refused, or there was no connection for it. */
public final class DatabaseException extends RuntimeException {
    DatabaseException(SQLException cause) {
        super(cause);
    }
}
