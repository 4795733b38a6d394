package dev.rejoin.importer.run;

/** The database failed an import; nothing half done is in the target, and what was done can be gone on with. */
public final class BrokenOffException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final boolean resumable;

    private BrokenOffException(String message, boolean resumable, Exception cause) {
        super(message, cause);
        this.resumable = resumable;
    }

    static BrokenOffException of(long run, String sentence, Exception failure) {
        return new BrokenOffException("Run %d broke off: ".formatted(run) + sentence, true, failure);
    }

    public static BrokenOffException beforeItBegan(String sentence, Exception failure) {
        return new BrokenOffException("The import broke off before it had begun: " + sentence, false, failure);
    }

    /** Whether there is a run to resume: else the same call is simply made again. */
    public boolean isResumable() {
        return resumable;
    }
}
