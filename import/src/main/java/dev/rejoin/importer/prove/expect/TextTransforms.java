package dev.rejoin.importer.prove.expect;

import dev.rejoin.importer.prove.expect.Specification.How;
import dev.rejoin.importer.prove.expect.Written.Numeral;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the mapping lets be done to a text before it is read: its transforms, and its list of values. */
final class TextTransforms {
    private static final Set<String> NOTATIONS = Set.of("decimal_comma", "decimal_point", "money", "digits", "phone");

    private TextTransforms() {}

    /** The text after transforms and the list of values; null where one of them does not take it. */
    static @Nullable String apply(Object written, How how) {
        var text = Written.text(written);
        for (var transform : how.transforms()) {
            // JSON writes numbers in one way only: no rule of people's notations is about them.
            text = written instanceof Numeral && NOTATIONS.contains(transform) ? text : apply(text, transform);
            if (text == null) {
                return null;
            }
        }
        if (how.values().isEmpty() || text.isEmpty() && !how.keepEmpty()) {
            return text;
        }
        var listed = how.values().get(text);
        return listed == null ? how.otherwise() : listed;
    }

    private static @Nullable String apply(String text, String transform) {
        return switch (transform) {
            case "trim" -> text.strip();
            case "upper" -> text.toUpperCase(Locale.ROOT);
            case "lower" -> text.toLowerCase(Locale.ROOT);
            case "collapse" -> String.join(" ", words(text));
            case "email" -> WrittenEmail.read(text);
            case "phone" -> only(text, "0123456789+");
            case "digits" -> only(text, "0123456789");
            case "first_word" -> words(text).getFirst();
            case "rest" -> {
                var stripped = text.strip();
                var first = words(text).getFirst();
                yield stripped.equals(first)
                        ? first
                        : stripped.substring(first.length()).strip();
            }
            case "money" -> money(text);
            case "month" -> text;
            case "boolean" -> truth(text.strip().toLowerCase(Locale.ROOT));
            case "decimal_comma" -> decimal(text, ',', '.');
            case "decimal_point" -> decimal(text, '.', ',');
            default -> throw new IllegalStateException("the transform " + transform + " cannot be proven");
        };
    }

    private static @Nullable String truth(String text) {
        return switch (text) {
            case "true",
                    "t",
                    "yes",
                    "y",
                    "on",
                    "1",
                    "oui",
                    "o",
                    "vrai",
                    "v",
                    "ja",
                    "j",
                    "wahr",
                    "sí",
                    "si",
                    "s",
                    "verdadero" -> "true";
            case "false", "f", "no", "n", "off", "0", "non", "faux", "nein", "falsch", "falso" -> "false";
            default -> null;
        };
    }

    /** A number of ASCII digits whose groups of three are told apart; null where they are not. */
    private static @Nullable String decimal(String written, char point, char otherPoint) {
        var text = written.strip();
        var sign = text.startsWith("-") || text.startsWith("\u2212") ? "-" : "";
        int at = sign.isEmpty() && !text.startsWith("+") ? 0 : 1;
        var whole = new StringBuilder();
        int group = 0;
        int groups = 0;
        for (; at < text.length() && text.charAt(at) != point; at++) {
            char c = text.charAt(at);
            if (c >= '0' && c <= '9') {
                whole.append(c);
                group++;
            } else if (c == otherPoint || " \t\n\u000b\f\r\u00a0\u2009\u202f'\u2019".indexOf(c) >= 0) {
                if (groups == 0 ? group < 1 || group > 3 : group != 3) {
                    return null;
                }
                groups++;
                group = 0;
            } else {
                return null;
            }
        }
        if (group == 0 || groups > 0 && group != 3) {
            return null;
        }
        if (at == text.length()) {
            return sign + whole;
        }
        var decimals = text.substring(at + 1);
        boolean digits = !decimals.isEmpty() && decimals.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits ? sign + whole + "." + decimals : null;
    }

    private static List<String> words(String text) {
        return List.of(text.strip().split("\\s+"));
    }

    private static String only(String text, String kept) {
        var result = new StringBuilder();
        text.chars().filter(c -> kept.indexOf(c) >= 0).forEach(c -> result.append((char) c));
        return result.toString();
    }

    private static String money(String text) {
        var result = new StringBuilder();
        for (char c : text.toCharArray()) {
            boolean dropped =
                    c == ' ' || (c >= '\t' && c <= '\r') || c == '\u00a0' || c == '\u202f' || "€$£".indexOf(c) >= 0;
            if (!dropped) {
                result.append(c == ',' ? '.' : c);
            }
        }
        return result.toString();
    }
}
