package dev.rejoin.importer.load;

import static dev.rejoin.importer.catalog.TargetCatalog.quoted;

import dev.rejoin.importer.catalog.TargetColumn;
import dev.rejoin.importer.check.Objection;
import dev.rejoin.importer.finding.RuleName;
import dev.rejoin.importer.plan.StagePlan;
import dev.rejoin.importer.plan.StagePlan.StageTable;
import dev.rejoin.importer.sql.Statements;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Makes room for values that move from one row to another: PostgreSQL asks a unique key of every row at once, although
 * only the end has to be right. A row that still holds what another one is about to get is given, for the moment, another
 * value that nobody has. Where its columns take none, it is deleted and inserted anew in the same statement, if nothing
 * would be deleted or emptied with it.
 */
record Parking(Statements sql, TargetSchema schema, StagePlan plan) {

    /** What rows must not have in common. */
    private record Key(String name, List<String> keys, List<String> operators, String predicate, boolean nullsDiffer) {}

    void park() throws SQLException {
        for (var table : plan.staged()) {
            for (var key : keys(table)) {
                if (hold(table, key) > 0) {
                    free(table, key);
                }
            }
        }
    }

    /**
     * Rows to be written that want what a row has which is neither written nor deleted: no order makes room for them.
     */
    List<Objection> heldByRowsThatStay() throws SQLException {
        var objections = new LinkedHashMap<Long, Objection>();
        for (var table : plan.staged()) {
            if (sql.number("select count(*) from (select from %s where not kept union all select from %s) w"
                            .formatted(table.own("update"), table.own("insert")))
                    == 0) {
                continue;
            }
            for (var key : keys(table)) {
                heldByRowsThatStay(table, key, objections);
            }
        }
        return List.copyOf(objections.values());
    }

    private void heldByRowsThatStay(StageTable table, Key key, Map<Long, Objection> objections) throws SQLException {
        var rows = Rows.of(table);
        try (var statement = sql.connection().createStatement();
                var found = statement.executeQuery("""
                        select distinct w._row
                        from (select _row, %1$s from %2$s s where %3$s
                              and _row in (select _row from %4$s where not kept union all select _row from %5$s)) w
                        join (select %1$s from (
                            select t.* from %6$s t
                            where not exists (select from %4$s u where not u.kept and %7$s)
                            and not exists (select from %8$s g where %9$s)) t where %3$s) h on %10$s
                        order by 1
                        """.formatted(
                                selected(table, key),
                                table.view(),
                                key.predicate,
                                table.own("update"),
                                table.own("insert"),
                                schema.name(table),
                                rows.at("t", "u.row_id", "u.row_key"),
                                table.own("gone"),
                                rows.at("t", "g.row_id", "g.row_key"),
                                conflict(key)))) {
            while (found.next()) {
                objections.putIfAbsent(
                        found.getLong(1),
                        new Objection(
                                new RuleName(key.name),
                                Optional.of(
                                        "look at that row, which stands for a document that is set aside or was changed"),
                                table.name(),
                                found.getLong(1),
                                Refusal.BEGINNING + "a row that stays has the same " + String.join(", ", key.keys)));
            }
        }
    }

    /** Those of these documents that want what a row has which one of them is still to change, or which is still to go. */
    Set<Long> wantingRoom(List<Long> documents) throws SQLException {
        var numbers = documents.stream().map(String::valueOf).collect(Collectors.joining(",", "any ('{", "}')"));
        var wanting = new HashSet<Long>();
        for (var table : plan.staged()) {
            var rows = Rows.of(table);
            for (var key : keys(table)) {
                try (var statement = sql.connection().createStatement();
                        var found = statement.executeQuery("""
                                select distinct w._doc
                                from (select _row, _doc, %1$s from %2$s s where %3$s and _doc = %4$s
                                      and _row in (select _row from %5$s where not kept union all select _row from %6$s)) w
                                join (select _held, %1$s from (
                                    select u._row as _held, t.* from %7$s t join %5$s u on %8$s
                                    where not u.kept and u._doc = %4$s
                                    union all
                                    select null, t.* from %7$s t join %9$s g on %10$s where not g.kept) t where %3$s) h
                                on w._row is distinct from h._held and %11$s
                                """.formatted(
                                        selected(table, key),
                                        table.view(),
                                        key.predicate,
                                        numbers,
                                        table.own("update"),
                                        table.own("insert"),
                                        schema.name(table),
                                        rows.at("t", "u.row_id", "u.row_key"),
                                        table.own("gone"),
                                        rows.at("t", "g.row_id", "g.row_key"),
                                        conflict(key)))) {
                    while (found.next()) {
                        wanting.add(found.getLong(1));
                    }
                }
            }
        }
        return wanting;
    }

    private static String selected(StageTable table, Key key) {
        return IntStream.range(0, key.keys.size())
                .mapToObj(i -> "(%s) as k%d".formatted(sqlOf(table, key.keys.get(i)), i))
                .collect(Collectors.joining(", "));
    }

    private static String conflict(Key key) {
        return IntStream.range(0, key.keys.size())
                .mapToObj(i -> key.operators.get(i).equals("=") && !key.nullsDiffer
                        ? "h.k%1$d is not distinct from w.k%1$d".formatted(i)
                        : "h.k%1$d operator(%2$s) w.k%1$d".formatted(i, operator(key.operators.get(i))))
                .collect(Collectors.joining(" and "));
    }

    private static List<Key> keys(StageTable table) {
        var keys = new ArrayList<Key>();
        for (var unique : table.target().uniques()) {
            keys.add(new Key(
                    unique.name(),
                    unique.keys(),
                    unique.keys().stream().map(k -> "=").toList(),
                    unique.predicate().orElse("true"),
                    !unique.nullsNotDistinct()));
        }
        for (var exclusion : table.target().exclusions()) {
            keys.add(new Key(
                    exclusion.name(),
                    exclusion.keys(),
                    exclusion.operators(),
                    exclusion.predicate().orElse("true"),
                    true));
        }
        return keys;
    }

    /** Gathers in {@code _hold} the rows to be updated that hold what another written row wants. */
    private long hold(StageTable table, Key key) throws SQLException {
        var rows = Rows.of(table);
        return sql.fill("_hold", """
                select distinct h._held as _row, h._rid as row_id, h._rkey as row_key from (
                    select _held, _rid, _rkey, %1$s from (
                        select u._row as _held, u.row_id as _rid, u.row_key as _rkey, t.*
                        from %2$s t join %3$s u on %4$s where not u.kept) t where %5$s) h
                join (select _row, %1$s from %6$s s where %5$s
                      and _row in (select _row from %3$s where not kept union all select _row from %7$s)) w
                on w._row <> h._held and %8$s
                """.formatted(
                        selected(table, key),
                        schema.name(table),
                        table.own("update"),
                        rows.at("t", "u.row_id", "u.row_key"),
                        key.predicate,
                        table.view(),
                        table.own("insert"),
                        conflict(key)));
    }

    private static String operator(String name) {
        return name.contains(".") ? name : "pg_catalog." + name;
    }

    private static String sqlOf(StageTable table, String key) {
        return table.target().column(key).isPresent() ? quoted(key) : key;
    }

    private void free(StageTable table, Key key) throws SQLException {
        for (var name : key.keys) {
            var column = table.target().column(name).filter(c -> !c.generated());
            // By the key itself the row has to be found again.
            if (column.isPresent()
                    && !isRequiredReference(table, name)
                    && !Rows.of(table).key().contains(name)) {
                for (var value : parkings(column.get())) {
                    if (take(table, name, value)) {
                        return;
                    }
                }
            }
        }
        replace(table);
    }

    /** Whether the column refers to other rows, so that it takes no value that leads nowhere. */
    private static boolean isRequiredReference(StageTable table, String column) {
        return table.target()
                        .column(column)
                        .filter(c -> c.requiredBy().isPresent())
                        .isPresent()
                && table.target().foreignKeys().stream()
                        .anyMatch(key -> key.columns().contains(column));
    }

    private static List<String> parkings(TargetColumn column) {
        var values = new ArrayList<String>();
        if (column.requiredBy().isEmpty()) {
            values.add("null");
        }
        switch (column.base()) {
            case "text" -> values.add("'~' || gen_random_uuid()");
            case "character varying", "character" ->
                values.add("left('~' || gen_random_uuid(), %d)".formatted(Math.max(1, column.typmod() - 4)));
            case "smallint" -> {
                values.add("(-1 - floor(random() * 32000))::smallint");
                values.add("(32766 - row_number)::smallint");
            }
            case "integer", "bigint", "numeric", "double precision", "real" -> {
                values.add("-1000000 - row_number - floor(random() * 1000000000)");
                values.add("1000000000 + row_number + floor(random() * 1000000000)");
            }
            case "uuid" -> values.add("gen_random_uuid()");
            case "date" -> values.add("date '5000-01-01' + row_number::integer + floor(random() * 100000)::integer");
            case "timestamp with time zone", "timestamp without time zone" ->
                values.add(
                        "timestamp '5000-01-01' + row_number * interval '1 minute' + random() * interval '1000 days'");
            case "daterange" ->
                values.add(
                        "daterange(date '5000-01-01' + row_number::integer, date '5000-01-02' + row_number::integer)");
            case "tstzrange" ->
                values.add("tstzrange(timestamptz '5000-01-01' + row_number * interval '1 hour',"
                        + " timestamptz '5000-01-01' + (row_number + 1) * interval '1 hour')");
            case "bytea" -> values.add("decode(replace(gen_random_uuid()::text, '-', ''), 'hex')");
            default -> {
                if (column.isAnyCase()) {
                    values.add("'~' || gen_random_uuid()");
                }
            }
        }
        return values;
    }

    private boolean take(StageTable table, String column, String value) throws SQLException {
        var before = sql.connection().setSavepoint();
        try {
            sql.run("""
                    update %s t set %s = (%s) from (select *, row_number() over () from _hold) h where %s
                    """.formatted(
                    schema.name(table), quoted(column), value, Rows.of(table).at("t", "h.row_id", "h.row_key")));
            schema.settleTriggers();
            sql.run("set constraints all deferred");
            sql.connection().releaseSavepoint(before);
            return true;
        } catch (SQLException e) {
            if (Refusal.of(e).isEmpty()) {
                throw e;
            }
            sql.connection().rollback(before);
            return false;
        }
    }

    /** A row that is deleted and inserted at once keeps what no mapping fills. */
    private void replace(StageTable table) throws SQLException {
        if (sql.number("""
                select count(*) from pg_constraint
                where contype = 'f' and confrelid = to_regclass(?) and confdeltype in ('c', 'n', 'd', 'r')
                """, schema.name(table)) > 0) {
            return;
        }
        var rows = Rows.of(table);
        sql.run(
                "insert into %s (row_id, row_key, version, kept, aside, referred) select row_id, row_key, null, false, false, false from _hold"
                        .formatted(table.own("gone")));
        sql.run("""
                create temporary table if not exists %1$s on commit drop as
                select u._row as _held, t.* from %2$s t join %3$s u on %4$s where false
                """.formatted(
                table.own("replaced"), schema.name(table), table.own("update"), rows.at("t", "u.row_id", "u.row_key")));
        sql.run("insert into %s select h._row, t.* from %s t join _hold h on %s"
                .formatted(table.own("replaced"), schema.name(table), rows.at("t", "h.row_id", "h.row_key")));
        sql.run("update %s u set kept = true from _hold h where h._row = u._row".formatted(table.own("update")));
    }
}
