package dev.rejoin.importer.load;

import static dev.rejoin.importer.target.TargetCatalog.quoted;

import dev.rejoin.importer.check.Check.Checked;
import dev.rejoin.importer.load.Load.Change;
import dev.rejoin.importer.stage.LinkedValues;
import dev.rejoin.importer.stage.StagePlan.StageTable;
import dev.rejoin.importer.target.TargetCatalog;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Applies a later snapshot: new rows are inserted, changed ones updated, vanished ones deleted, through the target's own
 * triggers, so that its change log tells of them. Rows that somebody else has changed or deleted since the import are
 * left as they are; where their document has changed too, that is a conflict for a person.
 */
record DeltaLoad(Statements sql, TargetSchema schema, Checked checked) implements Load.Filling {

    @Override
    public Map<String, Change> fill() throws SQLException {
        var plan = checked.plan();
        for (var statement : plan.mapping().beforeDelta()) {
            sql.run(statement);
        }
        gatherPrior();
        findEdited();
        keepKeys();
        var grandfathered = schema.dropGrandfathered(checked.grandfathered());
        var keys = schema.dropForeignKeys();
        var changes = new LinkedHashMap<String, Change>();
        var tables = new ArrayList<>(plan.tables().values());
        for (var table : tables) {
            changes.put(table.name(), change(table));
        }
        for (var table : tables.reversed()) {
            changes.put(table.name(), changes.get(table.name()).withDeleted(delete(table)));
        }
        schema.settleTriggers();
        schema.restore(keys);
        schema.restore(grandfathered);
        return changes;
    }

    @Override
    public void finish() throws SQLException {
        for (var statement : checked.plan().mapping().afterDelta()) {
            sql.run(statement);
        }
    }

    /** What the last load left, and which documents differ from those it read. */
    private void gatherPrior() throws SQLException {
        sql.run("""
                create temporary table _prior on commit drop as
                select table_name, row_id, max(version) as version, max(row_key) as row_key from rejoin_import.row_origin
                where how <> 'MERGED' group by 1, 2
                """);
        sql.run("create index on _prior (row_id, table_name)");
        sql.run("analyze _prior");
        sql.run("""
                create temporary table _changed on commit drop as
                select d.doc from rejoin_import.document d
                left join rejoin_import.document p
                    on p.run_id = (select max(run_id) from rejoin_import.row_origin)
                    and p.index_name = d.index_name and p.id = d.id and p.routing is not distinct from d.routing
                where d.run_id = ? and p.sha256 is distinct from d.sha256
                """, checked.run());
        sql.run("create index on _changed (doc)");
        sql.run("analyze _changed");
    }

    /** Rows that are not in the state any more that the last load left them in, or are not there any more. */
    private void findEdited() throws SQLException {
        for (var table : checked.plan().tables().values()) {
            var rows = remembered(table);
            sql.run(
                    """
                    insert into _edited
                    select p.table_name, p.row_id, p.version, p.row_key from _prior p left join %s t on %s
                    where p.table_name = ? and %s is distinct from p.version
                    """.formatted(schema.name(table), rows.at("t", "p.row_id", "p.row_key"), rows.state("t")),
                    table.name());
        }
        sql.run("create index on _edited (row_id, table_name)");
    }

    /** A row's state is what the last load took for it: columns that have come since do not change it. */
    private Rows remembered(StageTable table) throws SQLException {
        var now = Rows.of(table);
        try (var statement = sql.connection().prepareStatement("""
                select watched_columns from rejoin_import.loaded_table
                where table_name = ? order by run_id desc limit 1
                """)) {
            statement.setString(1, table.name());
            try (var row = statement.executeQuery()) {
                if (!row.next()) {
                    return now;
                }
                var watched = Arrays.stream((Object[]) row.getArray(1).getArray())
                        .map(String::valueOf)
                        .filter(c -> table.target().column(c).isPresent())
                        .toList();
                return new Rows(table, now.key(), watched.isEmpty() ? now.watched() : watched);
            }
        }
    }

    /**
     * A row that is known by its document keeps the key it has, though its name (a person's e-mail, say) has changed; and
     * one that is there already keeps the number that it was given.
     */
    private void keepKeys() throws SQLException {
        for (var table : checked.plan().tables().values()) {
            sql.run("drop table if exists _kept");
            sql.run("""
                    create temporary table _kept on commit drop as
                    select distinct on (s.%1$s) s.%1$s as staged, o.row_id as existing
                    from %2$s s join rejoin_stage._part p on p.part = s._part
                    join rejoin_import.row_origin o
                        on o.table_name = ? and o.how <> 'MERGED' and o.id = s._id
                        and o.index_name is not distinct from s._index
                        and o.part = p.label || case when p.child then '#' || s._position else '' end
                    where not s._rejected and not s._merged and o.row_id <> s.%1$s
                    and not exists (select from _prior x where x.table_name = ? and x.row_id = s.%1$s)
                    and not exists (select from %2$s y where y.%1$s = o.row_id)
                    order by s.%1$s, o.row_id
                    """.formatted(table.key(), table.base()), table.name(), table.name());
            if (sql.number("select count(*) from _kept") > 0) {
                sql.run("update %s b set %2$s = k.existing from _kept k where k.staged = b.%2$s"
                        .formatted(table.base(), table.key()));
                for (var referring : checked.plan().tables().values()) {
                    for (var pairing : referring.pairings().values()) {
                        if (pairing.table().equals(table.name())) {
                            sql.run("update %s b set %2$s = k.existing from _kept k where k.staged = b.%2$s"
                                    .formatted(referring.base(), quoted(pairing.link())));
                        }
                    }
                }
            }
            keepDrawn(table);
        }
        new LinkedValues(sql.connection(), checked.plan()).fill();
    }

    private void keepDrawn(StageTable table) throws SQLException {
        var rows = Rows.of(table);
        for (var column : table.drawn()) {
            sql.run(
                    """
                    update %1$s b set %2$s = t.%2$s::text::%3$s
                    from _prior p join %4$s t on %5$s
                    where p.table_name = ? and p.row_id = b.%6$s
                    """.formatted(
                                    table.base(),
                                    quoted(column),
                                    table.data().get(column).staged(),
                                    schema.name(table),
                                    rows.at("t", "p.row_id", "p.row_key"),
                                    table.key()),
                    table.name());
        }
    }

    private Change change(StageTable table) throws SQLException {
        var target = schema.name(table);
        var rows = Rows.of(table);
        var at = rows.at("t", "p.row_id", "p.row_key");
        var columns = table.data().keySet().stream().map(c -> quoted(c)).toList();
        var list = String.join(", ", columns);
        var differs = "(%s) is distinct from (%s)".formatted(prefixed("t", columns), prefixed("s", columns));
        long conflicts =
                find("edited_since_import", table, """
                select s._row, 'the row was changed since the import, and so was its document: the row was kept' as message
                from %1$s s join _prior p on p.table_name = ? and p.row_id = s.%2$s join %3$s t on %4$s
                join _edited e on e.table_name = p.table_name and e.row_id = p.row_id
                where %5$s and exists (select from _changed c where c.doc = s._doc)
                """.formatted(table.view(), table.key(), target, at, differs));
        conflicts += find("deleted_since_import", table, """
                select s._row, 'the row was deleted since the import, and its document changed: it stays deleted' as message
                from %1$s s join _prior p on p.table_name = ? and p.row_id = s.%2$s
                where not exists (select from %3$s t where %4$s) and exists (select from _changed c where c.doc = s._doc)
                """.formatted(table.view(), table.key(), target, at));
        var sets = columns.stream()
                .filter(c -> !isAlwaysGiven(table, c))
                .map(c -> c + " = s." + c)
                .collect(Collectors.joining(", "));
        long updated = sets.isEmpty()
                ? 0
                : sql.run("""
                        update %1$s t set %2$s from %3$s s join _prior p on p.table_name = ? and p.row_id = s.%4$s
                        where %5$s and %6$s
                        and not exists (select from _edited e where e.table_name = p.table_name and e.row_id = p.row_id)
                        """.formatted(target, sets, table.view(), table.key(), at, differs), table.name());
        long inserted = sql.run(
                """
                insert into %1$s (%2$s)%3$s select %2$s from %4$s s
                where not exists (select from _prior p where p.table_name = ? and p.row_id = s.%5$s)%6$s
                order by _row
                """.formatted(
                                target,
                                list,
                                TargetSchema.overriding(table),
                                table.view(),
                                table.key(),
                                rows.byOwnKey()
                                        ? " and not exists (select from %s t where t.%s = s.%2$s)"
                                                .formatted(target, table.key())
                                        : ""),
                table.name());
        return new Change(inserted, updated, 0, conflicts);
    }

    /** An identity column that takes no values but its own: a row that is there has one, and keeps it. */
    private static boolean isAlwaysGiven(StageTable table, String quotedColumn) {
        return table.data().values().stream()
                .anyMatch(c -> quoted(c.name()).equals(quotedColumn)
                        && c.sequence().filter(TargetCatalog.Sequence::identity).isPresent());
    }

    /** Deletes what the source no longer has, unless somebody has changed it or something new refers to it. */
    private long delete(StageTable table) throws SQLException {
        var target = schema.name(table);
        var rows = Rows.of(table);
        sql.run("drop table if exists _gone");
        sql.run("""
                create temporary table _gone on commit drop as
                select p.row_id, p.row_key, e.row_id is not null as edited
                from %s t join _prior p on p.table_name = ? and %s
                left join _edited e on e.table_name = p.table_name and e.row_id = p.row_id
                where not exists (select from %s s where s.%s = p.row_id)
                """.formatted(target, rows.at("t", "p.row_id", "p.row_key"), table.base(), table.key()), table.name());
        var at = rows.at("t", "g.row_id", "g.row_key");
        for (var other : checked.plan().catalog().tables().values()) {
            for (var key : other.foreignKeys()) {
                if (key.target().equals(table.name()) && !key.period()) {
                    var same = IntStream.range(0, key.columns().size())
                            .mapToObj(i -> "r.%s = t.%s"
                                    .formatted(
                                            quoted(key.columns().get(i)),
                                            quoted(key.targetColumns().get(i))))
                            .collect(Collectors.joining(" and "));
                    sql.run("""
                            update _gone g set edited = true
                            where not edited and exists (select from %s t join %s.%s r on %s where %s)
                            """.formatted(
                                    target, quoted(checked.plan().catalog().schema()), quoted(other.name()), same, at));
                }
            }
        }
        sql.run("""
                insert into rejoin_import.finding (run_id, severity, code, index_name, id, table_name, value, message, suggestion)
                select ?, 'WARNING', 'kept_though_deleted', o.index_name, o.id, o.table_name,
                       coalesce(array_to_string(g.row_key, ', '), g.row_id::text),
                       'the source no longer has this document, but its row was changed since or is referred to: it was kept',
                       'decide whether the row is to be deleted'
                from _gone g join rejoin_import.row_origin o
                    on o.row_id = g.row_id and o.table_name = ? and o.how <> 'MERGED'
                where g.edited
                """, checked.run(), table.name());
        return sql.run("delete from %s t using _gone g where %s and not g.edited".formatted(target, at));
    }

    private long find(String code, StageTable table, String rows) throws SQLException {
        return sql.run("""
                insert into rejoin_import.finding (run_id, severity, code, index_name, id, doc, table_name, message, suggestion)
                select %d, 'WARNING', '%s', b._index, b._id, b._doc, '%s', q.message, 'decide which of the two is right'
                from (%s) q join %s b on b._row = q._row
                """.formatted(checked.run(), code, table.name(), rows, table.base()), table.name());
    }

    private static String prefixed(String alias, List<String> columns) {
        return columns.stream().map(c -> alias + "." + c).collect(Collectors.joining(", "));
    }
}
