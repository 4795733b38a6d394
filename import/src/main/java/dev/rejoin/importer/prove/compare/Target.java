package dev.rejoin.importer.prove.compare;

import dev.rejoin.importer.prove.expect.ColumnType;
import dev.rejoin.importer.prove.expect.Composition;
import dev.rejoin.importer.prove.expect.Specification;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The target's tables: their columns' types, how their rows are found, and what leads from one to another.
 *
 * @param tables by table and column; only tables that the mapping fills
 * @param places how a table's rows are found
 * @param pairs by table and column, which columns of other tables its foreign keys pair it with
 * @param comparisons by table, the expressions of its unique keys
 * @param parents tables that others inherit from, whose rows would be theirs, too
 * @param compositions by type, what values with fields are made of
 * @param literals texts as PostgreSQL reads them for a type, looked up once
 */
public record Target(
        String schema,
        Map<String, Map<String, ColumnType>> tables,
        Map<String, List<String>> mapped,
        Map<String, WatchedKey> places,
        Map<String, Map<String, List<ReferredColumn>>> pairs,
        Map<String, List<String>> comparisons,
        Set<String> parents,
        Map<String, Optional<String>> literals,
        Map<String, Composition> compositions) {

    static final String LEGACY_ID = "legacy_id";

    /**
     * How a table's rows are found, and how it shows that they were changed, as the load wrote it down.
     *
     * @param byOwnKey whether the load's own key of a row is its key in the table, too
     */
    record WatchedKey(List<String> key, List<String> watched, boolean byOwnKey) {

        /** Whether what is watched counts the changes of a row, and is not all of it. */
        boolean counts() {
            return watched.equals(List.of("version"));
        }
    }

    /** A column of another table that a foreign key names, and over how many columns that key goes. */
    record ReferredColumn(String table, String column, int width) {}

    /** Reads it as a run has left it. */
    public static Target read(Connection connection, long run, Specification specification) throws SQLException {
        return new TargetReader(connection, specification).read(run);
    }

    /** The column of another table that a reference holds a value of. */
    String paired(String table, String column, String other) {
        var key = places.containsKey(other) ? places.get(other).key() : List.<String>of();
        return pairs.getOrDefault(table, Map.of()).getOrDefault(column, List.of()).stream()
                .filter(pair -> pair.table().equals(other))
                .map(ReferredColumn::column)
                .findFirst()
                .orElseGet(() -> key.contains(column) ? column : key.getFirst());
    }

    /** Whether that column holds the load's own keys, so that a value of it tells its row at once. */
    boolean isOwnKey(String table, String column) {
        var place = places.get(table);
        return place == null || place.byOwnKey() && place.key().equals(List.of(column));
    }

    /** The condition that a row {@code t} is the one whose origin is {@code o}. */
    public String isAt(String table) {
        var place = places.get(table);
        if (place == null || place.byOwnKey()) {
            return "t.%s = o.row_id"
                    .formatted(quoted(place == null ? "id" : place.key().getFirst()));
        }
        var conditions = new ArrayList<String>();
        for (int i = 0; i < place.key().size(); i++) {
            conditions.add("t.%s = o.row_key[%d]::%s"
                    .formatted(
                            quoted(place.key().get(i)),
                            i + 1,
                            type(table, place.key().get(i)).full()));
        }
        return String.join(" and ", conditions);
    }

    /** The text that findings and differences name a row {@code t} by. */
    public String shown(String table) {
        var place = places.get(table);
        return place == null
                ? "t.id::text"
                : "concat_ws(', ', %s)"
                        .formatted(place.key().stream()
                                .map(c -> "t." + quoted(c) + "::text")
                                .collect(Collectors.joining(", ")));
    }

    public ColumnType type(String table, String column) {
        return tables.get(table).get(column);
    }

    public boolean hasLegacyId(String table) {
        var type = tables.get(table).get(LEGACY_ID);
        return type != null && type.isText();
    }

    /** Whether the rows of a table count how often they were changed. */
    public boolean countsVersions(String table) {
        return places.containsKey(table) && places.get(table).counts();
    }

    /** The state that a row {@code t} is in: its counter of changes, or a digest of the row. */
    public String state(String table) {
        var place = places.get(table);
        if (place == null) {
            return "null::text";
        }
        return place.counts()
                ? "t.%s::text".formatted(quoted(place.watched().getFirst()))
                : "md5(row(%s)::text)"
                        .formatted(place.watched().stream()
                                .map(c -> "t." + quoted(c))
                                .collect(Collectors.joining(", ")));
    }

    /** What a table's own rows are read from. */
    public String name(String table) {
        return (parents.contains(table) ? "only " : "") + quoted(schema) + "." + quoted(table);
    }

    /** A text as SQL has it. */
    static String text(String value) {
        return "'" + value.replace("'", "''") + "'";
    }

    public static String quoted(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }
}
