package dev.rejoin.importer.prove.expect;

import dev.rejoin.importer.prove.expect.Written.Numeral;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What values that are made of several mean: places on earth, ranges, bytes, JSON as a text. */
final class WrittenWhole {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    private static final String LETTERS = "0123456789bcdefghjkmnpqrstuvwxyz";

    /** Degrees east and north. */
    record Degrees(BigDecimal east, BigDecimal north) {}

    private WrittenWhole() {}

    static Optional<Degrees> place(Object value) {
        if (value instanceof Map<?, ?> object) {
            if (object.containsKey("coordinates")) {
                return String.valueOf(object.get("type"))
                                        .toLowerCase(Locale.ROOT)
                                        .equals("point")
                                && object.get("coordinates") instanceof List<?> list
                        ? list(list)
                        : Optional.empty();
            }
            return place(degrees(object.get("lon")), degrees(object.get("lat")));
        }
        if (value instanceof List<?> list) {
            return list(list);
        }
        return value instanceof String text ? text(text.strip()) : Optional.empty();
    }

    private static Optional<Degrees> list(List<?> list) {
        boolean numbers = list.stream().allMatch(Numeral.class::isInstance);
        return numbers && (list.size() == 2 || list.size() == 3)
                ? place(degrees(list.get(0)), degrees(list.get(1)))
                : Optional.empty();
    }

    private static @Nullable BigDecimal degrees(@Nullable Object value) {
        return value instanceof Numeral || value instanceof String
                ? Canonical.number(Written.text(value).strip()).orElse(null)
                : null;
    }

    private static Optional<Degrees> place(@Nullable BigDecimal east, @Nullable BigDecimal north) {
        return east == null
                        || north == null
                        || east.abs().compareTo(new BigDecimal("180")) > 0
                        || north.abs().compareTo(new BigDecimal("90")) > 0
                ? Optional.empty()
                : Optional.of(new Degrees(east, north));
    }

    private static Optional<Degrees> text(String text) {
        if (text.indexOf(',') >= 0) {
            var numbers = text.split(",", -1);
            return numbers.length == 2 || numbers.length == 3 && degrees(numbers[2]) != null
                    ? place(degrees(numbers[1]), degrees(numbers[0]))
                    : Optional.empty();
        }
        var upper = text.toUpperCase(Locale.ROOT);
        int open = text.indexOf('(');
        if (upper.startsWith("POINT") && open > 0 && text.endsWith(")")) {
            var kind = upper.substring(5, open).strip();
            var numbers = text.substring(open + 1, text.length() - 1).strip().split("\\s+");
            return (kind.isEmpty() || kind.equals("Z")) && (numbers.length == 2 || numbers.length == 3)
                    ? place(degrees(numbers[0]), degrees(numbers[1]))
                    : Optional.empty();
        }
        return corner(text.toLowerCase(Locale.ROOT));
    }

    /** The south-west corner of a geohash: all its bits, those of longitude first, as fractions of the whole turn. */
    private static Optional<Degrees> corner(String hash) {
        if (hash.isEmpty() || hash.length() > 12) {
            return Optional.empty();
        }
        var bits = new StringBuilder();
        for (int i = 0; i < hash.length(); i++) {
            int letter = LETTERS.indexOf(hash.charAt(i));
            if (letter < 0) {
                return Optional.empty();
            }
            bits.append(Integer.toBinaryString(32 + letter), 1, 6);
        }
        long east = 0;
        long north = 0;
        for (int i = 0; i < bits.length(); i++) {
            if (i % 2 == 0) {
                east = 2 * east + bits.charAt(i) - '0';
            } else {
                north = 2 * north + bits.charAt(i) - '0';
            }
        }
        return place(fraction(east, (bits.length() + 1) / 2, 360), fraction(north, bits.length() / 2, 180));
    }

    private static BigDecimal fraction(long steps, int bits, int whole) {
        var degrees = BigDecimal.valueOf(steps)
                .multiply(BigDecimal.valueOf(whole))
                .divide(BigDecimal.TWO.pow(bits))
                .subtract(BigDecimal.valueOf(whole / 2));
        return degrees.signum() == 0 ? BigDecimal.ZERO : degrees.stripTrailingZeros();
    }

    /** A range as PostgreSQL reads it; empty where it is none or one of its bounds cannot be read. */
    static Optional<String> range(Object value, Function<Object, Optional<String>> bound) {
        if (!(value instanceof Map<?, ?> object) || object.isEmpty()) {
            return Optional.empty();
        }
        var from = "";
        var to = "";
        var open = "(";
        var close = ")";
        int seenLower = 0;
        int seenUpper = 0;
        for (var field : object.entrySet()) {
            var said = field.getValue();
            var read = said == Written.NULL
                    ? Optional.of("")
                    : said instanceof Map<?, ?> || said instanceof List<?>
                            ? Optional.<String>empty()
                            : bound.apply(said).map(text -> "\"" + text + "\"");
            if (read.isEmpty()) {
                return Optional.empty();
            }
            switch (field.getKey().toString()) {
                case "gte", "gt" -> {
                    from = read.get();
                    open = field.getKey().equals("gte") ? "[" : "(";
                    seenLower++;
                }
                case "lte", "lt" -> {
                    to = read.get();
                    close = field.getKey().equals("lte") ? "]" : ")";
                    seenUpper++;
                }
                default -> {
                    return Optional.empty();
                }
            }
        }
        return seenLower > 1 || seenUpper > 1 ? Optional.empty() : Optional.of(open + from + "," + to + close);
    }

    /** Base 64 (RFC 4648, with or without its padding) as PostgreSQL writes bytes. */
    static Optional<String> bytes(Object value) {
        if (!(value instanceof String text)) {
            return Optional.empty();
        }
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == '=') {
            end--;
        }
        int padding = text.length() - end;
        if (end % 4 == 1 || padding > 2 || padding > 0 && text.length() % 4 != 0) {
            return Optional.empty();
        }
        var bytes = new ArrayList<Byte>();
        int held = 0;
        int bits = 0;
        for (int i = 0; i < end; i++) {
            int six = ALPHABET.indexOf(text.charAt(i));
            if (six < 0) {
                return Optional.empty();
            }
            held = (held << 6 | six) & 0xFFFF;
            bits += 6;
            if (bits >= 8) {
                bits -= 8;
                bytes.add((byte) (held >> bits));
            }
        }
        var all = new byte[bytes.size()];
        for (int i = 0; i < all.length; i++) {
            all[i] = bytes.get(i);
        }
        return Optional.of("\\x" + HexFormat.of().formatHex(all));
    }

    /** JSON in the order in which it is written, without white space. */
    static String json(Object value) {
        return switch (value) {
            case Spelling.Spelt spelt when spelt.written() != spelt -> json(spelt.written());
            case Map<?, ?> object -> {
                var fields = new ArrayList<String>();
                object.forEach((key, inner) -> fields.add(Canonical.json(key.toString()) + ":" + json(inner)));
                yield "{" + String.join(",", fields) + "}";
            }
            case List<?> list ->
                "[" + String.join(",", list.stream().map(WrittenWhole::json).toList()) + "]";
            case Numeral numeral -> Written.text(numeral);
            default -> Canonical.json(value);
        };
    }
}
