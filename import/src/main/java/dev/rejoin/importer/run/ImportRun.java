package dev.rejoin.importer.run;

import dev.rejoin.importer.check.Check.Account;
import dev.rejoin.importer.check.Check.ElementAccount;
import dev.rejoin.importer.check.Skew.Unsteady;
import dev.rejoin.importer.load.Load.Change;
import dev.rejoin.importer.mapping.Mapping;
import dev.rejoin.importer.plan.StagePlan;
import dev.rejoin.importer.prove.Proof;
import dev.rejoin.importer.read.Scope;
import dev.rejoin.importer.read.Source;
import dev.rejoin.importer.read.SourceIncompleteException;
import dev.rejoin.importer.read.Window;
import dev.rejoin.importer.run.Preflight.Cleared;
import dev.rejoin.importer.run.StepTimes.Work;
import dev.rejoin.importer.stage.Stage.Assignment;
import dev.rejoin.importer.stage.StageProgress;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;

/** Read, stage, check, load, prove: one import from its source to its proof. */
public record ImportRun(
        Source source,
        DataSource database,
        Mapping mapping,
        Options options,
        StageProgress progress,
        Shortcut shortcut) {

    /** A run that reads and checks everything. */
    public ImportRun(Source source, DataSource database, Mapping mapping, Options options, StageProgress progress) {
        this(source, database, mapping, options, progress, (run, plan, assigned) -> Optional.empty());
    }

    /** How a delta is brought into an earlier run without everything being checked anew. */
    public interface Shortcut {
        /** @return nothing where there is no such way */
        Optional<Carried> carryOn(ImportRun run, StagePlan plan, Assignments assigned) throws SQLException;
    }

    /** A run that was carried on: everything is applied to it, and what is missing is the proof. */
    public record Carried(long run, Map<String, Double> seconds) {}

    /**
     * How to run.
     *
     * @param prefix what a restore put before the indices' names
     * @param without mappings whose index need not exist
     * @param writtenBetween when the copy was made, where the source itself does not say so
     */
    public record Options(
            String prefix,
            Set<String> without,
            boolean dryRun,
            boolean resume,
            boolean delta,
            int workers,
            Optional<Window> writtenBetween) {
        public static Options standard() {
            return new Options("", Set.of(), false, false, false, 2, Optional.empty());
        }

        public Options asDryRun() {
            return new Options(prefix, without, true, resume, delta, workers, writtenBetween);
        }

        public Options asDelta() {
            return new Options(prefix, without, dryRun, resume, true, workers, writtenBetween);
        }

        public Options resumed() {
            return new Options(prefix, without, dryRun, true, delta, workers, writtenBetween);
        }

        public Options writtenBetween(Window window) {
            return new Options(prefix, without, dryRun, resume, delta, workers, Optional.of(window));
        }

        /** When the indices were not steady, as they say or as the caller does. */
        public List<Unsteady> unsteady(List<Assignment> assignments) {
            return assignments.stream()
                    .flatMap(a -> Optional.ofNullable(a.index().unsteady()).or(() -> writtenBetween).stream()
                            .map(window -> new Unsteady(a.name(), window, a.mapping())))
                    .toList();
        }

        public Scope scope(Mapping mapping) {
            return new Scope(prefix, mapping.exclude().keySet());
        }

        public Options withPrefix(String restored) {
            return new Options(restored, without, dryRun, resume, delta, workers, writtenBetween);
        }
    }

    /**
     * What there is to say at the end.
     *
     * @param excluded the indices that were left out unseen, each with the mapping's reason
     */
    public record Report(
            long run,
            Outcome outcome,
            String message,
            List<Account> accounts,
            Map<String, String> excluded,
            List<ElementAccount> elements,
            Map<String, Change> changes,
            Map<String, Long> findings,
            Optional<Proof> proof,
            Map<String, Double> seconds) {}

    /**
     * Runs the import.
     *
     * @throws RefusedException before anything is read, when the call, mapping or target cannot be used
     * @throws BrokenOffException when the database failed; what was done so far is kept for a resume
     * @throws SourceIncompleteException when the source answered with less than everything; the target is untouched
     */
    public Report run() throws SQLException {
        try (var lock = RunLock.take(database)) {
            var ledger = new RunLedger(database);
            var cleared = new Preflight(source, database, mapping, options).pass(ledger);
            source.remarks().forEach(progress::remark);
            if (options.delta() && !options.dryRun() && !options.resume()) {
                var carried = shortcut.carryOn(this, cleared.plan(), cleared.assigned());
                if (carried.isPresent()) {
                    var steps = steps(ledger, cleared, carried.get().run());
                    steps.timing().add(carried.get().seconds());
                    return finish(ledger, steps.run(), () -> conclude(steps, steps.proofAlone()));
                }
            }
            long run = new Opening(source, database, mapping, options, progress, ledger).open(cleared);
            var steps = steps(ledger, cleared, run);
            return finish(
                    ledger,
                    run,
                    () -> conclude(
                            steps,
                            cleared.isLoaded()
                                    ? steps.proofAlone()
                                    : steps.all(cleared.assigned().read())));
        }
    }

    private Steps steps(RunLedger ledger, Cleared cleared, long run) {
        return new Steps(
                source, database, mapping, options, progress, ledger, cleared.plan(), run, new StepTimes(progress));
    }

    /** Writes down how the run ended, and tells it. */
    private Report conclude(Steps steps, Ending ending) throws SQLException {
        long run = steps.run();
        var ledger = steps.ledger();
        var seconds = steps.timing().seconds();
        var summary = new LinkedHashMap<String, Object>();
        summary.put("seconds", seconds);
        if (steps.timing().statementsOfCheck() > 0) {
            summary.put(RunLedger.STATEMENTS_OF_CHECK, steps.timing().statementsOfCheck());
        }
        summary.put("changes", ending.changes());
        summary.put("database", size());
        ending.proof().ifPresent(proof -> summary.put("proof", ProofSummary.of(proof)));
        ledger.end(run, ending.outcome(), ending.message(), summary);
        return new Report(
                run,
                ending.outcome(),
                ending.message(),
                ending.checked().accounts(),
                ledger.excluded(run),
                ending.checked().elements(),
                ending.changes(),
                ledger.findings(run),
                ending.proof(),
                seconds);
    }

    private long size() throws SQLException {
        try (var connection = database.getConnection()) {
            return Space.size(connection);
        }
    }

    private static Report finish(RunLedger ledger, long run, Work<Report> steps) throws SQLException {
        try {
            return steps.run();
        } catch (SourceIncompleteException e) {
            ledger.end(run, Outcome.INCOMPLETE, e.getMessage());
            throw e;
        } catch (SQLException | RuntimeException e) {
            endFailed(ledger, run, e);
            var reason = DatabaseFailure.sentence(e);
            if (reason.isPresent()) {
                throw BrokenOffException.of(run, reason.get(), e);
            }
            throw e;
        }
    }

    private static void endFailed(RunLedger ledger, long run, Exception failure) {
        try {
            ledger.end(run, Outcome.FAILED, String.valueOf(failure.getMessage()));
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }
}
