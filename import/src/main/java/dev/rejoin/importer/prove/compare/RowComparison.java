package dev.rejoin.importer.prove.compare;

import dev.rejoin.importer.prove.compare.Difference.DifferenceKind;
import dev.rejoin.importer.prove.expect.ColumnType;
import dev.rejoin.importer.prove.expect.Expected;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Compares a row, column by column, with what the documents that made it give it. */
final class RowComparison {
    private final PageProof.Context context;
    private final Tally tally;
    private final Links links;
    private final PageDifferences differences;

    RowComparison(PageProof.Context context, Links links, PageDifferences differences) {
        this.context = context;
        this.tally = context.tally();
        this.links = links;
        this.differences = differences;
    }

    void compareWinner(Group group, Group.Maker winner, TargetRow row) throws SQLException {
        if (group.parts().size() > 1) {
            if (!group.mayWin(winner)) {
                differences.add(differences.of(
                        DifferenceKind.MERGE, winner.origin(), "another document is preferred to this one"));
            }
            long winners =
                    group.parts().stream().filter(part -> part.origin().won()).count();
            if (winners != 1) {
                differences.add(differences
                        .of(DifferenceKind.MERGE, winner.origin(), "a row has more than one winner")
                        .between("1", Long.toString(winners)));
            }
        }
        var columns = group.columns();
        columns.addAll(winner.columns().keySet());
        for (var column : columns) {
            var givers = group.givers(column, winner);
            compareGiven(winner, column, givers.isEmpty() ? List.of(winner) : givers, row);
        }
        for (var column : context.target().mapped().get(winner.origin().table())) {
            if (!columns.contains(column)) {
                compareUnmapped(winner, column, row);
            }
        }
    }

    /** Compares a column with what one of several equally preferred documents gives it. */
    private void compareGiven(Group.Maker winner, String column, List<Group.Maker> givers, TargetRow row)
            throws SQLException {
        var type = context.target().type(winner.origin().table(), column);
        var found = row.value(column);
        for (var giver : givers) {
            var expected = canonical(giver, column, type);
            if (givers.size() > 1 && expected.isPresent() && !expected.get().equals(found)) {
                continue;
            }
            compare(winner, giver, column, type, found);
            return;
        }
        compare(winner, givers.getFirst(), column, type, found);
    }

    private void compare(Group.Maker winner, Group.Maker giver, String column, ColumnType type, @Nullable String found)
            throws SQLException {
        switch (giver.column(column)) {
            case Expected.Link(var name, var reference) -> links.add(giver.origin(), column, name, reference, found);
            case Expected.Unreadable(var text) ->
                differences.add(differences
                        .of(
                                DifferenceKind.VALUE,
                                winner.origin(),
                                "the value cannot be read, and yet the row was loaded")
                        .inColumn(column)
                        .between(text, found));
            case Expected.None() -> compareNone(winner, column, type, found);
            case Expected.Value value -> compareValue(winner, column, type, value.canonical(), found);
            case Expected.Literal literal ->
                compareValue(winner, column, type, context.values().literal(type, literal.text()), found);
            case Expected.OwnRow(var table) -> {
                var key = valueOfOwn(giver, column, table);
                // The key's own column may keep other decimals of the same number.
                boolean same =
                        key != null && found != null && type.equalForm(key).equals(type.equalForm(found));
                compareValue(winner, column, type, same ? found : key, found);
            }
        }
    }

    private void compareValue(
            Group.Maker winner, String column, ColumnType type, @Nullable String expected, @Nullable String found) {
        tally.sum(winner.origin().table(), type, expected);
        if (Objects.equals(expected, found)) {
            tally.verified.increment();
        } else {
            differences.add(differences
                    .of(DifferenceKind.VALUE, winner.origin(), "the row holds another value than the source")
                    .inColumn(column)
                    .between(expected, found));
        }
    }

    /** Without a value the column is empty, unless the mapping lets its default take the place. */
    private void compareNone(Group.Maker winner, String column, ColumnType type, @Nullable String found)
            throws SQLException {
        if (found == null) {
            tally.verified.increment();
        } else if (context.defaulted().contains(type.required())
                && !type.defaultsTo().isEmpty()) {
            var expected = context.values().defaultOf(type);
            if (found.equals(expected)) {
                tally.sum(winner.origin().table(), type, expected);
                tally.verified.increment();
            } else if (type.isTime() || type.base().equals("uuid")) {
                tally.sum(winner.origin().table(), type, found);
                tally.unverifiable.increment();
            } else {
                differences.add(differences
                        .of(DifferenceKind.VALUE, winner.origin(), "the row does not hold the column's default")
                        .inColumn(column)
                        .between(expected, found));
            }
        } else {
            differences.add(differences
                    .of(DifferenceKind.VALUE, winner.origin(), "the source has no value, but the row has one")
                    .inColumn(column)
                    .holding(found));
        }
    }

    /** A column that only other documents of this table fill: empty, or the database's own business. */
    private void compareUnmapped(Group.Maker winner, String column, TargetRow row) {
        var type = context.target().type(winner.origin().table(), column);
        var found = row.value(column);
        tally.sum(winner.origin().table(), type, found);
        if (found != null && !column.equals(Target.LEGACY_ID)) {
            if (type.defaultsTo().isEmpty()) {
                differences.add(differences
                        .of(DifferenceKind.VALUE, winner.origin(), "the mapping gives no value, but the row has one")
                        .inColumn(column)
                        .holding(found));
            } else {
                tally.unverifiable.increment();
            }
        }
    }

    /** A merged document must be the same thing as the row; what else it says was kept in findings. */
    void compareLoser(Group.Maker part, TargetRow row) throws SQLException {
        for (var column : part.columns().keySet()) {
            var type = context.target().type(part.origin().table(), column);
            var expected = canonical(part, column, type);
            boolean same = expected.isPresent() && expected.get().equals(row.value(column));
            if (part.row().identity().contains(column)) {
                if (part.column(column) instanceof Expected.Link(var name, var reference)) {
                    links.add(part.origin(), column, name, reference, row.value(column));
                } else if (same || isEqual(part.origin().table(), column, expected.orElse(null), row.value(column))) {
                    tally.verified.increment();
                } else {
                    differences.add(differences
                            .of(
                                    DifferenceKind.MERGE,
                                    part.origin(),
                                    "merged, though it is not the same: an identity column differs")
                            .inColumn(column)
                            .between(expected.orElse(null), row.value(column)));
                }
            } else if (same || (part.column(column) instanceof Expected.None && row.value(column) == null)) {
                tally.verified.increment();
            } else {
                tally.skipped.increment();
            }
        }
    }

    /** What the target takes for equal is the same thing, however it is written. */
    private boolean isEqual(String table, String column, @Nullable String expected, @Nullable String found)
            throws SQLException {
        return expected != null && found != null && context.values().takesForEqual(table, column, expected, found);
    }

    /** The value that a part gives a column; empty where it gives none, or where it takes a look-up to know. */
    private Optional<String> canonical(Group.Maker part, String column, ColumnType type) throws SQLException {
        return switch (part.column(column)) {
            case Expected.Value value -> Optional.of(value.canonical());
            case Expected.Literal literal ->
                Optional.ofNullable(context.values().literal(type, literal.text()));
            case Expected.OwnRow own -> Optional.ofNullable(valueOfOwn(part, column, own.table()));
            case Expected.None() -> Optional.empty();
            case Expected.Link link -> Optional.empty();
            case Expected.Unreadable unreadable -> Optional.empty();
        };
    }

    /** What a reference to another row of the same document has to hold. */
    private @Nullable String valueOfOwn(Group.Maker part, String column, String table) throws SQLException {
        return links.valueOf(
                table,
                part.ownRows().get(table),
                context.target().paired(part.origin().table(), column, table));
    }
}
