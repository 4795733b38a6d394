package dev.rejoin.importer.apply;

import dev.rejoin.importer.apply.SourceChanges.Found;
import dev.rejoin.importer.check.Skew;
import dev.rejoin.importer.load.Load.Change;
import dev.rejoin.importer.mapping.IndexDates;
import dev.rejoin.importer.mapping.Mapping;
import dev.rejoin.importer.plan.StagePlan;
import dev.rejoin.importer.read.Source;
import dev.rejoin.importer.run.Assignments;
import dev.rejoin.importer.run.BrokenOffException;
import dev.rejoin.importer.run.DatabaseFailure;
import dev.rejoin.importer.run.ImportRun;
import dev.rejoin.importer.run.ImportRun.Carried;
import dev.rejoin.importer.run.LoadedRun;
import dev.rejoin.importer.run.Received;
import dev.rejoin.importer.run.RunLedger;
import dev.rejoin.importer.stage.Stage.Assignment;
import dev.rejoin.importer.stage.StageProgress;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * A delta that changes little: the source is read and compared with the ledger of the run that the target shows, and what
 * differs is applied to it. That run is carried on, and holds the documents as they are now.
 */
public record CarriedOn(
        Source source,
        DataSource database,
        Mapping mapping,
        ImportRun.Options options,
        StageProgress progress,
        StagePlan plan) {

    /** For a run that is a delta. */
    public static ImportRun.Shortcut shortcut() {
        return (run, plan, assigned) -> new CarriedOn(
                        run.source(), run.database(), run.mapping(), run.options(), run.progress(), plan)
                .carryOn(assigned);
    }

    /** Something that a part of the documents cannot decide. */
    private static final class NeedsAllException extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** @return nothing where everything has to be read and checked anew */
    Optional<Carried> carryOn(Assignments assigned) throws SQLException {
        var shown = LoadedRun.shown(database);
        if (shown.isEmpty() || !isOfTheSameKind(shown.get(), assigned)) {
            return Optional.empty();
        }
        try {
            return carryOn(shown.get(), assigned.read());
        } catch (NeedsAllException e) {
            return Optional.empty();
        } catch (SQLException e) {
            // Nothing of it is there: it is simply done again.
            var reason = DatabaseFailure.sentence(e);
            if (reason.isPresent()) {
                throw BrokenOffException.beforeItBegan(reason.get(), e);
            }
            throw e;
        }
    }

    private Optional<Carried> carryOn(long run, List<Assignment> assignments) throws SQLException {
        long began = System.nanoTime();
        var found = new SourceChanges(database, source, run, options.workers(), progress).find(assignments);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        new Received(source, options.scope(mapping), database, plan, run).verifyFingerprints(assignments);
        long compared = System.nanoTime();
        progress.started("apply", StageProgress.UNKNOWN, 0);
        var applied = Apply.to(database, mapping)
                .apply(
                        found.get().written(),
                        found.get().gone(),
                        // Before a row is locked: what is forgotten may be a million rows.
                        LoadedRun::forgetFollowed,
                        connection -> carry(connection, run, assignments, found.get()));
        progress.finished("apply");
        var seconds = new LinkedHashMap<String, Double>();
        seconds.put("read and compare", (compared - began) / 1e9);
        seconds.put("apply", (System.nanoTime() - compared) / 1e9);
        note(run, applied);
        return Optional.of(new Carried(run, seconds));
    }

    /** Whether mapping, indices and their dates are those of the run: then an unchanged document is still the same rows. */
    private boolean isOfTheSameKind(long run, Assignments assigned) throws SQLException {
        var recorded = new LinkedHashMap<String, IndexDates>();
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            try (var row = statement.executeQuery("select mapping_digest from rejoin_import.run where id = " + run)) {
                row.next();
                if (!mapping.digest().equals(row.getString(1))) {
                    return false;
                }
            }
            try (var rows = statement.executeQuery(
                    "select name, index_mapping from rejoin_import.source_index where run_id = " + run)) {
                while (rows.next()) {
                    recorded.put(rows.getString(1), IndexDates.ofWritten(rows.getString(2)));
                }
            }
        }
        return recorded.keySet()
                        .equals(assigned.read().stream().map(Assignment::name).collect(Collectors.toSet()))
                && assigned.read().stream().allMatch(each -> plan.datesOf(each.name())
                        .isSameFor(recorded.get(each.name()), plan.datePaths(each.mapping())));
    }

    /** In the transaction that applies. */
    private void carry(Connection connection, long run, List<Assignment> assignments, Found found) throws SQLException {
        if (!found.written().isEmpty() && hasUnmapped(connection, run)) {
            throw new NeedsAllException();
        }
        try (var statement = connection.prepareStatement("""
                update rejoin_import.source_index set uuid = ?, fingerprint = ?, index_mapping = ?::json
                where run_id = ? and name = ?
                """)) {
            for (var each : assignments) {
                var index = each.index();
                statement.setString(1, index.uuid());
                statement.setString(2, index.fingerprint());
                statement.setString(
                        3, index.mapping() == null ? null : index.mapping().toString());
                statement.setLong(4, run);
                statement.setString(5, each.name());
                statement.addBatch();
            }
            statement.executeBatch();
        }
        try (var statement = connection.createStatement()) {
            statement.execute(
                    "update rejoin_import.run set kind = 'DELTA', loaded_at = clock_timestamp() where id = " + run);
        }
        new Skew(connection, run).mark(options.unsteady(assignments));
    }

    private static boolean hasUnmapped(Connection connection, long run) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(
                        "select exists (select from rejoin_import.finding where code = 'unmapped_path' and run_id = %d)"
                                .formatted(run))) {
            row.next();
            return row.getBoolean(1);
        }
    }

    /** What is told of the last load is told of this one. */
    private void note(long run, Applied applied) throws SQLException {
        var changes = new LinkedHashMap<String, Change>();
        plan.tables().keySet().forEach(table -> changes.put(table, new Change(0, 0, 0, 0)));
        changes.putAll(applied.rows());
        new RunLedger(database).note(run, Map.of("changes", changes, "remarks", source.remarks()));
    }
}
