package dev.rejoin.api.change;

import dev.rejoin.api.query.Database;
import dev.rejoin.api.query.Sql;
import dev.rejoin.api.resource.Catalog;
import dev.rejoin.api.resource.ItemType;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** How many items of each resource name an item, as far as they keep it from being deleted. */
final class Dependents {
    private Dependents() {}

    /** One count per foreign key of PostgreSQL's catalog that refuses the deletion. */
    private record Count(String tableName, String statement) {}

    /** Only asked once the deletion was refused. */
    static Map<String, Long> of(Database database, Catalog catalog, ItemType<?, ?> type, UUID id) {
        var dependents = new TreeMap<String, Long>();
        for (var count : counts(database, type)) {
            catalog.ofTable(count.tableName).ifPresent(other -> {
                var number = database.query(Sql.of(count.statement, id), rows -> {
                    rows.next();
                    return rows.getLong(1);
                });
                if (number > 0) {
                    dependents.merge(other.name(), number, Long::sum);
                }
            });
        }
        return dependents;
    }

    private static List<Count> counts(Database database, ItemType<?, ?> type) {
        return database.list(Sql.of("""
                select r.relname table_name, case when c.conperiod
                    then format('select count(*) from %%s d join public.%1$s k on k.id = ? where d.%%I = k.%%I and d.%%I = k.%%I and d.%%I && k.%%I',
                        c.conrelid::regclass, d[1], k[1], d[2], k[2], d[3], k[3])
                    else format('select count(*) from %%s d where d.%%I = ?', c.conrelid::regclass, d[1]) end statement
                from pg_constraint c
                join pg_class r on r.oid = c.conrelid
                cross join lateral (
                    select array_agg(a.attname order by u.n) d, array_agg(b.attname order by u.n) k
                    from unnest(c.conkey, c.confkey) with ordinality u (theirs, ours, n)
                    join pg_attribute a on a.attrelid = c.conrelid and a.attnum = u.theirs
                    join pg_attribute b on b.attrelid = c.confrelid and b.attnum = u.ours) columns
                where c.contype = 'f' and c.confrelid = 'public.%1$s'::regclass and c.confdeltype <> 'c'
                order by 1""".formatted(type.table())), Count.class);
    }
}
