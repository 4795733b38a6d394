package dev.rejoin.importer.run;

/** How an import ended. */
public enum Outcome {
    PROVEN(0),
    DRY_RUN(0),
    NOT_PROVEN(1),
    FAILED(1),
    REFUSED(2),
    INCOMPLETE(3);

    private final int exitStatus;

    Outcome(int exitStatus) {
        this.exitStatus = exitStatus;
    }

    /** The process's exit status: 0 proven, 1 not proven, 2 the call was wrong, 3 the source was incomplete. */
    public int exitStatus() {
        return exitStatus;
    }
}
