package dev.rejoin.importer.read;

/** The source answered with less than everything; the message names index and shard. Exit status 3. */
public class SourceIncompleteException extends RuntimeException {

    public SourceIncompleteException(String message) {
        super(message);
    }

    public SourceIncompleteException(String message, Throwable cause) {
        super(message, cause);
    }
}
