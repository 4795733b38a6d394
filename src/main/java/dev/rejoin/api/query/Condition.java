package dev.rejoin.api.query;

import dev.rejoin.api.http.Call;
import dev.rejoin.api.resource.ItemType;
import dev.rejoin.api.resource.ScalarType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Which items of a resource a request is about: those of the owner in the path that every filter accepts.
 *
 * @param parts each a condition on the item that an alias stands for
 * @param canonical the filters in a fixed order, as a cursor is bound to them
 */
record Condition(ItemType<?, ?> type, List<BiFunction<Hql, String, String>> parts, String canonical) {

    static Condition of(Call call, ItemType<?, ?> type, Map<String, Filter> filters, @Nullable UUID owner) {
        var parts = new ArrayList<BiFunction<Hql, String, String>>();
        type.owner()
                .ifPresent(reference -> parts.add((hql, alias) -> "%s.%s = %s"
                        .formatted(
                                alias,
                                reference.reference().path(),
                                hql.bind(java.util.Objects.requireNonNull(owner)))));
        var sent = new TreeMap<String, String>();
        call.query().forEach((name, text) -> {
            var filter = filters.get(name);
            if (filter != null) {
                sent.put(name, text);
                parts.add((hql, alias) -> filter.condition(hql, alias, text));
            }
        });
        call.query("q").ifPresent(text -> {
            var searched = type.searchName().orElseThrow();
            var words = ScalarType.TEXT.parse("q", text);
            sent.put("q", text);
            parts.add((hql, alias) -> "has_words(%s.id, %s, %s)".formatted(alias, hql.bind(searched), hql.bind(words)));
        });
        return new Condition(type, List.copyOf(parts), sent.toString());
    }

    /** " from Member c where …". */
    String from(Hql hql, String alias) {
        return " from %s %s%s".formatted(type.entity().getName(), alias, where(hql, alias));
    }

    /** " where …", or nothing where all items are meant. */
    String where(Hql hql, String alias) {
        var text = new StringBuilder();
        for (int i = 0; i < parts.size(); i++) {
            text.append(i == 0 ? " where " : " and ").append(parts.get(i).apply(hql, alias));
        }
        return text.toString();
    }

    /** Adds one more condition to what {@link #where} has begun. */
    String more() {
        return parts.isEmpty() ? " where " : " and ";
    }
}
