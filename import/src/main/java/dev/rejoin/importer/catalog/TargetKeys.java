package dev.rejoin.importer.catalog;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Which parts of a table's key are the mapping's, which are ours, and what refers to which. */
public final class TargetKeys {
    private static final String LEGACY_ID = "legacy_id";

    private TargetKeys() {}

    /** A column of that name holds the id of a row's document, unless it is of a type that no id has. */
    public static boolean isLegacyId(TargetColumn column) {
        return column.name().equals(LEGACY_ID)
                && (column.base().equals("text") || column.base().startsWith("character"));
    }

    /**
     * The uuid of the target's key that is ours to choose: nothing is mapped to it, and it refers to nothing.
     *
     * @param mapped the table's columns that some part fills
     */
    public static Optional<String> named(TargetTable table, Set<String> mapped) {
        return unmappedKey(table, mapped)
                .filter(c -> c.base().equals("uuid"))
                .map(TargetColumn::name)
                .findFirst();
    }

    /** What else of the target's key nothing is mapped to: numbers from a sequence, or other defaults. */
    public static List<String> drawn(TargetTable table, Set<String> mapped) {
        var named = named(table, mapped);
        return unmappedKey(table, mapped)
                .filter(c -> c.hasDefault() && !named.equals(Optional.of(c.name())))
                .map(TargetColumn::name)
                .toList();
    }

    private static Stream<TargetColumn> unmappedKey(TargetTable table, Set<String> mapped) {
        return table.key().stream()
                .filter(c -> !mapped.contains(c))
                .flatMap(c -> table.column(c).stream())
                .filter(c -> !c.generated() && !(isLegacyId(c)))
                .filter(c -> table.reference(c.name()).isEmpty());
    }

    /**
     * The column of another table whose value a reference to it takes: what a foreign key pairs it with, else the other's
     * key where that is one column, or has one of the same name.
     */
    public static Optional<String> paired(TargetTable from, String column, TargetTable to) {
        var keys = from.foreignKeys().stream()
                .filter(k -> k.target().equals(to.name()) && k.columns().contains(column))
                .sorted((a, b) ->
                        Integer.compare(a.columns().size(), b.columns().size()))
                .toList();
        if (!keys.isEmpty()) {
            return keys.getFirst().paired(column);
        }
        var key = to.key();
        if (key.size() == 1) {
            return Optional.of(key.getFirst());
        }
        return key.stream().filter(column::equals).findFirst().or(() -> key.stream()
                .filter(k -> to.column(k).map(c -> c.base().equals("uuid")).orElse(false))
                .findFirst());
    }
}
