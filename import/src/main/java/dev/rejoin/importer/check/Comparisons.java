package dev.rejoin.importer.check;

import static dev.rejoin.importer.catalog.TargetCatalog.quoted;

import dev.rejoin.importer.catalog.TargetKeys;
import dev.rejoin.importer.finding.Finding.Severity;
import dev.rejoin.importer.finding.FindingCode;
import dev.rejoin.importer.mapping.Mapping.Aggregate;
import dev.rejoin.importer.mapping.Mapping.Copy;
import dev.rejoin.importer.plan.StagePlan;
import dev.rejoin.importer.plan.StagePlan.PartKind;
import dev.rejoin.importer.plan.StagePlan.StagePart;
import dev.rejoin.importer.sql.Statements;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Holds what the source repeats against what it repeats: copies against originals, stored totals against the rows.
 *
 * @param loaded whether these are looked for in the target, since only some documents are staged
 */
record Comparisons(Statements sql, StagePlan plan, Found found, boolean loaded) {

    Comparisons(Statements sql, StagePlan plan, Found found) {
        this(sql, plan, found, false);
    }

    /**
     * How one repeated field fared.
     *
     * @param of what it repeats
     * @param compared documents that hold it and whose original is there
     */
    record Compared(String index, String path, String of, long compared, long differing) {}

    /** All repeated fields of all indices. */
    record ComparedFields(List<Compared> copies, List<Compared> totals) {}

    ComparedFields compare() throws SQLException {
        var result = new ComparedFields(new ArrayList<>(), new ArrayList<>());
        for (var part : plan.stagedParts()) {
            for (int i = 0; i < part.copies().size(); i++) {
                result.copies.add(compareCopy(part, i, part.copies().get(i)));
            }
            if (part.kind() == PartKind.OWN) {
                for (int i = 0; i < part.index().aggregates().size(); i++) {
                    result.totals.add(compareTotal(part, i));
                }
            }
        }
        return result;
    }

    private Compared compareCopy(StagePart part, int number, Copy copy) throws SQLException {
        var table = plan.tables().get(part.row().table());
        var joins = new StringBuilder();
        var from = table.target();
        var alias = "b";
        var names = (copy.reference() + "." + copy.column()).split("\\.");
        for (int i = 0; i < names.length - 1; i++) {
            var key = from.reference(names[i]).orElseThrow();
            var next = "t" + i;
            from = plan.catalog().table(key.target()).orElseThrow();
            var filled = plan.tables().get(from.name());
            joins.append(" join %s %s on %s.%s = %s.%s"
                    .formatted(
                            filled == null || loaded ? key.targetSql() : filled.view(),
                            next,
                            next,
                            quoted(key.targetColumns().getFirst()),
                            alias,
                            quoted(names[i])));
            alias = next;
        }
        var same = "t0."
                + quoted(table.target()
                        .reference(names[0])
                        .orElseThrow()
                        .targetColumns()
                        .getFirst());
        var copied = quoted(StagePlan.copyColumn(part, number));
        var column = from.column(names[names.length - 1]).orElseThrow();
        var path = part.absolute(copy.path()).text();
        long drifted = found.add(
                Severity.WARNING,
                FindingCode.COPY_DRIFT,
                table,
                StagePlan.copyColumn(part, number),
                "decide which of the two is right; the original was loaded",
                """
                select _row, copy::text as value,
                       'repeats %1$s as "' || copy::text || '", but the original says '
                           || coalesce('"' || original::text || '"', 'nothing') as message,
                       jsonb_build_object('copy', copy::text, 'original', original::text, 'agreeing', agreeing,
                                          'copies', copies) as detail
                from (select b._row, b.%2$s as copy, %3$s.%4$s as original,
                             count(*) filter (where %9$s is not distinct from %10$s) over same as agreeing,
                             count(*) over same as copies
                      from %5$s b %6$s
                      where b._part = %7$d and not b._rejected and b.%2$s is not null
                      window same as (partition by %8$s)) c
                where %11$s is distinct from %12$s
                """.formatted(
                                copy.reference() + "." + copy.column(),
                                copied,
                                alias,
                                quoted(names[names.length - 1]),
                                table.base(),
                                joins,
                                part.number(),
                                same,
                                column.copied("b." + copied),
                                column.comparableToCopy(alias + "." + quoted(column.name())),
                                column.copied("copy"),
                                column.comparableToCopy("original")));
        long compared =
                sql.number("select count(*) from %s b %s where b._part = %d and not b._rejected and b.%s is not null"
                        .formatted(table.base(), joins, part.number(), copied));
        return new Compared(
                part.index().index(), path, "%s.%s".formatted(copy.reference(), copy.column()), compared, drifted);
    }

    private Compared compareTotal(StagePart part, int number) throws SQLException {
        var table = plan.tables().get(part.row().table());
        var total = part.index().aggregates().get(number);
        if (total.elements().isPresent()) {
            return compareElements(part, number, total);
        }
        var counted = plan.tables().get(total.table());
        var counting = total.sum().map(column -> "sum(" + column + ")").orElse("count(*)");
        var key =
                TargetKeys.paired(counted.target(), total.by(), table.target()).orElseThrow();
        long wrong = found.add(
                Severity.WARNING,
                FindingCode.AGGREGATE_MISMATCH,
                table,
                total.path().text(),
                "none: the total is computed from now on",
                """
                select b._row, b.%1$s::text as value,
                       'stores ' || b.%1$s || ', but there are ' || coalesce(c.n, 0) as message,
                       jsonb_build_object('stored', b.%1$s, 'computed', coalesce(c.n, 0)) as detail
                from %2$s b
                left join %4$s
                where b._part = %3$d and b.%1$s is not null and b.%1$s <> coalesce(c.n, 0)
                """.formatted(
                                quoted(StagePlan.aggregateColumn(part, number)),
                                table.view(),
                                part.number(),
                                loaded
                                        ? "lateral (select %s as n from %s.%s where (%s) and %s = b.%s) c on true"
                                                .formatted(
                                                        counting,
                                                        quoted(plan.catalog().schema()),
                                                        quoted(total.table()),
                                                        total.where().orElse("true"),
                                                        quoted(total.by()),
                                                        quoted(key))
                                        : "(select %s as owner, %s as n from %s where %s group by 1) c on c.owner = b.%s"
                                                .formatted(
                                                        quoted(total.by()),
                                                        counting,
                                                        counted.view(),
                                                        total.where().orElse("true"),
                                                        quoted(key))));
        var stored = quoted(StagePlan.aggregateColumn(part, number));
        long compared = sql.number("select count(*) from %s where _part = %d and %s is not null"
                .formatted(table.view(), part.number(), stored));
        var what = total.sum().map(column -> "sum(%s) of ".formatted(column)).orElse("number of ") + total.table();
        return new Compared(part.index().index(), total.path().text(), what, compared, wrong);
    }

    /** A total that counts elements of the document itself. */
    private Compared compareElements(StagePart part, int number, Aggregate total) throws SQLException {
        var table = plan.tables().get(part.row().table());
        var stored = quoted(StagePlan.aggregateColumn(part, number));
        long wrong = found.add(
                Severity.WARNING,
                FindingCode.AGGREGATE_MISMATCH,
                table,
                total.path().text(),
                "none: the total is computed from now on",
                """
                select b._row, b.%1$s::text as value, 'stores ' || b.%1$s || ', but there are ' || b.%2$s as message,
                       jsonb_build_object('stored', b.%1$s, 'computed', b.%2$s) as detail
                from %3$s b where b._part = %4$d and not b._rejected and b.%1$s <> b.%2$s
                """.formatted(stored, quoted(StagePlan.elementsColumn(part, number)), table.base(), part.number()));
        long compared = sql.number("select count(*) from %s where _part = %d and not _rejected and %s is not null"
                .formatted(table.base(), part.number(), stored));
        return new Compared(
                part.index().index(),
                total.path().text(),
                "number of " + total.elements().orElseThrow().text(),
                compared,
                wrong);
    }
}
