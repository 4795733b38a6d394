package dev.rejoin.api.read;

import dev.rejoin.api.Cursor;
import dev.rejoin.api.Field;
import dev.rejoin.api.Sql;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The order of a collection: sort keys, made total by the id. Nulls stand where PostgreSQL puts them by default, last
 * ascending and first descending, so that a plain index serves both directions.
 */
record Order(List<Key> keys) {
    private static final int MOST_KEYS = 4;

    record Key(Field field, boolean descending) {
        Key reversed() {
            return new Key(field, !descending);
        }

        /** Where a value comes strictly after this one; a null is told apart from the rest by the statement's text. */
        Sql after(@Nullable Object value) {
            var sql = field.sql();
            if (value == null) {
                return Sql.of(descending ? sql + " is not null" : "false");
            }
            if (descending) {
                return Sql.of(sql + " < ?", value);
            }
            return field.rule().alwaysThere()
                    ? Sql.of(sql + " > ?", value)
                    : Sql.of("(" + sql + " > ? or " + sql + " is null)", value);
        }

        Sql equal(@Nullable Object value) {
            return value == null ? Sql.of(field.sql() + " is null") : Sql.of(field.sql() + " = ?", value);
        }
    }

    static Order parse(String text, Map<String, Field> sortable) {
        var keys = new ArrayList<Key>();
        var seen = new HashSet<String>();
        for (var part : text.isEmpty() ? new String[0] : text.split(",", -1)) {
            var descending = part.startsWith("-");
            var name = descending ? part.substring(1) : part;
            var field = sortable.get(name);
            if (field == null) {
                throw Parameters.unknown("sort", "sort key", name, sortable.keySet());
            }
            if (!seen.add(name)) {
                throw Parameters.malformed("sort", "invalid_value", "'%s' stands there twice.".formatted(name));
            }
            keys.add(new Key(field, descending));
        }
        if (keys.size() > MOST_KEYS) {
            throw Parameters.malformed("sort", "out_of_range", "at most %d keys.".formatted(MOST_KEYS));
        }
        if (!seen.contains("id")) {
            var descending = !keys.isEmpty() && keys.getLast().descending();
            keys.add(new Key(sortable.get("id"), descending));
        }
        return new Order(List.copyOf(keys));
    }

    Order reversed() {
        return new Order(keys.stream().map(Key::reversed).toList());
    }

    String sql() {
        return keys.stream()
                .map(key -> key.field().sql() + (key.descending() ? " desc" : ""))
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
            values.add(text == null ? null : keys.get(i).field().type().parse(text));
        }
        return values;
    }

    /**
     * The rows strictly after the one with these values. Keys in one direction and without nulls become a row
     * comparison, for which PostgreSQL enters an index at the right place; otherwise a bound on the first key does that.
     */
    Sql after(List<@Nullable Object> values) {
        if (keys.stream()
                .allMatch(key -> key.field().rule().alwaysThere()
                        && key.descending() == keys.getFirst().descending())) {
            return rowComparison(values);
        }
        var sql = new Sql();
        var first = keys.getFirst();
        if (values.getFirst() != null
                && (first.descending() || first.field().rule().alwaysThere())) {
            sql.add(first.field().sql() + (first.descending() ? " <= ?" : " >= ?") + " and ", values.getFirst());
        }
        sql.add("(");
        for (int i = 0; i < keys.size(); i++) {
            sql.add(i == 0 ? "" : " or ").add("(");
            for (int j = 0; j < i; j++) {
                sql.add(keys.get(j).equal(values.get(j))).add(" and ");
            }
            sql.add(keys.get(i).after(values.get(i))).add(")");
        }
        return sql.add(")");
    }

    private Sql rowComparison(List<@Nullable Object> values) {
        var left = keys.stream().map(key -> key.field().sql()).collect(Collectors.joining(", "));
        var right = keys.stream().map(key -> "?").collect(Collectors.joining(", "));
        var operator = keys.getFirst().descending() ? "<" : ">";
        return Sql.of("(%s) %s (%s)".formatted(left, operator, right), values.toArray());
    }
}
