package dev.rejoin.importer.mapping;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/** A number as the importer reads it from text: with the digits 0 to 9, and not of astronomical size. */
public final class WrittenNumber {
    private static final Pattern WRITTEN = Pattern.compile("[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]+)?");
    private static final int LONGEST = 400;

    private WrittenNumber() {}

    /** The number, exactly; empty for what is none, takes more than 400 characters, or has an exponent beyond 400. */
    public static Optional<BigDecimal> read(String text) {
        var stripped = text.strip();
        if (stripped.length() > LONGEST || !WRITTEN.matcher(stripped).matches()) {
            return Optional.empty();
        }
        try {
            var number = new BigDecimal(stripped);
            return Math.abs((long) number.scale()) > LONGEST ? Optional.empty() : Optional.of(number);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
