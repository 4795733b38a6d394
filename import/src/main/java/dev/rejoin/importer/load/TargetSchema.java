package dev.rejoin.importer.load;

import static dev.rejoin.importer.catalog.TargetCatalog.quoted;
import static dev.rejoin.importer.sql.Statements.literal;

import dev.rejoin.importer.catalog.TargetColumn.Sequence;
import dev.rejoin.importer.plan.StagePlan;
import dev.rejoin.importer.plan.StagePlan.StageTable;
import dev.rejoin.importer.sql.Statements;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Takes parts of the target's schema away for the duration of a load; they come back in the same transaction. */
record TargetSchema(Statements sql, StagePlan plan) {

    String name(StageTable table) {
        return quoted(plan.catalog().schema()) + "." + quoted(table.name());
    }

    /**
     * Drops the constraints that old rows break, and answers how they come back: for new writes alone, until the last
     * old row is mended.
     */
    List<String> dropGrandfathered(Collection<String> names) throws SQLException {
        return dropAll("""
                select 'alter table ' || c.conrelid::regclass || ' drop constraint ' || quote_ident(c.conname),
                       'alter table ' || c.conrelid::regclass || ' add constraint ' || quote_ident(c.conname) || ' '
                           || regexp_replace(pg_get_constraintdef(c.oid), ' NOT VALID$', '') || ' not valid'
                from pg_constraint c
                where c.connamespace = to_regnamespace(?) and c.conparentid = 0 and c.coninhcount = 0
                and c.conname = any (?)
                """, names);
    }

    /** The tables that have a constraint of one of these names. */
    Set<String> tablesOf(Collection<String> constraints) throws SQLException {
        var tables = new HashSet<String>();
        if (!constraints.isEmpty()) {
            try (var statement = sql.connection().prepareStatement("""
                    select distinct r.relname from pg_constraint c join pg_class r on r.oid = c.conrelid
                    where c.connamespace = to_regnamespace(?) and c.conname = any (?)
                    """)) {
                statement.setString(1, quoted(plan.catalog().schema()));
                statement.setArray(2, sql.connection().createArrayOf("text", constraints.toArray()));
                try (var rows = statement.executeQuery()) {
                    while (rows.next()) {
                        tables.add(rows.getString(1));
                    }
                }
            }
        }
        return tables;
    }

    /** The statement that writes all staged rows of a table. */
    String insert(StageTable table) {
        var columns = table.data().keySet().stream().map(c -> quoted(c)).collect(Collectors.joining(", "));
        return "insert into %s (%s)%s select %s from %s order by _row"
                .formatted(name(table), columns, overriding(table), columns, table.view());
    }

    /** Drops the foreign keys of these tables; adding them again checks every row. */
    List<String> dropForeignKeys(Collection<String> tables) throws SQLException {
        return dropAll("""
                select 'alter table ' || c.conrelid::regclass || ' drop constraint ' || quote_ident(c.conname),
                       'alter table ' || c.conrelid::regclass || ' add constraint ' || quote_ident(c.conname) || ' '
                           || pg_get_constraintdef(c.oid)
                           || coalesce('; comment on constraint ' || quote_ident(c.conname) || ' on '
                                       || c.conrelid::regclass || ' is '
                                       || quote_literal(obj_description(c.oid, 'pg_constraint')), '')
                from pg_constraint c join pg_class r on r.oid = c.conrelid
                where c.contype = 'f' and c.conparentid = 0
                and r.relnamespace = to_regnamespace(?) and r.relname = any (?)
                """, tables);
    }

    /** A column that is declared as an identity takes values of ours only on these words. */
    static String overriding(StageTable table) {
        return table.data().values().stream()
                        .anyMatch(c -> c.sequence().filter(Sequence::identity).isPresent())
                ? " overriding system value"
                : "";
    }

    /** An identity column that takes no values but its own: a row that is there has one, and keeps it. */
    static boolean isAlwaysGiven(StageTable table, String column) {
        return table.data().get(column).sequence().filter(Sequence::identity).isPresent();
    }

    /** Numbers that we have given are not given again. */
    void advanceSequences(StageTable table) throws SQLException {
        for (var column : table.data().values()) {
            if (column.sequence().isPresent()) {
                var sequence = column.sequence().get();
                sql.run("""
                        select setval(%1$s, m.last) from
                            (select %2$s(%3$s) as last from %4$s) m, %5$s s
                        where m.last is not null
                        and (s.is_called and m.last %6$s s.last_value or not s.is_called and m.last %6$s= s.last_value)
                        """.formatted(
                                literal(sequence.name()),
                                sequence.increment() > 0 ? "max" : "min",
                                quoted(column.name()),
                                name(table),
                                sequence.name(),
                                sequence.increment() > 0 ? ">" : "<"));
            }
        }
    }

    /** Whether triggers hear of a row that is updated, and not of one that is deleted and inserted anew. */
    boolean hasTriggersOfUpdatesAlone(StageTable table) throws SQLException {
        // The bits of tgtype: 16 is UPDATE, 4 INSERT, 8 DELETE.
        return sql.number("""
                        select count(*) from pg_trigger
                        where tgrelid = ?::regclass and not tgisinternal and tgenabled <> 'D'
                        and tgtype & 16 <> 0 and tgtype & 12 <> 12
                        """, name(table)) > 0;
    }

    /** Constraints that wait for the end of the transaction are asked now: a table cannot be altered under them. */
    void settleTriggers() throws SQLException {
        sql.run("set constraints all immediate");
    }

    /** Drops the indexes that no constraint needs: into an empty table they are faster built at once. */
    List<String> dropIndexes() throws SQLException {
        return dropIndexes(quoted(plan.catalog().schema()), plan.tables().keySet());
    }

    /** Drops those of the table that is written anew as a whole with each load. */
    List<String> dropIndexesOfOrigins() throws SQLException {
        return dropIndexes("rejoin_import", List.of("row_origin"));
    }

    private List<String> dropIndexes(String schema, Collection<String> tables) throws SQLException {
        return dropAll(schema, """
                select 'drop index ' || x.indexrelid::regclass, pg_get_indexdef(x.indexrelid)
                from pg_index x join pg_class r on r.oid = x.indrelid join pg_class i on i.oid = x.indexrelid
                where not x.indisunique and not x.indisexclusion and r.relkind = 'r'
                and not x.indisclustered and not x.indisreplident and i.reltablespace = 0
                and obj_description(i.oid, 'pg_class') is null
                and r.relnamespace = to_regnamespace(?) and r.relname = any (?)
                """, tables);
    }

    /**
     * Drops the keys and unique indexes of empty tables: over all rows they are faster built at once. A key stays on which
     * anything else rests, as a view or another table's foreign key does, and one of which its definition does not tell all;
     * and all of a table's stay where a function of the target is asked for each row, which may look rows up by them.
     */
    List<String> dropKeys() throws SQLException {
        var tables = plan.tables().keySet();
        var restore = new ArrayList<String>();
        restore.addAll(dropAll("""
                select 'alter table ' || c.conrelid::regclass || ' drop constraint ' || quote_ident(c.conname),
                       'alter table ' || c.conrelid::regclass || ' add constraint ' || quote_ident(c.conname) || ' '
                           || pg_get_constraintdef(c.oid)
                           || coalesce('; comment on constraint ' || quote_ident(c.conname) || ' on '
                                       || c.conrelid::regclass || ' is '
                                       || quote_literal(obj_description(c.oid, 'pg_constraint')), '')
                from pg_constraint c join pg_class r on r.oid = c.conrelid
                join pg_index x on x.indexrelid = c.conindid join pg_class i on i.oid = x.indexrelid
                where c.contype in ('p', 'u', 'x') and c.conparentid = 0 and c.coninhcount = 0
                and not exists (select from pg_depend d where d.refclassid = 'pg_constraint'::regclass
                                and d.refobjid = c.oid and d.deptype <> 'i')
                """ + REBUILT, tables));
        restore.addAll(dropAll("""
                select 'drop index ' || x.indexrelid::regclass, pg_get_indexdef(x.indexrelid)
                from pg_index x join pg_class r on r.oid = x.indrelid join pg_class i on i.oid = x.indexrelid
                where x.indisunique
                and not exists (select from pg_constraint c where c.conindid = i.oid and c.contype in ('p', 'u', 'x'))
                """ + REBUILT, tables));
        return restore;
    }

    /** What is the same when it is built anew: an index i as x of a table r. */
    private static final String REBUILT = """
            and r.relkind = 'r' and not r.relispartition and not r.relhassubclass and x.indisvalid
            and not x.indisclustered and not x.indisreplident and i.reltablespace = 0 and i.reloptions is null
            and obj_description(i.oid, 'pg_class') is null
            and not exists (select from pg_depend d where d.refclassid = 'pg_class'::regclass and d.refobjid = i.oid
                            and d.deptype <> 'i')
            and not exists (
                select from pg_depend d join pg_proc f on f.oid = d.refobjid
                where d.refclassid = 'pg_proc'::regclass and f.provolatile <> 'i'
                and (d.classid = 'pg_constraint'::regclass
                     and d.objid in (select oid from pg_constraint k where k.conrelid = r.oid)
                     or d.classid = 'pg_attrdef'::regclass
                     and d.objid in (select oid from pg_attrdef k where k.adrelid = r.oid)))
            and r.relnamespace = to_regnamespace(?) and r.relname = any (?)
            """;

    void restore(List<String> statements) throws SQLException {
        for (var statement : statements) {
            sql.run(statement);
        }
    }

    private List<String> dropAll(String query, Collection<String> names) throws SQLException {
        return dropAll(quoted(plan.catalog().schema()), query, names);
    }

    private List<String> dropAll(String schema, String query, Collection<String> names) throws SQLException {
        var drop = new ArrayList<String>();
        var restore = new ArrayList<String>();
        try (var statement = sql.connection().prepareStatement(query)) {
            statement.setString(1, schema);
            statement.setArray(2, sql.connection().createArrayOf("text", names.toArray()));
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    drop.add(rows.getString(1));
                    restore.add(rows.getString(2));
                }
            }
        }
        for (var statement : drop) {
            sql.run(statement);
        }
        return restore;
    }
}
