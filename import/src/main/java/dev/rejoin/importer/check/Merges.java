package dev.rejoin.importer.check;

import static dev.rejoin.importer.catalog.TargetCatalog.quoted;
import static dev.rejoin.importer.sql.Statements.literal;

import dev.rejoin.importer.finding.Finding.Severity;
import dev.rejoin.importer.finding.FindingCode;
import dev.rejoin.importer.plan.StagePlan;
import dev.rejoin.importer.plan.StagePlan.StageColumn;
import dev.rejoin.importer.plan.StagePlan.StagePart;
import dev.rejoin.importer.plan.StagePlan.StageTable;
import dev.rejoin.importer.sql.Statements;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Rows of one identity become one row: the preferred one wins and its gaps are filled from the others. When a member of
 * the group is set aside later, the election is held again among those that remain, from their original values.
 */
record Merges(Statements sql, StagePlan plan, Found found, ChangedTables changedTables, Map<String, Long> setAside) {

    Merges(Statements sql, StagePlan plan, Found found, ChangedTables changedTables) {
        this(sql, plan, found, changedTables, new HashMap<>());
    }

    /** The tables whose rows have an identity of their own. */
    List<StageTable> tables() {
        return plan.staged().stream().filter(t -> merges(plan, t)).toList();
    }

    static boolean merges(StagePlan plan, StageTable table) {
        return parts(plan, table).stream().anyMatch(p -> !p.row().identity().isEmpty());
    }

    private static List<StagePart> parts(StagePlan plan, StageTable table) {
        return plan.parts().stream()
                .filter(p -> p.row().table().equals(table.name()))
                .toList();
    }

    void elect() throws SQLException {
        for (var table : tables()) {
            long sharing = sql.fill(original(table), """
                    select *, false as _reopened from %1$s
                    where %2$s in (select %2$s from %1$s group by %2$s having count(*) > 1)
                    """.formatted(table.base(), table.key()));
            if (!sql.scratch().stays()) {
                sql.run("create index on %s (%s)".formatted(original(table), table.key()));
            }
            sql.analyze(original(table));
            if (sharing == 0) {
                continue;
            }
            elect(table, "select distinct %s from %s".formatted(table.key(), original(table)));
        }
    }

    /** Holds the election again where one of a group was set aside, or lost a value; answers in which tables that was. */
    Set<String> reelect() throws SQLException {
        var changed = new HashSet<String>();
        for (var table : tables()) {
            if (!mayHaveChanged(table)) {
                continue;
            }
            long affected = sql.fill("_affected", """
                    select %3$s as key from %1$s where _reopened
                    union
                    select o.%3$s from %1$s o join %2$s b on b._row = o._row where b._rejected and not o._rejected
                    """.formatted(original(table), table.base(), table.key()));
            if (affected == 0) {
                continue;
            }
            changed.add(table.name());
            changedTables.add(table.name());
            var columns = Stream.concat(filled(table).stream(), Stream.of("_merged"))
                    .map(c -> "%s = o.%s".formatted(quoted(c), quoted(c)))
                    .collect(Collectors.joining(", "));
            sql.run("update %s b set %s from %s o where o._row = b._row and o.%s in (select key from _affected)"
                    .formatted(table.base(), columns, original(table), table.key()));
            sql.run("""
                    update %s o set _rejected = b._rejected, _reopened = false from %s b
                    where b._row = o._row and (b._rejected or o._reopened)
                    """.formatted(original(table), table.base()));
            elect(table, "select key from _affected");
        }
        return changed;
    }

    /**
     * Whether more rows are set aside than the last time, or one has lost a value: to ask that of the table alone costs a
     * tenth of holding it against its groups. Of a part of the documents, there is nothing to save.
     */
    private boolean mayHaveChanged(StageTable table) throws SQLException {
        if (sql.scratch().stays()) {
            return true;
        }
        var now = sql.numbers("""
                select (select count(*) from %s where _rejected), (select count(*) from %s where _reopened)
                """.formatted(table.base(), original(table)));
        var before = setAside.put(table.name(), now[0]);
        return now[1] > 0 || before == null || now[0] > before;
    }

    private void elect(StageTable table, String ids) throws SQLException {
        var newest = parts(plan, table).stream()
                .filter(p -> p.row().newest().isPresent())
                .map(p -> "when %d then to_jsonb(b.%s)"
                        .formatted(p.number(), quoted(p.row().newest().orElseThrow())))
                .collect(Collectors.joining(" "));
        var order = "p.prefer, " + (newest.isEmpty() ? "" : "case b._part " + newest + " end desc nulls last, ")
                + "b._index, b._id, b._position, b._row";
        var ranked = table.own("ranked");
        sql.fill(ranked, """
                select b.*, row_number() over (partition by b.%4$s order by %1$s) as _rank
                from %2$s b join rejoin_stage._part p on p.part = b._part
                where not b._rejected and b.%4$s in (%3$s)
                """.formatted(order, table.base(), ids, table.key()));
        var columns = filled(table);
        if (!columns.isEmpty()) {
            var firsts = columns.stream()
                    .map(c -> "(array_agg(%s order by _rank) filter (where %s))[1] as %1$s"
                            .formatted(quoted(c), isSaid(table, c)))
                    .collect(Collectors.joining(", "));
            var sets = columns.stream()
                    .map(c -> "%1$s = w.%1$s".formatted(quoted(c)))
                    .collect(Collectors.joining(", "));
            var gaps = columns.stream()
                    .map(c -> "b.%1$s is null and w.%1$s is not null".formatted(quoted(c)))
                    .collect(Collectors.joining(" or "));
            sql.run("""
                    update %s b set %s
                    from (select min(_row) filter (where _rank = 1) as winner, %s
                          from %s group by %s having count(*) > 1) w
                    where b._row = w.winner and (%s)
                    """.formatted(table.base(), sets, firsts, ranked, table.key(), gaps));
        }
        sql.run("update %s b set _merged = true from %s r where r._row = b._row and r._rank > 1"
                .formatted(table.base(), ranked));
    }

    /** A reference that was left out still is what its document says: no other one's takes its place. */
    private static String isSaid(StageTable table, String column) {
        return table.references().stream()
                .map(StageColumn::name)
                .flatMap(ref -> table.pairings().values().stream()
                        .filter(pairing -> pairing.raw().equals(ref)))
                .filter(pairing -> Stream.of(pairing.raw(), pairing.link(), pairing.column())
                        .anyMatch(column::equals))
                .findFirst()
                .map(pairing ->
                        "%s is not null or %s is not null".formatted(quoted(pairing.raw()), quoted(pairing.link())))
                .orElse(quoted(column) + " is not null");
    }

    private static List<String> filled(StageTable table) {
        return Stream.of(
                        table.data().keySet().stream(),
                        table.internal().stream().map(StageColumn::name),
                        table.references().stream().map(StageColumn::name))
                .flatMap(s -> s)
                .filter(c -> !c.equals(table.keyName()) && !table.isOurs(c))
                .toList();
    }

    /** What the merging has hidden: duplicates within an index, and values that lost. */
    void report() throws SQLException {
        for (var table : tables()) {
            found.add(
                    Severity.WARNING,
                    FindingCode.MERGED_DUPLICATE,
                    table,
                    "",
                    "decide whether these are the same",
                    """
                    select l._row, l._id as value, null::jsonb as detail,
                           'describes the same ' || %1$s || ' as ' || %4$s as message
                    from %2$s l join %2$s w on w.%3$s = l.%3$s and not w._merged and not w._rejected
                    where l._merged and not l._rejected and l._index = w._index and l._doc <> w._doc
                    """.formatted(literal(table.name()), table.base(), table.key(), Shown.document("w")));
            found.add(
                    Severity.WARNING,
                    FindingCode.REPEATED_ELEMENT,
                    table,
                    "",
                    "decide whether these are the same",
                    """
                    select l._row, null::text as value, null::jsonb as detail,
                           'is the same ' || %1$s || ' as ' || coalesce(w._place, 'the document itself')
                               || ': both make one row' as message
                    from %2$s l join %2$s w on w.%3$s = l.%3$s and not w._merged and not w._rejected
                    where l._merged and not l._rejected and l._place is not null and l._doc = w._doc
                    """.formatted(literal(table.name()), table.base(), table.key()));
            for (var column : conflicting(table)) {
                var shown = shown(table, column);
                found.add(Severity.WARNING, FindingCode.MERGE_CONFLICT, table, column, "", """
                        select l._row, l.%2$s::text as value,
                               'merged into ' || %5$s || ', which says ' || w.%2$s::text as message,
                               jsonb_build_object('kept', w.%2$s::text, 'dropped', l.%2$s::text,
                                                  'winner', %5$s) as detail
                        from %3$s l join %3$s w on w.%4$s = l.%4$s and not w._merged and not w._rejected
                        where l._merged and not l._rejected and %1$s
                        """.formatted(
                        conflict(table, column), quoted(shown), table.base(), table.key(), Shown.document("w")));
            }
        }
    }

    private static String conflict(StageTable table, String column) {
        var known = table.target().column(column).orElseThrow();
        return "l.%s is not null and %s is distinct from %s"
                .formatted(quoted(column), known.comparable("l"), known.comparable("w"));
    }

    private static String shown(StageTable table, String column) {
        return table.refersBy(column) ? table.ref(column) : column;
    }

    /** The columns in which any row has lost a value: most tables have none, and one look tells of all columns. */
    private List<String> conflicting(StageTable table) throws SQLException {
        var columns = table.data().keySet().stream()
                .filter(column -> !table.isOurs(column))
                .toList();
        if (sql.scratch().stays() || columns.isEmpty()) {
            return columns;
        }
        var counts = sql.numbers("""
                select %1$s from %2$s l join %2$s w on w.%3$s = l.%3$s and not w._merged and not w._rejected
                where l._merged and not l._rejected
                """.formatted(
                        columns.stream()
                                .map(column -> "count(*) filter (where %s)".formatted(conflict(table, column)))
                                .collect(Collectors.joining(", ")),
                        table.base(),
                        table.key()));
        return IntStream.range(0, columns.size())
                .filter(i -> counts[i] > 0)
                .mapToObj(columns::get)
                .toList();
    }

    /**
     * The condition that a row has a value of its own in that column, or no value at all: what fills a gap is another
     * document's.
     */
    static String isItsOwn(StagePlan plan, StageTable table, String column) {
        return merges(plan, table)
                ? "b._row not in (select o._row from %s o where o.%s is null)"
                        .formatted(original(table), quoted(table.link(column)))
                : "true";
    }

    /** The rows that share an identity with others, as they were before the first election. */
    static String original(StageTable table) {
        return table.own("original");
    }
}
