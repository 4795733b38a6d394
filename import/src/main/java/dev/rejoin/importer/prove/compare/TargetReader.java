package dev.rejoin.importer.prove.compare;

import dev.rejoin.importer.prove.compare.Target.ReferredColumn;
import dev.rejoin.importer.prove.compare.Target.WatchedKey;
import dev.rejoin.importer.prove.expect.ColumnType;
import dev.rejoin.importer.prove.expect.Specification;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Reads what the catalog says of the tables that the mapping fills, and what the load wrote down of how their rows are found. */
record TargetReader(Connection connection, Specification specification) {

    Target read(long run) throws SQLException {
        var mapped = mappedColumns();
        var tables = types(mapped.keySet());
        mapped.forEach((table, columns) -> {
            var legacyId = tables.getOrDefault(table, Map.of()).get(Target.LEGACY_ID);
            if (legacyId != null && legacyId.isText() && !columns.contains(Target.LEGACY_ID)) {
                columns.add(Target.LEGACY_ID);
            }
        });
        return new Target(
                specification.schema(),
                tables,
                mapped,
                places(run),
                pairs(),
                comparisons(),
                parents(),
                new ConcurrentHashMap<>(),
                new CompositionReader(connection).ofSchema(specification.schema()));
    }

    /** By table and column. */
    private Map<String, Map<String, ColumnType>> types(Set<String> names) throws SQLException {
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
            statement.setString(1, Target.quoted(specification.schema()));
            statement.setArray(2, connection.createArrayOf("text", names.toArray()));
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
        return tables;
    }

    private Map<String, List<String>> mappedColumns() {
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

    /** Partitions are not meant: their rows are those of the table. */
    private Set<String> parents() throws SQLException {
        var parents = new HashSet<String>();
        try (var statement = connection.prepareStatement("""
                select c.relname from pg_class c where c.relnamespace = to_regnamespace(?) and c.relkind = 'r'
                and exists (select from pg_inherits i where i.inhparent = c.oid)
                """)) {
            statement.setString(1, Target.quoted(specification.schema()));
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    parents.add(rows.getString(1));
                }
            }
        }
        return parents;
    }

    private Map<String, WatchedKey> places(long run) throws SQLException {
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

    private Map<String, Map<String, List<ReferredColumn>>> pairs() throws SQLException {
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
            statement.setString(1, Target.quoted(specification.schema()));
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

    private Map<String, List<String>> comparisons() throws SQLException {
        var comparisons = new HashMap<String, List<String>>();
        try (var statement = connection.prepareStatement("""
                select c.relname, pg_get_indexdef(x.indexrelid, k, true)
                from pg_index x
                join pg_class c on c.oid = x.indrelid
                cross join generate_series(1, x.indnkeyatts::integer) k
                where c.relnamespace = to_regnamespace(?) and x.indisunique and x.indkey[k - 1] = 0
                """)) {
            statement.setString(1, Target.quoted(specification.schema()));
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
}
