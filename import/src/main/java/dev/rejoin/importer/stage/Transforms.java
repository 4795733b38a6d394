package dev.rejoin.importer.stage;

import dev.rejoin.importer.finding.FindingCode;
import dev.rejoin.importer.mapping.Mapping.Transform;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a mapping has done to a text before its type is looked at. */
final class Transforms {
    /** Of what cannot be seen, or is more than an address, nothing. A NUL is taken away later, as in any text. */
    private static final String UNSEEN = "\\s\\p{Z}\\p{Cf}@;,<>()";

    private static final Pattern EMAIL = Pattern.compile(
            "([^%1$s:]+|\"[\\p{L}\\p{M}\\p{N}\\p{P}\\p{S} &&[^\"\\\\@]]+\")@[^%1$s]+\\.[^%1$s.]+".formatted(UNSEEN));

    /** What was copied along with an address. */
    private static final Pattern AROUND =
            Pattern.compile("\\A%1$s++|(?<!%1$s)%1$s++\\z".formatted("[\\s\\x1c-\\x1f\\p{Z}\\p{Cf}]"));

    private static final Pattern WHITE_SPACE = Pattern.compile("\\s+");
    private static final Set<String> TRUE = Set.of(
            "true",
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
            "verdadero");
    private static final Set<String> FALSE =
            Set.of("false", "f", "no", "n", "off", "0", "non", "faux", "nein", "falsch", "falso");

    private static final Set<Transform> OF_WRITTEN_NUMBERS = EnumSet.of(
            Transform.MONEY, Transform.DECIMAL_COMMA, Transform.DECIMAL_POINT, Transform.DIGITS, Transform.PHONE);

    private Transforms() {}

    /** Says that a value cannot be taken. */
    interface Refusing {
        /** @return null, which stands for the value */
        @Nullable
        String refuse(FindingCode code, String value, String message);
    }

    /**
     * The text as the mapping wants it; null where it cannot be that.
     *
     * @param number whether JSON has it as a number: how people write numbers says nothing of it, its point is a point
     */
    static @Nullable String apply(List<Transform> transforms, String value, boolean number, Refusing bad) {
        var text = value;
        for (var transform : transforms) {
            if (number && OF_WRITTEN_NUMBERS.contains(transform)) {
                continue;
            }
            text = switch (transform) {
                case TRIM -> text.strip();
                case UPPER -> text.toUpperCase(Locale.ROOT);
                case LOWER -> text.toLowerCase(Locale.ROOT);
                case COLLAPSE -> WHITE_SPACE.matcher(text.strip()).replaceAll(" ");
                case EMAIL -> AROUND.matcher(text).replaceAll("").toLowerCase(Locale.ROOT);
                case PHONE -> text.replaceAll("[^0-9+]", "");
                case DIGITS -> text.replaceAll("[^0-9]", "");
                case FIRST_WORD -> words(text)[0];
                case REST -> rest(text);
                case MONTH -> text;
                case MONEY -> text.replaceAll("[\\s\\u00a0\\u202f€$£]", "").replace(',', '.');
                case BOOLEAN -> text.strip().toLowerCase(Locale.ROOT);
                case DECIMAL_COMMA -> decimal(text, ',').orElse(null);
                case DECIMAL_POINT -> decimal(text, '.').orElse(null);
                case LATITUDE, LONGITUDE, JSON -> text;
            };
            if (text == null) {
                return bad.refuse(
                        FindingCode.BAD_NUMBER,
                        value,
                        "this is not a number of digits in groups of three, as %s reads them"
                                .formatted(transform.name().toLowerCase(Locale.ROOT)));
            }
            if (transform == Transform.BOOLEAN) {
                text = TRUE.contains(text) ? "true" : FALSE.contains(text) ? "false" : text;
                if (!text.matches("true|false")) {
                    return bad.refuse(
                            FindingCode.BAD_BOOLEAN, value, "this is no way to write true or false that is known");
                }
            }
            if (transform == Transform.EMAIL && !EMAIL.matcher(text).matches()) {
                return bad.refuse(FindingCode.BAD_EMAIL, value, "this is not an e-mail address");
            }
        }
        return text;
    }

    /** A number that is grouped by threes, as a plain one. */
    private static Optional<String> decimal(String text, char point) {
        var groups = point == ',' ? "[.\\s\\u00a0\\u2009\\u202f'\u2019]" : "[,\\s\\u00a0\\u2009\\u202f'\u2019]";
        var plain = text.strip().replace('\u2212', '-');
        var number = Pattern.compile("([-+]?)(\\d+|\\d{1,3}(?:%1$s\\d{3})+)(?:%2$s(\\d+))?"
                        .formatted(groups, Pattern.quote(String.valueOf(point))))
                .matcher(plain);
        if (!number.matches()) {
            return Optional.empty();
        }
        return Optional.of((number.group(1).equals("-") ? "-" : "")
                + number.group(2).replaceAll("\\D", "")
                + (number.group(3) == null ? "" : "." + number.group(3)));
    }

    private static String[] words(String text) {
        return WHITE_SPACE.split(text.strip(), 2);
    }

    private static String rest(String text) {
        var words = words(text);
        return words.length > 1 ? words[1].strip() : words[0];
    }
}
