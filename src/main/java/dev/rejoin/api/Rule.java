package dev.rejoin.api;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a field's value must keep, as far as one value alone can say; the database says it too.
 *
 * @param presence whether the value may be null
 * @param values the only values allowed, if any are listed
 * @param unique no two items share the value
 */
public record Rule(
        Presence presence, List<String> values, boolean unique, Optional<Form> form, Range range, Digits digits) {

    /** Whether a value may be null or, on creation, absent. */
    public enum Presence {
        OPTIONAL,
        DEFAULTED,
        REQUIRED,
        /** Required of every write, yet missing in items that were imported without it. */
        OWED
    }

    /** A regular expression that text must match, and what it means in words. */
    public record Form(String pattern, String expectation) {}

    /** The least and the greatest number allowed; {@code exclusive} if the least itself is not. */
    public record Range(
            @Nullable BigDecimal minimum,
            boolean exclusive,
            @Nullable BigDecimal maximum) {}

    /** The digits in all and after the point, as numeric(precision, scale) has them; zero where anything goes. */
    public record Digits(int precision, int scale) {}

    static final Rule NONE = new Rule(
            Presence.OPTIONAL, List.of(), false, Optional.empty(), new Range(null, false, null), new Digits(0, 0));

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

    Rule with(Presence presence) {
        return new Rule(presence, values, unique, form, range, digits);
    }

    Rule among(List<String> values) {
        return new Rule(presence, values, unique, form, range, digits);
    }

    Rule once() {
        return new Rule(presence, values, true, form, range, digits);
    }

    Rule with(Form form) {
        return new Rule(presence, values, unique, Optional.of(form), range, digits);
    }

    Rule with(Range range) {
        return new Rule(presence, values, unique, form, range, digits);
    }

    Rule with(Digits digits) {
        return new Rule(presence, values, unique, form, range, digits);
    }
}
