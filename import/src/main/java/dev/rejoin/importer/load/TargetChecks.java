package dev.rejoin.importer.load;

import static dev.rejoin.importer.catalog.TargetCatalog.quoted;
import static dev.rejoin.importer.sql.Statements.literal;

import dev.rejoin.importer.catalog.TargetCatalog.View;
import dev.rejoin.importer.check.Objection;
import dev.rejoin.importer.finding.RuleName;
import dev.rejoin.importer.mapping.Mapping.TargetCheck;
import dev.rejoin.importer.plan.StagePlan;
import dev.rejoin.importer.plan.StagePlan.StageTable;
import dev.rejoin.importer.sql.Statements;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Asks the views in which the target itself states its rules, when all rows are there.
 *
 * @param part whether only some documents are staged, so that other rows are nobody's affair
 * @param staged the tables that may have rows to be asked about
 */
public record TargetChecks(Statements sql, StagePlan plan, long run, boolean part, List<StageTable> staged) {

    /** Asks about rows of which none is staged. */
    public TargetChecks(Statements sql, StagePlan plan, long run) {
        this(sql, plan, run, true, List.copyOf(plan.tables().values()));
    }

    static TargetChecks of(Statements sql, StagePlan plan, long run, boolean part) throws SQLException {
        var staged = List.copyOf(plan.staged());
        var filled = part ? sql.filled(staged.stream().map(StageTable::base).toList()) : Set.<String>of();
        return new TargetChecks(
                sql,
                plan,
                run,
                part,
                part
                        ? staged.stream()
                                .filter(table -> filled.contains(table.base()))
                                .toList()
                        : staged);
    }

    /** The rows that break a rule which sets them aside. */
    List<Objection> objections() throws SQLException {
        var objections = new ArrayList<Objection>();
        for (var check : plan.mapping().checks()) {
            if (check.quarantine()) {
                for (var table : tables(check)) {
                    try (var statement = sql.connection().createStatement();
                            var rows = statement.executeQuery(
                                    "select distinct on (s._row) s._row, %s from %s v join %s s on %s where %s%s"
                                            .formatted(
                                                    message(check),
                                                    view(check),
                                                    table.view(),
                                                    same(check, table),
                                                    isOf(check, table),
                                                    among(check, table, table.view())))) {
                        while (rows.next()) {
                            objections.add(new Objection(
                                    new RuleName(check.code()),
                                    check.suggestion(),
                                    table.name(),
                                    rows.getLong(1),
                                    rows.getString(2)));
                        }
                    }
                }
            }
        }
        return objections;
    }

    private static final String FINDING =
            "run_id, severity, code, index_name, id, doc, table_name, value, message, suggestion";

    /** Writes down the rows that break a rule which only reports; a row of no document of ours by its key alone. */
    void report() throws SQLException {
        var statements = new ArrayList<String>();
        for (var check : plan.mapping().checks()) {
            for (var table : check.quarantine() ? List.<StageTable>of() : tables(check)) {
                statements.add("insert into rejoin_import.finding (%s) %s".formatted(FINDING, broken(check, table)));
            }
        }
        // At once: rows are locked meanwhile.
        sql.all(statements);
    }

    /** What would be written down, for when the load is taken back. */
    List<Object[]> reported() throws SQLException {
        var findings = new ArrayList<Object[]>();
        for (var check : plan.mapping().checks()) {
            for (var table : check.quarantine() ? List.<StageTable>of() : tables(check)) {
                try (var statement = sql.connection().createStatement();
                        var rows = statement.executeQuery(broken(check, table))) {
                    while (rows.next()) {
                        var finding = new Object[rows.getMetaData().getColumnCount()];
                        for (int i = 0; i < finding.length; i++) {
                            finding[i] = rows.getObject(i + 1);
                        }
                        findings.add(finding);
                    }
                }
            }
        }
        return findings;
    }

    /** Writes down what was {@link #reported}. */
    void write(List<Object[]> findings) throws SQLException {
        for (var finding : findings) {
            sql.run(
                    "insert into rejoin_import.finding (%s) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)".formatted(FINDING),
                    finding);
        }
    }

    /** A view that only reports, and a table whose rows it may list. */
    public record Reporting(TargetCheck check, StageTable table, View view) {}

    /** All of them. */
    public List<Reporting> reporting() {
        return plan.mapping().checks().stream()
                .filter(check -> !check.quarantine())
                .flatMap(check -> tables(check).stream()
                        .map(table -> new Reporting(
                                check, table, plan.catalog().views().get(check.view()))))
                .filter(each -> mayTellOf(each.check, each.view).contains(each.table.name()))
                .toList();
    }

    /** The tables that a view may tell of: where a row of it says by itself which one, those whose names it holds. */
    private static Set<String> mayTellOf(TargetCheck check, View view) {
        return check.table().isPresent() || view.named().isEmpty() ? view.reads() : view.named();
    }

    /**
     * Writes down what a view says by now of documents, instead of what it said.
     *
     * @param documents a table of them: doc, index_name and id
     */
    public void tellAgain(Reporting each, String documents) throws SQLException {
        var check = each.check;
        var table = each.table;
        sql.fill("_told", """
                with theirs as materialized (
                    select row_number() over () as _row, s.*, x.index_name as _index, x.id as _id, x.doc as _doc
                    from %s x join rejoin_import.row_origin o on o.index_name = x.index_name and o.id = x.id and o.doc = x.doc
                        and o.table_name = %s and o.how = 'LOADED'
                    join %s.%s s on %s)
                select * from (%s) n (%s)
                """.formatted(
                        documents,
                        literal(table.name()),
                        quoted(plan.catalog().schema()),
                        quoted(table.name()),
                        Rows.of(table).at("s", "o.row_id", "o.row_key"),
                        broken(check, table, "theirs"),
                        FINDING));
        sql.run("""
                delete from rejoin_import.finding f using %s x
                where f.run_id = ? and f.index_name = x.index_name and f.id = x.id and f.doc = x.doc
                and f.code = ? and f.table_name = ? and not exists (select from _told n where %s)
                """.formatted(documents, SAME_FINDING), run, check.code(), table.name());
        sql.run("""
                insert into rejoin_import.finding (%1$s) select %1$s from _told n
                where not exists (
                    select from rejoin_import.finding f
                    where f.run_id = n.run_id and f.code = n.code and f.table_name = n.table_name and %2$s)
                """.formatted(FINDING, SAME_FINDING));
    }

    private static final String SAME_FINDING =
            "f.index_name = n.index_name and f.id = n.id and f.doc = n.doc and f.message is not distinct from n.message";

    private String broken(TargetCheck check, StageTable table) {
        return broken(check, table, table.view());
    }

    /** @param rows of the table, with the number and the document of each */
    private String broken(TargetCheck check, StageTable table, String rows) {
        return """
                select distinct on (s._row, key) %7$d::bigint, 'WARNING', %8$s, s._index, s._id, s._doc, %9$s,
                       case when s._row is null then key end, q.message, %10$s
                from (select %1$s as message, concat_ws(', ', %2$s) as key, s._row as own
                      from %3$s v %11$s join %4$s s on %5$s where %6$s%12$s) q
                left join %4$s s on s._row = q.own
                """.formatted(
                        message(check),
                        keyOf(check, table).stream()
                                .map(c -> "v." + quoted(c) + "::text")
                                .collect(Collectors.joining(", ")),
                        view(check),
                        rows,
                        same(check, table),
                        isOf(check, table),
                        run,
                        literal(check.code()),
                        literal(table.name()),
                        check.suggestion().map(Statements::literal).orElse("null::text"),
                        part ? "" : "left",
                        among(check, table, rows));
    }

    private String view(TargetCheck check) {
        return plan.catalog().views().get(check.view()).name();
    }

    private boolean has(TargetCheck check, String column) {
        return plan.catalog().views().get(check.view()).columns().contains(column);
    }

    /** The tables whose rows it may list; of a part of the documents those alone that have any. */
    private List<StageTable> tables(TargetCheck check) {
        return staged.stream()
                .filter(table -> check.table().map(table.name()::equals).orElse(true))
                .toList();
    }

    private String isOf(TargetCheck check, StageTable table) {
        return check.table().isPresent() ? "true" : "v.entity = " + literal(table.name());
    }

    /** The view's columns that hold the key of a row, in the order of the table's own. */
    private List<String> keyOf(TargetCheck check, StageTable table) {
        if (!check.key().isEmpty()) {
            return check.key();
        }
        return has(check, "entity_id") ? List.of("entity_id") : table.target().key();
    }

    private String same(TargetCheck check, StageTable table) {
        return pairs(check, table).stream()
                .map(pair -> pair.isOfOneType
                        ? "s.%s = v.%s".formatted(quoted(pair.ours), quoted(pair.theirs))
                        : "s.%s::text = v.%s::text".formatted(quoted(pair.ours), quoted(pair.theirs)))
                .collect(Collectors.joining(" and "));
    }

    /**
     * Of a part of the documents only their own rows are asked for. PostgreSQL takes that into a view that counts or sorts,
     * as it does not take what the view is joined with; all else would be computed of whole tables.
     */
    private String among(TargetCheck check, StageTable table, String rows) {
        return part
                ? pairs(check, table).stream()
                        .filter(Pair::isOfOneType)
                        .map(pair -> " and v.%s = any (array(select s.%s from %s s))"
                                .formatted(quoted(pair.theirs), quoted(pair.ours), rows))
                        .collect(Collectors.joining())
                : "";
    }

    /** A column of a table's key, and that of a view which holds it. */
    private record Pair(String ours, String theirs, boolean isOfOneType) {}

    private List<Pair> pairs(TargetCheck check, StageTable table) {
        var theirs = keyOf(check, table);
        var ours = table.target().key();
        var view = plan.catalog().views().get(check.view());
        return IntStream.range(0, Math.min(theirs.size(), ours.size()))
                .mapToObj(i -> new Pair(
                        ours.get(i),
                        theirs.get(i),
                        view.type(theirs.get(i))
                                .equals(table.target()
                                        .columns()
                                        .get(ours.get(i))
                                        .base())))
                .toList();
    }

    private String message(TargetCheck check) {
        var said = check.message().map(Statements::literal);
        if (!has(check, "detail")) {
            return said.orElse(literal("breaks the rule " + check.code()));
        }
        return said.map(m -> m + " || coalesce(': ' || v.detail::text, '')").orElse("v.detail::text");
    }
}
