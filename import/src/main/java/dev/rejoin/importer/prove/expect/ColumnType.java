package dev.rejoin.importer.prove.expect;

import java.math.BigDecimal;

/**
 * A column's type, and the one form in which its values are compared.
 *
 * @param full as PostgreSQL writes it, for example {@code numeric(12,2)}
 * @param base without its modifier, and for a domain the type below it
 * @param required the name of its NOT NULL constraint, empty without one
 * @param defaultsTo the default's expression, empty without one
 * @param element the type of an array's elements, empty for others; no domain
 * @param bounds the type of the bounds of a range, of several ranges, or of an array of such; empty for others
 */
public record ColumnType(
        String name,
        String full,
        String base,
        int modifier,
        String required,
        String defaultsTo,
        String element,
        String bounds) {

    private static final int HEADER = 4;
    private static final long YEAR_2000 = 946_684_800_000_000L;

    boolean isArray() {
        return !element.isEmpty();
    }

    /** The type of an array's elements. */
    ColumnType ofElement() {
        return new ColumnType(name, element, element, -1, "", "", "", bounds);
    }

    public boolean isNumber() {
        return switch (base) {
            case "smallint", "integer", "bigint", "numeric" -> true;
            default -> false;
        };
    }

    boolean isWhole() {
        return isNumber() && !base.equals("numeric");
    }

    public boolean isTime() {
        return base.startsWith("timestamp") && !isArray();
    }

    public boolean isDate() {
        return base.equals("date");
    }

    boolean isJson() {
        return base.equals("json") || base.equals("jsonb");
    }

    /** Whether it is a {@code citext}, of whatever schema its extension is in. */
    public boolean isAnyCase() {
        return base.equals("citext") || base.endsWith(".citext");
    }

    public boolean isText() {
        return base.equals("text") || base.equals("character varying") || base.equals("character");
    }

    /**
     * The SQL condition, beginning with {@code and}, on a text {@code p} of which PostgreSQL would leave a part out without
     * a word if it read it, or guess one: names that are too long, the day or zone of a time of day, a number's sign, what
     * day it is today. It is asked of every element of an array, and of every bound of ranges.
     */
    public String keptWhole() {
        if (base.equals("name") || base.equals("\"char\"")) {
            return " and p::%s::text = p".formatted(full);
        }
        var single = isArray() ? element : base;
        var asked = bounds.isEmpty() ? meaning(single) : OURS.contains(single) ? "" : meaningOfBound(bounds);
        if (asked.isEmpty()) {
            return "";
        }
        if (base.endsWith("vector")) {
            return "";
        }
        var of = isArray() ? "unnest(p::text[]) v" : "(select p) s(v)";
        if (!bounds.isEmpty()) {
            // Whatever stands between brackets, quotes and commas is a bound.
            of += ", regexp_split_to_table(v, '[][(){},\"]+') b(t) where btrim(t) not in ('', 'empty') and t";
        } else {
            of += " where v";
        }
        return " and not exists (select from %s !~* '^\\s*(%s)\\s*$')".formatted(of, asked);
    }

    private static final java.util.Set<String> OURS =
            java.util.Set.of("int4range", "int8range", "numrange", "daterange", "tsrange", "tstzrange");

    private static String meaning(String type) {
        var time = "t?([0-9][0-9]?:[0-9][0-9](:[0-5][0-9]([.][0-9]+)?)?|[0-9]{4}[0-5][0-9])\\s*([ap]m)?";
        return switch (type) {
            case "time without time zone" -> time;
            case "time with time zone" -> time + "\\s*" + OFFSET;
            case "oid", "xid", "xid8", "cid" -> "[+]?([1-9][0-9]*|0)";
            // No number stands without a unit but in a time of day, whose fractions are of seconds.
            case "interval" ->
                "-?infinity|[+-]?p([0-9.+-]+[ymwd])*(t([0-9.+-]+[hms])+)?"
                        + "|@?\\s*([+-]?([0-9]+|[0-9]*[.][0-9]+)\\s*[a-z]+[ ,]*)*([+-]?[0-9]+:[0-9][0-9](:[0-5][0-9]([.][0-9]+)?)?)?(\\s*ago)?";
            case "cidr", "inet" -> "([1-9][0-9]*|0)([.]([1-9][0-9]*|0)){3}(/[0-9]+)?|.*:.*";
            default -> "";
        };
    }

    private static final String OFFSET = "(z|utc|gmt|[+-][0-9]{1,2}(:?[0-9]{2})?(:?[0-9]{2})?)";

    /** What a text of a type has to be within another value, as a regular expression of small letters; empty for any. */
    static String meaningWithin(String type) {
        return meaningOfBound(type);
    }

    private static String meaningOfBound(String type) {
        var day = "-?infinity|[0-9]{4}[0-9]*-[0-9][0-9]-[0-9][0-9]";
        var time = "[t ][0-9][0-9]:[0-9][0-9](:[0-5][0-9]([.][0-9]+)?)?";
        return switch (type) {
            case "smallint", "integer", "bigint" -> "[+-]?[0-9]+";
            case "numeric", "real", "double precision" ->
                "nan|-?infinity|[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)(e[+-]?[0-9]+)?";
            case "date" -> day;
            case "timestamp without time zone" -> day + "(" + time + ")?";
            case "timestamp with time zone" -> day + time + "\\s*" + OFFSET;
            default -> meaning(type);
        };
    }

    /** Whether values of this type have a form of ours; of others only PostgreSQL knows which texts mean the same. */
    boolean isKnown() {
        return isNumber()
                || isTime()
                || isDate()
                || isJson()
                || isText()
                || base.equals("boolean")
                || base.equals("uuid")
                || base.equals("double precision")
                || base.equals("real");
    }

    /** The SQL that gives a value of this type as text; dates with a time as microseconds, without any zone. */
    public String asText(String expression) {
        return isTime()
                ? "case when isfinite(%1$s) then trunc(extract(epoch from %1$s) * 1000000)::text else %1$s::text end"
                        .formatted(expression)
                : expression + "::text";
    }

    /** The one form of what {@link #asText} gives. */
    public String canonical(String text) {
        return switch (base) {
            case "smallint", "integer", "bigint", "numeric" ->
                keepsDecimals() || text.equals("NaN") ? text : Canonical.number(new BigDecimal(text));
            case "double precision" -> Double.toString(Double.parseDouble(text));
            case "real" -> Float.toString(Float.parseFloat(text));
            case "character" -> text.replaceFirst(" +\\z", "");
            case "json", "jsonb" -> Canonical.jsonText(text);
            default -> text;
        };
    }

    /** Whether its numbers have the decimals that they were written with: {@code 1.0} is not {@code 1.00} then. */
    private boolean keepsDecimals() {
        return base.equals("numeric") && !isRounding();
    }

    /** A number of which the decimals that the type keeps are known. */
    String canonical(BigDecimal number) {
        return keepsDecimals() ? number.toPlainString() : Canonical.number(number);
    }

    /** The form of a canonical value that equal ones share: of numbers, without zeros at their end. */
    public String equalForm(String canonical) {
        return isNumber() ? Canonical.number(canonical).map(Canonical::number).orElse(canonical) : canonical;
    }

    /** Whether the type keeps only so many decimals. */
    boolean isRounding() {
        return base.equals("numeric") && modifier >= HEADER;
    }

    /** Microseconds of a moment as the type keeps them: halves go away from the year 2000, as PostgreSQL counts. */
    long keptMicros(long micros) {
        if (!isTime() || modifier < 0 || modifier > 5) {
            return micros;
        }
        long unit = Math.round(Math.pow(10, 6.0 - modifier));
        long since = micros - YEAR_2000;
        long kept = (Math.abs(since) + unit / 2) / unit * unit;
        return YEAR_2000 + (since < 0 ? -kept : kept);
    }

    /** Decimals that a rounding type keeps, in eleven bits with a sign: below zero it rounds tens, hundreds … */
    int scale() {
        int bits = (modifier - HEADER) & 0x7ff;
        return bits >= 0x400 ? bits - 0x800 : bits;
    }

    /** Digits before the decimal point that fit. */
    int wholeDigits() {
        return ((modifier - HEADER) >> 16) - scale();
    }

    int bits() {
        return switch (base) {
            case "smallint" -> 15;
            case "integer" -> 31;
            default -> 63;
        };
    }

    /** Characters that fit; -1 for any number. */
    public int characters() {
        return base.startsWith("character") && modifier > HEADER ? modifier - HEADER : -1;
    }
}
