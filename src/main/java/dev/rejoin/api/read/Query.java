package dev.rejoin.api.read;

import dev.rejoin.api.Call;
import dev.rejoin.api.Field;
import dev.rejoin.api.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Which items of a resource a request is about: those of the owner in the path that every filter accepts.
 *
 * @param used the fields that the condition mentions
 * @param canonical the filters in a fixed order, as a cursor is bound to them
 */
record Query(View view, List<Field> used, Sql where, String canonical) {

    static Query of(Call call, View view) {
        var used = new ArrayList<Field>();
        var where = Sql.of(" where true");
        view.resource().parent().ifPresent(parent -> where.add(" and t." + parent.column() + " = ?", call.id("id")));
        var filters = new TreeMap<String, String>();
        call.query().forEach((name, text) -> {
            var filter = view.filters().get(name);
            if (filter != null) {
                filters.put(name, text);
                used.add(filter.field());
                where.add(" and ").add(filter.condition(text));
            }
        });
        call.query("q").ifPresent(text -> {
            filters.put("q", text);
            where.add(" and ").add(FullText.condition(view.resource(), text));
        });
        return new Query(view, used, where, filters.toString());
    }

    /** "from … where …" with the joins that the condition and these further fields need. */
    Sql from(List<Field> further) {
        return Sql.of(" from " + view.resource().table() + " t" + Selection.joins(view, Selection.union(used, further)))
                .add(where);
    }
}
