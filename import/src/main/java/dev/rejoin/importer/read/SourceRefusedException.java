package dev.rejoin.importer.read;

/** The source cannot be read as it was called; the message says why and what to do. Exit status 2. */
public class SourceRefusedException extends RuntimeException {

    public SourceRefusedException(String message) {
        super(message);
    }

    public SourceRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
