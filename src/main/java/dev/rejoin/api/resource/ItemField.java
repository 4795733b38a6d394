package dev.rejoin.api.resource;

import dev.rejoin.api.problem.Problem;
import dev.rejoin.api.problem.ProblemException;
import java.text.Normalizer;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One field of an item, as the entity's annotations say it.
 *
 * @param name in JSON, and the column's where it is stored
 * @param path by which HQL knows it, from the entity on
 * @param conditionPath by which filters and orders know it
 * @param javaType the class of its values; an enumeration has the type TEXT
 * @param target the entity that a reference names
 * @param unique no two items share the value
 * @param ignoresCase whether values that differ in case alone are the same
 * @param scale the digits that a decimal column has after the point, or -1
 */
public record ItemField(
        String name,
        String path,
        String conditionPath,
        ScalarType type,
        Class<?> javaType,
        Origin origin,
        Presence presence,
        Optional<Class<?>> target,
        boolean unique,
        boolean ignoresCase,
        int precision,
        int scale,
        String description,
        @Nullable String example,
        @Nullable String expectation) {

    /** Where a value comes from. */
    public enum Origin {
        /** A column that clients write. */
        WRITTEN,
        /** A column that only the database or the kernel writes. */
        OWNED,
        /** Computed in the statement. */
        DERIVED,
        /** The items of a nested resource, written with their owner. */
        ELEMENTS
    }

    /** Whether a value may be null or, on creation, absent. */
    public enum Presence {
        OPTIONAL,
        DEFAULTED,
        REQUIRED,
        /** Required of every write, yet missing in items that were imported without it. */
        OWED
    }

    /** Whether the table has a column of this name. */
    public boolean stored() {
        return origin == Origin.WRITTEN || origin == Origin.OWNED;
    }

    /** Whether it is another item's, to be read and compared there. */
    public boolean elsewhere() {
        return !conditionPath.equals(path);
    }

    /** Whether clients write it. */
    public boolean writable() {
        return origin == Origin.WRITTEN || origin == Origin.ELEMENTS;
    }

    public boolean scalar() {
        return type != ScalarType.JSON;
    }

    /** What is compared of a value, in HQL: as the column's unique index compares it. */
    public String compared(String expression) {
        return ignoresCase ? "caseless(%s)".formatted(expression) : expression;
    }

    /** What is ordered of a value, in HQL: of a text that may be of any length, as much as an index can hold. */
    public String ordered(String expression) {
        return anyLength() ? "beginning(%s)".formatted(expression) : compared(expression);
    }

    /** Whether it is a text that an index holds by its beginning alone. */
    public boolean anyLength() {
        return type == ScalarType.TEXT && !enumerated() && !unique && !ignoresCase;
    }

    /**
     * A text as it is kept: in NFC, so that what looks the same is the same. A document's old id is a key of another system
     * and is kept byte for byte.
     */
    public static String kept(String field, String text) {
        return field.equals("legacy_id") ? text : Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    /** Whether nobody can write null: the client gives a value, or a default does. */
    public boolean notNull() {
        return presence != Presence.OPTIONAL;
    }

    /** Whether every item has a value, also one that was imported. */
    public boolean alwaysThere() {
        return notNull() && presence != Presence.OWED;
    }

    /** Whether a new item has to bring a value. */
    public boolean required() {
        return presence == Presence.REQUIRED || presence == Presence.OWED;
    }

    public boolean enumerated() {
        return javaType.isEnum();
    }

    /** The values of an enumeration, in its order; none of anything else. */
    public List<String> values() {
        return enumerated()
                ? List.of(javaType.getEnumConstants()).stream()
                        .map(constant -> ((Enum<?>) constant).name())
                        .toList()
                : List.of();
    }

    /** What a value has to be, for people: "one of ACTIVE, LEFT", "a date, as 2026-03-31". */
    public String expected() {
        if (enumerated()) {
            return "one of " + String.join(", ", values());
        }
        return expectation == null ? type.expectation() : expectation;
    }

    /** The name of a reference without its ending, under which the item that it names is embedded. */
    public String referenceName() {
        return name.substring(0, name.length() - "_id".length());
    }

    /** Reads a parameter's text as a value of this field, in the class that Hibernate binds. */
    public Object parse(String parameter, String text) {
        if (enumerated() && !values().contains(text)) {
            throw new ProblemException(Problem.Malformed.noneOf(parameter, text, values()));
        }
        return bound(parameter, type.parse(parameter, text));
    }

    /** Reads a value out of a cursor, which this service has printed. */
    public Object parse(String text) {
        return bound("cursor", type.parse(text));
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private Object bound(String parameter, Object value) {
        if (enumerated()) {
            return Enum.valueOf((Class<? extends Enum>) javaType, (String) value);
        }
        if (value instanceof String text) {
            return kept(name, text);
        }
        if (value instanceof Long number && (javaType == Integer.class || javaType == int.class)) {
            if (number != number.intValue()) {
                throw new ProblemException(Problem.Malformed.parameter(
                        parameter, "out_of_range", "%d is larger than any number here.".formatted(number)));
            }
            return number.intValue();
        }
        return value;
    }
}
