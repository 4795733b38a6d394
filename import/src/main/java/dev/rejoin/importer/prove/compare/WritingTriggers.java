package dev.rejoin.importer.prove.compare;

import dev.rejoin.importer.prove.compare.Difference.DifferenceKind;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Says of values that are not the source's which triggers of the target could have written them: what these write counts,
 * whatever the mapping says.
 */
public final class WritingTriggers {
    private static final Set<DifferenceKind> OF_VALUES =
            EnumSet.of(DifferenceKind.VALUE, DifferenceKind.REFERENCE, DifferenceKind.RESURRECTION);

    private final Connection connection;
    private final String schema;
    private final Map<String, List<String>> known = new HashMap<>();

    public WritingTriggers(Connection connection, String schema) {
        this.connection = connection;
        this.schema = schema;
    }

    /** The same differences, each with the triggers that could be the reason of it. */
    public List<Difference> explained(List<Difference> differences) throws SQLException {
        var explained = new ArrayList<Difference>();
        for (var each : differences) {
            var triggers = OF_VALUES.contains(each.kind()) && each.table() != null && each.column() != null
                    ? triggers(each.table(), each.column())
                    : List.<String>of();
            explained.add(triggers.isEmpty() ? each : each.with(may(triggers)));
        }
        return explained;
    }

    private static String may(List<String> triggers) {
        return "; the target's own %s may have written it: map nothing to the column, or let %s stand back (import/README.md, What triggers write)"
                .formatted(
                        triggers.size() == 1
                                ? "trigger " + triggers.getFirst()
                                : "triggers " + String.join(", ", triggers),
                        triggers.size() == 1 ? "it" : "them");
    }

    private List<String> triggers(String table, String column) throws SQLException {
        var key = table + "." + column;
        var triggers = known.get(key);
        if (triggers == null) {
            triggers = read(table, column);
            known.put(key, triggers);
        }
        return triggers;
    }

    /**
     * Of those that may change a row before it is written: those whose function or arguments name the column, or that are
     * written in a language of which nobody can read what they do; where none of them does, all. And of those that follow a
     * write, into whatever table, those whose function names both table and column.
     */
    private List<String> read(String table, String column) throws SQLException {
        try (var statement = connection.prepareStatement("""
                with rows as (
                    select c.oid from pg_class c where c.relnamespace = to_regnamespace(?) and c.relname = ?),
                fired as (
                    select t.tgname as name, t.tgrelid::regclass::text as relation, o.oid is not null as own,
                           t.tgtype & 3 = 3 and t.tgtype & 20 > 0 and o.oid is not null as before,
                           strpos(lower(p.prosrc), lower(?)) > 0 as says_table,
                           strpos(lower(p.prosrc), lower(?)) > 0
                               or strpos(encode(t.tgargs, 'escape'), ?) > 0 as says_column,
                           l.lanname not in ('plpgsql', 'sql') as sealed
                    from pg_trigger t
                    join pg_proc p on p.oid = t.tgfoid join pg_language l on l.oid = p.prolang
                    left join (select oid from rows union select relid from rows, pg_partition_tree(rows.oid)) o
                        on o.oid = t.tgrelid
                    where not t.tgisinternal and t.tgenabled <> 'D')
                select distinct name || case when own then '' else ' on ' || relation end
                from fired f
                where case when f.before
                    then f.says_column or f.sealed
                         or not exists (select from fired g where g.before and (g.says_column or g.sealed))
                    else f.says_table and f.says_column end
                order by 1
                """)) {
            statement.setString(1, Target.quoted(schema));
            statement.setString(2, table);
            statement.setString(3, table);
            statement.setString(4, column);
            statement.setString(5, column);
            try (var found = statement.executeQuery()) {
                var triggers = new ArrayList<String>();
                while (found.next()) {
                    triggers.add(found.getString(1));
                }
                return triggers;
            }
        }
    }
}
