package dev.rejoin.api.write;

import dev.rejoin.api.Catalog;
import dev.rejoin.api.Database;
import dev.rejoin.api.Resource;
import dev.rejoin.api.Sql;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** How many items of each resource name an item, as far as they keep it from being deleted. */
final class Dependents {
    private Dependents() {}

    static Map<String, Long> of(Database database, Catalog catalog, Resource resource, UUID id) {
        var dependents = new TreeMap<String, Long>();
        for (var count : counts(database, catalog, resource)) {
            var number = database.query(Sql.of(count.sql, id), rows -> {
                rows.next();
                return rows.getLong(1);
            });
            if (number > 0) {
                dependents.merge(count.resource, number, Long::sum);
            }
        }
        return dependents;
    }

    private record Counted(String resource, String sql) {}

    /** One count per foreign key of the catalog that refuses the deletion; only asked once it was refused. */
    private static ArrayList<Counted> counts(Database database, Catalog catalog, Resource resource) {
        var sql = """
                select r.relname, case when c.conperiod
                    then format('select count(*) from %%s d join public.%1$s k on k.id = ? where d.%%I = k.%%I and d.%%I = k.%%I and d.%%I && k.%%I',
                        c.conrelid::regclass, d[1], k[1], d[2], k[2], d[3], k[3])
                    else format('select count(*) from %%s d where d.%%I = ?', c.conrelid::regclass, d[1]) end
                from pg_constraint c
                join pg_class r on r.oid = c.conrelid
                cross join lateral (
                    select array_agg(a.attname order by u.n) d, array_agg(b.attname order by u.n) k
                    from unnest(c.conkey, c.confkey) with ordinality u (theirs, ours, n)
                    join pg_attribute a on a.attrelid = c.conrelid and a.attnum = u.theirs
                    join pg_attribute b on b.attrelid = c.confrelid and b.attnum = u.ours) columns
                where c.contype = 'f' and c.confrelid = 'public.%1$s'::regclass and c.confdeltype <> 'c'
                order by 1""".formatted(resource.table());
        return database.query(Sql.of(sql), rows -> {
            var counts = new ArrayList<Counted>();
            while (rows.next()) {
                var table = rows.getString(1);
                var name = catalog.resources().stream()
                        .filter(other -> other.table().equals(table))
                        .map(Resource::name)
                        .findFirst();
                if (name.isPresent()) {
                    counts.add(new Counted(name.get(), rows.getString(2)));
                }
            }
            return counts;
        });
    }
}
