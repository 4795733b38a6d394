package dev.rejoin.importer.prove.compare;

import dev.rejoin.importer.prove.compare.Ledger.Origin;
import dev.rejoin.importer.prove.expect.Canonical;
import dev.rejoin.importer.prove.expect.Expected;
import dev.rejoin.importer.prove.expect.Specification.OfRow;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The parts of documents that one row was made of, in the order in which the mapping prefers them. */
record Group(List<Maker> parts) {

    /**
     * One part of one document.
     *
     * @param ownRows the rows that the same document made, by table
     */
    record Maker(Origin origin, OfRow row, Map<String, Expected> columns, Map<String, java.util.UUID> ownRows) {

        Expected column(String name) {
            return columns.getOrDefault(name, Expected.NONE);
        }

        boolean has(String name) {
            return columns.containsKey(name) && !(columns.get(name) instanceof Expected.None);
        }
    }

    static Group of(List<Maker> parts) {
        var sorted = new ArrayList<>(parts);
        sorted.sort(Group::preferred);
        return new Group(List.copyOf(sorted));
    }

    /** Lower {@code prefer} first, then the newer one; a part without a date comes last. */
    private static int preferred(Maker left, Maker right) {
        int byPreference = Integer.compare(left.row().prefer(), right.row().prefer());
        return byPreference != 0 ? byPreference : newest(left, right);
    }

    private static int newest(Maker left, Maker right) {
        return Comparator.nullsLast(Comparator.<BigDecimal>reverseOrder())
                .compare(age(left).orElse(null), age(right).orElse(null));
    }

    private static Optional<BigDecimal> age(Maker part) {
        if (part.row().newest() == null
                || !(part.column(part.row().newest()) instanceof Expected.Value(var canonical))) {
            return Optional.empty();
        }
        return Canonical.number(canonical).or(() -> Canonical.number(canonical.replace("-", "")));
    }

    /** Whether a part may be the one that won: none is preferred to it. */
    boolean mayWin(Maker part) {
        return preferred(parts.getFirst(), part) >= 0;
    }

    Set<String> columns() {
        var columns = new LinkedHashSet<String>();
        parts.forEach(part -> columns.addAll(part.columns().keySet()));
        return columns;
    }

    /**
     * The parts that may have given a column its value: the winner if it has one, else the most preferred that have.
     * Several, where nothing but index and id tells them apart.
     */
    List<Maker> givers(String column, @Nullable Maker winner) {
        if (winner != null && winner.has(column)) {
            return List.of(winner);
        }
        var having = parts.stream().filter(part -> part.has(column)).toList();
        return having.stream()
                .filter(part -> preferred(having.getFirst(), part) == 0)
                .toList();
    }
}
