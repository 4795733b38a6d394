package dev.rejoin.db;

/** Another process runs the database of this folder. */
final class DatabaseInUseException extends EmbeddedDatabaseException {
    private static final long serialVersionUID = 1L;

    DatabaseInUseException(String message) {
        super(message);
    }
}
