package dev.rejoin.importer.run;

import dev.rejoin.importer.catalog.TargetCatalog;
import dev.rejoin.importer.check.Check;
import dev.rejoin.importer.check.Check.Account;
import dev.rejoin.importer.check.Check.Checked;
import dev.rejoin.importer.check.Check.ElementAccount;
import dev.rejoin.importer.check.Skew;
import dev.rejoin.importer.check.Skew.Unsteady;
import dev.rejoin.importer.load.Load;
import dev.rejoin.importer.load.Load.Change;
import dev.rejoin.importer.load.Load.Loaded;
import dev.rejoin.importer.load.LoadedMoney;
import dev.rejoin.importer.mapping.IndexDates;
import dev.rejoin.importer.mapping.IndexPaths;
import dev.rejoin.importer.mapping.Mapping;
import dev.rejoin.importer.plan.MappingCheck;
import dev.rejoin.importer.plan.StagePlan;
import dev.rejoin.importer.plan.StagePlan.OwnDates;
import dev.rejoin.importer.prove.Proof;
import dev.rejoin.importer.prove.Prove;
import dev.rejoin.importer.read.Scope;
import dev.rejoin.importer.read.Source;
import dev.rejoin.importer.read.SourceIncompleteException;
import dev.rejoin.importer.read.Window;
import dev.rejoin.importer.run.RunLedger.Unfinished;
import dev.rejoin.importer.stage.Stage;
import dev.rejoin.importer.stage.Stage.Assignment;
import dev.rejoin.importer.stage.Stage.Staged;
import dev.rejoin.importer.stage.StageProgress;
import dev.rejoin.importer.stage.StagingTables;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

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
            var catalog = catalog();
            refuseUnpreparedTarget(catalog);
            var assigned = Assignments.of(source.contents(scope()), mapping, options.prefix(), options.without());
            var assignments = assigned.read();
            MappingCheck.check(mapping, catalog, paths(assignments));
            var ledger = new RunLedger(database);
            var unfinished = options.resume() ? Optional.of(unfinished(ledger)) : Optional.<Unfinished>empty();
            boolean loaded = unfinished.map(Unfinished::loaded).orElse(false);
            if (!loaded) {
                refuseUnfitTarget(catalog, ledger);
            }
            var plan = StagePlan.of(mapping, catalog, ownDates(assignments));
            if (options.delta() && !options.dryRun() && !options.resume()) {
                var carried = shortcut.carryOn(this, plan, assigned);
                if (carried.isPresent()) {
                    return finish(ledger, carried.get().run(), new Steps(ledger, plan, carried.get())::prove);
                }
            }
            long run = resumeOrBegin(unfinished, ledger, assigned, plan);
            var steps = new Steps(ledger, plan, run);
            return finish(ledger, run, () -> loaded ? steps.prove() : steps.run(assignments));
        }
    }

    private static Report finish(RunLedger ledger, long run, Step<Report> steps) throws SQLException {
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

    /** What the load does when its rows are there: origins, and the mapping's own statements, as search documents. */
    private static final String AFTER_LOAD = "after load";

    /** The steps, each fed by the one before it. */
    private final class Steps {
        private final RunLedger ledger;
        private final StagePlan plan;
        private final long run;
        private final Map<String, Double> seconds = new LinkedHashMap<>();
        private @Nullable String shown;

        Steps(RunLedger ledger, StagePlan plan, long run) {
            this.ledger = ledger;
            this.plan = plan;
            this.run = run;
        }

        /** What was applied to an earlier run misses nothing but its proof. */
        Steps(RunLedger ledger, StagePlan plan, Carried carried) {
            this(ledger, plan, carried.run());
            seconds.putAll(carried.seconds());
        }

        Report run(List<Assignment> assignments) throws SQLException {
            var staged = timed("read and stage", () -> {
                var read = new Stage(source, database, plan, run, options.workers(), progress).run(assignments);
                new Received(source, scope(), database, plan, run).verify(assignments);
                new HeldPaths(assignments).judge(database, run);
                return read;
            });
            ledger.phase(run, "CHECK");
            began("check", StageProgress.UNKNOWN);
            var loaded = checkAndLoad(staged, assignments);
            ended();
            return loaded.changes().isEmpty() ? endWithoutLoad(loaded.checked()) : prove(loaded);
        }

        /**
         * One transaction: what breaks off in it has not happened. Without a load, no changes are told; a run that
         * must not load does so only to ask the target what it thinks of the rows, and takes them back.
         */
        private Loaded checkAndLoad(Staged staged, List<Assignment> assignments) throws SQLException {
            boolean loadable = filled(plan.catalog()).isEmpty();
            try (var connection = database.getConnection()) {
                connection.setAutoCommit(false);
                var settled = timed(
                        "check", () -> new Check(connection, () -> progress.advanced("check", 1, 0)).settle(staged));
                while (true) {
                    var before = connection.setSavepoint();
                    var checked = timed("check", settled::conclude);
                    refuseUnbalanced(checked);
                    new Skew(connection, run).mark(options.unsteady(assignments));
                    boolean asked = !mapping.checks().isEmpty() && (options.delta() || loadable);
                    boolean onTrial = checked.unmapped() > 0 || options.dryRun();
                    if (onTrial && !asked) {
                        connection.commit();
                        return new Loaded(checked, Map.of());
                    }
                    var unloaded = connection.setSavepoint();
                    began("load", stagedRows(connection));
                    var filled = timed("load", () -> new Load(
                                    database, connection, options.delta(), rows -> progress.advanced("load", rows, 0))
                            .run(checked));
                    if (filled.objections().isEmpty() && onTrial) {
                        filled.takeBack(unloaded);
                        connection.commit();
                        return new Loaded(checked, Map.of());
                    }
                    if (filled.objections().isEmpty()) {
                        LoadedRun.forgetFollowed(connection);
                        began(AFTER_LOAD, StageProgress.UNKNOWN);
                        return timed("load", filled::commit);
                    }
                    connection.rollback(before);
                    began("check", StageProgress.UNKNOWN);
                    timed("check", () -> {
                        settled.setAside(filled.objections());
                        return null;
                    });
                }
            }
        }

        /** A run that was cut off after its load has committed misses nothing but its proof. */
        Report prove() throws SQLException {
            try (var connection = database.getConnection()) {
                var checked = new Checked(
                        plan, run, Check.accounts(connection, run), Check.elements(connection, run), List.of(), 0);
                return prove(new Loaded(checked, ledger.changes(run)));
            }
        }

        private Report prove(Loaded loaded) throws SQLException {
            try {
                new LoadedMoney(database, plan, run).keep();
                began(
                        "prove",
                        loaded.checked().accounts().stream()
                                .mapToLong(Account::received)
                                .sum());
                var proof = timed("prove", () -> new Prove(
                                source,
                                database,
                                mapping.folder(),
                                new Prove.Options(
                                        options.prefix(),
                                        options.workers(),
                                        documents -> progress.advanced("prove", documents, 0)))
                        .run(run));
                ended();
                return end(
                        loaded,
                        proof.proven() ? Outcome.PROVEN : Outcome.NOT_PROVEN,
                        proof.proven() ? "" : "Loaded, but not proven: " + proof.counts(),
                        Optional.of(proof));
            } catch (SourceIncompleteException e) {
                return end(
                        loaded,
                        Outcome.INCOMPLETE,
                        "Loaded, but not proven, since the source broke off: " + e.getMessage()
                                + " Prove it again with: rejoin import prove",
                        Optional.empty());
            }
        }

        private static void refuseUnbalanced(Checked checked) {
            var unbalanced = checked.accounts().stream()
                    .filter(a -> !a.balances())
                    .map(Account::index)
                    .toList();
            if (!unbalanced.isEmpty()) {
                throw new IllegalStateException("the accounts of " + unbalanced + " do not balance");
            }
            var elements =
                    checked.elements().stream().filter(a -> !a.balances()).toList();
            if (!elements.isEmpty()) {
                throw new IllegalStateException("the accounts of " + elements + " do not balance");
            }
        }

        private Report endWithoutLoad(Checked checked) throws SQLException {
            var unread = new Loaded(checked, Map.of());
            return checked.unmapped() > 0
                    ? end(
                            unread,
                            Outcome.NOT_PROVEN,
                            "Nothing was loaded: %d paths are neither mapped nor ignored."
                                    .formatted(checked.unmapped()),
                            Optional.empty())
                    : end(unread, Outcome.DRY_RUN, "A dry run: nothing was loaded.", Optional.empty());
        }

        private Report end(Loaded loaded, Outcome outcome, String message, Optional<Proof> proof) throws SQLException {
            var summary = new LinkedHashMap<String, Object>();
            summary.put("seconds", seconds);
            summary.put("changes", loaded.changes());
            summary.put("database", size());
            proof.ifPresent(p -> summary.put("proof", ProofSummary.of(p)));
            ledger.end(run, outcome, message, summary);
            return new Report(
                    run,
                    outcome,
                    message,
                    loaded.checked().accounts(),
                    ledger.excluded(run),
                    loaded.checked().elements(),
                    loaded.changes(),
                    ledger.findings(run),
                    proof,
                    seconds);
        }

        private long size() throws SQLException {
            try (var connection = database.getConnection()) {
                return Space.size(connection);
            }
        }

        /** What the tables are going to hold, by the statistics of the check; 0 where it has none. */
        private long stagedRows(Connection connection) throws SQLException {
            if (options.delta()) {
                return StageProgress.UNKNOWN;
            }
            try (var statement = connection.prepareStatement(
                    "select greatest(reltuples, 0) from pg_class where oid = ?::regclass")) {
                long rows = 0;
                for (var table : plan.tables().values()) {
                    statement.setString(1, table.base());
                    try (var row = statement.executeQuery()) {
                        row.next();
                        rows += row.getLong(1);
                    }
                }
                return rows;
            }
        }

        private void began(String step, long total) {
            ended();
            shown = step;
            progress.started(step, total, 0);
        }

        private void ended() {
            if (shown != null) {
                progress.finished(shown);
            }
            shown = null;
        }

        private <T extends @Nullable Object> T timed(String step, Step<T> work) throws SQLException {
            long start = System.nanoTime();
            var result = work.run();
            seconds.merge(step, (System.nanoTime() - start) / 1e9, Double::sum);
            return result;
        }
    }

    private interface Step<T extends @Nullable Object> {
        T run() throws SQLException;
    }

    private Scope scope() {
        return options.scope(mapping);
    }

    private TargetCatalog catalog() throws SQLException {
        try (var connection = database.getConnection()) {
            return TargetCatalog.read(connection, mapping.schema());
        }
    }

    private static Map<String, OwnDates> ownDates(List<Assignment> assignments) {
        var dates = new LinkedHashMap<String, OwnDates>();
        for (var assignment : assignments) {
            dates.put(
                    assignment.name(),
                    new OwnDates(
                            assignment.mapping(),
                            IndexDates.of(assignment.index().mapping())));
        }
        return dates;
    }

    private static Map<String, IndexPaths> paths(List<Assignment> assignments) {
        var paths = new HashMap<String, IndexPaths>();
        for (var assignment : assignments) {
            if (assignment.index().mapping() != null) {
                paths.merge(
                        assignment.mapping().index(),
                        IndexPaths.of(assignment.index().mapping()),
                        IndexPaths::or);
            }
        }
        return paths;
    }

    /** One sentence, where otherwise every table of the mapping would be missed by itself. */
    private void refuseUnpreparedTarget(TargetCatalog catalog) {
        var tables = mapping.indices().stream()
                .flatMap(index -> Stream.concat(index.rows().stream(), index.children().stream()))
                .map(Mapping.RowMapping::table)
                .distinct()
                .sorted()
                .toList();
        if (tables.size() > 1
                && tables.stream().allMatch(table -> catalog.table(table).isEmpty())) {
            throw new RefusedException(
                    ("The database has none of the %d tables that the mapping fills (%s, …) in its schema"
                                    + " %s. Prepare it first: ./rejoin migrate makes Rejoin's own tables.")
                            .formatted(
                                    tables.size(),
                                    String.join(", ", tables.subList(0, Math.min(3, tables.size()))),
                                    mapping.schema()));
        }
    }

    /** A first import wants empty tables, a delta those that an import has filled. */
    private void refuseUnfitTarget(TargetCatalog catalog, RunLedger ledger) throws SQLException {
        if (options.delta()) {
            if (!ledger.hasLoaded()) {
                throw new RefusedException("There is no earlier import to bring up to date; run it without --delta.");
            }
            return;
        }
        var filled = filled(catalog);
        if (!filled.isEmpty() && !options.dryRun()) {
            throw new RefusedException(
                    "The target already holds data, in " + filled + ". A first import starts with empty"
                            + " tables: use another database, or empty these; to apply a newer snapshot to an earlier import, say"
                            + " --delta.");
        }
    }

    /** The tables to load into that are not empty. */
    private String filled(TargetCatalog catalog) {
        return mapping.indices().stream()
                .flatMap(i -> Stream.concat(i.rows().stream(), i.children().stream()))
                .map(Mapping.RowMapping::table)
                .distinct()
                .filter(name -> !catalog.table(name).orElseThrow().empty())
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private long resumeOrBegin(Optional<Unfinished> unfinished, RunLedger ledger, Assignments assigned, StagePlan plan)
            throws SQLException {
        try {
            return unfinished.isPresent()
                    ? resume(unfinished.get(), assigned.read(), plan)
                    : begin(ledger, assigned, plan);
        } catch (SQLException e) {
            var reason = DatabaseFailure.sentence(e);
            if (reason.isPresent()) {
                throw unfinished
                        .map(known -> BrokenOffException.of(known.id(), reason.get(), e))
                        .orElseGet(() -> BrokenOffException.beforeItBegan(reason.get(), e));
            }
            throw e;
        }
    }

    private long begin(RunLedger ledger, Assignments assigned, StagePlan plan) throws SQLException {
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            StagingTables.create(connection, plan);
            connection.commit();
        }
        long run = ledger.begin(options.delta() ? "DELTA" : "FULL", source.info(), mapping, assigned);
        ledger.note(run, Map.of("remarks", source.remarks()));
        estimateSpace(ledger, run, assigned.read());
        return run;
    }

    private void estimateSpace(RunLedger ledger, long run, List<Assignment> assignments) throws SQLException {
        try (var connection = database.getConnection()) {
            var space = Space.of(source.info(), assignments, connection);
            if (space.source() > 0) {
                progress.remark(space.sentence());
                ledger.note(run, Map.of("space", space.recorded()));
            }
        }
    }

    private Unfinished unfinished(RunLedger ledger) throws SQLException {
        var unfinished = ledger.unfinished()
                .orElseThrow(() ->
                        new RefusedException("There is no unfinished run to resume; start one without --resume."));
        if (unfinished.delta() != options.delta()) {
            throw new RefusedException("Run %d was begun %s --delta: resume it in the same way."
                    .formatted(unfinished.id(), unfinished.delta() ? "with" : "without"));
        }
        if (!unfinished.mappingDigest().equals(mapping.digest())) {
            throw new RefusedException("Run %d was begun with another mapping: %s. Put the mapping back to go on%s."
                    .formatted(
                            unfinished.id(),
                            MappingDifference.between(unfinished.mappingFiles(), mapping.files()),
                            unfinished.loaded() ? "" : ", or start anew without --resume"));
        }
        return unfinished;
    }

    /** Makes sure that what is staged belongs to this source; of a loaded run the proof tells whether the source moved. */
    private long resume(Unfinished unfinished, List<Assignment> assignments, StagePlan plan) throws SQLException {
        if (unfinished.loaded()) {
            return unfinished.id();
        }
        for (var assignment : assignments) {
            var before = unfinished.fingerprints().get(assignment.name());
            if (!assignment.index().fingerprint().equals(before)) {
                throw new RefusedException(
                        ("The index %s is not what run %d began to read (its fingerprint was %s and is %s):"
                                        + " another one, or changed since, or restored again in another way than by"
                                        + " rejoin import restore, so that nothing shows that it is the same. Start anew"
                                        + " without --resume.")
                                .formatted(
                                        assignment.name(),
                                        unfinished.id(),
                                        before,
                                        assignment.index().fingerprint()));
            }
        }
        new Staging(database, plan, unfinished.id()).repair(progress);
        return unfinished.id();
    }
}
