package dev.rejoin.importer.assess.profile;

import dev.rejoin.importer.mapping.DateFormats;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a text looks like: an e-mail address, a date in some format, a number, or just text. */
public record ValueForm(ValueKind kind, Optional<String> dateFormat) {

    /** The kinds of value that fields are sorted by. */
    public enum ValueKind {
        TEXT,
        EMAIL,
        URL,
        PHONE,
        UUID,
        /** Digits written as text: a number, a code or a compact date, which only the whole field can tell. */
        DIGITS,
        INTEGER,
        DECIMAL,
        BOOLEAN,
        DATE,
        TIMESTAMP,
        /** Has a date's shape, but is none, such as 31/02/2011. */
        IMPOSSIBLE_DATE,
        OBJECT
    }

    private static final Map<String, List<String>> DATES = Map.ofEntries(
            Map.entry("9999-99-99", List.of("iso")),
            Map.entry("99/99/9999", List.of("dd/MM/yyyy", "MM/dd/yyyy")),
            Map.entry("9999/99/99", List.of("yyyy/MM/dd")),
            Map.entry("99.99.9999", List.of("dd.MM.yyyy")),
            Map.entry("99-99-9999", List.of("dd-MM-yyyy", "MM-dd-yyyy")),
            Map.entry("9999-99", List.of("yyyy-MM")),
            Map.entry("99/9999", List.of("MM/yyyy")));
    private static final Map<String, List<String>> TIMES = Map.ofEntries(
            Map.entry("99/99/9999 99:99", List.of("dd/MM/yyyy HH:mm", "MM/dd/yyyy HH:mm")),
            Map.entry("99/99/9999 99:99:99", List.of("dd/MM/yyyy HH:mm:ss", "MM/dd/yyyy HH:mm:ss")),
            Map.entry("9999/99/99 99:99", List.of("yyyy/MM/dd HH:mm")),
            Map.entry("9999/99/99 99:99:99", List.of("yyyy/MM/dd HH:mm:ss")),
            Map.entry("99.99.9999 99:99", List.of("dd.MM.yyyy HH:mm")));
    private static final Pattern ISO_TIME = Pattern.compile("9999-99-99[T ]99:99(:99)?([.]9+)?(Z|[+-]99:?(99)?)?");
    private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s]+");
    private static final Pattern URL = Pattern.compile("https?://\\S+");
    private static final Pattern UUID =
            Pattern.compile("\\p{XDigit}{8}-\\p{XDigit}{4}-\\p{XDigit}{4}-\\p{XDigit}{4}-\\p{XDigit}{12}");
    private static final Pattern PHONE = Pattern.compile("\\+?[0-9][0-9 ().-]{7,19}");
    private static final Pattern DIGITS = Pattern.compile("-?[0-9]{1,20}");
    private static final Pattern DECIMAL =
            Pattern.compile("-?([0-9]{1,15}|[0-9]{1,3}([ \\u00a0\\u202f][0-9]{3}){1,4})[.,][0-9]{1,6}");
    private static final int LONGEST_DATE = 35;

    private static final Map<ValueKind, ValueForm> PLAIN = new HashMap<>();

    static {
        for (var kind : ValueKind.values()) {
            PLAIN.put(kind, new ValueForm(kind, Optional.empty()));
        }
    }

    static ValueForm plain(ValueKind kind) {
        return PLAIN.get(kind);
    }

    static ValueForm of(String text) {
        if (text.length() > 320) {
            return plain(ValueKind.TEXT);
        }
        var first = text.charAt(0);
        if (first >= '0' && first <= '9' || first == '+' || first == '-') {
            return ofDigits(text);
        }
        if (text.equals("true") || text.equals("false")) {
            return plain(ValueKind.BOOLEAN);
        }
        if (text.indexOf('@') > 0 && EMAIL.matcher(text).matches()) {
            return plain(ValueKind.EMAIL);
        }
        if (first == 'h' && URL.matcher(text).matches()) {
            return plain(ValueKind.URL);
        }
        return plain(text.length() == 36 && UUID.matcher(text).matches() ? ValueKind.UUID : ValueKind.TEXT);
    }

    private static ValueForm ofDigits(String text) {
        if (DIGITS.matcher(text).matches()) {
            return plain(ValueKind.DIGITS);
        }
        if (DECIMAL.matcher(text).matches()) {
            return plain(ValueKind.DECIMAL);
        }
        if (text.length() <= LONGEST_DATE) {
            var date = date(text);
            if (date.isPresent()) {
                return date.get();
            }
        }
        if (text.length() == 36 && UUID.matcher(text).matches()) {
            return plain(ValueKind.UUID);
        }
        if (EMAIL.matcher(text).matches()) {
            return plain(ValueKind.EMAIL);
        }
        return plain(PHONE.matcher(text).matches() ? ValueKind.PHONE : ValueKind.TEXT);
    }

    private static Optional<ValueForm> date(String text) {
        var shape = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            shape.append(c >= '0' && c <= '9' ? '9' : c);
        }
        var key = shape.toString();
        if (DATES.containsKey(key)) {
            return Optional.of(read(text, DATES.get(key), ValueKind.DATE));
        }
        if (TIMES.containsKey(key)) {
            return Optional.of(read(text, TIMES.get(key), ValueKind.TIMESTAMP));
        }
        return ISO_TIME.matcher(key).matches()
                ? Optional.of(read(text, List.of("iso"), ValueKind.TIMESTAMP))
                : Optional.empty();
    }

    private static ValueForm read(String text, List<String> formats, ValueKind kind) {
        for (var format : formats) {
            if (DateFormats.of(format).instant(text, ZoneOffset.UTC).isPresent()) {
                return new ValueForm(kind, Optional.of(format));
            }
        }
        return plain(ValueKind.IMPOSSIBLE_DATE);
    }

    /** Whether eight digits are a date without separators. */
    static boolean isCompactDate(String digits) {
        return digits.length() == 8
                && digits.matches("(19|20)[0-9]{6}")
                && DateFormats.of("yyyyMMdd").date(digits, ZoneOffset.UTC).isPresent();
    }
}
