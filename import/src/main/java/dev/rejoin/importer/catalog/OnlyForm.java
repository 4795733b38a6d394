package dev.rejoin.importer.catalog;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a text has to be besides being one that PostgreSQL reads: it would leave a part out without a word, or guess one
 * (the clock's hand for {@code now}, the session's zone, eight for {@code 010}).
 *
 * @param pattern a regular expression of PostgreSQL, whatever the case
 * @param each whether it is asked of each element of an array
 * @param expected the same for people
 */
public record OnlyForm(String pattern, boolean each, String expected) {

    private record Form(String pattern, String expected) {
        Form(String pattern) {
            this(pattern, "");
        }
    }

    private static final String CLOCK = "t?(?:[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:[.][0-9]+)?)?|[0-9]{6})\\s*(?:[ap]m)?";
    private static final String OFFSET = "(?:z|utc|gmt|[-+][0-9]{1,2}(?::?[0-9]{2}){0,2})";
    private static final String DAY = "[0-9]{4,}-[0-9]{2}-[0-9]{2}";
    private static final String TIME_OF_DAY = "[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:[.][0-9]+)?)?";
    private static final String ENDLESS = "-?infinity";
    private static final Form WHOLE_FROM_ZERO = new Form(
            "[+]?(?:0|[1-9][0-9]*)",
            "a whole number from 0 on is expected, without zeros before it: PostgreSQL would read another one");
    private static final Form WHOLE = new Form("[-+]?[0-9]+", "whole numbers are expected as bounds");
    private static final Form DECIMAL = new Form(
            "[-+]?(?:[0-9]+(?:[.][0-9]*)?|[.][0-9]+)(?:e[-+]?[0-9]+)?|nan|" + ENDLESS,
            "numbers are expected as bounds");
    /** Of types that PostgreSQL reads more of than they are, or guesses what is missing. */
    private static final Map<String, Form> OF_TYPES = Map.of(
            "time without time zone",
            new Form(CLOCK, "the hour, minutes and seconds are expected, and nothing else"),
            "time with time zone",
            new Form(
                    CLOCK + "\\s*" + OFFSET,
                    "the hour, minutes and seconds are expected with their offset, as in 12:30:00+01:00, and nothing else"),
            "interval",
            new Form(
                    "[-+]?p(?:[-+]?[0-9.]+[ymwd])*(?:t(?:[-+]?[0-9.]+[hms])+)?|" + ENDLESS
                            + "|@?\\s*(?:[-+]?[0-9]*[.]?[0-9]+\\s*[a-z]+[\\s,]*)*"
                            + "(?:[-+]?[0-9]+:[0-9]{2}(?::[0-9]{2}(?:[.][0-9]+)?)?)?\\s*(?:ago)?",
                    "numbers are expected with their units, as in 90 seconds, 01:30:00 or PT90S"),
            "cidr",
            new Form(
                    "[0-9]+(?:[.][0-9]+){3}(?:/[0-9]+)?|[0-9a-f.]*:[0-9a-f:.]*(?:/[0-9]+)?",
                    "a whole address is expected: PostgreSQL would guess the rest, and how much of it is the network"),
            "oid",
            WHOLE_FROM_ZERO,
            "xid",
            WHOLE_FROM_ZERO,
            "xid8",
            WHOLE_FROM_ZERO,
            "cid",
            WHOLE_FROM_ZERO);

    /** Of bounds: what is read by us where it stands alone is read by PostgreSQL within a range. */
    private static final Map<String, Form> OF_BOUNDS = Map.of(
            "smallint",
            WHOLE,
            "integer",
            WHOLE,
            "bigint",
            WHOLE,
            "numeric",
            DECIMAL,
            "real",
            DECIMAL,
            "double precision",
            DECIMAL,
            "date",
            new Form(DAY + "|" + ENDLESS, "dates are expected as bounds, as in 2020-05-04"),
            "timestamp without time zone",
            new Form(
                    DAY + "(?:[t ]" + TIME_OF_DAY + ")?|" + ENDLESS,
                    "dates with a time are expected as bounds, as in 2020-05-04 12:30:00"),
            "timestamp with time zone",
            new Form(
                    DAY + "[t ]" + TIME_OF_DAY + "\\s*" + OFFSET + "|" + ENDLESS,
                    "moments with their offset are expected as bounds, as in 2020-05-04 12:30:00+02:00"));

    /** Ranges that the loader writes itself, of what it has read. */
    private static final Set<String> WRITTEN_BY_US =
            Set.of("int4range", "int8range", "numrange", "daterange", "tsrange", "tstzrange");

    /**
     * @param type of the value, or of an array's elements; below domains, without a modifier
     * @param bounds the type of a range's or multirange's bounds; null for others
     */
    static Optional<OnlyForm> of(String type, boolean each, @Nullable String bounds, boolean multirange) {
        if (bounds == null) {
            return of(type).map(form -> form(form.pattern, each, form));
        }
        if (WRITTEN_BY_US.contains(type)) {
            return Optional.empty();
        }
        return of(bounds).or(() -> Optional.ofNullable(OF_BOUNDS.get(bounds))).map(form -> {
            var bound = "\\s*(?:\"\\s*(?:%1$s)\\s*\"|(?:%1$s))?\\s*".formatted(form.pattern);
            var range = "(?:empty|[[(]%1$s,%1$s[])])".formatted(bound);
            return form(multirange ? "[{]\\s*(?:%1$s\\s*(?:,\\s*%1$s\\s*)*)?[}]".formatted(range) : range, each, form);
        });
    }

    private static Optional<Form> of(String type) {
        return Optional.ofNullable(OF_TYPES.get(type));
    }

    private static OnlyForm form(String pattern, boolean each, Form form) {
        return new OnlyForm("^\\s*(?:%s)\\s*$".formatted(pattern), each, form.expected);
    }

    /**
     * The SQL condition that a valid text is so.
     *
     * @param pattern the pattern as a literal
     */
    public String holds(String text, String pattern) {
        return each
                ? "not exists (select from unnest(%s::text[]) e where e !~* %s)".formatted(text, pattern)
                : "%s ~* %s".formatted(text, pattern);
    }
}
