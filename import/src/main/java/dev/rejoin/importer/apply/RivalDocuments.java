package dev.rejoin.importer.apply;

import static dev.rejoin.importer.catalog.TargetCatalog.quoted;

import dev.rejoin.importer.catalog.TargetConstraint.Exclusion;
import dev.rejoin.importer.catalog.TargetConstraint.ForeignKey;
import dev.rejoin.importer.catalog.TargetConstraint.Unique;
import dev.rejoin.importer.load.Rows;
import dev.rejoin.importer.plan.StagePlan.StageTable;
import dev.rejoin.importer.sql.Statements;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Documents that make the same row as the changed ones, or want a value or a place that only one row may have. */
record RivalDocuments(NeighbourQuestions ask) {

    /** Documents that make, or have made, the same row. */
    void sameRow() {
        ask.concern("""
                select p.doc from _fresh s
                join rejoin_import.row_origin o on o.index_name = s.index_name and o.id = s.id
                join rejoin_import.row_origin p on p.table_name = o.table_name and p.row_id = o.row_id
                where s.focus and p.doc is not null
                """);
        for (var table : ask.plan().tables().values()) {
            if (ask.isFilled(table)) {
                ask.concern("""
                        select o.doc from %s b join _fresh s on s.doc = b._doc and s.focus
                        join rejoin_import.row_origin o on o.table_name = %s and o.row_id = b.%s where o.doc is not null
                        """.formatted(table.base(), Statements.literal(table.name()), table.key()));
            }
        }
    }

    /** Documents that were set aside for one of these, as the first of those with the same value. */
    void mentioned() {
        var together = new TreeSet<String>();
        var covered = new TreeSet<String>();
        for (var table : ask.plan().tables().values()) {
            if (!ask.isFilled(table) && !ask.hasPrior(table)) {
                continue;
            }
            table.target().uniques().stream().map(Unique::name).forEach(together::add);
            table.target().exclusions().stream().map(Exclusion::name).forEach(together::add);
            together.add(table.name() + "_id_unique");
            for (var other : ask.plan().tables().values()) {
                other.target().foreignKeys().stream()
                        .filter(key ->
                                key.target().equals(table.name()) && !ask.plan().isMappedReference(other, key))
                        .map(ForeignKey::name)
                        .forEach(covered::add);
            }
        }
        ask.concern("""
                select f.doc from rejoin_import.finding f
                where f.run_id = %d and f.code in (%s) and f.doc is not null
                and exists (select from _fresh s where s.focus and strpos(f.message, s.index_name || '/' || s.id) > 0)
                """.formatted(ask.run(), NeighbourQuestions.list(together)));
        ask.concern("""
                select f.doc from rejoin_import.finding f where f.run_id = %d and f.code in (%s) and f.doc is not null
                """.formatted(ask.run(), NeighbourQuestions.list(covered)));
    }

    /** Those whose rows have a value that only one row may have, or lie where only one may lie. */
    void sameValues() {
        for (var table : ask.plan().tables().values()) {
            if (!ask.isFilled(table)) {
                continue;
            }
            for (var unique : table.target().uniques()) {
                if (!isOwnKey(table, unique) && unique.reads().stream().noneMatch(table::isDrawnLater)) {
                    sameValues(
                            table,
                            unique.keys(),
                            IntStream.range(0, unique.keys().size())
                                    .mapToObj(i -> unique.nullsNotDistinct() ? "is not distinct from" : "=")
                                    .toList(),
                            unique.predicate().orElse("true"));
                }
            }
            for (var exclusion : table.target().exclusions()) {
                if (exclusion.reads().stream().noneMatch(table::isDrawnLater)) {
                    sameValues(
                            table,
                            exclusion.keys(),
                            exclusion.operators().stream()
                                    .map(o -> "operator(%s)".formatted(o))
                                    .toList(),
                            exclusion.predicate().orElse("true"));
                }
            }
        }
    }

    private static boolean isOwnKey(StageTable table, Unique unique) {
        return table.named().map(List::of).filter(unique.columns()::equals).isPresent();
    }

    private void sameValues(StageTable table, List<String> keys, List<String> operators, String predicate) {
        var selected = IntStream.range(0, keys.size())
                .mapToObj(i -> "(%s) as k%d".formatted(keys.get(i), i))
                .collect(Collectors.joining(", "));
        var conflict = IntStream.range(0, keys.size())
                .mapToObj(i -> "p.k%1$d %2$s s.k%1$d".formatted(i, operators.get(i)))
                .collect(Collectors.joining(" and "));
        var rows = Rows.of(table);
        ask.concern("""
                select o.doc
                from (select %1$s from (select v.* from %2$s v join _fresh d on d.doc = v._doc and d.focus) v where %3$s) s
                join (select %4$s, %1$s from %5$s t where %3$s) p on %6$s
                join rejoin_import.row_origin o on o.table_name = %7$s and %8$s
                where o.doc is not null
                """.formatted(
                        selected,
                        table.view(),
                        predicate,
                        rows.key().stream().map(c -> "t." + quoted(c)).collect(Collectors.joining(", ")),
                        ask.name(table),
                        conflict,
                        Statements.literal(table.name()),
                        rows.remembered("p")));
    }
}
