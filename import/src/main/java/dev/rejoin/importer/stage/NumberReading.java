package dev.rejoin.importer.stage;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rejoin.importer.catalog.TargetColumn;
import dev.rejoin.importer.finding.FindingCode;
import dev.rejoin.importer.mapping.WrittenNumber;
import dev.rejoin.importer.stage.Converter.Doubts;
import dev.rejoin.importer.stage.Transforms.Refusing;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads numbers into a column of some type: exactly, or rounded as the column does and never in silence. */
record NumberReading(TargetColumn column, Refusing bad) {
    private static final BigInteger TWO_TO_53 = BigInteger.TWO.pow(53);
    private static final BigInteger TWO_TO_53_NEGATIVE = TWO_TO_53.negate();
    private static final Map<String, BigInteger[]> INTEGERS =
            Map.of("smallint", range(15), "integer", range(31), "bigint", range(63));

    /** A number that JavaScript and Kibana have shown otherwise is worth knowing of. */
    static void noteBeyond53Bits(JsonNode value, Doubts doubts) {
        if (value.isIntegralNumber() && beyond53Bits(value.bigIntegerValue())) {
            doubts.add(
                    FindingCode.INTEGER_BEYOND_2_53,
                    value.asText(),
                    "this integer is larger than 2^53: JavaScript and Kibana showed it rounded; here it is read exactly");
        }
    }

    @Nullable
    String integer(String text, JsonNode source, Doubts doubts) {
        var number = number(text, source, doubts);
        if (number.isEmpty()) {
            return null;
        }
        try {
            var whole = number.get().toBigIntegerExact();
            var range = INTEGERS.get(column.base());
            if (range != null && whole.compareTo(range[0]) >= 0 && whole.compareTo(range[1]) <= 0) {
                return whole.toString();
            }
            return bad.refuse(
                    FindingCode.NUMBER_OUT_OF_RANGE, text, "this number does not fit the type " + column.type());
        } catch (ArithmeticException e) {
            return bad.refuse(FindingCode.BAD_NUMBER, text, "a whole number is expected");
        }
    }

    @Nullable
    String numeric(String text, JsonNode source, Doubts doubts) {
        var number = number(text, source, doubts);
        if (number.isEmpty() || column.typmod() < 0) {
            return number.map(BigDecimal::toPlainString).orElse(null);
        }
        int precision = (column.typmod() - 4) >> 16;
        // Eleven bits with a sign: a scale below zero rounds before the decimal point.
        int scale = ((column.typmod() - 4 & 0x7ff) ^ 0x400) - 0x400;
        var rounded = number.get().setScale(scale, RoundingMode.HALF_UP);
        if (rounded.precision() - rounded.scale() > precision - scale) {
            return bad.refuse(
                    FindingCode.NUMBER_OUT_OF_RANGE, text, "this number does not fit the type " + column.type());
        }
        if (rounded.compareTo(number.get()) != 0) {
            doubts.add(
                    FindingCode.NUMBER_ROUNDED,
                    text,
                    "the column keeps %d decimals: rounded to %s".formatted(scale, rounded.toPlainString()));
        }
        return rounded.toPlainString();
    }

    private Optional<BigDecimal> number(String text, JsonNode source, Doubts doubts) {
        var number = WrittenNumber.read(text);
        if (number.isEmpty()) {
            bad.refuse(FindingCode.BAD_NUMBER, text, "this is not a number");
        } else if (source.isTextual()) {
            doubts.add(FindingCode.NUMBER_AS_STRING, text, "a number was written as text");
        }
        return number;
    }

    /** PostgreSQL refuses what a floating point column cannot hold, and rounds what it can. */
    @Nullable
    String floating(String text, JsonNode source, Doubts doubts) {
        var number = number(text, source, doubts);
        if (number.isEmpty()) {
            return null;
        }
        boolean single = column.base().equals("real");
        double kept = single ? number.get().floatValue() : number.get().doubleValue();
        if (Double.isInfinite(kept) || kept == 0 && number.get().signum() != 0) {
            return bad.refuse(
                    FindingCode.NUMBER_OUT_OF_RANGE, text, "this number does not fit the type " + column.type());
        }
        var shown = single ? Float.toString((float) kept) : Double.toString(kept);
        if (new BigDecimal(shown).compareTo(number.get()) != 0) {
            doubts.add(
                    FindingCode.NUMBER_ROUNDED, text, "the column keeps floating point numbers: rounded to " + shown);
        }
        return number.get().toString();
    }

    /** Whether JSON holds a number that is too large or too small to be kept. */
    static boolean holdsAstronomicalNumber(JsonNode value) {
        return value.isNumber()
                ? WrittenNumber.read(value.isBigDecimal() ? value.decimalValue().toString() : value.asText())
                        .isEmpty()
                : value.valueStream().anyMatch(NumberReading::holdsAstronomicalNumber);
    }

    private static boolean beyond53Bits(BigInteger number) {
        return number.compareTo(TWO_TO_53) > 0 || number.compareTo(TWO_TO_53_NEGATIVE) < 0;
    }

    private static BigInteger[] range(int bits) {
        var top = BigInteger.TWO.pow(bits);
        return new BigInteger[] {top.negate(), top.subtract(BigInteger.ONE)};
    }
}
