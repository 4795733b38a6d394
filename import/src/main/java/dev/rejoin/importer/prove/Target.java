package dev.rejoin.importer.prove;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The target's tables: their columns' types, and their rows in the form in which values are compared.
 *
 * @param tables by table and column; only tables that the mapping fills
 * @param literals texts as PostgreSQL reads them for a type, looked up once
 */
record Target(
        String schema,
        Map<String, Map<String, ColumnType>> tables,
        Map<String, List<String>> mapped,
        Map<String, String> literals) {

    static final String ID = "id";
    static final String LEGACY_ID = "legacy_id";
    static final String VERSION = "version";

    /** A row's values by column; what is null in the row is not in the map. */
    record Row(UUID id, @Nullable Long version, Map<String, String> values) {

        @Nullable
        String value(String column) {
            return values.get(column);
        }
    }

    static Target read(Connection connection, Specification specification) throws SQLException {
        var mapped = mappedColumns(specification);
        var tables = new HashMap<String, Map<String, ColumnType>>();
        try (var statement = connection.prepareStatement("""
                select c.relname, a.attname, format_type(a.atttypid, a.atttypmod),
                       format_type(coalesce(nullif(t.typbasetype, 0), a.atttypid), null),
                       case when t.typbasetype <> 0 then t.typtypmod else a.atttypmod end,
                       coalesce((select k.conname from pg_constraint k where k.conrelid = c.oid and k.contype = 'n'
                                 and k.conkey = array[a.attnum]), ''),
                       case when a.attgenerated = '' then coalesce(pg_get_expr(d.adbin, d.adrelid), '') else '' end
                from pg_class c
                join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
                join pg_type t on t.oid = a.atttypid
                left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
                where c.relnamespace = to_regnamespace(?) and c.relname = any (?)
                """)) {
            statement.setString(1, quoted(specification.schema()));
            statement.setArray(
                    2, connection.createArrayOf("text", mapped.keySet().toArray()));
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    tables.computeIfAbsent(rows.getString(1), name -> new LinkedHashMap<>())
                            .put(
                                    rows.getString(2),
                                    new ColumnType(
                                            rows.getString(2),
                                            rows.getString(3),
                                            rows.getString(4),
                                            rows.getInt(5),
                                            rows.getString(6),
                                            rows.getString(7)));
                }
            }
        }
        mapped.forEach((table, columns) -> {
            if (tables.getOrDefault(table, Map.of()).containsKey(LEGACY_ID) && !columns.contains(LEGACY_ID)) {
                columns.add(LEGACY_ID);
            }
        });
        return new Target(specification.schema(), tables, mapped, new ConcurrentHashMap<>());
    }

    private static Map<String, List<String>> mappedColumns(Specification specification) {
        var mapped = new LinkedHashMap<String, List<String>>();
        for (var index : specification.indices()) {
            var rows = new ArrayList<>(index.rows());
            rows.addAll(index.children());
            index.resurrected().values().forEach(rows::addAll);
            for (var row : rows) {
                var columns = mapped.computeIfAbsent(row.table(), name -> new ArrayList<>());
                row.columns().keySet().stream()
                        .filter(name -> !columns.contains(name))
                        .forEach(columns::add);
            }
        }
        return mapped;
    }

    ColumnType type(String table, String column) {
        return tables.get(table).get(column);
    }

    boolean hasLegacyId(String table) {
        return tables.get(table).containsKey(LEGACY_ID);
    }

    /** Whether the rows of a table count how often they were changed. */
    boolean countsVersions(String table) {
        var type = tables.get(table).get(VERSION);
        return type != null && type.isWhole();
    }

    private String version(String table) {
        return countsVersions(table) ? VERSION + "::bigint" : "null::bigint";
    }

    /** The rows with these ids; a row that is not there is not in the map. */
    Map<UUID, Row> rows(Connection connection, String table, Collection<UUID> ids) throws SQLException {
        return rows(connection, table, "id = any (?)", "uuid", ids);
    }

    /** The rows with these values in a column of text. */
    Map<UUID, Row> rowsBy(Connection connection, String table, String column, Collection<String> values)
            throws SQLException {
        var type = type(table, column);
        var compared = type.isText() ? quoted(column) : quoted(column) + "::text";
        return rows(connection, table, compared + " = any (?)", "text", values);
    }

    private Map<UUID, Row> rows(Connection connection, String table, String where, String type, Collection<?> keys)
            throws SQLException {
        var found = new HashMap<UUID, Row>();
        if (keys.isEmpty()) {
            return found;
        }
        var columns = mapped.get(table);
        var list = columns.stream()
                .map(column -> ", " + type(table, column).asText(quoted(column)))
                .collect(Collectors.joining());
        try (var statement = connection.prepareStatement(
                "select id, %s%s from %s where %s".formatted(version(table), list, name(table), where))) {
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

    private Row row(ResultSet rows, String table, List<String> columns) throws SQLException {
        var values = new HashMap<String, String>(columns.size() * 2);
        for (int i = 0; i < columns.size(); i++) {
            var text = rows.getString(i + 3);
            if (text != null) {
                values.put(columns.get(i), type(table, columns.get(i)).canonical(text));
            }
        }
        return new Row(rows.getObject(1, UUID.class), rows.getObject(2, Long.class), values);
    }

    /** A text as PostgreSQL reads it for a column: for constants, defaults and types without a form of ours. */
    String literal(Connection connection, ColumnType type, String text) throws SQLException {
        if (type.isText() && type.characters() < 0) {
            return text;
        }
        var key = type.full() + "\u001f" + text;
        var known = literals.get(key);
        if (known != null) {
            return known;
        }
        var read = computed(connection, type, "(?::text)::" + type.full(), text);
        if (literals.size() < 10_000) {
            literals.put(key, read);
        }
        return read;
    }

    /** What a column's default gives; null where it gives null. */
    @Nullable
    String defaultOf(Connection connection, ColumnType type) throws SQLException {
        return computed(connection, type, "(" + type.defaultsTo() + ")::" + type.full(), null);
    }

    private static @Nullable String computed(
            Connection connection, ColumnType type, String expression, @Nullable String parameter) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "select " + type.asText("v") + " from (select " + expression + " as v) q")) {
            if (parameter != null) {
                statement.setString(1, parameter);
            }
            try (var rows = statement.executeQuery()) {
                rows.next();
                var text = rows.getString(1);
                return text == null ? null : type.canonical(text);
            }
        }
    }

    String name(String table) {
        return quoted(schema) + "." + quoted(table);
    }

    static String quoted(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }
}
