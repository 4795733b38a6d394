package dev.rejoin.importer.run;

import dev.rejoin.importer.prove.Prove;
import dev.rejoin.importer.stage.StageProgress;

/**
 * A proof by itself as a step that somebody watches. It begins once more when its source is known, since counting the files of a
 * dump takes as long as reading them, and is no part of its rate.
 *
 * @param documents how many there are to compare
 */
public record ProofProgress(StageProgress progress, long documents) implements Prove.Progress {
    private static final String STEP = "prove";

    @Override
    public void began() {
        progress.started(STEP, documents, 0);
    }

    @Override
    public void compared(long more) {
        progress.advanced(STEP, more, 0);
    }

    /** All were compared. */
    public void ended() {
        progress.finished(STEP);
    }
}
