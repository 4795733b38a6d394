package dev.rejoin.importer.prove.expect;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One form for a value, whoever wrote it: a number of a column with so many decimals, a text that can be stored, JSON. Numbers
 * in JSON have the decimals that they were written with.
 */
public final class Canonical {

    private static final Pattern NUMBER = Pattern.compile("[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]+)?");
    private static final int LONGEST_NUMBER = 400;

    private Canonical() {}

    /** A number that the importer takes: written in at most 400 characters, and not of astronomical size. */
    public static Optional<BigDecimal> number(String written) {
        var text = written.strip();
        if (text.length() > LONGEST_NUMBER || !NUMBER.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            var number = new BigDecimal(text);
            return Math.abs((long) number.scale()) > LONGEST_NUMBER ? Optional.empty() : Optional.of(number);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    public static String number(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    /** A number rounded as the column's type keeps it. */
    static BigDecimal rounded(BigDecimal number, int scale) {
        var unit = BigDecimal.ONE.movePointLeft(scale);
        var halves = number.abs().divide(unit).add(new BigDecimal("0.5")).setScale(0, RoundingMode.DOWN);
        var result = halves.multiply(unit);
        return number.signum() < 0 ? result.negate() : result;
    }

    /** Text as PostgreSQL can store it: without the zero character and halves of surrogate pairs. */
    static String text(String written) {
        boolean plain = true;
        for (int i = 0; i < written.length() && plain; i++) {
            char c = written.charAt(i);
            plain = c != 0 && !Character.isSurrogate(c);
        }
        if (plain) {
            return written;
        }
        var kept = new StringBuilder();
        for (int i = 0; i < written.length(); i++) {
            char c = written.charAt(i);
            if (Character.isHighSurrogate(c)
                    && i + 1 < written.length()
                    && Character.isLowSurrogate(written.charAt(i + 1))) {
                kept.append(c).append(written.charAt(++i));
            } else if (c != 0 && !Character.isSurrogate(c)) {
                kept.append(c);
            }
        }
        return kept.toString();
    }

    /** JSON with sorted keys and numbers without powers of ten. */
    static String json(@Nullable Object value) {
        return switch (value) {
            case Spelling.Spelt spelt when spelt.written() != spelt -> json(spelt.written());
            case Map<?, ?> object -> {
                var sorted = new TreeMap<String, String>();
                object.forEach((key, inner) -> sorted.put(text(key.toString()), json(inner)));
                var parts = new ArrayList<String>();
                sorted.forEach((key, inner) -> parts.add(quoted(key) + ":" + inner));
                yield "{" + String.join(",", parts) + "}";
            }
            case List<?> list ->
                "[" + String.join(",", list.stream().map(Canonical::json).toList()) + "]";
            case Written.Numeral numeral ->
                number(Written.text(numeral)).map(BigDecimal::toPlainString).orElseGet(numeral::text);
            case String text -> quoted(text(text));
            case Boolean bool -> bool.toString();
            case null, default -> "null";
        };
    }

    /** Whether every number in it is one that the importer takes. */
    static boolean isOfASize(@Nullable Object value) {
        return switch (value) {
            case Map<?, ?> object -> object.values().stream().allMatch(Canonical::isOfASize);
            case List<?> list -> list.stream().allMatch(Canonical::isOfASize);
            case Written.Numeral numeral -> number(Written.text(numeral)).isPresent();
            case null, default -> true;
        };
    }

    /** A JSON text as PostgreSQL gives it, in the same form. */
    static String jsonText(String text) {
        return json(Written.parse(("{\"v\":" + text + "}").getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .<Object>map(object -> object.get("v"))
                .orElse(text));
    }

    /** A number as a column of eight bytes keeps it; empty where it is too large or too small for one. */
    static Optional<String> doubled(BigDecimal number) {
        double kept = number.doubleValue();
        boolean lost = Double.isInfinite(kept) || kept == 0 && number.signum() != 0;
        return lost ? Optional.empty() : Optional.of(Double.toString(kept));
    }

    /** The same for one of four bytes. */
    static Optional<String> single(BigDecimal number) {
        float kept = number.floatValue();
        boolean lost = Float.isInfinite(kept) || kept == 0 && number.signum() != 0;
        return lost ? Optional.empty() : Optional.of(Float.toString(kept));
    }

    private static String quoted(String text) {
        try {
            var out = new java.io.StringWriter();
            try (var generator = new com.fasterxml.jackson.core.JsonFactory().createGenerator(out)) {
                generator.writeString(text);
            }
            return out.toString();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
