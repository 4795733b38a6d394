package dev.rejoin.api.read;

import dev.rejoin.api.Field;
import dev.rejoin.api.Schema;
import dev.rejoin.api.Sql;
import dev.rejoin.api.Type;
import java.util.List;

/** Django's lookups, those that this API offers. */
enum Operator {
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

    private static final int MOST_VALUES = 500;

    private final String suffix;
    private final String meaning;

    Operator(String suffix, String meaning) {
        this.suffix = suffix;
        this.meaning = meaning;
    }

    String suffix() {
        return suffix;
    }

    String meaning() {
        return meaning;
    }

    boolean fits(Field field) {
        return switch (this) {
            case EXACT -> field.scalar();
            case NE, IN -> field.scalar() && field.type() != Type.BOOLEAN;
            case GT, GTE, LT, LTE -> field.type().ordered();
            case ICONTAINS, STARTSWITH -> field.type() == Type.TEXT && !field.enumerated();
            case ISNULL -> field.scalar() && !field.rule().alwaysThere();
        };
    }

    Schema schema(Field field) {
        return switch (this) {
            case ISNULL -> Schema.of(Type.BOOLEAN);
            case IN -> Schema.array(valueSchema(field)).with("maxItems", MOST_VALUES);
            default -> valueSchema(field);
        };
    }

    private static Schema valueSchema(Field field) {
        var schema = Schema.of(field.type());
        return field.enumerated() ? schema.among(field.rule().values()) : schema;
    }

    /** The condition on {@code sql}, whose values are those of {@code field}. */
    Sql condition(String sql, Field field, String parameter, String text) {
        return switch (this) {
            case EXACT -> Sql.of(sql + " = ?", field.parse(parameter, text));
            case NE -> Sql.of(sql + " is distinct from ?", field.parse(parameter, text));
            case IN -> Sql.of(sql + " = any(?)", Sql.array(field.type(), values(field, parameter, text)));
            case GT -> Sql.of(sql + " > ?", field.parse(parameter, text));
            case GTE -> Sql.of(sql + " >= ?", field.parse(parameter, text));
            case LT -> Sql.of(sql + " < ?", field.parse(parameter, text));
            case LTE -> Sql.of(sql + " <= ?", field.parse(parameter, text));
            case ICONTAINS -> Sql.of(sql + " ilike ?", "%" + literal(Type.TEXT.parse(parameter, text)) + "%");
            case STARTSWITH -> Sql.of(sql + " like ?", literal(Type.TEXT.parse(parameter, text)) + "%");
            case ISNULL -> Sql.of(sql + ((boolean) Type.BOOLEAN.parse(parameter, text) ? " is null" : " is not null"));
        };
    }

    private static List<Object> values(Field field, String parameter, String text) {
        var parts = text.split(",", -1);
        if (parts.length > MOST_VALUES) {
            throw Parameters.malformed(
                    parameter, "out_of_range", "%d values are more than %d.".formatted(parts.length, MOST_VALUES));
        }
        return List.of(parts).stream().map(part -> field.parse(parameter, part)).toList();
    }

    /** Escapes what LIKE would take for a wildcard. */
    private static String literal(Object text) {
        return text.toString().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }
}
