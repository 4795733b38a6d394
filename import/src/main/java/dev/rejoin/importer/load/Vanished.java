package dev.rejoin.importer.load;

import static dev.rejoin.importer.catalog.TargetCatalog.quoted;

import dev.rejoin.importer.catalog.TargetConstraint.ForeignKey;
import dev.rejoin.importer.finding.FindingCode;
import dev.rejoin.importer.plan.StagePlan;
import dev.rejoin.importer.plan.StagePlan.StageTable;
import dev.rejoin.importer.sql.Statements;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Rows that no document makes any more. Those of a document that is gone are deleted, unless somebody has changed them or
 * a row that stays refers to them; those of a document that is set aside now are left as they are, unless that
 * keeps others from what is right (see {@link #giveWay}). Whatever is left is said in a finding and remembered, so that the
 * next delta knows it again.
 */
record Vanished(Statements sql, TargetSchema schema, StagePlan plan, long run) {

    /** Decides over the rows in the tables {@code _gone}, and writes down what is left. */
    void find() throws SQLException {
        var statements = new ArrayList<String>();
        for (var table : going()) {
            keepReferred(table, statements);
        }
        // One that is kept may keep another one.
        while (LongStream.of(sql.all(statements)).sum() > 0) {}
        var any = sql.filled(
                plan.staged().stream().map(table -> table.own("gone")).toList());
        var told = new ArrayList<String>();
        plan.staged().stream().filter(table -> any.contains(table.own("gone"))).forEach(table -> tell(table, told));
        sql.all(told);
    }

    /** The tables that rows are to be deleted from. */
    private List<StageTable> going() throws SQLException {
        var tables = plan.staged();
        var counts = sql.numbers(tables.stream()
                .map(table -> "(select count(*) from %s g where not %s)".formatted(table.own("gone"), stays("g")))
                .collect(Collectors.joining(",\n", "select ", "")));
        return IntStream.range(0, tables.size())
                .filter(i -> counts[i] > 0)
                .mapToObj(tables::get)
                .toList();
    }

    private static String stays(String alias) {
        return "(%1$s.kept or %1$s.aside or %1$s.referred)".formatted(alias);
    }

    /** A row that something refers to which stays, and goes on to refer to it, stays too. */
    private void keepReferred(StageTable table, List<String> statements) {
        for (var other : plan.catalog().tables().values()) {
            for (var key : other.foreignKeys()) {
                if (key.target().equals(table.name())) {
                    statements.add(keepReferred(table, other.name(), key));
                }
            }
        }
    }

    private String keepReferred(StageTable table, String other, ForeignKey key) {
        var at = Rows.of(table).at("t", "g.row_id", "g.row_key");
        var referring = plan.stagedTable(other);
        return """
                update %1$s g set referred = true
                where not %2$s and exists (
                    select from %3$s t join %4$s.%5$s r on %6$s where %7$s%8$s)
                """.formatted(
                        table.own("gone"),
                        stays("g"),
                        schema.name(table),
                        quoted(plan.catalog().schema()),
                        quoted(other),
                        same(key),
                        at,
                        referring.map(staged -> goesOnTo(staged, key)).orElse(""));
    }

    /** Whether the row {@code r} refers to {@code t}. */
    private static String same(ForeignKey key) {
        // Any of the rows that cover a period together may be the one that it cannot be without.
        int period = key.period() ? key.columns().size() - 1 : -1;
        return IntStream.range(0, key.columns().size())
                .mapToObj(i -> "r.%s %s t.%s"
                        .formatted(
                                quoted(key.columns().get(i)),
                                i == period ? "&&" : "=",
                                quoted(key.targetColumns().get(i))))
                .collect(Collectors.joining(" and "));
    }

    /** Not if the referring row is deleted too, or is given another reference. */
    private static String goesOnTo(StageTable referring, ForeignKey key) {
        var rows = Rows.of(referring);
        var mapped =
                key.columns().stream().filter(referring.data()::containsKey).toList();
        var another = mapped.isEmpty()
                ? ""
                : """
                 and not exists (select from %s u join %s s on s._row = u._row
                                 where %s and not u.kept and (%s) is distinct from (%s))
                """.formatted(
                                referring.own("update"),
                                referring.view(),
                                rows.at("r", "u.row_id", "u.row_key"),
                                mapped.stream().map(c -> "s." + quoted(c)).collect(Collectors.joining(", ")),
                                mapped.stream().map(c -> "r." + quoted(c)).collect(Collectors.joining(", ")));
        return """
                 and not exists (select from %s x where %s and not %s)
                """.formatted(referring.own("gone"), rows.at("r", "x.row_id", "x.row_key"), stays("x")) + another;
    }

    /**
     * What was left for a document that a key over periods has set aside may refer to a row that is to cover less now. It cannot
     * be right beside that: so it goes, and with it what was left and refers to it; unless somebody has changed one of them, or
     * a row that stays refers to it.
     *
     * @param names of the constraints that refuse others
     * @return whether any goes
     */
    boolean giveWay(Set<String> names) throws SQLException {
        long going = 0;
        for (var table : plan.staged()) {
            for (var key : table.target().foreignKeys()) {
                if (key.period() && names.contains(key.name())) {
                    going += giveWay(table, """
                            exists (select from %s s join _found f on f.table_name = %s and f.row = s._row
                                    where s.%s = l.row_id and f.code = %s)
                            """.formatted(
                                    table.base(),
                                    Statements.literal(table.name()),
                                    table.key(),
                                    Statements.literal(key.name())));
                }
            }
        }
        if (going == 0) {
            return false;
        }
        while (giveWayWithOthers() > 0) {}
        find();
        return !going().isEmpty();
    }

    private long giveWayWithOthers() throws SQLException {
        long going = 0;
        for (var other : plan.staged()) {
            for (var key : other.target().foreignKeys()) {
                var table = plan.stagedTable(key.target());
                if (table.isPresent()) {
                    going += giveWay(other, """
                            exists (select from %1$s g join %2$s t on %3$s join %4$s r on %5$s where %6$s)
                            """.formatted(
                                    table.get().own("gone"),
                                    schema.name(table.get()),
                                    Rows.of(table.get()).at("t", "g.row_id", "g.row_key"),
                                    schema.name(other),
                                    same(key),
                                    Rows.of(other).at("r", "l.row_id", "l.row_key")));
                }
            }
        }
        return going;
    }

    /** The rows of a table that were left, unless somebody has changed them, are not left any more where a condition holds. */
    private long giveWay(StageTable table, String condition) throws SQLException {
        var name = Statements.literal(table.name());
        sql.run("""
                insert into %1$s (row_id, row_key, version, index_name, id, part, kept, referred, aside)
                select l.row_id, l.row_key, l.version, l.index_name, l.id, l.part, false, false, false
                from _left l
                where l.table_name = %2$s and %3$s
                and not exists (select from _edited e where e.table_name = %2$s and e.row_id = l.row_id)
                and not exists (select from %1$s g where g.row_id = l.row_id)
                """.formatted(table.own("gone"), name, condition));
        sql.run("""
                delete from rejoin_import.finding f using _left l, %1$s g
                where l.table_name = %2$s and g.row_id = l.row_id and f.run_id = %3$d and f.code in ('%4$s', '%5$s')
                and f.table_name = %2$s and f.index_name = l.index_name and f.id = l.id
                and f.value = coalesce(array_to_string(l.row_key, ', '), l.row_id::text)
                """.formatted(
                        table.own("gone"),
                        name,
                        run,
                        FindingCode.KEPT_THOUGH_SET_ASIDE.code(),
                        FindingCode.KEPT_THOUGH_DELETED.code()));
        return sql.run("delete from _left l using %s g where l.table_name = %s and g.row_id = l.row_id"
                .formatted(table.own("gone"), name));
    }

    /** The target refuses to let these go: so they stay. */
    void keepRefused(StageTable table) throws SQLException {
        sql.run("update %s set referred = true".formatted(table.own("gone")));
        var statements = new ArrayList<String>();
        tell(table, statements);
        sql.all(statements);
    }

    private void tell(StageTable table, List<String> statements) {
        var name = Statements.literal(table.name());
        statements.add("""
                insert into rejoin_import.finding (run_id, severity, code, index_name, id, table_name, value, message, suggestion)
                select %3$d, '%5$s', case when g.aside then '%6$s' else '%7$s' end,
                       g.index_name, g.id, %4$s, coalesce(array_to_string(g.row_key, ', '), g.row_id::text),
                       case when g.aside then 'the document is set aside now: what it once became was left as it was'
                            when g.kept then 'the source no longer has this document, but its row was changed since: it was kept'
                            else 'the source no longer has this document, but its row is referred to by one that stays: it was kept'
                       end,
                       case when g.aside then 'correct the document, or delete the row'
                            else 'decide whether the row is to be deleted' end
                from %1$s g where %2$s
                """.formatted(
                        table.own("gone"),
                        stays("g"),
                        run,
                        name,
                        FindingCode.KEPT_THOUGH_DELETED.severity(),
                        FindingCode.KEPT_THOUGH_SET_ASIDE.code(),
                        FindingCode.KEPT_THOUGH_DELETED.code()));
        statements.add("""
                insert into _left (table_name, row_id, version, row_key, index_name, id, part)
                select %s, g.row_id, g.version, g.row_key, g.index_name, g.id, g.part from %s g where %s
                """.formatted(name, table.own("gone"), stays("g")));
        statements.add("delete from %s g where %s".formatted(table.own("gone"), stays("g")));
    }
}
