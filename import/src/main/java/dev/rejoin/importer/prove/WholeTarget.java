package dev.rejoin.importer.prove;

import dev.rejoin.importer.prove.compare.Difference;
import dev.rejoin.importer.prove.compare.Difference.DifferenceKind;
import dev.rejoin.importer.prove.compare.Tally;
import dev.rejoin.importer.prove.compare.Target;
import dev.rejoin.importer.prove.expect.Canonical;
import dev.rejoin.importer.prove.expect.ColumnType;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What only shows when all documents and rows are looked at together. */
record WholeTarget(Connection connection, long run, Target target, Tally tally, boolean lived) {

    private static final int SHOWN = 100;
    private static final int SUMMED_AT_ONCE = 100;

    void check() throws SQLException {
        for (var table : new TreeSet<>(target.mapped().keySet())) {
            checkExtraRows(table);
        }
        checkMergesWithoutWinner();
        checkQuarantineWithoutReason();
    }

    /**
     * Rows that no document made. In a target that has lived on, a row without a legacy id was born there, and one that
     * a delta kept though its document is gone or set aside has a finding that says so.
     */
    private void checkExtraRows(String table) throws SQLException {
        var from = """
                from %s t where not exists (
                    select from rejoin_import.row_origin o
                    where o.table_name = ? and %s and o.run_id = ? and o.how not in ('MERGED', 'LEFT'))
                """.formatted(target.name(table), target.isAt(table));
        if (lived) {
            var born = target.hasLegacyId(table) ? "t.legacy_id is null" : "true";
            tally.bornSince.add(count("select count(*) " + from + " and " + born, table));
            from += """
                     and not (%s) and not exists (
                        select from rejoin_import.finding f where f.code in ('kept_though_deleted', 'kept_though_set_aside')
                        and f.value = %s)
                    """.formatted(born, target.shown(table));
        }
        try (var statement = connection.prepareStatement(
                "select %s, count(*) over () %s limit %d".formatted(target.shown(table), from, SHOWN))) {
            statement.setString(1, table);
            statement.setLong(2, run);
            report(statement.executeQuery(), row -> Difference.of(DifferenceKind.EXTRA_ROW, "no document made this row")
                    .inTable(table)
                    .holding(row.getString(1)));
        }
    }

    private long count(String query, String table) throws SQLException {
        try (var statement = connection.prepareStatement(query)) {
            statement.setString(1, table);
            statement.setLong(2, run);
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    private void checkMergesWithoutWinner() throws SQLException {
        try (var statement = connection.prepareStatement("""
                select o.index_name, o.id, o.table_name, o.row_id::text, count(*) over ()
                from rejoin_import.row_origin o
                where o.run_id = ? and o.how = 'MERGED' and not exists (
                    select from rejoin_import.row_origin w
                    where w.table_name = o.table_name and w.row_id = o.row_id and w.run_id = o.run_id
                    and w.how <> 'MERGED')
                limit %d
                """.formatted(SHOWN))) {
            statement.setLong(1, run);
            report(statement.executeQuery(), row -> Difference.of(
                            DifferenceKind.MERGE, "merged into a row that no document won")
                    .ofDocument(row.getString(1), row.getString(2))
                    .inTable(row.getString(3))
                    .holding(row.getString(4)));
        }
        try (var statement = connection.prepareStatement("""
                select table_name, row_id::text, count(*), count(*) over ()
                from rejoin_import.row_origin where run_id = ? and how <> 'MERGED'
                group by 1, 2 having count(*) > 1 limit %d
                """.formatted(SHOWN))) {
            statement.setLong(1, run);
            report(statement.executeQuery(), row -> Difference.of(
                            DifferenceKind.MERGE, "several documents claim the row %s".formatted(row.getString(2)))
                    .inTable(row.getString(1))
                    .between("1", row.getString(3)));
        }
    }

    private void checkQuarantineWithoutReason() throws SQLException {
        try (var statement = connection.prepareStatement("""
                select d.index_name, d.id, count(*) over () from rejoin_import.disposition d
                where d.run_id = ? and d.disposition = 'QUARANTINED' and not exists (
                    select from rejoin_import.finding f
                    where f.run_id = d.run_id and f.index_name = d.index_name and f.id = d.id and f.doc = d.doc
                    and f.severity = 'ERROR')
                limit %d
                """.formatted(SHOWN))) {
            statement.setLong(1, run);
            report(statement.executeQuery(), row -> Difference.of(
                            DifferenceKind.ACCOUNT, "the document was set aside without a reason")
                    .ofDocument(row.getString(1), row.getString(2))
                    .holding("QUARANTINED"));
        }
    }

    private interface Reported {
        Difference of(ResultSet row) throws SQLException;
    }

    /** Reports the rows of a query, which end with the number of all of them. */
    private void report(ResultSet rows, Reported difference) throws SQLException {
        try (rows) {
            int count = rows.getMetaData().getColumnCount();
            for (int shown = 1; rows.next(); shown++) {
                var found = difference.of(rows);
                tally.differs(found);
                if (shown == SHOWN) {
                    tally.differ(found.kind(), rows.getLong(count) - shown);
                }
            }
        }
    }

    /**
     * How many documents of an index the ledger holds. Where they are not the very ones that were received, that is a
     * difference, even if there are as many.
     */
    long ledgerCount(String index, Tally.IndexCount received) throws SQLException {
        try (var statement = connection.prepareStatement("""
                select count(*), coalesce(sum(doc), 0) % 18446744073709551616,
                       coalesce(sum(doc::numeric * doc), 0) % 18446744073709551616
                from rejoin_import.document where run_id = ? and index_name = ?
                """)) {
            statement.setLong(1, run);
            statement.setString(2, index);
            try (var rows = statement.executeQuery()) {
                rows.next();
                if (rows.getLong(1) == received.received.sum()
                        && (rows.getBigDecimal(2).longValue() != received.docs.sum()
                                || rows.getBigDecimal(3).longValue() != received.squares.sum())) {
                    tally.differs(Difference.of(
                                    DifferenceKind.LEDGER,
                                    "the ledger holds as many documents as were received, but not the same ones")
                            .ofIndex(index));
                }
                return rows.getLong(1);
            }
        }
    }

    /** What the ledger says of the elements of arrays, against what was counted in the source. */
    void checkElements(List<Proof.FanOut> counted) throws SQLException {
        var said = new HashMap<String, String>();
        try (var statement = connection.prepareStatement("""
                select index_name, part, table_name, read, loaded, merged, quarantined, ignored
                from rejoin_import.element_account where run_id = ?
                """)) {
            statement.setLong(1, run);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    said.put(
                            rows.getString(1) + " " + rows.getString(2) + " " + rows.getString(3),
                            accounts(
                                    rows.getLong(4),
                                    rows.getLong(5),
                                    rows.getLong(6),
                                    rows.getLong(7),
                                    rows.getLong(8)));
                }
            }
        }
        var seen = new HashMap<String, String>();
        for (var fan : counted) {
            if (fan.elements() > 0) {
                seen.put(
                        fan.index() + " " + fan.part() + " " + fan.table(),
                        accounts(fan.elements(), fan.rows(), fan.merged(), fan.setAside(), fan.ignored()));
            }
        }
        var keys = new TreeSet<>(said.keySet());
        keys.addAll(seen.keySet());
        for (var key : keys) {
            if (!Objects.equals(said.get(key), seen.get(key))) {
                var names = key.split(" ");
                tally.differs(Difference.of(
                                DifferenceKind.ACCOUNT,
                                "the ledger says something else of the elements of %s than the source and the rows"
                                        .formatted(names[1]))
                        .ofIndex(names[0])
                        .inTable(names[2])
                        .between(seen.getOrDefault(key, "no elements"), said.getOrDefault(key, "no elements")));
            }
        }
    }

    private static String accounts(long read, long loaded, long merged, long setAside, long ignored) {
        return "%d read, %d loaded, %d merged, %d set aside, %d ignored"
                .formatted(read, loaded, merged, setAside, ignored);
    }

    /** Both sides of every sum: what the documents add up to, and what the rows they made do. */
    List<Proof.Total> totals() throws SQLException {
        var totals = new ArrayList<Proof.Total>();
        var byTable = tally.sums().entrySet().stream()
                .collect(Collectors.groupingBy(entry -> entry.getKey().table()));
        for (var table : new TreeSet<>(byTable.keySet())) {
            var sums = byTable.get(table);
            for (int from = 0; from < sums.size(); from += SUMMED_AT_ONCE) {
                totals.addAll(totals(table, sums.subList(from, Math.min(sums.size(), from + SUMMED_AT_ONCE))));
            }
        }
        return totals;
    }

    /** A table is read once for many of its columns. */
    private List<Proof.Total> totals(String table, List<Map.Entry<Tally.ColumnKey, Tally.ColumnSum>> sums)
            throws SQLException {
        var types = sums.stream()
                .map(sum -> target.type(table, sum.getKey().column()))
                .toList();
        var unchanged = !lived
                ? ""
                : target.countsVersions(table)
                        ? " and not o.kept and o.version is not distinct from " + target.state(table)
                        : " and not o.kept";
        var totals = new ArrayList<Proof.Total>();
        try (var statement = connection.prepareStatement("""
                select %s from (
                    select %s from %s t where exists (
                        select from rejoin_import.row_origin o
                        where o.table_name = ? and %s and o.run_id = ? and o.how = 'LOADED'%s) offset 0) q
                """.formatted(
                        numbered(types, (i, type) -> aggregates("v" + i, type)),
                        numbered(types, (i, type) -> value(type) + " as v" + i),
                        target.name(table),
                        target.isAt(table),
                        unchanged))) {
            statement.setString(1, table);
            statement.setLong(2, run);
            try (var rows = statement.executeQuery()) {
                rows.next();
                int at = 1;
                for (int i = 0; i < types.size(); i++) {
                    var type = types.get(i);
                    var found = found(rows, at, type);
                    at += type.isDate() ? 3 : 4;
                    sums.get(i)
                            .getValue()
                            .results()
                            .forEach((what, expected) -> totals.add(
                                    new Proof.Total(table, type.name(), what, expected, found.getOrDefault(what, ""))));
                }
            }
        }
        return totals;
    }

    private static String numbered(List<ColumnType> types, BiFunction<Integer, ColumnType, String> expression) {
        return IntStream.range(0, types.size())
                .mapToObj(i -> expression.apply(i, types.get(i)))
                .collect(Collectors.joining(", "));
    }

    private static String value(ColumnType type) {
        var column = "t." + Target.quoted(type.name());
        return type.isTime() ? "(%s)::numeric".formatted(type.asText(column)) : column;
    }

    private static String aggregates(String value, ColumnType type) {
        return type.isDate()
                ? "count(%1$s), min(%1$s)::text, max(%1$s)::text".formatted(value)
                : "count(%1$s), coalesce(sum(%1$s), 0)::text, min(%1$s)::text, max(%1$s)::text".formatted(value);
    }

    private static Map<String, String> found(ResultSet rows, int from, ColumnType type) throws SQLException {
        return type.isDate()
                ? Map.of("count", rows.getString(from), "first", text(rows, from + 1), "last", text(rows, from + 2))
                : Map.of(
                        "count",
                        rows.getString(from),
                        "sum",
                        number(rows, from + 1),
                        "least",
                        number(rows, from + 2),
                        "greatest",
                        number(rows, from + 3));
    }

    private static String text(ResultSet rows, int column) throws SQLException {
        var text = rows.getString(column);
        return text == null ? "" : text;
    }

    private static String number(ResultSet rows, int column) throws SQLException {
        var number = rows.getBigDecimal(column);
        return number == null ? "" : Canonical.number(number);
    }
}
