package dev.rejoin.importer.catalog;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What PostgreSQL's catalog says of the target schema: the one source of the importer's knowledge of types and
 * constraints, so that every constraint is foreseen whatever the schema.
 *
 * @param views by the names that a mapping may call them: qualified, and those of the target's own schema also without it
 */
public record TargetCatalog(String schema, Map<String, TargetTable> tables, Map<String, View> views) {

    /**
     * A view, of whatever schema.
     *
     * @param name qualified and quoted
     * @param reads the target's own tables that it reads, be it through other views: those within functions are not known
     * @param together those of them of which a row may be told of because of another row of the same table: it reads the table
     *     more than once, or through a window
     * @param named those of them whose name it, or a view below it, holds as a text: what it says a row is of. None where that
     *     comes from elsewhere, a column or a function
     */
    public record View(
            String name,
            List<String> columns,
            List<String> types,
            Set<String> reads,
            Set<String> together,
            Set<String> named) {

        /** The type of one of its columns, of a domain the one below it. */
        public String type(String column) {
            return types.get(columns.indexOf(column));
        }
    }

    public Optional<TargetTable> table(String name) {
        return Optional.ofNullable(tables.get(name));
    }

    /** Every constraint's name, to find the nearest when one is misspelt. */
    public Set<String> constraintNames() {
        var names = new LinkedHashSet<String>();
        for (var table : tables.values()) {
            table.constraints().map(TargetConstraint::name).forEach(names::add);
            table.columns().values().forEach(c -> {
                c.requiredBy().ifPresent(names::add);
                c.domain().forEach(d -> names.add(d.name()));
            });
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

    /**
     * Reads the catalog of one schema. Names in expressions come out qualified, so that they mean the same wherever they
     * are used later.
     */
    public static TargetCatalog read(Connection connection, String schema) throws SQLException {
        var before = searchPath(connection, "pg_catalog");
        try {
            return new CatalogReader(new SchemaQuery(connection, schema)).read();
        } finally {
            searchPath(connection, before);
        }
    }

    private static String searchPath(Connection connection, String path) throws SQLException {
        try (var statement = connection.prepareStatement(
                "select current_setting('search_path'), set_config('search_path', ?, false)")) {
            statement.setString(1, path);
            try (var row = statement.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }

    /** An SQL identifier, quoted. */
    public static String quoted(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }
}
