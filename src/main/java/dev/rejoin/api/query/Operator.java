package dev.rejoin.api.query;

import dev.rejoin.api.resource.ItemField;
import dev.rejoin.api.resource.ScalarType;
import java.lang.reflect.Array;
import java.util.List;

/** Django's lookups, those that this API offers. */
public enum Operator {
    EXACT("", "equals this"),
    NE("__ne", "does not equal this"),
    IN("__in", "is one of these, separated by commas"),
    GT("__gt", "is greater than this"),
    GTE("__gte", "is this or greater"),
    LT("__lt", "is less than this"),
    LTE("__lte", "is this or less"),
    ICONTAINS("__icontains", "contains this, ignoring case"),
    STARTSWITH("__startswith", "starts with this"),
    ISNULL("__isnull", "is null (true) or is not (false)");

    /** Values in one list at most. */
    public static final int MOST_VALUES = 500;

    private final String suffix;
    private final String meaning;

    Operator(String suffix, String meaning) {
        this.suffix = suffix;
        this.meaning = meaning;
    }

    public String suffix() {
        return suffix;
    }

    public String meaning() {
        return meaning;
    }

    boolean fits(ItemField field) {
        return switch (this) {
            case EXACT -> field.scalar();
            case NE, IN -> field.scalar() && field.type() != ScalarType.BOOLEAN;
            case GT, GTE, LT, LTE -> field.type().ordered();
            case ICONTAINS, STARTSWITH -> field.type() == ScalarType.TEXT && !field.enumerated();
            case ISNULL -> field.scalar() && !field.alwaysThere();
        };
    }

    /** The condition on the {@code path}, whose values are those of {@code field}. */
    String condition(Hql hql, String path, ItemField field, String parameter, String text) {
        return switch (this) {
            case EXACT -> path + " = " + hql.bind(field.parse(parameter, text));
            case NE -> path + " is distinct from " + hql.bind(field.parse(parameter, text));
            case IN -> "is_any_of(%s, %s)".formatted(path, hql.bind(values(field, parameter, text)));
            case GT -> path + " > " + hql.bind(field.parse(parameter, text));
            case GTE -> path + " >= " + hql.bind(field.parse(parameter, text));
            case LT -> path + " < " + hql.bind(field.parse(parameter, text));
            case LTE -> path + " <= " + hql.bind(field.parse(parameter, text));
            case ICONTAINS -> like(path, "ilike", hql.bind("%" + literal(field, parameter, text) + "%"));
            case STARTSWITH -> like(path, "like", hql.bind(literal(field, parameter, text) + "%"));
            case ISNULL -> path + ((boolean) ScalarType.BOOLEAN.parse(parameter, text) ? " is null" : " is not null");
        };
    }

    private static String like(String path, String operator, String parameter) {
        return "%s %s %s escape '\\'".formatted(path, operator, parameter);
    }

    /** An array in the class that the column's values have; enumerations as their text. */
    private static Object values(ItemField field, String parameter, String text) {
        var parts = text.split(",", -1);
        if (parts.length > MOST_VALUES) {
            throw Parameters.malformed(
                    parameter, "out_of_range", "%d values are more than %d.".formatted(parts.length, MOST_VALUES));
        }
        var parsed = List.of(parts).stream()
                .map(part -> field.parse(parameter, part))
                .map(value -> value instanceof Enum<?> constant ? constant.name() : value)
                .toList();
        return parsed.toArray((Object[]) Array.newInstance(parsed.getFirst().getClass(), parsed.size()));
    }

    /** Escapes what LIKE would take for a wildcard. */
    private static String literal(ItemField field, String parameter, String text) {
        return field.type()
                .parse(parameter, text)
                .toString()
                .replace("\\", "\\\\")
                .replace("%", "\\%")
                .replace("_", "\\_");
    }
}
