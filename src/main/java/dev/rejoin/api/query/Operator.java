package dev.rejoin.api.query;

import dev.rejoin.api.http.ListValue;
import dev.rejoin.api.resource.ItemField;
import dev.rejoin.api.resource.ScalarType;
import java.lang.reflect.Array;
import java.util.regex.Pattern;

/** Django's lookups, those that this API offers. */
public enum Operator {
    EXACT("", "equals this"),
    NE("__ne", "does not equal this"),
    IN("__in", "is one of these, separated by commas, with \\, for a comma inside; or the parameter once for each"),
    GT("__gt", "is greater than this"),
    GTE("__gte", "is this or greater"),
    LT("__lt", "is less than this"),
    LTE("__lte", "is this or less"),
    ICONTAINS("__icontains", "contains this, ignoring case"),
    STARTSWITH("__startswith", "starts with this"),
    ISNULL("__isnull", "is null (true) or is not (false)");

    private static final Pattern SPACE_FOR_PLUS = Pattern.compile(" [0-9][0-9 ().-]*");

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
        var compared = field.compared(path);
        return switch (this) {
            case EXACT -> {
                var value = hql.bind(one(field, parameter, text));
                yield field.anyLength()
                        ? "is_text(%s, %s)".formatted(path, value)
                        : compared + " = " + field.compared(value);
            }
            case NE -> compared + " is distinct from " + field.compared(hql.bind(one(field, parameter, text)));
            case IN ->
                "%s(%s, %s)"
                        .formatted(
                                field.ignoresCase()
                                        ? "is_any_caseless_of"
                                        : field.anyLength() ? "is_any_text_of" : "is_any_of",
                                path,
                                hql.bind(values(field, parameter, text)));
            case GT -> path + " > " + hql.bind(field.parse(parameter, text));
            case GTE -> path + " >= " + hql.bind(field.parse(parameter, text));
            case LT -> path + " < " + hql.bind(field.parse(parameter, text));
            case LTE -> path + " <= " + hql.bind(field.parse(parameter, text));
            case ICONTAINS -> like(path, "ilike", hql.bind("%" + literal(field, parameter, text) + "%"));
            case STARTSWITH ->
                like(
                        compared,
                        "like",
                        field.compared(hql.bind(literal(field, parameter, plus(parameter, text)) + "%")));
            case ISNULL -> path + ((boolean) ScalarType.BOOLEAN.parse(parameter, text) ? " is null" : " is not null");
        };
    }

    private static Object one(ItemField field, String parameter, String text) {
        return field.parse(parameter, field.type() == ScalarType.TEXT ? plus(parameter, text) : text);
    }

    /** Refuses what was a telephone number with its plus before the URL made a space of it: it would find nobody. */
    private static String plus(String parameter, String text) {
        if (SPACE_FOR_PLUS.matcher(text).matches()) {
            throw Parameters.malformed(
                    parameter,
                    "plus_or_space",
                    "it begins with a space, which is what a plus means in a URL. Write %2B for a plus.");
        }
        return text;
    }

    private static String like(String path, String operator, String parameter) {
        return "%s %s %s escape '\\'".formatted(path, operator, parameter);
    }

    /** An array in the class that the column's values have; enumerations as their text. */
    private static Object values(ItemField field, String parameter, String text) {
        var parts = ListValue.split(parameter, text);
        if (parts.size() > MOST_VALUES) {
            throw Parameters.malformed(
                    parameter, "out_of_range", "%d values are more than %d.".formatted(parts.size(), MOST_VALUES));
        }
        var parsed = parts.stream()
                .map(part -> one(field, parameter, part))
                .map(value -> value instanceof Enum<?> constant ? constant.name() : value)
                .toList();
        return parsed.toArray((Object[]) Array.newInstance(parsed.getFirst().getClass(), parsed.size()));
    }

    /** Escapes what LIKE would take for a wildcard. */
    private static String literal(ItemField field, String parameter, String text) {
        return field.parse(parameter, text)
                .toString()
                .replace("\\", "\\\\")
                .replace("%", "\\%")
                .replace("_", "\\_");
    }
}
