package dev.rejoin.importer.check;

import static dev.rejoin.importer.catalog.TargetCatalog.quoted;
import static dev.rejoin.importer.sql.Statements.literal;

import dev.rejoin.importer.catalog.TargetColumn;
import dev.rejoin.importer.catalog.TargetConstraint;
import dev.rejoin.importer.catalog.TargetConstraint.Exclusion;
import dev.rejoin.importer.catalog.TargetConstraint.ForeignKey;
import dev.rejoin.importer.catalog.TargetConstraint.Unique;
import dev.rejoin.importer.finding.Article;
import dev.rejoin.importer.finding.Code;
import dev.rejoin.importer.finding.Finding.Severity;
import dev.rejoin.importer.finding.RuleName;
import dev.rejoin.importer.mapping.Mapping.Policy;
import dev.rejoin.importer.mapping.Mapping.Rule;
import dev.rejoin.importer.mapping.Mapping.Value;
import dev.rejoin.importer.plan.StagePlan;
import dev.rejoin.importer.plan.StagePlan.StageTable;
import dev.rejoin.importer.sql.Statements;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Foresees every constraint of the target, as the catalog states it, on the rows that would be loaded.
 *
 * @param changed the tables whose rows have changed since they were last held to their own constraints
 */
record Constraints(Statements sql, StagePlan plan, Found found, ChangedTables changed) {
    private static final String ITSELF = "s._row";

    static Constraints of(Statements sql, StagePlan plan, Found found) {
        return new Constraints(
                sql,
                plan,
                found,
                new ChangedTables(plan.staged().stream().map(StageTable::name).toList()));
    }

    /** What a row breaks by itself: {@code condition} is true for the rows that do. */
    private record Condition(
            String constraint, String column, List<String> columns, String value, String condition, String message) {

        boolean asksWhatOthersGive(StageTable table) {
            return table.isTakenFromOthers(column) || columns.stream().anyMatch(table::isTakenFromOthers);
        }
    }

    /** NOT NULL, CHECK and those rules of the mapping that set a row aside: what a row breaks by itself. */
    boolean checkRows() throws SQLException {
        boolean broken = checkConditions();
        // A rule may ask other rows: of those that are left by now.
        return check(rules(true)) > 0 || broken;
    }

    /**
     * NOT NULL and CHECK: what a row breaks by itself, whatever becomes of others. Where it takes a value from the row to which
     * it leads, it is not yet known here whether that row is there, and nothing is said of the value.
     */
    void checkOwnConditions() throws SQLException {
        for (var name : changed.takeByThemselves()) {
            var table = plan.tables().get(name);
            hold(table, c -> !c.asksWhatOthersGive(table), column -> !table.isTakenFromOthers(column));
            if (table.pairings().keySet().stream().anyMatch(table::isTakenFromOthers)) {
                changed.addByThemselves(name);
            }
        }
    }

    private boolean checkConditions() throws SQLException {
        long rejected = 0;
        for (var name : changed.takeByThemselves()) {
            rejected += hold(plan.tables().get(name), c -> true, column -> true);
        }
        return rejected > 0;
    }

    /** Holds a table's rows to those of its conditions, after those columns that lack a value have taken their defaults. */
    private long hold(StageTable table, Predicate<Condition> asked, Predicate<String> known) throws SQLException {
        takeDefaults(table, known);
        var conditions = conditions(table).stream().filter(asked).toList();
        var counts = counts(table, conditions);
        for (int i = 0; i < conditions.size(); i++) {
            if (counts[i] > 0) {
                var c = conditions.get(i);
                broken(
                        table,
                        c.constraint,
                        c.column,
                        c.message,
                        "select %s as _row, %s as value from %s s where %s"
                                .formatted(blamed(table, c.columns), c.value, table.view(), c.condition));
            }
        }
        return found.reject(table);
    }

    /** The row of a merged group that brought a value in which the winner did not have, or else the winner itself. */
    private String blamed(StageTable table, List<String> columns) {
        var filled = columns.stream()
                .filter(table.data()::containsKey)
                .map(c -> "w.%1$s is null and o.%1$s::text = s.%1$s::text".formatted(quoted(c)))
                .collect(Collectors.joining(" or "));
        return filled.isEmpty() || !Merges.merges(plan, table)
                ? ITSELF
                : """
                coalesce((select o._row from %1$s w join %1$s o on o.%3$s = w.%3$s and o._row <> w._row and not o._rejected
                          where w._row = s._row and (%2$s) order by o._index, o._id, o._position, o._row limit 1), s._row)
                """.formatted(Merges.original(table), filled, table.key());
    }

    /** The rules that only report: applied when it is settled which rows will be loaded. */
    void report() throws SQLException {
        check(rules(false));
    }

    /**
     * The same for some of the documents: the table that a rule is about is what is staged, every other one that it asks is
     * the target's.
     */
    void reportLoaded() throws SQLException {
        for (var rule : rules(false)) {
            var own = quoted(rule.table());
            sql.run("create temporary view %s as select * from %s"
                    .formatted(own, plan.tables().get(rule.table()).view()));
            sql.searchPath("pg_temp, %s, public".formatted(quoted(plan.catalog().schema())));
            check(rule);
            sql.resetSearchPath();
            sql.run("drop view pg_temp." + own);
        }
    }

    private List<Rule> rules(boolean quarantine) {
        return plan.mapping().indices().stream()
                .flatMap(index -> index.rules().stream())
                .filter(rule -> rule.quarantine() == quarantine
                        && plan.stagedTable(rule.table()).isPresent())
                .toList();
    }

    /**
     * Counts the rows that break each condition. Where a column's computation fails, those conditions that ask it are left to
     * the load, in which the target refuses the row.
     */
    private long[] counts(StageTable table, List<Condition> conditions) throws SQLException {
        if (table.target().columns().values().stream().noneMatch(TargetColumn::generated)) {
            return countsTogether(table, conditions);
        }
        var before = sql.connection().setSavepoint();
        try {
            var counts = countsTogether(table, conditions);
            sql.connection().releaseSavepoint(before);
            return counts;
        } catch (SQLException e) {
            if (!String.valueOf(e.getSQLState()).matches("(22|23|P0).*")) {
                throw e;
            }
            sql.connection().rollback(before);
            sql.connection().releaseSavepoint(before);
        }
        var counts = new long[conditions.size()];
        for (int i = 0; i < counts.length && counts.length > 1; i++) {
            counts[i] = counts(table, List.of(conditions.get(i)))[0];
        }
        return counts;
    }

    /** The same in one pass over the table. */
    private long[] countsTogether(StageTable table, List<Condition> conditions) throws SQLException {
        if (conditions.isEmpty()) {
            return new long[0];
        }
        return sql.numbers(conditions.stream()
                .map(c -> "count(*) filter (where " + c.condition + ")")
                .collect(Collectors.joining(", ", "select ", " from " + table.view())));
    }

    private List<Condition> conditions(StageTable table) {
        var conditions = new ArrayList<Condition>();
        for (var column : table.target().columns().values()) {
            if (column.requiredBy().isPresent() && !table.isOurs(column.name()) && !table.isDrawnLater(column.name())) {
                conditions.add(missing(column.requiredBy().get(), column.name(), "true"));
            }
            if (!table.isDrawnLater(column.name())) {
                column.domain().forEach(check -> conditions.add(asked(check, column.name())));
            }
        }
        for (var part : plan.parts()) {
            if (part.row().table().equals(table.name())) {
                part.row().columns().forEach((name, value) -> {
                    if (value instanceof Value.Field field
                            && field.conversion().required()
                            && table.data().get(name).requiredBy().isEmpty()) {
                        conditions.add(
                                missing(table.name() + "_" + name + "_required", name, "_part = " + part.number()));
                    }
                });
            }
        }
        for (var check : Stream.concat(table.target().checks().stream(), table.target().partitions().stream())
                .toList()) {
            if (check.columns().stream().anyMatch(table::isDrawnLater)) {
                continue;
            }
            boolean ofPartitions = table.target().partitions().equals(Optional.of(check));
            var columns = check.columns();
            var value = columns.isEmpty()
                    ? "null::text"
                    : columns.stream()
                            .map(c -> "%s || coalesce(%s, 'null')"
                                    .formatted(literal(c + " = "), Shown.value(plan, table, "s", c)))
                            .collect(Collectors.joining(" || ', ' || "));
            conditions.add(new Condition(
                    check.name(),
                    columns.isEmpty() ? "" : columns.getFirst(),
                    columns,
                    value,
                    ofPartitions
                            ? "(%s) is not true".formatted(check.expression())
                            : "not (" + check.expression() + ")",
                    ofPartitions
                            ? "no partition of the table takes this row; create one, or correct the value"
                            : "breaks the rule " + check.expression()));
        }
        return conditions;
    }

    /** What a column's type asks of its values. */
    private static Condition asked(TargetConstraint.Check check, String column) {
        return new Condition(
                check.name(),
                column,
                List.of(column),
                quoted(column) + "::text",
                "(select not (%s) from (select %s as value) d)".formatted(check.expression(), quoted(column)),
                "breaks the rule " + check.expression());
    }

    private static Condition missing(String constraint, String column, String where) {
        return new Condition(
                constraint,
                column,
                List.of(),
                "null::text",
                "%s is null and %s".formatted(quoted(column), where),
                "is required and missing");
    }

    private void takeDefaults(StageTable table, Predicate<String> known) throws SQLException {
        for (var column : table.target().columns().values()) {
            var name = column.requiredBy().orElse("");
            if (policy(name) == Policy.DEFAULT
                    && known.test(column.name())
                    && column.hasDefault()
                    && table.data().containsKey(column.name())) {
                found.add(Severity.WARNING, new RuleName(name), table, column.name(), "", """
                        select _row, null::text as value, null::jsonb as detail,
                               'is missing: the default is taken' as message
                        from %s where %s is null
                        """.formatted(
                                table.view(), quoted(column.name())));
                sql.run("update %s set %2$s = %3$s where %2$s is null and not _rejected and not _merged"
                        .formatted(
                                table.base(),
                                quoted(column.name()),
                                column.expression().orElseThrow()));
            }
        }
    }

    private long check(List<Rule> rules) throws SQLException {
        long rejected = 0;
        for (var rule : rules) {
            rejected += check(rule);
        }
        return rejected;
    }

    private long check(Rule rule) throws SQLException {
        var table = plan.tables().get(rule.table());
        found.add(
                rule.quarantine() ? Severity.ERROR : Severity.WARNING,
                new RuleName(rule.code()),
                table,
                "",
                rule.suggestion().orElse(""),
                """
                select _row, null::text as value, null::jsonb as detail, %s as message from %s where (%s)
                """.formatted(literal(rule.message()), table.view(), rule.where()));
        return found.reject(table);
    }

    /** UNIQUE, EXCLUDE and temporal keys: what rows break together. The first in the order of preference stays. */
    boolean checkTogether() throws SQLException {
        long rejected = 0;
        for (var name : changed.takeTogether()) {
            var table = plan.tables().get(name);
            for (var unique : table.target().uniques()) {
                checkUnique(table, unique);
            }
            if (table.named().isEmpty()) {
                checkUnique(table, sameDocument(table));
            }
            rejected += found.reject(table);
            for (var exclusion : table.target().exclusions()) {
                if (exclusion.reads().stream().noneMatch(table::isDrawnLater)) {
                    rejected += checkExclusion(table, exclusion);
                }
            }
        }
        return rejected > 0;
    }

    /** Where references go by the id alone, documents of several indices must not share one. */
    private static Unique sameDocument(StageTable table) {
        return new Unique(
                table.name() + "_id_unique",
                List.of(table.key()),
                List.of(table.keyName()),
                Optional.empty(),
                false,
                false,
                List.of(table.keyName()));
    }

    private void checkUnique(StageTable table, Unique unique) throws SQLException {
        var keys = unique.keys();
        if (unique.reads().stream().anyMatch(table::isDrawnLater)) {
            return;
        }
        var list = IntStream.range(0, keys.size()).mapToObj(i -> "k" + i).collect(Collectors.joining(", "));
        var selected = IntStream.range(0, keys.size())
                .mapToObj(i -> "(%s) as k%d, %s as v%2$d"
                        .formatted(
                                keys.get(i),
                                i,
                                table.data().containsKey(keys.get(i))
                                        ? Shown.value(plan, table, "s", keys.get(i))
                                        : "(%s)::text".formatted(keys.get(i))))
                .collect(Collectors.joining(", "));
        var present = unique.nullsNotDistinct()
                ? "true"
                : IntStream.range(0, keys.size())
                        .mapToObj(i -> "k" + i + " is not null")
                        .collect(Collectors.joining(" and "));
        var value = IntStream.range(0, keys.size())
                .mapToObj(i -> "coalesce(v" + i + ", 'null')")
                .collect(Collectors.joining(" || ', ' || "));
        var later = """
                select _row, value, 'has the same %s as ' || first as message from (
                    select _row, %s as value,
                           row_number() over same as place,
                           first_value(%s) over same as first
                    from (select r.*, p.prefer
                          from (select s._row, s._index, s._id, s._place, s._position, s._part, %s from %s s where %s) r
                          join rejoin_stage._part p on p.part = r._part) k
                    where %s
                    window same as (partition by %s order by prefer, _index, _id, _position, _row)) q
                where place > 1
                """.formatted(
                        String.join(", ", keys).replace("'", "''"),
                        value,
                        Shown.document("k"),
                        selected,
                        table.view(),
                        unique.predicate().orElse("true"),
                        present,
                        list);
        if (!sql.scratch().stays()
                && sql.number("""
                        select count(*) from (select from (select %s from %s s where %s) k
                                              where %s group by %s having count(*) > 1 limit 1) q
                        """.formatted(
                                selected, table.view(), unique.predicate().orElse("true"), present, list))
                        == 0) {
            // To find out that there are none costs a tenth of putting all rows in order.
            return;
        }
        var blamed = blamed(table, unique.columns());
        broken(
                table,
                unique.name(),
                columnOf(table, keys),
                "",
                blamed.equals(ITSELF)
                        ? later
                        : "select %s as _row, q.value, q.message from (%s) q join %s s on s._row = q._row"
                                .formatted(blamed, later, table.view()));
    }

    private static String columnOf(StageTable table, List<String> keys) {
        return keys.stream()
                .filter(k -> table.data().containsKey(k))
                .findFirst()
                .orElse(table.data().keySet().stream()
                        .filter(c -> keys.stream().anyMatch(k -> k.contains(c) && c.length() > 2))
                        .findFirst()
                        .orElse(""));
    }

    /**
     * Rows whose keys conflict, set aside greedily: a row goes when it conflicts with an earlier one that stays, so that
     * of a chain of overlaps no more goes than must.
     */
    private long checkExclusion(StageTable table, Exclusion exclusion) throws SQLException {
        long rejected = 0;
        var keys = exclusion.keys();
        var selected = IntStream.range(0, keys.size())
                .mapToObj(i -> "(%s) as k%d".formatted(keys.get(i), i))
                .collect(Collectors.joining(", "));
        sql.run("drop table if exists _keys");
        sql.run("drop table if exists _pairs");
        sql.run("""
                create temporary table _keys on commit drop as
                select q.*, row_number() over (order by prefer, _index, _id, _position, _row) as place
                from (select r.*, p.prefer
                      from (select s._row, s._index, s._id, s._place, s._position, s._part, %s from %s s where %s) r
                      join rejoin_stage._part p on p.part = r._part) q
                """.formatted(selected, table.view(), exclusion.predicate().orElse("true")));
        sql.run("analyze _keys");
        rejectEmptyPeriods(table, exclusion);
        var conflict = IntStream.range(0, keys.size())
                .mapToObj(i -> "a.k%1$d operator(%2$s) b.k%1$d"
                        .formatted(i, exclusion.operators().get(i)))
                .collect(Collectors.joining(" and "));
        sql.run("""
                create temporary table _pairs on commit drop as
                select a._row as stays, b._row as goes, a.place as earlier, b.place as later,
                       %s as first
                from _keys a join _keys b on a.place < b.place and %s
                """.formatted(Shown.document("a"), conflict));
        while (sql.number("select count(*) from _pairs") > 0) {
            broken(table, exclusion.name(), columnOf(table, keys), "", """
                    select goes as _row, (select k.k%d::text from _keys k where k._row = goes) as value,
                           'overlaps ' || min(first) as message
                    from _pairs p
                    where not exists (select from _pairs e where e.goes = p.stays)
                    group by goes
                    """.formatted(keys.size() - 1));
            rejected += found.reject(table);
            long before = sql.number("select count(*) from _pairs");
            sql.run("""
                    delete from _pairs p using %s b
                    where (b._row = p.goes or b._row = p.stays) and b._rejected
                    """.formatted(table.base()));
            if (sql.number("select count(*) from _pairs") == before) {
                break;
            }
        }
        return rejected;
    }

    /** A temporal key takes no empty period, though no CHECK says so. */
    private void rejectEmptyPeriods(StageTable table, Exclusion exclusion) throws SQLException {
        var last = exclusion.keys().getLast();
        var column = table.target().column(last);
        if (column.isPresent() && column.get().base().endsWith("range")) {
            broken(table, exclusion.name(), last, "the period is empty", """
                    select _row, k%1$d::text as value from _keys where isempty(k%1$d)
                    """.formatted(
                            exclusion.keys().size() - 1));
            found.reject(table);
        }
    }

    /** Foreign keys that are not a single mapped reference: composite ones, those over periods, and plain values. */
    boolean checkForeignKeys() throws SQLException {
        long rejected = 0;
        for (var table : plan.staged()) {
            for (var key : table.target().foreignKeys()) {
                var target = plan.tables().get(key.target());
                if (plan.isMappedReference(table, key) && !resurrected(table)
                        || key.columns().stream().noneMatch(c -> hasValue(table, c))
                        || key.columns().stream().anyMatch(table::isDrawnLater)) {
                    continue;
                }
                var rows = target == null ? key.targetSql() : target.view();
                broken(
                        table,
                        key.name(),
                        key.columns().get(key.columns().size() > 1 ? 1 : 0),
                        "",
                        key.period() ? uncovered(table, key, rows) : missing(table, key, rows));
                rejected += found.reject(table);
            }
        }
        return rejected > 0;
    }

    /** Whether anything gives the column a value: a mapping, a default, or what it is computed from. */
    private static boolean hasValue(StageTable table, String column) {
        return table.data().containsKey(column)
                || table.target()
                        .column(column)
                        .filter(c -> c.expression().isPresent())
                        .isPresent();
    }

    /** Rebuilt rows belong to no document, so that one of them that is set aside does not take the others along. */
    private boolean resurrected(StageTable table) {
        return plan.parts().stream()
                .anyMatch(part -> part.kind() == StagePlan.PartKind.RESURRECTED
                        && part.row().table().equals(table.name()));
    }

    private static String missing(StageTable table, ForeignKey key, String target) {
        return """
                select r._row, null::text as value, %s as message from %s r
                where %s and not exists (select from %s p where %s)
                """.formatted(
                literal("refers to " + Article.before(key.target()) + " that does not exist"),
                table.view(),
                key.full() ? presentInPart(key) : present(key, key.columns().size()),
                target,
                same(key, key.columns().size()));
    }

    /** The referenced periods are joined up once per key, so that the look-up is a hash join and not a nested loop. */
    private static String uncovered(StageTable table, ForeignKey key, String target) {
        int last = key.columns().size() - 1;
        var keys = key.targetColumns().stream().limit(last).map(c -> quoted(c)).collect(Collectors.joining(", "));
        return """
                select r._row, r.%1$s::text as value, %2$s as message from %3$s r
                left join (select %4$s, range_agg(%5$s) as periods from %6$s group by %4$s) p on %7$s
                where %8$s and r.%1$s is not null and not coalesce(r.%1$s <@ p.periods, false)
                """.formatted(
                        quoted(key.columns().get(last)),
                        literal("is not covered by " + Article.before(key.target()) + " throughout this period"),
                        table.view(),
                        keys,
                        quoted(key.targetColumns().get(last)),
                        target,
                        same(key, last),
                        present(key, last));
    }

    private static String present(ForeignKey key, int count) {
        return key.columns().stream()
                .limit(count)
                .map(c -> "r." + quoted(c) + " is not null")
                .collect(Collectors.joining(" and "));
    }

    private static String presentInPart(ForeignKey key) {
        return key.columns().stream()
                .map(c -> "r." + quoted(c) + " is not null")
                .collect(Collectors.joining(" or ", "(", ")"));
    }

    private static String same(ForeignKey key, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "p.%s = r.%s"
                        .formatted(
                                quoted(key.targetColumns().get(i)),
                                quoted(key.columns().get(i))))
                .collect(Collectors.joining(" and "));
    }

    private Policy policy(String constraint) {
        return plan.mapping().constraints().getOrDefault(constraint, Policy.QUARANTINE);
    }

    /** What no check has foreseen: the target itself does not take the row. */
    void object(Objection objection) throws SQLException {
        broken(
                plan.tables().get(objection.table()),
                objection.code(),
                "",
                "",
                objection.suggestion().orElse(""),
                "select %d::bigint as _row, null::text as value, %s as message"
                        .formatted(objection.row(), literal(objection.message())));
    }

    /** @param rows a query with {@code _row}, {@code value} and, where the message differs by row, {@code message} */
    private void broken(StageTable table, String constraint, String column, String message, String rows)
            throws SQLException {
        broken(
                table,
                new RuleName(constraint),
                column,
                message,
                "correct the document and retry it from the quarantine",
                rows);
    }

    private void broken(StageTable table, Code code, String column, String message, String suggestion, String rows)
            throws SQLException {
        boolean grandfathered = policy(code.code()) == Policy.GRANDFATHER;
        var text = message.isEmpty() ? "message" : literal(message);
        var suffix = grandfathered ? " || '; loaded all the same, to be mended when the row is next changed'" : "";
        found.add(
                grandfathered ? Severity.WARNING : Severity.ERROR,
                code,
                table,
                column,
                grandfathered ? "supply the value" : suggestion,
                """
                select _row, value, null::jsonb as detail, %s%s as message from (%s) c
                """.formatted(text, suffix, rows));
    }
}
