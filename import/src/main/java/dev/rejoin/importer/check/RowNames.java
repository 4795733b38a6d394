package dev.rejoin.importer.check;

import static dev.rejoin.importer.check.Sql.literal;
import static dev.rejoin.importer.target.TargetCatalog.quoted;

import dev.rejoin.importer.mapping.Mapping.Value;
import dev.rejoin.importer.stage.StagePlan;
import dev.rejoin.importer.stage.StagePlan.Part;
import dev.rejoin.importer.stage.StagePlan.StageTable;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Names the rows whose identity holds a reference that had to be looked up first: by a natural key, or to rows that have
 * an identity of their own. The name is the one that {@link dev.rejoin.importer.mapping.RowKeys} would have given.
 */
record RowNames(Sql sql, StagePlan plan) {

    /** The parts to be named, in an order in which what an identity refers to is named before it. */
    List<Part> later() {
        var waiting =
                new ArrayList<>(plan.parts().stream().filter(plan::isNamedLater).toList());
        var ordered = new ArrayList<Part>();
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

    private static boolean refersTo(Part part, String table) {
        return part.row().identity().stream()
                .map(c -> part.row().columns().get(c))
                .anyMatch(value -> switch (value) {
                    case Value.RowKey key -> key.table().equals(table);
                    case Value.Field field ->
                        field.reference().filter(r -> r.table().equals(table)).isPresent();
                    case null, default -> false;
                });
    }

    /** Names a part's rows, and tells the other rows of their documents that refer to them. */
    void give(Part part) throws SQLException {
        var table = plan.tables().get(part.row().table());
        var values = part.row().identity().stream()
                .map(c -> "%s || b.%s::text".formatted(literal("\u001f"), quoted(table.link(c))))
                .collect(Collectors.joining(" || "));
        sql.run("drop table if exists _renamed");
        sql.run("""
                create temporary table _renamed on commit drop as
                select b.%1$s as before, (overlay(overlay(h placing '8' from 13) placing
                           substr('89ab89ab89ab89ab', ('x' || substr(h, 17, 1))::bit(4)::integer + 1, 1) from 17))::uuid as key,
                       b._doc
                from (select *, substr(encode(sha256(convert_to(%2$s, 'UTF8') || '\\x00'::bytea
                                                     || convert_to(%3$s, 'UTF8')), 'hex'), 1, 32) as h
                      from %4$s b where b._part = %5$d) b
                where h is not null
                """.formatted(table.key(), literal(table.name()), values, table.base(), part.number()));
        sql.run("analyze _renamed");
        sql.run("update %1$s b set %2$s = r.key from _renamed r where b._part = %3$d and b.%2$s = r.before"
                .formatted(table.base(), table.key(), part.number()));
        for (var other : plan.parts()) {
            if (other.index() == part.index()) {
                tell(other, table);
            }
        }
    }

    private void tell(Part part, StageTable named) throws SQLException {
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
