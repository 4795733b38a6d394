package dev.rejoin.api.query;

import dev.rejoin.api.http.ListValue;
import dev.rejoin.api.resource.ItemField;
import dev.rejoin.api.resource.ItemType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The order of a collection: sort keys, made total by the id. Nulls stand where PostgreSQL puts them by default, last
 * ascending and first descending, so that a plain index serves both directions.
 */
record Order(List<Key> keys) {
    private static final int MOST_KEYS = 4;

    record Key(ItemField field, boolean descending) {
        String path() {
            return path("e");
        }

        String path(String alias) {
            return field.ordered(alias + "." + field.conditionPath());
        }

        private String bound(Hql hql, Object value) {
            return field.ordered(hql.bind(value));
        }

        Key reversed() {
            return new Key(field, !descending);
        }

        /** Where a value comes strictly after this one; a null is told apart from the rest by the statement's text. */
        String after(Hql hql, @Nullable Object value) {
            if (value == null) {
                return descending ? path() + " is not null" : "1 = 0";
            }
            if (descending) {
                return path() + " < " + bound(hql, value);
            }
            var greater = path() + " > " + bound(hql, value);
            return field.alwaysThere() ? greater : "(" + greater + " or " + path() + " is null)";
        }

        String equal(Hql hql, @Nullable Object value) {
            return value == null ? path() + " is null" : path() + " = " + bound(hql, value);
        }
    }

    static Order parse(String text, ItemType<?, ?> type) {
        return parse("sort", text.isEmpty() ? List.of() : ListValue.split("sort", text), type);
    }

    /** @param parameter in which the keys stand */
    static Order parse(String parameter, List<String> parts, ItemType<?, ?> type) {
        var keys = new ArrayList<Key>();
        var seen = new HashSet<String>();
        for (var part : parts) {
            var descending = part.startsWith("-");
            var name = descending ? part.substring(1) : part;
            var field = type.field(name).filter(ItemField::scalar);
            if (field.isEmpty()) {
                throw Parameters.unknown(parameter, "sort key", name, sortable(type));
            }
            if (!seen.add(name)) {
                throw Parameters.malformed(parameter, "invalid_value", "'%s' stands there twice.".formatted(name));
            }
            keys.add(new Key(field.get(), descending));
        }
        if (keys.size() > MOST_KEYS) {
            throw Parameters.malformed(parameter, "out_of_range", "at most %d keys.".formatted(MOST_KEYS));
        }
        if (!seen.contains("id")) {
            var descending = !keys.isEmpty() && keys.getLast().descending();
            keys.add(new Key(type.get("id"), descending));
        }
        return new Order(List.copyOf(keys));
    }

    /** What a collection can be sorted by. */
    static LinkedHashSet<String> sortable(ItemType<?, ?> type) {
        return type.fields().values().stream()
                .filter(ItemField::scalar)
                .map(ItemField::name)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    Order reversed() {
        return new Order(keys.stream().map(Key::reversed).toList());
    }

    String hql() {
        return hql("e");
    }

    /** @param alias of the items that are ordered */
    String hql(String alias) {
        return keys.stream()
                .map(key -> key.path(alias) + (key.descending() ? " desc" : ""))
                .collect(Collectors.joining(", "));
    }

    /** ", … as o0, …": the keys as columns of a page that is cut before it is completed. */
    String own() {
        return IntStream.range(0, keys.size())
                .mapToObj(i -> ", " + keys.get(i).path() + " as o" + i)
                .collect(Collectors.joining());
    }

    /** The same order by the columns of {@link #own}, under the alias k. */
    String again() {
        return IntStream.range(0, keys.size())
                .mapToObj(i -> "k.o" + i + (keys.get(i).descending() ? " desc" : ""))
                .collect(Collectors.joining(", "));
    }

    /** The order as it is written in the parameter; part of what a cursor is bound to. */
    String text() {
        return keys.stream()
                .map(key -> (key.descending() ? "-" : "") + key.field().name())
                .collect(Collectors.joining(","));
    }

    /** The values of the row at which a cursor stands. */
    List<@Nullable Object> values(Cursor cursor) {
        var values = new ArrayList<@Nullable Object>();
        for (int i = 0; i < keys.size(); i++) {
            var text = cursor.values().get(i);
            values.add(text == null ? null : keys.get(i).field().parse(text));
        }
        return values;
    }

    /**
     * The rows strictly after the one with these values. Keys in one direction and without nulls become a row
     * comparison, for which PostgreSQL enters an index at the right place; otherwise a bound on the first key does that.
     * In a row Hibernate does not see that a parameter is an enumeration's, and binds its ordinal.
     */
    String after(Hql hql, List<@Nullable Object> values) {
        var first = keys.getFirst();
        if (keys.stream()
                .allMatch(key -> key.field().alwaysThere()
                        && !key.field().enumerated()
                        && !key.field().ignoresCase()
                        && !key.field().anyLength()
                        && key.descending() == first.descending())) {
            return rowComparison(hql, values);
        }
        var text = new StringBuilder();
        var firstValue = values.getFirst();
        if (firstValue != null && (first.descending() || first.field().alwaysThere())) {
            text.append(first.path())
                    .append(first.descending() ? " <= " : " >= ")
                    .append(first.bound(hql, firstValue))
                    .append(" and ");
        }
        text.append('(');
        for (int i = 0; i < keys.size(); i++) {
            text.append(i == 0 ? "(" : " or (");
            for (int j = 0; j < i; j++) {
                text.append(keys.get(j).equal(hql, values.get(j))).append(" and ");
            }
            text.append(keys.get(i).after(hql, values.get(i))).append(')');
        }
        return text.append(')').toString();
    }

    private String rowComparison(Hql hql, List<@Nullable Object> values) {
        var operator = keys.getFirst().descending() ? " < " : " > ";
        if (keys.size() == 1) {
            return keys.getFirst().path() + operator + hql.bind(java.util.Objects.requireNonNull(values.getFirst()));
        }
        var left = keys.stream().map(Key::path).collect(Collectors.joining(", ", "(", ")"));
        var right = values.stream()
                .map(value -> hql.bind(java.util.Objects.requireNonNull(value)))
                .collect(Collectors.joining(", ", "(", ")"));
        return left + operator + right;
    }
}
