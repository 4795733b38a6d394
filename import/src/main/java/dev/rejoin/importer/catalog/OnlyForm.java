package dev.rejoin.importer.catalog;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a text has to be besides being one that PostgreSQL reads: it would leave a part out without a word, or guess one
 * (the clock's hand for {@code now}, the session's zone, eight for {@code 010}).
 *
 * @param expected the same for people
 */
public record OnlyForm(Asked asked, String expected) {

    /** What is asked of a text. */
    sealed interface Asked {
        /** @param pattern a regular expression of PostgreSQL, whatever the case */
        record Whole(String pattern) implements Asked {}

        /** Of each element of an array. */
        record Elements(Asked each) implements Asked {}

        /** Of fields of a composite type, by their numbers from 1. */
        record Fields(SortedMap<Integer, Asked> fields) implements Asked {}
    }

    private record Form(String pattern, String expected) {
        Form(String pattern) {
            this(pattern, "");
        }
    }

    private static final String CLOCK =
            "t?(?:[0-9]{1,2}:[0-9]{2}(?::[0-5][0-9](?:[.][0-9]+)?)?|[0-9]{4}[0-5][0-9])\\s*(?:[ap]m)?";
    private static final String OFFSET = "(?:z|utc|gmt|[-+][0-9]{1,2}(?::?[0-9]{2}){0,2})";
    private static final String DAY = "[0-9]{4,}-[0-9]{2}-[0-9]{2}";
    private static final String TIME_OF_DAY = "[0-9]{2}:[0-9]{2}(?::[0-5][0-9](?:[.][0-9]+)?)?";
    private static final String ENDLESS = "-?infinity";
    /** With a zero before it a number is one of base 8 to others. */
    private static final String ADDRESS =
            "(?:0|[1-9][0-9]*)(?:[.](?:0|[1-9][0-9]*)){3}(?:/[0-9]+)?|[0-9a-f.]*:[0-9a-f:.]*(?:/[0-9]+)?";

    private static final Form WHOLE_FROM_ZERO = new Form(
            "[+]?(?:0|[1-9][0-9]*)",
            "a whole number from 0 on is expected, without zeros before it: PostgreSQL would read another one");
    private static final Form WHOLE = new Form("[-+]?[0-9]+", "whole numbers are expected");
    private static final Form DECIMAL =
            new Form("[-+]?(?:[0-9]+(?:[.][0-9]*)?|[.][0-9]+)(?:e[-+]?[0-9]+)?|nan|" + ENDLESS, "numbers are expected");
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
                            + "(?:[-+]?[0-9]+:[0-9]{2}(?::[0-5][0-9](?:[.][0-9]+)?)?)?\\s*(?:ago)?",
                    "numbers are expected with their units, as in 90 seconds, 01:30:00 or PT90S"),
            "cidr",
            new Form(
                    ADDRESS,
                    "a whole address is expected, without zeros before its numbers: PostgreSQL would guess the rest, and how"
                            + " much of it is the network"),
            "inet",
            new Form(
                    ADDRESS,
                    "a whole address is expected, without zeros before its numbers: PostgreSQL would read another one"),
            "oid",
            WHOLE_FROM_ZERO,
            "xid",
            WHOLE_FROM_ZERO,
            "xid8",
            WHOLE_FROM_ZERO,
            "cid",
            WHOLE_FROM_ZERO);

    /** Of bounds and fields: what is read by us where it stands alone is read by PostgreSQL within a value. */
    private static final Map<String, Form> WITHIN = Map.of(
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
            new Form(DAY + "|" + ENDLESS, "dates are expected, as in 2020-05-04"),
            "timestamp without time zone",
            new Form(
                    DAY + "(?:[t ]" + TIME_OF_DAY + ")?|" + ENDLESS,
                    "dates with a time are expected, as in 2020-05-04 12:30:00"),
            "timestamp with time zone",
            new Form(
                    DAY + "[t ]" + TIME_OF_DAY + "\\s*" + OFFSET + "|" + ENDLESS,
                    "moments with their offset are expected, as in 2020-05-04 12:30:00+02:00"));

    /** Ranges that the loader writes itself, of what it has read. */
    private static final Set<String> WRITTEN_BY_US =
            Set.of("int4range", "int8range", "numrange", "daterange", "tsrange", "tstzrange");

    /**
     * @param type of the value, or of an array's elements; below domains, without a modifier
     * @param bounds the type of a range's or multirange's bounds; null for others
     */
    static Optional<OnlyForm> of(String type, boolean each, @Nullable String bounds, boolean multirange) {
        return (bounds == null
                        ? of(type)
                        : WRITTEN_BY_US.contains(type) ? Optional.<Form>empty() : ofRange(bounds, multirange))
                .map(form -> new OnlyForm(asked(form), form.expected))
                .map(form -> each ? form.ofElements() : form);
    }

    /** The same of a value that stands in another one, which PostgreSQL alone reads. */
    static Optional<OnlyForm> within(String type, @Nullable String bounds, boolean multirange) {
        return (bounds == null ? ofWithin(type) : ofRange(bounds, multirange))
                .map(form -> new OnlyForm(asked(form), form.expected));
    }

    /** Asked of each element of an array. */
    OnlyForm ofElements() {
        return new OnlyForm(new Asked.Elements(asked), expected);
    }

    /** Asked of the fields of a composite type, by their numbers; empty where any text will do for each of them. */
    static Optional<OnlyForm> ofFields(SortedMap<Integer, OnlyForm> fields) {
        var asked = new TreeMap<Integer, Asked>();
        fields.forEach((number, form) -> asked.put(number, form.asked));
        return fields.isEmpty()
                ? Optional.empty()
                : Optional.of(new OnlyForm(
                        new Asked.Fields(asked),
                        fields.values().stream()
                                .map(OnlyForm::expected)
                                .distinct()
                                .collect(Collectors.joining("; "))));
    }

    private static Optional<Form> ofRange(String bounds, boolean multirange) {
        return ofWithin(bounds).map(form -> {
            var bound = "\\s*(?:\"\\s*(?:%1$s)\\s*\"|(?:%1$s))?\\s*".formatted(form.pattern);
            var range = "(?:empty|[[(]%1$s,%1$s[])])".formatted(bound);
            return new Form(
                    multirange ? "[{]\\s*(?:%1$s\\s*(?:,\\s*%1$s\\s*)*)?[}]".formatted(range) : range, form.expected);
        });
    }

    private static Optional<Form> of(String type) {
        return Optional.ofNullable(OF_TYPES.get(type));
    }

    private static Optional<Form> ofWithin(String type) {
        return of(type).or(() -> Optional.ofNullable(WITHIN.get(type)));
    }

    private static Asked asked(Form form) {
        return new Asked.Whole("^\\s*(?:%s)\\s*$".formatted(form.pattern));
    }

    /** The SQL condition that a valid text is so; a null is. */
    public String holds(String text) {
        return holds(asked, text, 0);
    }

    private static String holds(Asked asked, String text, int depth) {
        var inner = "v" + depth;
        return switch (asked) {
            case Asked.Whole(var pattern) -> "%s ~* %s".formatted(text, literal(pattern));
            case Asked.Elements(var each) ->
                "not exists (select from unnest(%s::text[]) %s where not (%s))"
                        .formatted(text, inner, holds(each, inner, depth + 1));
            case Asked.Fields(var fields) ->
                "not exists (select from regexp_matches(regexp_replace(%1$s, %2$s, '', 'g'), %3$s, 'g') with ordinality f%4$d (m, n),"
                                .formatted(text, literal("^\\s*[(]|[)]\\s*$"), literal(FIELD), depth)
                        + " lateral (select regexp_replace(nullif(f%1$d.m[1], ''), %2$s, %3$s, 'g')) w%1$d (%4$s) where not case f%1$d.n %5$s else true end)"
                                .formatted(
                                        depth,
                                        literal(QUOTING),
                                        literal("\\1\\2"),
                                        inner,
                                        fields.entrySet().stream()
                                                .map(field -> "when %d then %s"
                                                        .formatted(
                                                                field.getKey(),
                                                                holds(field.getValue(), inner, depth + 1)))
                                                .collect(Collectors.joining(" ")));
        };
    }

    /** A field of a composite value, up to the comma that ends it. */
    private static final String FIELD = "((?:\"(?:[^\"\\\\]|\\\\.|\"\")*\"|[^,\"\\\\]|\\\\.)*)(?:,|$)";

    /** Backslashes and quotes before what they quote, and quotes around. */
    private static final String QUOTING = "\\\\(.)|\"(\")|\"";

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
