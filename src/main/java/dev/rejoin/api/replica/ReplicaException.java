package dev.rejoin.api.replica;

import java.sql.SQLException;

/** A replica did not do what it was asked. */
final class ReplicaException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ReplicaException(SQLException cause) {
        super(cause);
    }
}
