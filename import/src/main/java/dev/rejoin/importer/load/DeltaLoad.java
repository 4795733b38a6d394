package dev.rejoin.importer.load;

import static dev.rejoin.importer.target.TargetCatalog.quoted;

import dev.rejoin.importer.check.Check.Checked;
import dev.rejoin.importer.load.Load.Change;
import dev.rejoin.importer.mapping.Mapping.Value;
import dev.rejoin.importer.stage.StagePlan;
import dev.rejoin.importer.stage.StagePlan.StageTable;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Applies a later snapshot: new rows are inserted, changed ones updated, vanished ones deleted, through the target's own
 * triggers, so that its change log tells of them. Rows that somebody else has changed or deleted since the import are
 * left as they are; where their document has changed too, that is a conflict for a person.
 */
record DeltaLoad(Statements sql, TargetSchema schema, Checked checked) {

    Map<String, Change> run() throws SQLException {
        var plan = checked.plan();
        for (var statement : plan.mapping().beforeDelta()) {
            sql.run(statement);
        }
        gatherPrior();
        findEdited();
        keepIds();
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
        schema.restore(keys);
        schema.restore(grandfathered);
        for (var statement : plan.mapping().afterDelta()) {
            sql.run(statement);
        }
        return changes;
    }

    /** What the last load left, and which documents differ from those it read. */
    private void gatherPrior() throws SQLException {
        sql.run("""
                create temporary table _prior on commit drop as
                select table_name, row_id, max(version) as version from rejoin_import.row_origin
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

    /** Rows that do not have the version any more that the last load left them with, or are not there any more. */
    private void findEdited() throws SQLException {
        for (var table : checked.plan().tables().values()) {
            if (table.target().column("version").isPresent()) {
                sql.run("""
                        insert into _edited
                        select p.table_name, p.row_id, p.version from _prior p left join %s t on t.id = p.row_id
                        where p.table_name = ? and t.version is distinct from p.version
                        """.formatted(schema.name(table)), table.name());
            }
        }
        sql.run("create index on _edited (row_id, table_name)");
    }

    /** A row that is known by its legacy id keeps its id, though its name (a person's e-mail, say) has changed. */
    private void keepIds() throws SQLException {
        for (var table : checked.plan().tables().values()) {
            if (!table.data().containsKey(StagePlan.LEGACY_ID)) {
                continue;
            }
            sql.run("drop table if exists _kept");
            sql.run("""
                    create temporary table _kept on commit drop as
                    select s.id as staged, t.id as existing from %1$s s join %2$s t on t.legacy_id = s.legacy_id
                    where t.id <> s.id and not exists (select from %2$s x where x.id = s.id)
                    """.formatted(table.view(), schema.name(table)));
            if (sql.number("select count(*) from _kept") == 0) {
                continue;
            }
            sql.run("update %s b set id = k.existing from _kept k where k.staged = b.id".formatted(table.base()));
            for (var referring : columnsReferringTo(table)) {
                sql.run("update %s b set %2$s = k.existing from _kept k where k.staged = b.%2$s"
                        .formatted(referring.table().base(), quoted(referring.column())));
            }
        }
    }

    private record Referring(StageTable table, String column) {}

    private List<Referring> columnsReferringTo(StageTable target) {
        var plan = checked.plan();
        return plan.parts().stream()
                .flatMap(part -> part.row().columns().entrySet().stream()
                        .filter(c -> refersTo(c.getValue(), target.name()))
                        .map(c -> new Referring(plan.tables().get(part.row().table()), c.getKey())))
                .distinct()
                .toList();
    }

    private static boolean refersTo(Value value, String table) {
        return switch (value) {
            case Value.RowKey key -> key.table().equals(table);
            case Value.Field field ->
                field.reference().filter(r -> r.table().equals(table)).isPresent();
            case Value.Constant constant -> false;
            case Value.Template template -> false;
        };
    }

    private Change change(StageTable table) throws SQLException {
        var target = schema.name(table);
        var columns = table.data().keySet().stream().map(c -> quoted(c)).toList();
        var list = String.join(", ", columns);
        var differs = "(%s) is distinct from (%s)".formatted(prefixed("t", columns), prefixed("s", columns));
        long conflicts = find("edited_since_import", table, """
                select s._row, 'the row was changed since the import, and so was its document: the row was kept' as message
                from %s s join %s t on t.id = s.id join _edited e on e.table_name = ? and e.row_id = t.id
                where %s and exists (select from _changed c where c.doc = s._doc)
                """.formatted(table.view(), target, differs));
        conflicts += find("deleted_since_import", table, """
                select s._row, 'the row was deleted since the import, and its document changed: it stays deleted' as message
                from %s s join _prior p on p.table_name = ? and p.row_id = s.id
                where not exists (select from %s t where t.id = s.id) and exists (select from _changed c where c.doc = s._doc)
                """.formatted(table.view(), target));
        var sets = columns.stream().map(c -> c + " = s." + c).collect(Collectors.joining(", "));
        long updated = sql.run("""
                update %1$s t set %2$s from %3$s s
                where s.id = t.id and %4$s
                and not exists (select from _edited e where e.table_name = ? and e.row_id = t.id)
                """.formatted(target, sets, table.view(), differs), table.name());
        long inserted = sql.run("""
                insert into %1$s (%2$s) select %2$s from %3$s s
                where not exists (select from %1$s t where t.id = s.id)
                and not exists (select from _prior p where p.table_name = ? and p.row_id = s.id)
                order by _row
                """.formatted(target, list, table.view()), table.name());
        return new Change(inserted, updated, 0, conflicts);
    }

    /** Deletes what the source no longer has, unless somebody has changed it or something new refers to it. */
    private long delete(StageTable table) throws SQLException {
        var target = schema.name(table);
        sql.run("drop table if exists _gone");
        sql.run("""
                create temporary table _gone on commit drop as
                select t.id, e.row_id is not null as edited
                from %s t join _prior p on p.table_name = ? and p.row_id = t.id
                left join _edited e on e.table_name = p.table_name and e.row_id = p.row_id
                where not exists (select from %s s where s.id = t.id)
                """.formatted(target, table.base()), table.name());
        for (var other : checked.plan().catalog().tables().values()) {
            for (var key : other.foreignKeys()) {
                if (key.target().equals(table.name()) && key.columns().size() == 1) {
                    sql.run("""
                            update _gone g set edited = true
                            where not edited and exists (select from %s.%s r where r.%s = g.id)
                            """.formatted(
                                    quoted(checked.plan().catalog().schema()),
                                    quoted(other.name()),
                                    quoted(key.columns().getFirst())));
                }
            }
        }
        sql.run("""
                insert into rejoin_import.finding (run_id, severity, code, index_name, id, table_name, value, message, suggestion)
                select ?, 'WARNING', 'kept_though_deleted', o.index_name, o.id, o.table_name, g.id::text,
                       'the source no longer has this document, but its row was changed since or is referred to: it was kept',
                       'decide whether the row is to be deleted'
                from _gone g join rejoin_import.row_origin o on o.row_id = g.id and o.table_name = ? and o.how <> 'MERGED'
                where g.edited
                """, checked.run(), table.name());
        return sql.run("delete from %s t using _gone g where g.id = t.id and not g.edited".formatted(target));
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
