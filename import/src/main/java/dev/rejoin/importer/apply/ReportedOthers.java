package dev.rejoin.importer.apply;

import static dev.rejoin.importer.catalog.TargetCatalog.quoted;

import dev.rejoin.importer.catalog.TargetConstraint.ForeignKey;
import dev.rejoin.importer.load.Rows;
import dev.rejoin.importer.load.TargetChecks;
import dev.rejoin.importer.load.TargetChecks.Reporting;
import dev.rejoin.importer.plan.StagePlan;
import dev.rejoin.importer.plan.StagePlan.StageTable;
import dev.rejoin.importer.sql.Statements;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Documents that nobody judges anew, and of whose rows a view that only reports may say something else, as it reads a row that
 * has changed: an invoice's state makes its payments doubtful. They are found along the foreign keys between the tables that
 * the view reads, from the rows as they were and as they are; nothing is staged for them.
 */
final class ReportedOthers {
    private static final String OTHERS = "_others";

    /** More of them would lead to rows that have hardly anything to do with each other. */
    private static final int MOST_STEPS = 3;

    private final Statements sql;
    private final StagePlan plan;
    private final TargetChecks checks;
    private final List<Reporting> reporting;
    private final Set<Integer> met = new TreeSet<>();
    private boolean made;

    /** @param run the run that the target shows */
    ReportedOthers(Statements sql, StagePlan plan, long run) {
        this.sql = sql;
        this.plan = plan;
        this.checks = new TargetChecks(sql, plan, run);
        this.reporting = checks.reporting();
    }

    /** From one table to the next, by a foreign key of either. */
    private record Step(String to, List<String> leaving, List<String> arriving) {}

    /**
     * Notes whom the rows lead to that the judged documents have now; before and after these are written.
     *
     * @param tables of which they may have rows
     */
    void note(Set<String> tables) throws SQLException {
        if (reporting.isEmpty()) {
            return;
        }
        if (!made) {
            sql.make(OTHERS, "what integer, doc bigint, index_name text, id text");
            made = true;
        }
        var statements = new ArrayList<String>();
        for (int what = 0; what < reporting.size(); what++) {
            var each = reporting.get(what);
            for (var changed : tables) {
                if (plan.tables().containsKey(changed) && each.view().reads().contains(changed)) {
                    for (var path : paths(changed, each)) {
                        met.add(what);
                        statements.add(others(what, plan.tables().get(changed), each.table(), path));
                    }
                }
            }
        }
        sql.all(statements);
    }

    /** Writes down what is said of them by now. */
    void tell() throws SQLException {
        for (var what : met) {
            long found = sql.fill("_of_others", """
                    select distinct x.doc, x.index_name, x.id from %s x
                    where x.what = %d and not exists (select from _staged s where s.doc = x.doc)
                    """.formatted(OTHERS, what));
            if (found > 0) {
                checks.tellAgain(reporting.get(what), "_of_others");
            }
        }
    }

    private String others(int what, StageTable changed, StageTable told, List<Step> path) {
        var joins = new StringBuilder();
        for (int i = 0; i < path.size(); i++) {
            var step = path.get(i);
            int from = i;
            joins.append(" join %s.%s t%d on %s"
                    .formatted(
                            quoted(plan.catalog().schema()),
                            quoted(step.to),
                            i + 1,
                            IntStream.range(0, step.leaving.size())
                                    .mapToObj(c -> "t%d.%s = t%d.%s"
                                            .formatted(
                                                    from + 1,
                                                    quoted(step.arriving.get(c)),
                                                    from,
                                                    quoted(step.leaving.get(c))))
                                    .collect(Collectors.joining(" and "))));
        }
        return """
                insert into %s
                select distinct %d, o.doc, o.index_name, o.id
                from _staged f join rejoin_import.row_origin p
                    on f.focus and p.index_name = f.index_name and p.id = f.id and p.table_name = %s
                join %s.%s t0 on %s%s
                join rejoin_import.row_origin o
                    on o.table_name = %s and o.doc is not null and o.how = 'LOADED' and %s
                """.formatted(
                        OTHERS,
                        what,
                        Statements.literal(changed.name()),
                        quoted(plan.catalog().schema()),
                        quoted(changed.name()),
                        Rows.of(changed).at("t0", "p.row_id", "p.row_key"),
                        joins,
                        Statements.literal(told.name()),
                        Rows.of(told).remembered("t" + path.size()));
    }

    /**
     * The ways from a table to the one whose rows are told of, through those that the view reads, and each of them once; where
     * these lead nowhere, also through what they refer to, since the view may join them by that without reading it.
     */
    private List<List<Step>> paths(String changed, Reporting each) {
        var reads = each.view().reads();
        if (changed.equals(each.table().name()) && !each.view().together().contains(changed)) {
            return List.of();
        }
        var paths = paths(changed, each, reads);
        if (!paths.isEmpty()) {
            return paths;
        }
        var more = new TreeSet<>(reads);
        for (var name : reads) {
            plan.catalog().table(name).ifPresent(table -> table.foreignKeys().forEach(key -> more.add(key.target())));
        }
        return paths(changed, each, more);
    }

    private List<List<Step>> paths(String changed, Reporting each, Set<String> through) {
        var paths = new ArrayList<List<Step>>();
        walk(changed, each.table().name(), through, new ArrayList<>(List.of(changed)), new ArrayList<>(), paths);
        return paths;
    }

    private void walk(
            String at, String told, Set<String> through, List<String> been, List<Step> steps, List<List<Step>> paths) {
        for (var step : steps(at, through)) {
            steps.add(step);
            if (step.to.equals(told)) {
                paths.add(List.copyOf(steps));
            } else if (!been.contains(step.to) && steps.size() < MOST_STEPS) {
                been.add(step.to);
                walk(step.to, told, through, been, steps, paths);
                been.removeLast();
            }
            steps.removeLast();
        }
    }

    private List<Step> steps(String from, Set<String> through) {
        var steps = new ArrayList<Step>();
        for (var name : through) {
            plan.catalog().table(name).ifPresent(table -> table.foreignKeys().stream()
                    .filter(key -> key.target().equals(from))
                    .forEach(key ->
                            steps.add(new Step(name, same(key, key.targetColumns()), same(key, key.columns())))));
        }
        plan.catalog().table(from).ifPresent(table -> table.foreignKeys().stream()
                .filter(key -> through.contains(key.target())
                        && plan.catalog().tables().containsKey(key.target()))
                .forEach(key ->
                        steps.add(new Step(key.target(), same(key, key.columns()), same(key, key.targetColumns())))));
        return steps;
    }

    /** A period need not be the same to lead from one row to the other. */
    private static List<String> same(ForeignKey key, List<String> columns) {
        return columns.subList(0, columns.size() - (key.period() ? 1 : 0));
    }
}
