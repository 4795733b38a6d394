package dev.rejoin.importer.run;

/** The call, the configuration or the target cannot be used as they are: a sentence for whoever called. */
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public RefusedException(String message) {
        super(message);
    }
}
