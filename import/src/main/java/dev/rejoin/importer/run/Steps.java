package dev.rejoin.importer.run;

import dev.rejoin.importer.check.Check;
import dev.rejoin.importer.check.Check.Account;
import dev.rejoin.importer.check.Check.Checked;
import dev.rejoin.importer.check.Check.Settled;
import dev.rejoin.importer.check.Skew;
import dev.rejoin.importer.load.EarlyChecks;
import dev.rejoin.importer.load.Load;
import dev.rejoin.importer.load.Load.Filled;
import dev.rejoin.importer.load.Load.Loaded;
import dev.rejoin.importer.load.LoadedMoney;
import dev.rejoin.importer.mapping.Mapping;
import dev.rejoin.importer.plan.StagePlan;
import dev.rejoin.importer.prove.Foresight;
import dev.rejoin.importer.prove.Prove;
import dev.rejoin.importer.read.Source;
import dev.rejoin.importer.read.SourceIncompleteException;
import dev.rejoin.importer.run.ImportRun.Options;
import dev.rejoin.importer.sql.Contention;
import dev.rejoin.importer.stage.Stage;
import dev.rejoin.importer.stage.Stage.Assignment;
import dev.rejoin.importer.stage.Stage.Staged;
import dev.rejoin.importer.stage.StageProgress;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** Read, stage, check, load, prove: each step is fed by the one before it. */
record Steps(
        Source source,
        DataSource database,
        Mapping mapping,
        Options options,
        StageProgress progress,
        RunLedger ledger,
        StagePlan plan,
        long run,
        StepTimes timing) {

    /** What the load does when its rows are there: origins, and the mapping's own statements, which may say more of themselves. */
    private static final String AFTER_LOAD = "after load";

    /** How far check and load have come. */
    private sealed interface Reached {}

    /** The target shows the run. */
    private record InTheTarget(Loaded loaded) implements Reached {}

    /** Nothing was loaded, since the run is a rehearsal, or somebody has to decide something first. */
    private record OnlyChecked(Checked checked) implements Reached {}

    Ending all(List<Assignment> assignments) throws SQLException {
        var staged = timing.timed("read and stage", () -> {
            var read = new Stage(source, database, plan, run, options.workers(), progress).run(assignments);
            new Received(source, options.scope(mapping), database, plan, run).verify(assignments);
            new HeldPaths(assignments).judge(database, run);
            return read;
        });
        ledger.phase(run, "CHECK");
        timing.began("check", ledger.statementsOfCheck(mapping, options.delta()).orElse(StageProgress.UNKNOWN));
        if (options.dryRun()) {
            return end(checkAndLoad(staged, assignments), Optional.empty());
        }
        try (var foresight = Foresight.begin(source, database, mapping.folder(), options.prefix(), run)) {
            return end(checkAndLoad(staged, assignments), Optional.of(foresight));
        }
    }

    private Ending end(Reached reached, Optional<Foresight> foresight) throws SQLException {
        timing.ended();
        return switch (reached) {
            case InTheTarget(var loaded) -> prove(loaded, foresight);
            case OnlyChecked(var checked) ->
                checked.unmapped() > 0 ? new Ending.Undecided(checked) : new Ending.Rehearsed(checked);
        };
    }

    /**
     * One transaction: what breaks off in it has not happened. A run that must not load does so only to ask the target
     * what it thinks of the rows, and takes them back.
     */
    private Reached checkAndLoad(Staged staged, List<Assignment> assignments) throws SQLException {
        boolean loadable = Preflight.filled(mapping, plan.catalog()).isEmpty();
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            var settled = timing.timed("check", () -> new Check(connection, this::checked).settle(staged));
            var rules = loadable && !options.delta()
                    ? Optional.of(EarlyChecks.of(connection, plan, run))
                    : Optional.<EarlyChecks>empty();
            while (true) {
                if (rules.isPresent()) {
                    timing.timed("check", () -> {
                        setAside(rules.get(), settled);
                        return null;
                    });
                }
                var before = connection.setSavepoint();
                var checked = timing.timed("check", settled::conclude);
                refuseUnbalanced(checked);
                new Skew(connection, run).mark(options.unsteady(assignments));
                boolean asked = !mapping.checks().isEmpty() && (options.delta() || loadable);
                boolean onTrial = checked.unmapped() > 0 || options.dryRun();
                if (onTrial && !asked) {
                    connection.commit();
                    return new OnlyChecked(checked);
                }
                if (!onTrial) {
                    // That may be a million rows: so it is done before one is locked that others want.
                    LoadedRun.forgetFollowed(connection);
                }
                var unloaded = connection.setSavepoint();
                timing.began("load", stagedRows(connection));
                var filled = timing.timed("load", () -> Contention.survive(() -> load(connection, checked, unloaded)));
                if (filled.objections().isEmpty() && onTrial) {
                    filled.takeBack(unloaded);
                    connection.commit();
                    return new OnlyChecked(checked);
                }
                if (filled.objections().isEmpty()) {
                    CorrectionOutcomes.settle(connection, run);
                    timing.began(AFTER_LOAD, filled.tellsOfRows() ? stagedRows(connection) : StageProgress.UNKNOWN);
                    return new InTheTarget(timing.timed("load", filled::commit));
                }
                connection.rollback(before);
                timing.began("check", StageProgress.UNKNOWN);
                timing.timed("check", () -> {
                    settled.setAside(filled.objections());
                    return null;
                });
            }
        }
    }

    /** What others stood in the way of is taken back, so that it can be done again. */
    private Filled load(Connection connection, Checked checked, Savepoint unloaded) throws SQLException {
        try {
            return new Load(database, connection, options.delta(), watched()).run(checked);
        } catch (SQLException e) {
            if (Contention.isReasonOf(e)) {
                connection.rollback(unloaded);
            }
            throw e;
        }
    }

    private void checked() {
        progress.advanced("check", 1, 0);
        timing.statementOfCheck();
    }

    private Load.Progress watched() {
        return new Load.Progress() {
            @Override
            public void written(long rows) {
                progress.advanced("load", rows, 0);
            }

            @Override
            public void remembered(long rows) {
                progress.advanced(AFTER_LOAD, rows, 0);
            }

            @Override
            public void told(String what, long done, long of) {
                timing.told(what, done, of);
            }
        };
    }

    private static void setAside(EarlyChecks rules, Settled settled) throws SQLException {
        for (var objections = rules.objections(); !objections.isEmpty(); objections = rules.objections()) {
            settled.setAside(objections);
        }
    }

    /** A run that was cut off after its load has committed misses nothing but its proof. */
    Ending proofAlone() throws SQLException {
        try (var connection = database.getConnection()) {
            var checked = new Checked(
                    plan, run, Check.accounts(connection, run), Check.elements(connection, run), List.of(), 0);
            return prove(new Loaded(checked, ledger.changes(run)), Optional.empty());
        }
    }

    private Ending prove(Loaded loaded, Optional<Foresight> foresight) throws SQLException {
        try {
            new LoadedMoney(database, plan, run).keep();
            timing.began(
                    "prove",
                    loaded.checked().accounts().stream()
                            .mapToLong(Account::received)
                            .sum());
            var proof = timing.timed("prove", () -> new Prove(
                            source,
                            database,
                            mapping.folder(),
                            new Prove.Options(
                                    options.prefix(),
                                    options.workers(),
                                    documents -> progress.advanced("prove", documents, 0)))
                    .run(run, foresight));
            timing.ended();
            return new Ending.Compared(loaded, proof);
        } catch (SourceIncompleteException e) {
            return new Ending.Unread(loaded, String.valueOf(e.getMessage()));
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
        var elements = checked.elements().stream().filter(a -> !a.balances()).toList();
        if (!elements.isEmpty()) {
            throw new IllegalStateException("the accounts of " + elements + " do not balance");
        }
    }

    /** What the tables are going to hold, by the statistics of the check; 0 where it has none. */
    private long stagedRows(Connection connection) throws SQLException {
        if (options.delta()) {
            return StageProgress.UNKNOWN;
        }
        try (var statement =
                connection.prepareStatement("select greatest(reltuples, 0) from pg_class where oid = ?::regclass")) {
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
}
