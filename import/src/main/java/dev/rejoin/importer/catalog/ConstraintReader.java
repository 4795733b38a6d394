package dev.rejoin.importer.catalog;

import dev.rejoin.importer.catalog.TargetConstraint.Check;
import dev.rejoin.importer.catalog.TargetConstraint.Exclusion;
import dev.rejoin.importer.catalog.TargetConstraint.ForeignKey;
import dev.rejoin.importer.catalog.TargetConstraint.Unique;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads what tables ask of their rows: CHECK constraints, keys, exclusions, and a partition for each. */
record ConstraintReader(SchemaQuery query) {

    void readConstraints(Map<String, TargetTable> tables) throws SQLException {
        query.each("""
                select c.relname, n.conname, n.contype, pg_get_expr(n.conbin, n.conrelid, true),
                       case when f.relnamespace = c.relnamespace then f.relname else f.oid::regclass::text end,
                       (select array_agg(a.attname order by k.i) from unnest(n.conkey) with ordinality k(attnum, i)
                        join pg_attribute a on a.attrelid = n.conrelid and a.attnum = k.attnum),
                       (select array_agg(a.attname order by k.i) from unnest(n.confkey) with ordinality k(attnum, i)
                        join pg_attribute a on a.attrelid = n.confrelid and a.attnum = k.attnum),
                       n.conperiod, f.oid::regclass::text, n.confmatchtype = 'f'
                from pg_constraint n
                join pg_class c on c.oid = n.conrelid
                left join pg_class f on f.oid = n.confrelid
                where c.relnamespace = to_regnamespace(?) and n.contype in ('c', 'f') and not c.relispartition
                and n.conparentid = 0 and n.conenforced
                order by c.relname, n.conname
                """, row -> {
            var table = tables.get(row.getString(1));
            switch (row.getString(3)) {
                case "c" ->
                    table.checks()
                            .add(new Check(
                                    row.getString(2),
                                    row.getString(4),
                                    row.getArray(6) == null ? List.of() : SchemaQuery.texts(row, 6)));
                default ->
                    table.foreignKeys()
                            .add(new ForeignKey(
                                    row.getString(2),
                                    table.name(),
                                    SchemaQuery.texts(row, 6),
                                    row.getString(5),
                                    row.getString(9),
                                    SchemaQuery.texts(row, 7),
                                    row.getBoolean(8),
                                    row.getBoolean(10)));
            }
        });
    }

    /** Unique and exclusion constraints are read from their indexes: these know expressions and predicates too. */
    void readIndexes(Map<String, TargetTable> tables) throws SQLException {
        query.each("""
                select c.relname, i.relname, x.indisexclusion,
                       (select array_agg(pg_get_indexdef(x.indexrelid, k, true) order by k)
                        from generate_series(1, x.indnkeyatts) k),
                       pg_get_expr(x.indpred, x.indrelid, true), x.indnullsnotdistinct,
                       (select array_agg(quote_ident(s.nspname) || '.' || o.oprname order by e.i)
                        from pg_constraint n, unnest(n.conexclop) with ordinality e(op, i), pg_operator o
                        join pg_namespace s on s.oid = o.oprnamespace
                        where n.conindid = x.indexrelid and n.contype in ('x', 'u', 'p') and o.oid = e.op),
                       (select array_agg(coalesce(a.attname, '') order by k)
                        from generate_series(0, x.indnkeyatts - 1) k
                        left join pg_attribute a on a.attrelid = x.indrelid and a.attnum = x.indkey[k] and a.attnum > 0),
                       x.indisprimary,
                       array(select a.attname from pg_attribute a
                             where a.attrelid = x.indrelid and a.attnum > 0
                             and (exists (select from generate_series(0, x.indnkeyatts - 1) k where x.indkey[k] = a.attnum)
                                  or exists (select from pg_depend p
                                             where p.classid = 'pg_class'::regclass and p.objid = x.indexrelid
                                             and p.refclassid = 'pg_class'::regclass and p.refobjid = x.indrelid
                                             and p.refobjsubid = a.attnum)))
                from pg_index x
                join pg_class i on i.oid = x.indexrelid
                join pg_class c on c.oid = x.indrelid
                where c.relnamespace = to_regnamespace(?) and (x.indisunique or x.indisexclusion)
                and not c.relispartition
                order by c.relname, x.indisprimary desc, i.relname
                """, row -> {
            var table = tables.get(row.getString(1));
            if (table == null) {
                return;
            }
            var predicate = Optional.ofNullable(row.getString(5));
            if (row.getArray(7) != null) {
                table.exclusions()
                        .add(new Exclusion(
                                row.getString(2),
                                SchemaQuery.texts(row, 4),
                                SchemaQuery.texts(row, 7),
                                predicate,
                                row.getBoolean(9),
                                SchemaQuery.texts(row, 10)));
            } else {
                table.uniques()
                        .add(new Unique(
                                row.getString(2),
                                SchemaQuery.texts(row, 4),
                                SchemaQuery.texts(row, 8),
                                predicate,
                                row.getBoolean(6),
                                row.getBoolean(9),
                                SchemaQuery.texts(row, 10)));
            }
        });
    }

    /** A row of a partitioned table must fit one of its partitions, which a default partition spares it. */
    Map<String, Check> partitions() throws SQLException {
        var partitions = new TreeMap<String, Check>();
        query.each(
                """
                select c.relname,
                       string_agg('(' || pg_get_partition_constraintdef(t.relid) || ')', ' or ' order by t.relid)
                       filter (where t.isleaf and t.level > 0),
                       (select array_agg(a.attname) from pg_partitioned_table p
                        join pg_attribute a on a.attrelid = p.partrelid and a.attnum = any (p.partattrs::smallint[])
                        where p.partrelid = c.oid)
                from pg_class c cross join pg_partition_tree(c.oid) t
                where c.relnamespace = to_regnamespace(?) and c.relkind = 'p' and not c.relispartition
                group by c.oid, c.relname
                """,
                row -> partitions.put(
                        row.getString(1),
                        new Check(
                                row.getString(1) + "_has_partition",
                                row.getString(2) == null ? "false" : row.getString(2),
                                row.getArray(3) == null ? List.of() : SchemaQuery.texts(row, 3))));
        return partitions;
    }
}
