package dev.rejoin.importer.load;

import dev.rejoin.importer.check.Check.Checked;
import dev.rejoin.importer.load.Load.CarriedRun;
import dev.rejoin.importer.plan.StagePlan.StageTable;
import dev.rejoin.importer.sql.Statements;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/**
 * Which document became which row, merged ones included, where it is, and the state it was left in: a later delta knows by
 * it whether somebody else has changed the row since.
 */
record Origins(Statements sql, TargetSchema schema, Checked checked, Optional<CarriedRun> carried) {

    /** Of some documents it is remembered in the name of the run that the target shows. */
    private long run() {
        return carried.map(CarriedRun::of).orElse(checked.run());
    }

    /**
     * Remembers all rows as they are now, those too that are to be written yet.
     *
     * @param remembered hears of the rows of each table, where these are not only some
     */
    void write(LongConsumer remembered) throws SQLException {
        if (carried.isPresent()) {
            sql.all(checked.plan().staged().stream().map(this::writing).toList());
            return;
        }
        for (var table : checked.plan().staged()) {
            remembered.accept(sql.run(writing(table)));
            describe(table);
        }
    }

    private String writing(StageTable table) {
        var rows = Rows.of(table);
        return """
                insert into rejoin_import.row_origin
                    (table_name, row_id, run_id, doc, index_name, id, part, how, version, row_key, kept)
                select %9$s, b.%1$s, %10$d, b._doc, b._index, b._id,
                       p.label || case when p.child then '#' || b._position else '' end,
                       case when p.resurrected then 'RESURRECTED' when b._merged then 'MERGED' else 'LOADED' end,
                       coalesce(t.kept, t.state), t.at, coalesce(t.edited, false)
                from %2$s b join rejoin_stage._part p on p.part = b._part
                left join (
                    select k.key, k.kept, k.edited, k.at, %3$s as state
                    from (select v.%1$s as key, e.version as kept, e.row_id is not null as edited,
                                 coalesce(e.row_key, %4$s) as at
                          from %5$s v left join _edited e on e.table_name = %9$s and e.row_id = v.%1$s) k
                    left join %6$s t on %7$s) t on t.key = b.%1$s
                where not b._rejected%8$s
                """.formatted(
                table.key(),
                table.base(),
                rows.state("t"),
                rows.keyOf("v"),
                table.view(),
                schema.name(table),
                rows.at("t", "k.key", "k.at"),
                carried.isPresent() ? " and (b._doc is null or b._doc in (select doc from _staged where focus))" : "",
                Statements.literal(table.name()),
                run());
    }

    private void describe(StageTable table) throws SQLException {
        var rows = Rows.of(table);
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

    /** Remembers the state of the rows that were written since, deleted to make room and written again too, and which were found to be somebody else's by then. */
    void refresh() throws SQLException {
        var any = sql.filled(checked.plan().staged().stream()
                .flatMap(table -> Stream.of(table.own("insert"), table.own("update")))
                .toList());
        var statements = new ArrayList<String>();
        for (var table : checked.plan().staged()) {
            if (!any.contains(table.own("insert")) && !any.contains(table.own("update"))) {
                continue;
            }
            var rows = Rows.of(table);
            statements.add("""
                    update rejoin_import.row_origin o set version = %1$s
                    from (select v.%2$s as key, %3$s as at from %4$s v
                          where v._row in (
                              select _row from %5$s union all
                              select u._row from %6$s u where not exists (
                                  select from _edited e where e.table_name = %9$s and e.row_id = u.row_id))) k
                    join %7$s t on %8$s
                    where o.table_name = %9$s and o.run_id = %10$d and o.row_id = k.key
                    """.formatted(
                            rows.state("t"),
                            table.key(),
                            rows.keyOf("v"),
                            table.view(),
                            table.own("insert"),
                            table.own("update"),
                            schema.name(table),
                            rows.at("t", "k.key", "k.at"),
                            Statements.literal(table.name()),
                            run()));
        }
        statements.add("""
                update rejoin_import.row_origin o set kept = true, version = e.version, row_key = coalesce(e.row_key, o.row_key)
                from _edited e
                where not o.kept and o.table_name = e.table_name and o.row_id = e.row_id and o.run_id = %d
                """.formatted(run()));
        statements.add("""
                insert into rejoin_import.row_origin
                    (table_name, row_id, run_id, index_name, id, part, how, version, row_key, kept)
                select table_name, row_id, %d, index_name, id, part, 'LEFT', version, row_key, true from _left
                """.formatted(run()));
        sql.all(statements);
    }

    /** What was remembered of the same documents and rows, if not of all. */
    void forgetEarlier() throws SQLException {
        if (carried.isPresent()) {
            sql.run("""
                    delete from rejoin_import.row_origin o using _staged s
                    where s.focus and o.index_name = s.index_name and o.id = s.id
                    """);
            sql.run("""
                    delete from rejoin_import.row_origin o using _prior p
                    where o.table_name = p.table_name and o.row_id = p.row_id
                    """);
            return;
        }
        sql.run("delete from rejoin_import.row_origin where run_id <> ?", checked.run());
        sql.run("delete from rejoin_import.loaded_table where run_id <> ?", checked.run());
    }
}
