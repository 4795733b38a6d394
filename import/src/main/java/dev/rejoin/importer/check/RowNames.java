package dev.rejoin.importer.check;

import static dev.rejoin.importer.catalog.TargetCatalog.quoted;
import static dev.rejoin.importer.sql.Statements.literal;

import dev.rejoin.importer.mapping.Mapping.Value;
import dev.rejoin.importer.plan.StagePlan;
import dev.rejoin.importer.plan.StagePlan.StagePart;
import dev.rejoin.importer.plan.StagePlan.StageTable;
import dev.rejoin.importer.sql.Statements;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Names the rows whose identity holds a reference that had to be looked up first: by a natural key, or to rows that have
 * an identity of their own; and those of which the target takes values for equal that are written in different ways. The
 * name is the one that {@link dev.rejoin.importer.document.RowKeys} would have given.
 */
record RowNames(Statements sql, StagePlan plan) {

    /** The parts to be named, in an order in which what an identity refers to is named before it. */
    List<StagePart> later() {
        var waiting = new ArrayList<>(
                plan.stagedParts().stream().filter(plan::isNamedLater).toList());
        var ordered = new ArrayList<StagePart>();
        while (!waiting.isEmpty()) {
            var next = waiting.stream()
                    .filter(p ->
                            waiting.stream().noneMatch(w -> refersTo(p, w.row().table())))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("identities refer to each other in a circle"));
            waiting.remove(next);
            ordered.add(next);
        }
        return ordered;
    }

    private static boolean refersTo(StagePart part, String table) {
        return part.row().identity().stream()
                .map(c -> part.row().columns().get(c))
                .anyMatch(value -> switch (value) {
                    case Value.RowKey key -> key.table().equals(table);
                    case Value.Field field ->
                        field.reference().filter(r -> r.table().equals(table)).isPresent();
                    case null, default -> false;
                });
    }

    /**
     * Names a part's rows, and tells the other rows of their documents that refer to them.
     *
     * @return whether any of them has another name now
     */
    boolean give(StagePart part) throws SQLException {
        var table = plan.tables().get(part.row().table());
        var written = values(part, c -> "b." + quoted(table.link(c)) + "::text");
        var compared = values(part, c -> plan.comparedBy(part, c)
                .map(expression -> "(" + expression + ")::text")
                .orElse("b." + quoted(table.link(c)) + "::text"));
        // A document that contradicts itself has not been named by its values, and is not now.
        var named = plan.isLookedUp(part) ? "true" : "before = written";
        long renamed = sql.fill("_renamed", """
                select before, key, _doc
                from (select b.%1$s as before, %2$s as key, %3$s as written, b._doc from %4$s b where b._part = %5$d) n
                where key <> before and %6$s
                """.formatted(
                        table.key(), id(table, compared), id(table, written), table.base(), part.number(), named));
        if (renamed == 0) {
            return false;
        }
        sql.analyze("_renamed");
        sql.run("update %1$s b set %2$s = r.key from _renamed r where b._part = %3$d and b.%2$s = r.before"
                .formatted(table.base(), table.key(), part.number()));
        for (var other : plan.parts()) {
            if (other.index() == part.index()) {
                tell(other, table);
            }
        }
        return true;
    }

    private static String values(StagePart part, UnaryOperator<String> value) {
        return part.row().identity().stream()
                .map(c -> literal("\u001f") + " || " + value.apply(c))
                .collect(Collectors.joining(" || "));
    }

    /** What RowKeys gives of a key. */
    private static String id(StageTable table, String key) {
        return """
                (select (overlay(overlay(h placing '8' from 13) placing
                         substr('89ab89ab89ab89ab', ('x' || substr(h, 17, 1))::bit(4)::integer + 1, 1) from 17))::uuid
                 from (select substr(encode(sha256(convert_to(%s, 'UTF8') || '\\x00'::bytea
                                                   || convert_to(%s, 'UTF8')), 'hex'), 1, 32) as h) q)
                """.formatted(literal(table.name()), key);
    }

    private void tell(StagePart part, StageTable named) throws SQLException {
        var table = plan.tables().get(part.row().table());
        for (var column : part.row().columns().entrySet()) {
            if (column.getValue() instanceof Value.RowKey key && key.table().equals(named.name())) {
                sql.run("""
                        update %1$s b set %2$s = r.key from _renamed r
                        where b._part = %3$d and b._doc = r._doc and b.%2$s = r.before
                        """.formatted(table.base(), quoted(table.link(column.getKey())), part.number()));
            }
        }
    }
}
