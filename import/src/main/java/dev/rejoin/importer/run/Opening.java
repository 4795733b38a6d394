package dev.rejoin.importer.run;

import dev.rejoin.importer.mapping.Mapping;
import dev.rejoin.importer.plan.StagePlan;
import dev.rejoin.importer.read.Source;
import dev.rejoin.importer.run.ImportRun.Options;
import dev.rejoin.importer.run.Preflight.Cleared;
import dev.rejoin.importer.run.RunLedger.Unfinished;
import dev.rejoin.importer.stage.Stage.Assignment;
import dev.rejoin.importer.stage.StageProgress;
import dev.rejoin.importer.stage.StagingTables;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** Begins a run, or goes on with one that was cut off, once nothing stands against it. */
record Opening(
        Source source,
        DataSource database,
        Mapping mapping,
        Options options,
        StageProgress progress,
        RunLedger ledger) {

    /** @return the number of the run */
    long open(Cleared cleared) throws SQLException {
        var unfinished = cleared.unfinished();
        try {
            return unfinished.isPresent()
                    ? resume(unfinished.get(), cleared.assigned().read(), cleared.plan())
                    : begin(cleared.assigned(), cleared.plan());
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

    private long begin(Assignments assigned, StagePlan plan) throws SQLException {
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            StagingTables.create(connection, plan);
            leaveNamesForLater(connection);
            connection.commit();
        }
        long run = ledger.begin(options.delta() ? "DELTA" : "FULL", source.info(), mapping, assigned);
        ledger.note(run, Map.of("remarks", source.remarks()));
        estimateSpace(run, assigned.read());
        return run;
    }

    /** Documents are looked up by their names when all are read, so that an empty ledger needs no index of them until then. */
    private static void leaveNamesForLater(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("""
                    do $$ begin
                        if not exists (select from rejoin_import.document) then
                            drop index if exists rejoin_import.document_name;
                        end if;
                    end $$
                    """);
        }
    }

    private void estimateSpace(long run, List<Assignment> assignments) throws SQLException {
        try (var connection = database.getConnection()) {
            var space = Space.of(source.info(), assignments, connection);
            if (space.source() > 0) {
                progress.remark(space.sentence());
                ledger.note(run, Map.of("space", space.recorded()));
            }
        }
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
