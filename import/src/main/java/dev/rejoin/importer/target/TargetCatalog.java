package dev.rejoin.importer.target;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What PostgreSQL's catalog says of the target schema: the one source of the importer's knowledge of types and
 * constraints, so that every constraint is foreseen whatever the schema.
 */
public record TargetCatalog(String schema, Map<String, Table> tables) {

    /** A table with its columns in order and everything that a row of it must obey. */
    public record Table(
            String name,
            Map<String, Column> columns,
            List<Check> checks,
            List<Unique> uniques,
            List<Exclusion> exclusions,
            List<ForeignKey> foreignKeys,
            boolean empty) {

        public Optional<Column> column(String column) {
            return Optional.ofNullable(columns.get(column));
        }
    }

    /**
     * A column.
     *
     * @param type PostgreSQL's full type name, for example {@code numeric(12,2)}
     * @param base the type without its modifier, for example {@code numeric}
     * @param expression the default's SQL, or the generation expression
     * @param requiredBy the name of the NOT NULL constraint
     */
    public record Column(
            String name,
            String type,
            String base,
            int typmod,
            Optional<String> expression,
            boolean generated,
            Optional<String> requiredBy) {

        public boolean hasDefault() {
            return expression.isPresent() && !generated;
        }
    }

    /** A CHECK constraint with its SQL expression over the table's own columns. */
    public record Check(String name, String expression, List<String> columns) {}

    /** A unique key: plain columns or expressions, maybe over a part of the rows. */
    public record Unique(String name, List<String> keys, Optional<String> predicate, boolean nullsNotDistinct) {}

    /** An EXCLUDE constraint or temporal key: rows conflict when every key pair satisfies its operator. */
    public record Exclusion(String name, List<String> keys, List<String> operators, Optional<String> predicate) {}

    /**
     * A foreign key.
     *
     * @param period whether the last column pair is a period which the referenced rows' periods must cover
     */
    public record ForeignKey(
            String name,
            String table,
            List<String> columns,
            String target,
            List<String> targetColumns,
            boolean period) {}

    public Optional<Table> table(String name) {
        return Optional.ofNullable(tables.get(name));
    }

    /** Every constraint's name, to find the nearest when one is misspelt. */
    public Set<String> constraintNames() {
        var names = new LinkedHashSet<String>();
        for (var table : tables.values()) {
            table.checks().forEach(c -> names.add(c.name()));
            table.uniques().forEach(c -> names.add(c.name()));
            table.exclusions().forEach(c -> names.add(c.name()));
            table.foreignKeys().forEach(c -> names.add(c.name()));
            table.columns().values().forEach(c -> c.requiredBy().ifPresent(names::add));
        }
        return names;
    }

    /** The given tables in an order in which referenced tables come first (depth-first topological sort). */
    public List<String> inForeignKeyOrder(Set<String> wanted) {
        var order = new LinkedHashSet<String>();
        var path = new LinkedHashSet<String>();
        wanted.stream().sorted().forEach(table -> visit(table, wanted, order, path));
        return List.copyOf(order);
    }

    private void visit(String table, Set<String> wanted, Set<String> order, Set<String> path) {
        if (order.contains(table) || !path.add(table)) {
            return;
        }
        for (var key : tables.get(table).foreignKeys()) {
            if (!key.target().equals(table) && tables.containsKey(key.target())) {
                visit(key.target(), wanted, order, path);
            }
        }
        path.remove(table);
        if (wanted.contains(table)) {
            order.add(table);
        }
    }

    /** Reads the catalog of one schema. */
    public static TargetCatalog read(Connection connection, String schema) throws SQLException {
        var tables = new TreeMap<String, Table>();
        try (var statement = connection.prepareStatement("""
                select c.relname from pg_class c
                where c.relnamespace = to_regnamespace(?) and c.relkind in ('r', 'p') order by 1
                """)) {
            statement.setString(1, quoted(schema));
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    var table = rows.getString(1);
                    tables.put(
                            table,
                            new Table(
                                    table,
                                    new LinkedHashMap<>(),
                                    new ArrayList<>(),
                                    new ArrayList<>(),
                                    new ArrayList<>(),
                                    new ArrayList<>(),
                                    true));
                }
            }
        }
        readColumns(connection, schema, tables);
        readConstraints(connection, schema, tables);
        readIndexes(connection, schema, tables);
        for (var table : List.copyOf(tables.values())) {
            try (var statement = connection.createStatement();
                    var row = statement.executeQuery(
                            "select not exists (select from %s.%s)".formatted(quoted(schema), quoted(table.name())))) {
                row.next();
                tables.put(
                        table.name(),
                        new Table(
                                table.name(),
                                table.columns(),
                                table.checks(),
                                table.uniques(),
                                table.exclusions(),
                                table.foreignKeys(),
                                row.getBoolean(1)));
            }
        }
        return new TargetCatalog(schema, tables);
    }

    private static void readColumns(Connection connection, String schema, Map<String, Table> tables)
            throws SQLException {
        query(connection, schema, """
                select c.relname, a.attname, format_type(a.atttypid, a.atttypmod), format_type(a.atttypid, null),
                       a.atttypmod, pg_get_expr(d.adbin, d.adrelid),
                       a.attgenerated <> '' or a.attidentity <> '',
                       (select n.conname from pg_constraint n
                        where n.conrelid = c.oid and n.contype = 'n' and n.conkey = array[a.attnum])
                from pg_class c
                join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
                left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
                where c.relnamespace = to_regnamespace(?) and c.relkind in ('r', 'p')
                order by c.relname, a.attnum
                """, row -> tables.get(row.getString(1))
                .columns()
                .put(
                        row.getString(2),
                        new Column(
                                row.getString(2),
                                row.getString(3),
                                row.getString(4),
                                row.getInt(5),
                                Optional.ofNullable(row.getString(6)),
                                row.getBoolean(7),
                                Optional.ofNullable(row.getString(8)))));
    }

    private static void readConstraints(Connection connection, String schema, Map<String, Table> tables)
            throws SQLException {
        query(connection, schema, """
                select c.relname, n.conname, n.contype, pg_get_expr(n.conbin, n.conrelid, true), f.relname,
                       (select array_agg(a.attname order by k.i) from unnest(n.conkey) with ordinality k(attnum, i)
                        join pg_attribute a on a.attrelid = n.conrelid and a.attnum = k.attnum),
                       (select array_agg(a.attname order by k.i) from unnest(n.confkey) with ordinality k(attnum, i)
                        join pg_attribute a on a.attrelid = n.confrelid and a.attnum = k.attnum),
                       n.conperiod
                from pg_constraint n
                join pg_class c on c.oid = n.conrelid
                left join pg_class f on f.oid = n.confrelid
                where c.relnamespace = to_regnamespace(?) and n.contype in ('c', 'f')
                order by c.relname, n.conname
                """, row -> {
            var table = tables.get(row.getString(1));
            switch (row.getString(3)) {
                case "c" ->
                    table.checks()
                            .add(new Check(
                                    row.getString(2),
                                    row.getString(4),
                                    row.getArray(6) == null ? List.of() : texts(row, 6)));
                default ->
                    table.foreignKeys()
                            .add(new ForeignKey(
                                    row.getString(2),
                                    table.name(),
                                    texts(row, 6),
                                    row.getString(5),
                                    texts(row, 7),
                                    row.getBoolean(8)));
            }
        });
    }

    /** Unique and exclusion constraints are read from their indexes: these know expressions and predicates too. */
    private static void readIndexes(Connection connection, String schema, Map<String, Table> tables)
            throws SQLException {
        query(connection, schema, """
                select c.relname, i.relname, x.indisexclusion,
                       (select array_agg(pg_get_indexdef(x.indexrelid, k, true) order by k)
                        from generate_series(1, x.indnkeyatts) k),
                       pg_get_expr(x.indpred, x.indrelid, true), x.indnullsnotdistinct,
                       (select array_agg(o.oprname order by e.i)
                        from pg_constraint n, unnest(n.conexclop) with ordinality e(op, i), pg_operator o
                        where n.conindid = x.indexrelid and n.contype in ('x', 'u', 'p') and o.oid = e.op)
                from pg_index x
                join pg_class i on i.oid = x.indexrelid
                join pg_class c on c.oid = x.indrelid
                where c.relnamespace = to_regnamespace(?) and (x.indisunique or x.indisexclusion)
                order by c.relname, i.relname
                """, row -> {
            var table = tables.get(row.getString(1));
            var predicate = Optional.ofNullable(row.getString(5));
            if (row.getArray(7) != null) {
                table.exclusions().add(new Exclusion(row.getString(2), texts(row, 4), texts(row, 7), predicate));
            } else {
                table.uniques().add(new Unique(row.getString(2), texts(row, 4), predicate, row.getBoolean(6)));
            }
        });
    }

    private interface Row {
        void read(ResultSet row) throws SQLException;
    }

    private static void query(Connection connection, String schema, String sql, Row each) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setString(1, quoted(schema));
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    each.read(rows);
                }
            }
        }
    }

    private static List<String> texts(ResultSet row, int column) throws SQLException {
        return Arrays.stream((Object[]) row.getArray(column).getArray())
                .map(String::valueOf)
                .toList();
    }

    /** An SQL identifier, quoted. */
    public static String quoted(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }
}
