package dev.rejoin.importer.catalog;

import dev.rejoin.importer.catalog.TargetColumn.Sequence;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads columns with their types, defaults and sequences, and what the domains among these types ask of a value. */
record ColumnReader(SchemaQuery query) {

    /** Types whose values are staged as such; those of all others are texts until PostgreSQL reads them. */
    private static final Set<String> READ_BY_US = Set.of(
            "smallint",
            "integer",
            "bigint",
            "numeric",
            "real",
            "double precision",
            "boolean",
            "date",
            "timestamp with time zone",
            "timestamp without time zone",
            "uuid",
            "text",
            "character varying",
            "character",
            "json",
            "jsonb");

    /** Below a domain lies another type, and maybe another domain: the last one says how values are read. */
    static final String BELOW_DOMAINS = """
            (with recursive below(oid, modifier, depth) as (
                 select a.atttypid, a.atttypmod, 0
                 union all
                 select t.typbasetype, case when t.typtypmod >= 0 then t.typtypmod else b.modifier end, depth + 1
                 from below b join pg_type t on t.oid = b.oid where t.typtype = 'd')
             select oid, modifier from below order by depth desc limit 1)""";

    void readColumns(Map<String, TargetTable> tables) throws SQLException {
        var composites = new CompositeTypes(query.connection());
        var triggers = RowTriggers.of(query.connection(), query.schema());
        query.each(
                """
                select c.relname, a.attname, format_type(a.atttypid, a.atttypmod), format_type(u.oid, null),
                       u.modifier,
                       coalesce(pg_get_expr(d.adbin, d.adrelid),
                                case when a.attidentity = '' then (select pg_get_expr(y.typdefaultbin, 0)
                                                                   from pg_type y where y.oid = a.atttypid) end),
                       a.attgenerated <> '',
                       (select n.conname from pg_constraint n
                        where n.conrelid = c.oid and n.contype = 'n' and n.conkey = array[a.attnum]),
                       format_type(u.oid, u.modifier), a.attidentity <> '', s.seqrelid::regclass::text, s.seqincrement,
                       case when e.typcategory = 'A' then format_type(v.oid, null) end,
                       format_type(v.oid, null), format_type(w.oid, null), r.rngmultitypid = v.oid,
                       exists (select from pg_type one where one.typarray = e.oid),
                       (select quote_ident(n.nspname) || '.' || quote_ident(l.collname)
                        from pg_collation l join pg_namespace n on n.oid = l.collnamespace
                        where l.oid = a.attcollation and not l.collisdeterministic),
                       a.attidentity <> '' or %4$s,
                       (select y.oid::bigint from pg_type y where y.oid = v.oid and y.typtype = 'c'),
                       array(select i.attname from pg_depend p
                             join pg_attribute i on i.attrelid = p.refobjid and i.attnum = p.refobjsubid
                             where a.attgenerated <> '' and p.classid = 'pg_attrdef'::regclass and p.objid = d.oid
                             and p.refclassid = 'pg_class'::regclass and p.refobjid = c.oid and i.attnum <> a.attnum)
                from pg_class c
                join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
                cross join lateral %1$s u
                join pg_type e on e.oid = u.oid
                cross join lateral %2$s v
                left join pg_range r on v.oid in (r.rngtypid, r.rngmultitypid)
                left join lateral %3$s w on true
                left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
                left join pg_sequence s on s.seqrelid = coalesce(
                    to_regclass(pg_get_serial_sequence(c.oid::regclass::text, a.attname)),
                    (select p.refobjid from pg_depend p join pg_class q on q.oid = p.refobjid and q.relkind = 'S'
                     where (p.classid = 'pg_attrdef'::regclass and p.objid = d.oid
                            or p.classid = 'pg_type'::regclass and p.objid = a.atttypid and d.oid is null)
                     and p.refclassid = 'pg_class'::regclass limit 1))
                where c.relnamespace = to_regnamespace(?) and c.relkind in ('r', 'p') and not c.relispartition
                order by c.relname, a.attnum
                """.formatted(
                                BELOW_DOMAINS,
                                belowDomains("case when e.typcategory = 'A' then e.typelem else e.oid end"),
                                belowDomains("r.rngsubtype"),
                                DRAWS),
                row -> {
                    var base = row.getString(4);
                    boolean drawn = row.getString(11) != null
                            && (row.getBoolean(10)
                                    || row.getString(6) != null
                                            && row.getString(6).startsWith("nextval("));
                    tables.get(row.getString(1))
                            .columns()
                            .put(
                                    row.getString(2),
                                    new TargetColumn(
                                            row.getString(2),
                                            row.getString(3),
                                            base,
                                            row.getInt(5),
                                            Optional.ofNullable(row.getString(6)),
                                            row.getBoolean(7),
                                            Optional.ofNullable(row.getString(8)),
                                            staged(base, row.getString(9)),
                                            drawn
                                                    ? Optional.of(new Sequence(
                                                            row.getString(11), row.getLong(12), row.getBoolean(10)))
                                                    : Optional.empty(),
                                            new ArrayList<>(),
                                            Optional.ofNullable(row.getString(13)),
                                            row.getObject(20) == null
                                                    ? OnlyForm.of(
                                                            row.getBoolean(17) ? row.getString(14) : base,
                                                            row.getBoolean(17),
                                                            row.getString(15),
                                                            row.getBoolean(16))
                                                    : composites.form(row.getLong(20), row.getBoolean(17)),
                                            Optional.ofNullable(row.getString(18)),
                                            row.getBoolean(19),
                                            SchemaQuery.texts(row, 21),
                                            triggers.mayWrite(row.getString(1), row.getString(2)),
                                            triggers.assigns(row.getString(1), row.getString(2))));
                });
    }

    /**
     * Whether a column's default, or that of its type, calls a function that gives every row another value. Of PostgreSQL's
     * own these are the volatile ones: {@code now()} is one moment to a whole transaction. Nobody knows what a function of
     * the target does, be it called STABLE: only an IMMUTABLE one gives always the same.
     */
    private static final String DRAWS = """
            exists (select from pg_type y,
                        regexp_matches(coalesce(d.adbin, y.typdefaultbin)::text, ':(?:op)?funcid ([0-9]+)', 'g') m
                    join pg_proc f on f.oid = m[1]::oid
                    where y.oid = a.atttypid
                    and (f.provolatile = 'v' or f.provolatile = 's' and f.pronamespace <> 'pg_catalog'::regnamespace))""";

    /** What lies below the domains of a type, of which only the type matters. */
    private static String belowDomains(String type) {
        return """
                (with recursive below(oid, depth) as (
                     select %s, 0
                     union all
                     select t.typbasetype, depth + 1 from below b join pg_type t on t.oid = b.oid where t.typtype = 'd')
                 select oid from below order by depth desc limit 1)""".formatted(type);
    }

    /** Moments are staged with all their digits, so that what the column rounds can be said. */
    private static String staged(String base, String full) {
        if (!READ_BY_US.contains(base)) {
            return "text";
        }
        return base.startsWith("timestamp") ? base : full;
    }

    /** A domain asks of its values what it is declared with, and what the domains below it are. */
    void readDomains(Map<String, TargetTable> tables) throws SQLException {
        query.each("""
                with recursive below(relname, attname, oid) as (
                    select c.relname, a.attname, a.atttypid from pg_class c
                    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
                    where c.relnamespace = to_regnamespace(?) and c.relkind in ('r', 'p') and not c.relispartition
                    union all
                    select b.relname, b.attname, t.typbasetype from below b
                    join pg_type t on t.oid = b.oid and t.typtype = 'd')
                select b.relname, b.attname, n.conname,
                       case n.contype when 'n' then '%s' else pg_get_expr(n.conbin, 0, true) end
                from below b join pg_constraint n on n.contypid = b.oid and n.contype in ('c', 'n') and n.conenforced
                order by 1, 2, 3
                """.formatted(TargetColumn.NOT_NULL), row -> tables.get(row.getString(1))
                .columns()
                .get(row.getString(2))
                .domain()
                .add(new TargetConstraint.Check(row.getString(3), row.getString(4), List.of(row.getString(2)))));
    }
}
