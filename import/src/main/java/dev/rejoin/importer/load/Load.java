package dev.rejoin.importer.load;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rejoin.importer.check.Check.Checked;
import dev.rejoin.importer.check.Objection;
import dev.rejoin.importer.sql.Notices;
import dev.rejoin.importer.sql.Scratch;
import dev.rejoin.importer.sql.Statements;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Fills the target from staging in one transaction: it shows all of the run or nothing of it. The check has foreseen every
 * constraint but those that hold a value which only the database gives, from a sequence or by a trigger: what these refuse is
 * found out, and set aside.
 *
 * @param connection the transaction in which the check has run
 * @param delta whether the target holds an earlier import, which this one brings up to date
 * @param progress hears how far a first load is
 * @param carried present where only some documents are staged
 */
public record Load(
        DataSource database, Connection connection, boolean delta, Progress progress, Optional<CarriedRun> carried) {

    /** Loads all documents of a run. */
    public Load(DataSource database, Connection connection, boolean delta, Progress progress) {
        this(database, connection, delta, progress, Optional.empty());
    }

    /** Told how far a load is: its rows, then where each of them comes from, then what the mapping's own statements say. */
    public interface Progress extends Notices.Hearer {
        Progress SILENT = new Progress() {
            @Override
            public void written(long rows) {}

            @Override
            public void remembered(long rows) {}

            @Override
            public void told(String what, long done, long of) {}
        };

        void written(long rows);

        void remembered(long rows);
    }

    /**
     * Only some documents are staged, in the transaction's own table {@code _staged} (document, index, id, and whether it is
     * to be written or only looked at): what an earlier run has made of all others stays as it is.
     *
     * @param of the run that the target shows
     * @param scratch what becomes of the tables of the transaction's own
     */
    public record CarriedRun(long of, Scratch scratch) {}

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What a load did to a table. */
    public record Change(long inserted, long updated, long deleted, long conflicts) {
        Change withDeleted(long rows) {
            return new Change(inserted, updated, rows, conflicts);
        }
    }

    /** What is in the target now. */
    public record Loaded(Checked checked, Map<String, Change> changes) {}

    /** The two ways to fill a target. */
    interface Filling {

        /** Every row is there, and every constraint holds again. */
        Map<String, Change> fill() throws SQLException;

        /** What the target itself did not take, though the check foresaw nothing: triggers have their own mind. */
        List<Objection> refused();

        /** Whether finishing says how many rows are remembered; else there is nothing to hear before it is done. */
        boolean tellsOfRows();

        /** What is to be remembered, and what the mapping wants to be done, when nothing is set aside any more. */
        void finish() throws SQLException;
    }

    /**
     * The rows are there, and the target has been asked what it thinks of them.
     *
     * @param objections rows to be set aside: the load has to be taken back, and done again without them
     */
    public record Filled(
            Checked checked, Map<String, Change> changes, List<Objection> objections, Completion completion) {

        /** Whether completing tells of the rows, as the load did. */
        public boolean tellsOfRows() {
            return completion.tellsOfRows();
        }

        public Loaded commit() throws SQLException {
            completion.complete();
            completion.advanceSequences();
            return completion.commit();
        }

        /** All of it but the commit, and what no rollback takes back. */
        public void complete() throws SQLException {
            completion.complete();
        }

        /** Sequences go past the numbers that were given: also where the transaction is taken back after all. */
        public void advanceSequences() throws SQLException {
            completion.advanceSequences();
        }

        /** Takes the load back to a savepoint before it, and keeps what the target has said of it. */
        public void takeBack(Savepoint before) throws SQLException {
            completion.takeBack(before);
        }
    }

    private interface Completion {
        boolean tellsOfRows();

        void complete() throws SQLException;

        void advanceSequences() throws SQLException;

        Loaded commit() throws SQLException;

        void takeBack(Savepoint before) throws SQLException;
    }

    /** Fills the target, in the transaction that has checked. */
    public Filled run(Checked checked) throws SQLException {
        var sql = new Statements(connection, carried.map(CarriedRun::scratch).orElseGet(Scratch::ofTransaction));
        settings(sql);
        sql.make("_edited", "table_name text, row_id uuid, version text, row_key text[]");
        sql.make(
                "_left",
                "table_name text, row_id uuid, version text, row_key text[], index_name text, id text, part text");
        var schema = new TargetSchema(sql, checked.plan());
        var filled = fill(sql, schema, checked);
        var filling = filled.filling;
        var changes = filled.changes;
        var checks = TargetChecks.of(sql, checked.plan(), checked.run(), carried.isPresent());
        var objections = filling.refused().isEmpty() ? checks.objections() : filling.refused();
        return new Filled(checked, changes, objections, new Completion() {
            @Override
            public boolean tellsOfRows() {
                return filling.tellsOfRows();
            }

            @Override
            public void complete() throws SQLException {
                filling.finish();
                checks.report();
                sql.run("""
                        update rejoin_import.run
                        set loaded_at = clock_timestamp(), phase = 'PROVE',
                            summary = summary || jsonb_build_object('changes', ?::jsonb)
                        where id = ?
                        """, JSON.valueToTree(changes).toString(), checked.run());
            }

            @Override
            public void advanceSequences() throws SQLException {
                for (var table : checked.plan().staged()) {
                    schema.advanceSequences(table);
                }
            }

            @Override
            public Loaded commit() throws SQLException {
                Load.this.commit(sql, checked.run());
                return new Loaded(checked, changes);
            }

            @Override
            public void takeBack(Savepoint before) throws SQLException {
                var reported = checks.reported();
                connection.rollback(before);
                checks.write(reported);
            }
        });
    }

    static void settings(Statements sql) throws SQLException {
        sql.resetSearchPath();
        sql.all(List.of(
                "set local default_statistics_target to default",
                "set local maintenance_work_mem = '256MB'",
                // Rows are remembered as texts, which must be the same in every session.
                "set local timezone = 'UTC'",
                "set local datestyle = 'ISO'",
                "set local intervalstyle = 'postgres'",
                "set local bytea_output = 'hex'",
                "set local extra_float_digits = 1"));
    }

    private record Done(Filling filling, Map<String, Change> changes) {}

    /**
     * A first load takes the constraints away and writes all at once. Where the target refuses that, by a trigger or for a
     * value that only it gives, it is done again as a delta to nothing, which finds out what is refused, and of which
     * document.
     */
    private Done fill(Statements sql, TargetSchema schema, Checked checked) throws SQLException {
        var mapping = checked.plan().mapping();
        if (delta) {
            var later = new DeltaLoad(
                    sql, schema, checked, carried, mapping.afterDelta(), DrawnNumbers.none(sql), progress);
            prepare(sql, mapping.beforeDelta());
            return new Done(later, later.fill());
        }
        var before = connection.setSavepoint();
        var first = new FirstLoad(sql, schema, checked, progress);
        prepare(sql, mapping.beforeLoad());
        DrawnNumbers.hold(sql, checked.plan());
        try {
            return new Done(first, first.fill());
        } catch (SQLException e) {
            if (!Refusal.isOfRows(e)) {
                throw e;
            }
            connection.rollback(before);
        }
        prepare(sql, mapping.beforeLoad());
        var numbers = DrawnNumbers.hold(sql, checked.plan());
        var later = new DeltaLoad(sql, schema, checked, carried, mapping.afterLoad(), numbers, progress);
        return new Done(later, later.fill());
    }

    /** The mapping's own statements: what they break is nothing that a document brings. */
    private static void prepare(Statements sql, List<String> statements) throws SQLException {
        for (var statement : statements) {
            sql.run(statement);
        }
    }

    /** A connection that is cut at COMMIT leaves open whether it happened: the run's own row knows. */
    private void commit(Statements sql, long run) throws SQLException {
        try {
            sql.connection().commit();
        } catch (SQLException cut) {
            try (var second = database.getConnection()) {
                if (new Statements(second).number("""
                        select count(*) from rejoin_import.run where id = ? and loaded_at is not null
                        """, run) == 0) {
                    throw cut;
                }
            }
        }
    }
}
