package dev.rejoin.db;

/** The embedded PostgreSQL could not be started or stopped; the message is meant for whoever started the program. */
public sealed class EmbeddedDatabaseException extends RuntimeException permits DatabaseInUseException {

    EmbeddedDatabaseException(String message) {
        super(message);
    }

    EmbeddedDatabaseException(String message, Throwable cause) {
        super(message, cause);
    }
}
