package dev.rejoin.importer.load;

import static dev.rejoin.importer.sql.Statements.literal;

import dev.rejoin.importer.catalog.TargetCatalog;
import dev.rejoin.importer.plan.StagePlan;
import dev.rejoin.importer.sql.Statements;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The sequences of which rows of a first load draw numbers. PostgreSQL takes no number back with what is rolled back: a load
 * that is tried twice would find other ones than the first time, and one that breaks off would use them up.
 *
 * @param sequences their names, qualified and quoted
 */
record DrawnNumbers(Statements sql, List<String> sequences) {

    /** Those of a delta stay as they are: others draw of them meanwhile. */
    static DrawnNumbers none(Statements sql) {
        return new DrawnNumbers(sql, List.of());
    }

    /**
     * From now on whatever is drawn of them is gone with the transaction, or with a savepoint before this; nobody else draws
     * of them until then. These are the sequences of the tables that are filled, and those of their schema that no other
     * table has: a function or a trigger may ask these.
     */
    static DrawnNumbers hold(Statements sql, StagePlan plan) throws SQLException {
        var held = sql.texts("""
                with filled as (
                    select c.oid from pg_class c
                    where c.relnamespace = to_regnamespace(%1$s) and c.relname in (%2$s)),
                drawing(sequence, relid) as (
                    select d.refobjid, a.adrelid from pg_depend d join pg_attrdef a on a.oid = d.objid
                    where d.classid = 'pg_attrdef'::regclass and d.refclassid = 'pg_class'::regclass
                    union
                    select d.objid, d.refobjid from pg_depend d
                    where d.classid = 'pg_class'::regclass and d.refclassid = 'pg_class'::regclass
                    and d.deptype in ('a', 'i'))
                select s.oid::regclass::text, q.seqincrement
                from pg_class s join pg_sequence q on q.seqrelid = s.oid
                where pg_has_role(s.relowner, 'USAGE')
                and (s.oid in (select u.sequence from drawing u join filled f on f.oid = u.relid)
                     or s.relnamespace = to_regnamespace(%1$s)
                     and s.oid not in (select u.sequence from drawing u where u.relid not in (select oid from filled)))
                order by 1
                """.formatted(
                        literal(TargetCatalog.quoted(plan.catalog().schema())),
                        plan.tables().keySet().stream().map(Statements::literal).collect(Collectors.joining(", "))));
        for (var sequence : held) {
            // Whatever is altered of a sequence gives it storage of its own until the end of the transaction.
            sql.run("alter sequence %s increment by %s".formatted(sequence.get(0), sequence.get(1)));
        }
        return new DrawnNumbers(
                sql, held.stream().map(row -> String.valueOf(row.getFirst())).toList());
    }

    /** Where they stand: queries that set those back to it that have moved. */
    List<String> mark() throws SQLException {
        return sequences.isEmpty()
                ? List.of()
                : sql
                        .texts(sequences.stream()
                                .map(name -> """
                                        select format('select setval(%%L, %%s, %%L) from %%s'
                                            ' where (last_value, is_called) <> (%%2$s, %%3$L)',
                                            %1$s, last_value, is_called, %1$s) from %2$s
                                        """.formatted(literal(name), name))
                                .collect(Collectors.joining(" union all ")))
                        .stream()
                        .map(row -> String.valueOf(row.getFirst()))
                        .toList();
    }

    /** Sets them back to where they stood. */
    void rewind(List<String> mark) throws SQLException {
        if (!mark.isEmpty()) {
            sql.run(String.join(" union all ", mark));
        }
    }
}
