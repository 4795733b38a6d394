package dev.rejoin.importer.prove.compare;

import dev.rejoin.importer.prove.expect.ColumnType;
import dev.rejoin.importer.prove.expect.Composition;
import dev.rejoin.importer.prove.expect.Specification;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The target's tables: their columns' types, and their rows in the form in which values are compared.
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

    /**
     * A row's values by column; what is null in the row is not in the map.
     *
     * @param version the state it is in
     */
    record TargetRow(UUID id, @Nullable String version, Map<String, String> values) {

        @Nullable
        String value(String column) {
            return values.get(column);
        }
    }

    public static Target read(Connection connection, long run, Specification specification) throws SQLException {
        var mapped = mappedColumns(specification);
        var tables = new HashMap<String, Map<String, ColumnType>>();
        try (var statement = connection.prepareStatement("""
                select c.relname, a.attname, format_type(a.atttypid, a.atttypmod),
                       format_type(coalesce(b.oid, a.atttypid), null),
                       coalesce(b.modifier, a.atttypmod),
                       coalesce((select k.conname from pg_constraint k where k.conrelid = c.oid and k.contype = 'n'
                                 and k.conkey = array[a.attnum]), ''),
                       case when a.attidentity <> '' then 'identity'
                            when a.attgenerated = '' then coalesce(
                                pg_get_expr(d.adbin, d.adrelid),
                                (select pg_get_expr(y.typdefaultbin, 0) from pg_type y where y.oid = a.atttypid), '')
                            else '' end,
                       case when n.typcategory = 'A' then format_type(f.oid, null) else '' end,
                       coalesce((select format_type(rngsubtype, null) from pg_range
                                 where f.oid in (rngtypid, rngmultitypid)), '')
                from pg_class c
                join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
                left join lateral (
                    with recursive deeper(oid, modifier, depth) as (
                        select t.typbasetype, t.typtypmod, 1 from pg_type t where t.oid = a.atttypid and t.typtype = 'd'
                        union all
                        select t.typbasetype, greatest(t.typtypmod, d.modifier), d.depth + 1
                        from deeper d join pg_type t on t.oid = d.oid and t.typtype = 'd')
                    select oid, modifier from deeper order by depth desc limit 1) b on true
                join pg_type n on n.oid = coalesce(b.oid, a.atttypid)
                left join lateral (
                    with recursive deeper(oid, depth) as (
                        select case when n.typcategory = 'A' then n.typelem else n.oid end, 0
                        union all
                        select t.typbasetype, d.depth + 1 from deeper d join pg_type t on t.oid = d.oid and t.typtype = 'd')
                    select oid from deeper order by depth desc limit 1) f on true
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
                                            rows.getString(7),
                                            rows.getString(8),
                                            rows.getString(9)));
                }
            }
        }
        mapped.forEach((table, columns) -> {
            var legacyId = tables.getOrDefault(table, Map.of()).get(LEGACY_ID);
            if (legacyId != null && legacyId.isText() && !columns.contains(LEGACY_ID)) {
                columns.add(LEGACY_ID);
            }
        });
        return new Target(
                specification.schema(),
                tables,
                mapped,
                places(connection, run),
                pairs(connection, specification.schema()),
                comparisons(connection, specification.schema()),
                parents(connection, specification.schema()),
                new ConcurrentHashMap<>(),
                compositions(connection, specification.schema()));
    }

    private record ColumnTypeOid(String type, String kind, long below, long element, long relation, long bounds) {}

    /** Of the types of the schema's columns whose values have fields, or elements with fields. */
    private static Map<String, Composition> compositions(Connection connection, String schema) throws SQLException {
        var columns = new HashMap<String, Long>();
        try (var statement = connection.prepareStatement("""
                select distinct format_type(a.atttypid, a.atttypmod), a.atttypid::bigint
                from pg_class c
                join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
                join pg_type t on t.oid = a.atttypid and t.typnamespace <> 'pg_catalog'::regnamespace
                where c.relnamespace = to_regnamespace(?) and c.relkind in ('r', 'p') and t.typtype in ('b', 'c', 'd')
                """)) {
            statement.setString(1, quoted(schema));
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    columns.put(rows.getString(1), rows.getLong(2));
                }
            }
        }
        var compositions = new HashMap<String, Composition>();
        for (var column : columns.entrySet()) {
            var composition = composition(connection, column.getValue());
            if (composition.hasFields()) {
                compositions.put(column.getKey(), composition);
            }
        }
        return compositions;
    }

    private static Composition composition(Connection connection, long oid) throws SQLException {
        ColumnTypeOid known;
        try (var statement = connection.prepareStatement("""
                select format_type(t.oid, null), t.typtype, t.typbasetype::bigint,
                       case when t.typcategory = 'A' and t.typlen = -1 then t.typelem::bigint else 0 end, t.typrelid::bigint,
                       coalesce((select rngsubtype::bigint from pg_range where t.oid in (rngtypid, rngmultitypid)), 0)
                from pg_type t where t.oid = ?
                """)) {
            statement.setLong(1, oid);
            try (var row = statement.executeQuery()) {
                row.next();
                known = new ColumnTypeOid(
                        row.getString(1),
                        row.getString(2),
                        row.getLong(3),
                        row.getLong(4),
                        row.getLong(5),
                        row.getLong(6));
            }
        }
        if (known.below != 0) {
            return composition(connection, known.below);
        }
        if (known.element != 0) {
            return new Composition.Elements(composition(connection, known.element));
        }
        if (known.bounds != 0) {
            return new Composition.Ranges(composition(connection, known.bounds));
        }
        if (!known.kind.equals("c")) {
            return new Composition.Single(known.type);
        }
        var fields = new ArrayList<Composition>();
        var types = new ArrayList<Long>();
        try (var statement = connection.prepareStatement(
                "select atttypid::bigint from pg_attribute where attrelid = ? and attnum > 0 and not attisdropped order by attnum")) {
            statement.setLong(1, known.relation);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    types.add(rows.getLong(1));
                }
            }
        }
        for (var type : types) {
            fields.add(composition(connection, type));
        }
        return new Composition.Fields(List.copyOf(fields));
    }

    /** Partitions are not meant: their rows are those of the table. */
    private static Set<String> parents(Connection connection, String schema) throws SQLException {
        var parents = new HashSet<String>();
        try (var statement = connection.prepareStatement("""
                select c.relname from pg_class c where c.relnamespace = to_regnamespace(?) and c.relkind = 'r'
                and exists (select from pg_inherits i where i.inhparent = c.oid)
                """)) {
            statement.setString(1, quoted(schema));
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    parents.add(rows.getString(1));
                }
            }
        }
        return parents;
    }

    private static Map<String, WatchedKey> places(Connection connection, long run) throws SQLException {
        var places = new HashMap<String, WatchedKey>();
        try (var statement = connection.prepareStatement("""
                select table_name, key_columns, watched_columns, by_row_id
                from rejoin_import.loaded_table where run_id = ?
                """)) {
            statement.setLong(1, run);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    places.put(rows.getString(1), new WatchedKey(texts(rows, 2), texts(rows, 3), rows.getBoolean(4)));
                }
            }
        }
        return places;
    }

    private static Map<String, Map<String, List<ReferredColumn>>> pairs(Connection connection, String schema)
            throws SQLException {
        var pairs = new HashMap<String, Map<String, List<ReferredColumn>>>();
        try (var statement = connection.prepareStatement("""
                select c.relname, a.attname, f.relname, b.attname, cardinality(k.conkey)
                from pg_constraint k
                join pg_class c on c.oid = k.conrelid
                join pg_class f on f.oid = k.confrelid and f.relnamespace = c.relnamespace
                cross join lateral unnest(k.conkey, k.confkey) p(mine, theirs)
                join pg_attribute a on a.attrelid = c.oid and a.attnum = p.mine
                join pg_attribute b on b.attrelid = f.oid and b.attnum = p.theirs
                where k.contype = 'f' and k.conparentid = 0 and c.relnamespace = to_regnamespace(?)
                order by 5
                """)) {
            statement.setString(1, quoted(schema));
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    pairs.computeIfAbsent(rows.getString(1), table -> new HashMap<>())
                            .computeIfAbsent(rows.getString(2), column -> new ArrayList<>())
                            .add(new ReferredColumn(rows.getString(3), rows.getString(4), rows.getInt(5)));
                }
            }
        }
        return pairs;
    }

    private static Map<String, List<String>> comparisons(Connection connection, String schema) throws SQLException {
        var comparisons = new HashMap<String, List<String>>();
        try (var statement = connection.prepareStatement("""
                select c.relname, pg_get_indexdef(x.indexrelid, k, true)
                from pg_index x
                join pg_class c on c.oid = x.indrelid
                cross join generate_series(1, x.indnkeyatts::integer) k
                where c.relnamespace = to_regnamespace(?) and x.indisunique and x.indkey[k - 1] = 0
                """)) {
            statement.setString(1, quoted(schema));
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    comparisons
                            .computeIfAbsent(rows.getString(1), table -> new ArrayList<>())
                            .add(rows.getString(2));
                }
            }
        }
        return comparisons;
    }

    private static List<String> texts(ResultSet rows, int column) throws SQLException {
        return Arrays.stream((Object[]) rows.getArray(column).getArray())
                .map(String::valueOf)
                .toList();
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
    private boolean isOwnKey(String table, String column) {
        var place = places.get(table);
        return place == null || place.byOwnKey() && place.key().equals(List.of(column));
    }

    /** The rows that have these values in a column, by the values: a number may have other decimals there. */
    Map<String, Set<UUID>> holding(Connection connection, String table, String column, Collection<String> values)
            throws SQLException {
        var holding = new HashMap<String, Set<UUID>>();
        if (isOwnKey(table, column)) {
            values.forEach(value -> holding.put(value, Set.of(UUID.fromString(value))));
            return holding;
        }
        if (values.isEmpty()) {
            return holding;
        }
        var place = places.get(table);
        var type = type(table, column);
        var found = new HashMap<String, Set<UUID>>();
        try (var statement = connection.prepareStatement("""
                select %s, o.row_id from %s t join rejoin_import.row_origin o
                    on o.table_name = ? and o.how <> 'MERGED' and %s
                where %s
                """.formatted(
                        type.asText("t." + quoted(column)),
                        name(table),
                        isAt(table, place),
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
    String valueOf(Connection connection, String table, @Nullable UUID row, String column) throws SQLException {
        if (row == null || isOwnKey(table, column)) {
            return row == null ? null : row.toString();
        }
        var found = rows(connection, table, List.of(row)).get(row);
        return found == null ? null : found.value(column);
    }

    private String isAt(String table, @Nullable WatchedKey place) {
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

    /** The condition that a row {@code t} is the one whose origin is {@code o}. */
    public String isAt(String table) {
        return isAt(table, places.get(table));
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

    /** The columns that are fetched: those that are mapped, and what others refer to. */
    private List<String> fetched(String table) {
        var columns = new LinkedHashSet<>(mapped.get(table));
        if (places.containsKey(table)) {
            columns.addAll(places.get(table).key());
        }
        pairs.values().forEach(byColumn -> byColumn.values().forEach(all -> all.stream()
                .filter(pair -> pair.table().equals(table))
                .forEach(pair -> columns.add(pair.column()))));
        return List.copyOf(columns);
    }

    /** The rows with these keys of the load's; a row that is not there is not in the map. */
    Map<UUID, TargetRow> rows(Connection connection, String table, Collection<UUID> ids) throws SQLException {
        var place = places.get(table);
        if (place == null || place.byOwnKey()) {
            var id = "t." + quoted(place == null ? "id" : place.key().getFirst());
            return rows(connection, table, id, name(table) + " t", id + " = any (?)", "uuid", ids);
        }
        return rows(
                connection,
                table,
                "o.row_id",
                """
                (select distinct on (row_id) row_id, row_key from rejoin_import.row_origin
                 where table_name = %s and row_key is not null and row_id = any (?)) o join %s t on %s
                """.formatted(text(table), name(table), isAt(table, place)),
                "true",
                "uuid",
                ids);
    }

    /** The rows that go by one of these names in a column, as the interpreter gives names. */
    Map<UUID, TargetRow> rowsBy(Connection connection, String table, String column, Collection<String> names)
            throws SQLException {
        var place = places.get(table);
        var type = type(table, column);
        var values = new HashSet<String>();
        for (var name : names) {
            Optional.ofNullable(type.isTime() ? name : literal(connection, type, name))
                    .ifPresent(values::add);
        }
        var compared = type.isNumber()
                ? "t.%s = any (?::numeric[])".formatted(quoted(column))
                : type.isText() || isAnyCase(type)
                        ? "t.%s = any (?::%s[])".formatted(quoted(column), type.isText() ? "text" : type.full())
                        : type.asText("t." + quoted(column)) + " = any (?)";
        return place == null || place.byOwnKey()
                ? rows(
                        connection,
                        table,
                        "t." + quoted(place == null ? "id" : place.key().getFirst()),
                        name(table) + " t",
                        compared,
                        "text",
                        values)
                : rows(
                        connection,
                        table,
                        "coalesce(o.row_id, gen_random_uuid())",
                        """
                        %s t left join rejoin_import.row_origin o
                            on o.table_name = %s and o.how <> 'MERGED' and %s
                        """.formatted(name(table), text(table), isAt(table, place)),
                        compared,
                        "text",
                        values);
    }

    private Map<UUID, TargetRow> rows(
            Connection connection, String table, String id, String from, String where, String type, Collection<?> keys)
            throws SQLException {
        var found = new HashMap<UUID, TargetRow>();
        if (keys.isEmpty()) {
            return found;
        }
        var columns = fetched(table);
        var list = columns.stream()
                .map(column -> ", " + type(table, column).asText("t." + quoted(column)))
                .collect(Collectors.joining());
        try (var statement = connection.prepareStatement(
                "select %s, %s%s from %s where %s".formatted(id, state(table), list, from, where))) {
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

    private static String text(String value) {
        return "'" + value.replace("'", "''") + "'";
    }

    private TargetRow row(ResultSet rows, String table, List<String> columns) throws SQLException {
        var values = new HashMap<String, String>(columns.size() * 2);
        for (int i = 0; i < columns.size(); i++) {
            var text = rows.getString(i + 3);
            if (text != null) {
                values.put(columns.get(i), type(table, columns.get(i)).canonical(text));
            }
        }
        return new TargetRow(rows.getObject(1, UUID.class), rows.getString(2), values);
    }

    /** Whether a row with that value in a column goes by this name, as the interpreter gives it. */
    boolean names(Connection connection, String table, String column, String name, String found) throws SQLException {
        var type = type(table, column);
        return found.equals(name)
                || found.equals(literal(connection, type, name))
                || takesForEqual(connection, table, column, found, name);
    }

    private static boolean isAnyCase(ColumnType type) {
        return type.base().matches("(.*\\.)?citext");
    }

    /**
     * Whether the target takes two values of a column for equal, though they are not the same: its type does, or a unique key
     * whose expression is over that column alone compares them in another form.
     */
    boolean takesForEqual(Connection connection, String table, String column, String one, String other)
            throws SQLException {
        var type = type(table, column);
        if (type.isNumber()) {
            return type.equalForm(one).equals(type.equalForm(other));
        }
        if (!type.isText() && !isAnyCase(type) && !type.base().equals("jsonb")) {
            return false;
        }
        var forms = new ArrayList<>(List.of(quoted(column)));
        forms.addAll(comparisons(table, column));
        var sides = forms.stream()
                // Of the table itself, whose columns may have a collation that takes more for equal.
                .map(form -> "(select %1$s from (%2$s) v) = (select %1$s from (%2$s) v)"
                        .formatted(
                                form,
                                "select t.%1$s from %2$s t where false union all select ?::%3$s"
                                        .formatted(quoted(column), name(table), type.full())))
                .collect(Collectors.joining(" or "));
        try (var statement = connection.prepareStatement("select " + sides)) {
            for (int i = 0; i < forms.size(); i++) {
                statement.setString(2 * i + 1, one);
                statement.setString(2 * i + 2, other);
            }
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getBoolean(1);
            }
        }
    }

    /** The expressions of a table's unique keys that name this column and no other. */
    private List<String> comparisons(String table, String column) {
        return comparisons.getOrDefault(table, List.of()).stream()
                .filter(expression -> {
                    var words = List.of(expression.split("[^\\p{L}\\p{N}_]+"));
                    return words.contains(column)
                            && tables.get(table).keySet().stream()
                                    .noneMatch(other -> !other.equals(column) && words.contains(other));
                })
                .toList();
    }

    /** A text as PostgreSQL reads it for a column; null where it is no value of the column's type. */
    @Nullable
    String literal(Connection connection, ColumnType type, String text) throws SQLException {
        if (type.isText() && type.characters() < 0 && type.base().equals(type.full())) {
            return text;
        }
        var composition = compositions.get(type.full());
        if (composition != null && isValid(connection, type, text) && !composition.isMeant(text)) {
            return null;
        }
        var key = type.full() + "\u001f" + text;
        var known = literals.get(key);
        if (known != null) {
            return known.orElse(null);
        }
        // With the offset the planner does not read the text beforehand, which it would do even where it is not valid.
        var read = Optional.ofNullable(computed(
                connection,
                type,
                "case when pg_input_is_valid(p, %s)%s then p::%s end from (select ?::text as p offset 0) q"
                        .formatted(text(type.full()), type.keptWhole(), type.full()),
                text));
        if (literals.size() < 10_000) {
            literals.put(key, read);
        }
        return read.orElse(null);
    }

    private static boolean isValid(Connection connection, ColumnType type, String text) throws SQLException {
        try (var statement = connection.prepareStatement("select pg_input_is_valid(?, ?)")) {
            statement.setString(1, text);
            statement.setString(2, type.full());
            try (var row = statement.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    /** What a column's default gives; null where it gives null. */
    @Nullable
    String defaultOf(Connection connection, ColumnType type) throws SQLException {
        return computed(connection, type, "(" + type.defaultsTo() + ")::" + type.full() + " ", null);
    }

    private static @Nullable String computed(
            Connection connection, ColumnType type, String expression, @Nullable String parameter) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("select " + type.asText("v") + " from (select " + expression + ") q(v)")) {
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

    /** What a table's own rows are read from. */
    public String name(String table) {
        return (parents.contains(table) ? "only " : "") + quoted(schema) + "." + quoted(table);
    }

    public static String quoted(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }
}
