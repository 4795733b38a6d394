package dev.rejoin.importer.catalog;

import static dev.rejoin.importer.catalog.TargetCatalog.quoted;

import dev.rejoin.importer.catalog.TargetCatalog.View;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads what the catalog says of the tables and views of a schema. */
record CatalogReader(SchemaQuery query) {

    TargetCatalog read() throws SQLException {
        var tables = new TreeMap<String, TargetTable>();
        query.each("""
                select c.relname from pg_class c
                where c.relnamespace = to_regnamespace(?) and c.relkind in ('r', 'p') and not c.relispartition order by 1
                """, row -> tables.put(row.getString(1), empty(row.getString(1))));
        var columns = new ColumnReader(query);
        columns.readColumns(tables);
        columns.readDomains(tables);
        var constraints = new ConstraintReader(query);
        constraints.readConstraints(tables);
        constraints.readIndexes(tables);
        var partitions = constraints.partitions();
        for (var table : List.copyOf(tables.values())) {
            tables.put(
                    table.name(),
                    new TargetTable(
                            table.name(),
                            table.columns(),
                            table.checks(),
                            table.uniques(),
                            table.exclusions(),
                            table.foreignKeys(),
                            Optional.ofNullable(partitions.get(table.name())),
                            isEmpty(table)));
        }
        return new TargetCatalog(query.schema(), tables, views());
    }

    private boolean isEmpty(TargetTable table) throws SQLException {
        try (var statement = query.connection().createStatement();
                var row = statement.executeQuery("select not exists (select from %s.%s)"
                        .formatted(quoted(query.schema()), quoted(table.name())))) {
            row.next();
            return row.getBoolean(1);
        }
    }

    /** A table that takes up what is read of it. */
    private static TargetTable empty(String name) {
        return new TargetTable(
                name,
                new LinkedHashMap<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                Optional.empty(),
                true);
    }

    private Map<String, View> views() throws SQLException {
        var views = new TreeMap<String, View>();
        var reads = new HashMap<String, Set<String>>();
        var together = new HashMap<String, Set<String>>();
        var named = new HashMap<String, Set<String>>();
        query.each("""
                with recursive of_view as (
                    select c.oid as view, pg_get_viewdef(c.oid) as says from pg_class c
                    where c.relkind in ('v', 'm') and c.relnamespace not in
                        (select oid from pg_namespace where nspname in ('pg_catalog', 'information_schema'))),
                direct as (
                    select distinct r.ev_class as view, d.refobjid as read from pg_rewrite r
                    join pg_depend d on d.classid = 'pg_rewrite'::regclass and d.objid = r.oid
                        and d.refclassid = 'pg_class'::regclass and d.refobjid <> r.ev_class
                    where r.ev_class in (select view from of_view)),
                read as (
                    select view as top, view, read from direct
                    union select r.top, d.view, d.read from read r join direct d on d.view = r.read)
                select r.top::regclass::text, t.relname,
                       bool_or(v.says ~* '\\mover \\(' or (length(v.says) - length(replace(v.says, t.oid::regclass::text, '')))
                           > length(t.oid::regclass::text)) or count(*) > 1,
                       exists (select from read o join of_view says on says.view = o.view
                               where o.top = r.top and position(quote_literal(t.relname) in says.says) > 0)
                from read r join of_view v on v.view = r.view join pg_class t on t.oid = r.read and t.relkind in ('r', 'p')
                where t.relnamespace = to_regnamespace(?) group by r.top, t.oid, t.relname
                """, row -> {
            reads.computeIfAbsent(row.getString(1), _ -> new TreeSet<>()).add(row.getString(2));
            if (row.getBoolean(3)) {
                together.computeIfAbsent(row.getString(1), _ -> new TreeSet<>()).add(row.getString(2));
            }
            if (row.getBoolean(4)) {
                named.computeIfAbsent(row.getString(1), _ -> new TreeSet<>()).add(row.getString(2));
            }
        });
        query.each("""
                select n.nspname, c.relname, c.oid::regclass::text, n.oid = to_regnamespace(?),
                       array_agg(a.attname order by a.attnum), array_agg(format_type(u.oid, null) order by a.attnum)
                from pg_class c join pg_namespace n on n.oid = c.relnamespace
                join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
                cross join lateral %s u
                where c.relkind in ('v', 'm') and n.nspname not in
                    ('pg_catalog', 'information_schema', 'rejoin_import', 'rejoin_stage', 'rejoin_staged')
                group by 1, 2, 3, 4
                """.formatted(ColumnReader.BELOW_DOMAINS), row -> {
            var name = row.getString(3);
            var view = new View(
                    name,
                    SchemaQuery.texts(row, 5),
                    SchemaQuery.texts(row, 6),
                    reads.getOrDefault(name, Set.of()),
                    together.getOrDefault(name, Set.of()),
                    named.getOrDefault(name, Set.of()));
            views.put(row.getString(1) + "." + row.getString(2), view);
            if (row.getBoolean(4)) {
                views.put(row.getString(2), view);
            }
        });
        return views;
    }
}
