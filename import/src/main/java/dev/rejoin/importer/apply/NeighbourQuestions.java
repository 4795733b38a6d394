package dev.rejoin.importer.apply;

import static dev.rejoin.importer.catalog.TargetCatalog.quoted;

import dev.rejoin.importer.catalog.TargetConstraint.ForeignKey;
import dev.rejoin.importer.load.Rows;
import dev.rejoin.importer.plan.StagePlan;
import dev.rejoin.importer.plan.StagePlan.StageTable;
import dev.rejoin.importer.sql.Statements;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Questions for documents that a few changed ones concern. They are asked together: a question costs more than what it asks.
 *
 * @param run the run that the target shows
 * @param filled the tables that rows are staged of
 * @param before the tables that what is to be judged has made rows of before
 * @param asked the questions so far
 */
record NeighbourQuestions(StagePlan plan, long run, Set<String> filled, Set<String> before, Set<String> asked) {

    /** What is remembered of the rows that the documents to be judged have made before. */
    private static final String MADE = """
            with made as materialized (
                select p.* from _fresh g
                join rejoin_import.row_origin p on p.index_name = g.index_name and p.id = g.id and p.how <> 'MERGED'
                where g.focus)
            """;

    NeighbourQuestions(StagePlan plan, long run) {
        this(plan, run, new TreeSet<>(), new TreeSet<>(), new LinkedHashSet<>());
    }

    /** All that was asked, as one query; and nothing is asked any more. */
    String together() {
        var query = MADE + String.join("\nunion all\n", asked);
        asked.clear();
        return query;
    }

    void add(String question) {
        asked.add(question);
    }

    void concern(String documents) {
        asked.add("select 'concerned', doc, null, null from (%s) q (doc)".formatted(documents));
    }

    void see(String documents) {
        asked.add("select 'seen', doc, null, null from (%s) q (doc)".formatted(documents));
    }

    /** Rows of the target that these documents have made, with what is remembered of them as {@code p}. */
    String prior(StageTable table, String row) {
        return "made p join %s %s on p.table_name = %s and %s"
                .formatted(
                        name(table),
                        row,
                        Statements.literal(table.name()),
                        Rows.of(table).at(row, "p.row_id", "p.row_key"));
    }

    boolean hasPrior(StageTable table) {
        return before.contains(table.name());
    }

    boolean isFilled(StageTable table) {
        return filled.contains(table.name());
    }

    /** The condition that leads from a row of the target to the documents that made it, as {@code o}. */
    String origin(StageTable table, String row) {
        return "rejoin_import.row_origin o on o.table_name = %s and o.doc is not null and %s"
                .formatted(Statements.literal(table.name()), Rows.of(table).remembered(row));
    }

    String name(StageTable table) {
        return quoted(plan.catalog().schema()) + "." + quoted(table.name());
    }

    static String list(Iterable<String> texts) {
        var literals = new ArrayList<String>();
        texts.forEach(text -> literals.add(Statements.literal(text)));
        return literals.isEmpty() ? "null" : String.join(", ", literals);
    }

    static String pairs(ForeignKey key, int count, String referring, String referred) {
        return IntStream.range(0, count)
                .mapToObj(i -> "%s.%s = %s.%s"
                        .formatted(
                                referred,
                                quoted(key.targetColumns().get(i)),
                                referring,
                                quoted(key.columns().get(i))))
                .collect(Collectors.joining(" and "));
    }
}
