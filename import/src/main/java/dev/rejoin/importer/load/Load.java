package dev.rejoin.importer.load;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rejoin.importer.check.Check.Checked;
import dev.rejoin.importer.check.Objection;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/**
 * Fills the target from staging in one transaction: it shows all of the run or nothing of it. Since the check foresaw
 * every constraint, one that fails here is a mistake of the importer, and fails the run.
 *
 * @param connection the transaction in which the check has run
 * @param delta whether the target holds an earlier import, which this one brings up to date
 */
public record Load(DataSource database, Connection connection, boolean delta) {

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

        /** What the mapping wants to be done when nothing is set aside any more. */
        void finish() throws SQLException;
    }

    /**
     * The rows are there, and the target has been asked what it thinks of them.
     *
     * @param objections rows to be set aside: the load has to be taken back, and done again without them
     */
    public record Filled(
            Checked checked, Map<String, Change> changes, List<Objection> objections, Completion completion) {

        public Loaded commit() throws SQLException {
            return completion.commit();
        }

        /** Takes the load back to a savepoint before it, and keeps what the target has said of it. */
        public void takeBack(Savepoint before) throws SQLException {
            completion.takeBack(before);
        }
    }

    private interface Completion {
        Loaded commit() throws SQLException;

        void takeBack(Savepoint before) throws SQLException;
    }

    /** Fills the target, in the transaction that has checked. */
    public Filled run(Checked checked) throws SQLException {
        var sql = new Statements(connection);
        sql.run("set local search_path to default");
        sql.run("set local default_statistics_target to default");
        sql.run("set local maintenance_work_mem = '256MB'");
        // Rows are remembered as texts, which must be the same in every session.
        sql.run("set local timezone = 'UTC'");
        sql.run("set local datestyle = 'ISO'");
        sql.run("set local intervalstyle = 'postgres'");
        sql.run("set local bytea_output = 'hex'");
        sql.run("set local extra_float_digits = 1");
        sql.run(
                "create temporary table _edited (table_name text, row_id uuid, version text, row_key text[]) on commit drop");
        var schema = new TargetSchema(sql, checked.plan());
        var filling = delta ? new DeltaLoad(sql, schema, checked) : new FirstLoad(sql, schema, checked);
        var changes = filling.fill();
        var checks = new TargetChecks(sql, checked.plan(), checked.run());
        return new Filled(checked, changes, checks.objections(), new Completion() {
            @Override
            public Loaded commit() throws SQLException {
                filling.finish();
                checks.report();
                recordOrigins(sql, schema, checked);
                for (var table : checked.plan().tables().values()) {
                    schema.advanceSequences(table);
                }
                sql.run("""
                        update rejoin_import.run
                        set loaded_at = clock_timestamp(), phase = 'PROVE',
                            summary = summary || jsonb_build_object('changes', ?::jsonb)
                        where id = ?
                        """, JSON.valueToTree(changes).toString(), checked.run());
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

    /**
     * Which document became which row, merged ones included, where it is, and the state it was left in: a later delta
     * knows by it whether somebody else has changed the row since.
     */
    private static void recordOrigins(Statements sql, TargetSchema schema, Checked checked) throws SQLException {
        var indexes = schema.dropIndexesOfOrigins();
        for (var table : checked.plan().tables().values()) {
            var rows = Rows.of(table);
            sql.run(
                    """
                    insert into rejoin_import.row_origin
                        (table_name, row_id, run_id, doc, index_name, id, part, how, version, row_key, kept)
                    select ?, b.%1$s, ?, b._doc, b._index, b._id,
                           p.label || case when p.child then '#' || b._position else '' end,
                           case when p.resurrected then 'RESURRECTED' when b._merged then 'MERGED' else 'LOADED' end,
                           coalesce(t.kept, t.state), t.at, coalesce(t.edited, false)
                    from %2$s b join rejoin_stage._part p on p.part = b._part
                    left join (
                        select k.key, k.kept, k.edited, k.at, %3$s as state
                        from (select v.%1$s as key, e.version as kept, e.row_id is not null as edited,
                                     coalesce(e.row_key, %4$s) as at
                              from %5$s v left join _edited e on e.table_name = ? and e.row_id = v.%1$s) k
                        left join %6$s t on %7$s) t on t.key = b.%1$s
                    where not b._rejected
                    """.formatted(
                                    table.key(),
                                    table.base(),
                                    rows.state("t"),
                                    rows.keyOf("v"),
                                    table.view(),
                                    schema.name(table),
                                    rows.at("t", "k.key", "k.at")),
                    table.name(),
                    checked.run(),
                    table.name());
            sql.run(
                    """
                    insert into rejoin_import.loaded_table (run_id, table_name, key_columns, watched_columns, by_row_id)
                    values (?, ?, ?, ?, ?)
                    """,
                    checked.run(),
                    table.name(),
                    rows.key().toArray(String[]::new),
                    rows.watched().toArray(String[]::new),
                    rows.byOwnKey());
        }
        sql.run("delete from rejoin_import.row_origin where run_id <> ?", checked.run());
        sql.run("delete from rejoin_import.loaded_table where run_id <> ?", checked.run());
        schema.restore(indexes);
    }
}
