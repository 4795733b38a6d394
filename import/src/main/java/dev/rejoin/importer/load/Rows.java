package dev.rejoin.importer.load;

import static dev.rejoin.importer.catalog.TargetCatalog.quoted;

import dev.rejoin.importer.catalog.TargetColumn;
import dev.rejoin.importer.plan.StagePlan.StageTable;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How rows of a target's table are found again, and how it shows that somebody has changed them.
 *
 * @param key the columns by which they are found
 * @param watched the columns of which a row's state is made; a single one counts its changes
 */
public record Rows(StageTable table, List<String> key, List<String> watched) {

    private static final String VERSION = "version";

    public static Rows of(StageTable table) {
        var version = table.target()
                .column(VERSION)
                .filter(c -> !table.data().containsKey(VERSION) && counts(c))
                .isPresent();
        return new Rows(
                table,
                table.named().map(List::of).orElse(table.target().key()),
                version
                        ? List.of(VERSION)
                        : table.target().columns().values().stream()
                                .filter(c -> !c.generated())
                                .map(TargetColumn::name)
                                .toList());
    }

    /** A column of that name counts changes only if it begins by itself: else it means something in the domain. */
    private static boolean counts(TargetColumn column) {
        return List.of("smallint", "integer", "bigint").contains(column.base())
                && column.requiredBy().isPresent()
                && column.hasDefault()
                && column.sequence().isEmpty();
    }

    /** Whether our own key of a row is the one by which it is found. */
    public boolean byOwnKey() {
        return table.named().isPresent();
    }

    /** The condition that a row of the target is the one with that key of ours, and that key of the target's. */
    public String at(String row, String ownKey, String targetKey) {
        return byOwnKey()
                ? "%s.%s = %s".formatted(row, table.key(), ownKey)
                : IntStream.range(0, key.size())
                        .mapToObj(i -> "%s.%s = (%s)[%d]::%s"
                                .formatted(
                                        row,
                                        quoted(key.get(i)),
                                        targetKey,
                                        i + 1,
                                        table.target().columns().get(key.get(i)).type()))
                        .collect(Collectors.joining(" and "));
    }

    /** The condition that a row of the target is the one that the ledger remembers as {@code o}. */
    public String remembered(String row) {
        return byOwnKey() ? "o.row_id = %s.%s".formatted(row, quoted(key.getFirst())) : "o.row_key = " + keyOf(row);
    }

    /** The target's key of a row, as texts; null where ours is enough. */
    public String keyOf(String row) {
        return byOwnKey()
                ? "null::text[]"
                : key.stream()
                        .map(c -> "%s.%s::text".formatted(row, quoted(c)))
                        .collect(Collectors.joining(", ", "array[", "]"));
    }

    /** What a row looks like: its version, or a digest of all of it. */
    String state(String row) {
        return watched.equals(List.of(VERSION))
                ? "%s.%s::text".formatted(row, quoted(watched.getFirst()))
                : "md5(row(%s)::text)"
                        .formatted(
                                watched.stream().map(c -> row + "." + quoted(c)).collect(Collectors.joining(", ")));
    }
}
