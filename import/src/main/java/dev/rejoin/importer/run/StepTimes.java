package dev.rejoin.importer.run;

import dev.rejoin.importer.stage.StageProgress;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which step a run is in, for whoever watches, and how long each has taken. */
final class StepTimes {
    private final StageProgress progress;
    private final Map<String, Double> seconds = new LinkedHashMap<>();
    private @Nullable String shown;
    private long toldBefore;
    private long toldOf;
    private long statementsOfCheck;

    StepTimes(StageProgress progress) {
        this.progress = progress;
    }

    interface Work<T extends @Nullable Object> {
        T run() throws SQLException;
    }

    void began(String step, long total) {
        ended();
        shown = step;
        progress.started(step, total, 0);
    }

    /** What a step says of itself may have steps of its own, and one may come again with another number of things. */
    void told(String step, long done, long of) {
        if (!step.equals(shown) || of != toldOf || done < toldBefore) {
            began(step, of);
            toldBefore = 0;
            toldOf = of;
        }
        progress.advanced(step, done - toldBefore, 0);
        toldBefore = done;
    }

    void ended() {
        if (shown != null) {
            progress.finished(shown);
        }
        shown = null;
    }

    <T extends @Nullable Object> T timed(String step, Work<T> work) throws SQLException {
        long start = System.nanoTime();
        var result = work.run();
        seconds.merge(step, (System.nanoTime() - start) / 1e9, Double::sum);
        return result;
    }

    /** What steps outside of this run's own have taken. */
    void add(Map<String, Double> before) {
        seconds.putAll(before);
    }

    void statementOfCheck() {
        statementsOfCheck++;
    }

    /** How many statements the check has run; none of a run that was checked before. */
    long statementsOfCheck() {
        return statementsOfCheck;
    }

    /** Seconds by step, in their order. */
    Map<String, Double> seconds() {
        return seconds;
    }
}
