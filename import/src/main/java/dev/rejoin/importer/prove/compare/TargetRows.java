package dev.rejoin.importer.prove.compare;

import static dev.rejoin.importer.prove.compare.Target.quoted;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Fetches rows of the target, with their values in the form in which they are compared. */
record TargetRows(Target target, Connection connection) {

    /** The rows that have these values in a column, by the values: a number may have other decimals there. */
    Map<String, Set<UUID>> holding(String table, String column, Collection<String> values) throws SQLException {
        var holding = new HashMap<String, Set<UUID>>();
        if (target.isOwnKey(table, column)) {
            values.forEach(value -> holding.put(value, Set.of(UUID.fromString(value))));
            return holding;
        }
        if (values.isEmpty()) {
            return holding;
        }
        var type = target.type(table, column);
        var found = new HashMap<String, Set<UUID>>();
        try (var statement = connection.prepareStatement("""
                select %s, o.row_id from %s t join rejoin_import.row_origin o
                    on o.table_name = ? and o.how <> 'MERGED' and %s
                where %s
                """.formatted(
                        type.asText("t." + quoted(column)),
                        target.name(table),
                        target.isAt(table),
                        type.isNumber()
                                ? "t.%s = any (?::numeric[])".formatted(quoted(column))
                                : type.asText("t." + quoted(column)) + " = any (?)"))) {
            statement.setString(1, table);
            statement.setArray(2, connection.createArrayOf("text", values.toArray()));
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.computeIfAbsent(type.equalForm(type.canonical(rows.getString(1))), value -> new HashSet<>())
                            .add(rows.getObject(2, UUID.class));
                }
            }
        }
        values.forEach(value -> holding.put(value, found.getOrDefault(type.equalForm(value), Set.of())));
        return holding;
    }

    /** A row's value in a column; null where the row is not there. */
    @Nullable
    String valueOf(String table, @Nullable UUID row, String column) throws SQLException {
        if (row == null || target.isOwnKey(table, column)) {
            return row == null ? null : row.toString();
        }
        var found = withKeys(table, List.of(row)).get(row);
        return found == null ? null : found.value(column);
    }

    /** The columns that are fetched: those that are mapped, and what others refer to. */
    private List<String> fetched(String table) {
        var columns = new LinkedHashSet<>(target.mapped().get(table));
        if (target.places().containsKey(table)) {
            columns.addAll(target.places().get(table).key());
        }
        target.pairs().values().forEach(byColumn -> byColumn.values().forEach(all -> all.stream()
                .filter(pair -> pair.table().equals(table))
                .forEach(pair -> columns.add(pair.column()))));
        return List.copyOf(columns);
    }

    /** The rows with these keys of the load's; a row that is not there is not in the map. */
    Map<UUID, TargetRow> withKeys(String table, Collection<UUID> ids) throws SQLException {
        var place = target.places().get(table);
        if (place == null || place.byOwnKey()) {
            var id = "t." + quoted(place == null ? "id" : place.key().getFirst());
            return fetch(table, id, target.name(table) + " t", id + " = any (?)", "uuid", ids);
        }
        return fetch(
                table,
                "o.row_id",
                """
                (select distinct on (row_id) row_id, row_key from rejoin_import.row_origin
                 where table_name = %s and row_key is not null and row_id = any (?)) o join %s t on %s
                """.formatted(Target.text(table), target.name(table), target.isAt(table)),
                "true",
                "uuid",
                ids);
    }

    /** The rows that go by one of these names in a column, as the interpreter gives names. */
    Map<UUID, TargetRow> named(String table, String column, Collection<String> names) throws SQLException {
        var place = target.places().get(table);
        var type = target.type(table, column);
        var values = new HashSet<String>();
        for (var name : names) {
            Optional.ofNullable(type.isTime() ? name : new TargetValues(target, connection).literal(type, name))
                    .ifPresent(values::add);
        }
        var compared = type.isNumber()
                ? "t.%s = any (?::numeric[])".formatted(quoted(column))
                : type.isText() || type.isAnyCase()
                        ? "t.%s = any (?::%s[])".formatted(quoted(column), type.isText() ? "text" : type.full())
                        : type.asText("t." + quoted(column)) + " = any (?)";
        return place == null || place.byOwnKey()
                ? fetch(
                        table,
                        "t." + quoted(place == null ? "id" : place.key().getFirst()),
                        target.name(table) + " t",
                        compared,
                        "text",
                        values)
                : fetch(
                        table,
                        "coalesce(o.row_id, gen_random_uuid())",
                        """
                        %s t left join rejoin_import.row_origin o
                            on o.table_name = %s and o.how <> 'MERGED' and %s
                        """.formatted(target.name(table), Target.text(table), target.isAt(table)),
                        compared,
                        "text",
                        values);
    }

    private Map<UUID, TargetRow> fetch(
            String table, String id, String from, String where, String type, Collection<?> keys) throws SQLException {
        var found = new HashMap<UUID, TargetRow>();
        if (keys.isEmpty()) {
            return found;
        }
        var columns = fetched(table);
        var list = columns.stream()
                .map(column -> ", " + target.type(table, column).asText("t." + quoted(column)))
                .collect(Collectors.joining());
        try (var statement = connection.prepareStatement(
                "select %s, %s%s from %s where %s".formatted(id, target.state(table), list, from, where))) {
            statement.setArray(1, connection.createArrayOf(type, keys.toArray()));
            statement.setFetchSize(0);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    var row = row(rows, table, columns);
                    found.put(row.id(), row);
                }
            }
        }
        return found;
    }

    private TargetRow row(ResultSet rows, String table, List<String> columns) throws SQLException {
        var values = new HashMap<String, String>(columns.size() * 2);
        for (int i = 0; i < columns.size(); i++) {
            var text = rows.getString(i + 3);
            if (text != null) {
                values.put(columns.get(i), target.type(table, columns.get(i)).canonical(text));
            }
        }
        return new TargetRow(rows.getObject(1, UUID.class), rows.getString(2), values);
    }
}
