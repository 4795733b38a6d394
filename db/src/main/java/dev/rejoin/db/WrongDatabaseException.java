package dev.rejoin.db;

/** The database that was named cannot be worked with; the message says why, to whoever named it, and what to do. */
public final class WrongDatabaseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WrongDatabaseException(String message) {
        super(message);
    }

    WrongDatabaseException(String message, Throwable cause) {
        super(message, cause);
    }
}
