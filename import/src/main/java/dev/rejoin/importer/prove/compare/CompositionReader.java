package dev.rejoin.importer.prove.compare;

import dev.rejoin.importer.prove.expect.Composition;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads what values with fields are made of: that is a matter of each field's type, and of whatever that holds. */
record CompositionReader(Connection connection) {

    private record ColumnTypeOid(String type, String kind, long below, long element, long relation, long bounds) {}

    /** By type, those of the schema's columns whose values have fields, or elements with fields. */
    Map<String, Composition> ofSchema(String schema) throws SQLException {
        var columns = new HashMap<String, Long>();
        try (var statement = connection.prepareStatement("""
                select distinct format_type(a.atttypid, a.atttypmod), a.atttypid::bigint
                from pg_class c
                join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
                join pg_type t on t.oid = a.atttypid and t.typnamespace <> 'pg_catalog'::regnamespace
                where c.relnamespace = to_regnamespace(?) and c.relkind in ('r', 'p') and t.typtype in ('b', 'c', 'd')
                """)) {
            statement.setString(1, Target.quoted(schema));
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    columns.put(rows.getString(1), rows.getLong(2));
                }
            }
        }
        var compositions = new HashMap<String, Composition>();
        for (var column : columns.entrySet()) {
            var composition = composition(column.getValue());
            if (composition.hasFields()) {
                compositions.put(column.getKey(), composition);
            }
        }
        return compositions;
    }

    private Composition composition(long oid) throws SQLException {
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
            return composition(known.below);
        }
        if (known.element != 0) {
            return new Composition.Elements(composition(known.element));
        }
        if (known.bounds != 0) {
            return new Composition.Ranges(composition(known.bounds));
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
            fields.add(composition(type));
        }
        return new Composition.Fields(List.copyOf(fields));
    }
}
