package dev.rejoin.importer.assess.profile;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rejoin.importer.assess.profile.ValueForm.ValueKind;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is known of one path of an index while its documents are read, in memory that does not grow with them. */
public final class FieldProfile {
    private static final BigDecimal EXACT_IN_A_DOUBLE = BigDecimal.valueOf(1L << 53);
    private static final BigDecimal FIRST_EPOCH = BigDecimal.valueOf(100_000_000_000L);
    private static final BigDecimal LAST_EPOCH = BigDecimal.valueOf(5_000_000_000_000L);
    private static final double MOST_OF_THEM = 0.6;
    /** One in so many is enough for dates not to be there by accident. */
    private static final int FEW = 10;

    private static final String NUMBERS = "numbers";
    private static final String NUMBERS_AS_TEXT = "numbers written as text";
    private static final String BOOLEANS = "true or false";
    private static final String BOOLEANS_AS_TEXT = "true or false written as text";
    private static final String NO_DATES = "dates that do not exist";
    private static final String TEXTS = "other texts";

    /**
     * Values of one kind among others.
     *
     * @param example the first of them
     */
    public record Mixed(String kind, long count, String example) {}

    public final String path;
    public final ValueSketch values = new ValueSketch();
    public final TopValues top = new TopValues();
    public final Map<ValueKind, Long> kinds = new EnumMap<>(ValueKind.class);
    final Map<String, Long> dateFormats = new TreeMap<>();
    private long lastDocument = -1;
    public long documents;
    public long occurrences;
    public long nulls;
    public long empties;
    public long objects;
    public long arrays;
    public long emptyArrays;
    long elements;
    public long scalars;
    public long mostElements;
    public long numbers;
    public long numbersAsText;
    long booleans;
    public long booleansAsText;
    public long beyondDouble;
    long wholeDecimals;
    public long epochs;
    long compactDates;
    public long leadingZeros;
    public long zoneless;
    long ownIds;
    public int mostDecimals;
    public int longest;
    private final Map<String, String> examples = new HashMap<>();
    private BigDecimal least = BigDecimal.ZERO;
    private BigDecimal greatest = BigDecimal.ZERO;

    FieldProfile(String path) {
        this.path = path;
    }

    void seen(long document) {
        if (document != lastDocument) {
            lastDocument = document;
            documents++;
        }
    }

    void array(int size) {
        arrays++;
        mostElements = Math.max(mostElements, size);
        if (size == 0) {
            emptyArrays++;
        }
    }

    void object() {
        objects++;
        kinds.merge(ValueKind.OBJECT, 1L, Long::sum);
    }

    /** Takes a scalar: a value, null or an empty text. */
    void scalar(JsonNode node, boolean inArray, String id) {
        if (node.isNull()) {
            nulls++;
            return;
        }
        if (node.isTextual() && node.textValue().isEmpty()) {
            empties++;
            return;
        }
        if (inArray) {
            elements++;
        } else {
            scalars++;
        }
        occurrences++;
        var text = node.asText();
        if (node.isNumber()) {
            number(node.decimalValue());
            examples.putIfAbsent(NUMBERS, text);
        } else if (node.isBoolean()) {
            kinds.merge(ValueKind.BOOLEAN, 1L, Long::sum);
            booleans++;
            examples.putIfAbsent(BOOLEANS, text);
        } else {
            text(text);
        }
        values.add(text);
        top.add(text);
        longest = Math.max(longest, text.length());
        if (text.equals(id)) {
            ownIds++;
        }
    }

    private void number(BigDecimal value) {
        numbers++;
        least = numbers == 1 ? value : least.min(value);
        greatest = numbers == 1 ? value : greatest.max(value);
        var plain = value.stripTrailingZeros();
        mostDecimals = Math.max(mostDecimals, plain.scale());
        kinds.merge(plain.scale() > 0 ? ValueKind.DECIMAL : ValueKind.INTEGER, 1L, Long::sum);
        if (plain.scale() <= 0) {
            var size = value.abs();
            beyondDouble += size.compareTo(EXACT_IN_A_DOUBLE) > 0 ? 1 : 0;
            epochs += size.compareTo(FIRST_EPOCH) >= 0 && size.compareTo(LAST_EPOCH) < 0 ? 1 : 0;
        }
    }

    private void text(String text) {
        var form = ValueForm.of(text);
        kinds.merge(form.kind(), 1L, Long::sum);
        form.dateFormat().ifPresent(format -> dateFormats.merge(format, 1L, Long::sum));
        examples.putIfAbsent(
                switch (form.kind()) {
                    case DATE, TIMESTAMP ->
                        form.dateFormat().map(FieldProfile::datesIn).orElse(TEXTS);
                    case IMPOSSIBLE_DATE -> NO_DATES;
                    case DIGITS, DECIMAL -> NUMBERS_AS_TEXT;
                    case BOOLEAN -> BOOLEANS_AS_TEXT;
                    default -> TEXTS;
                },
                text);
        switch (form.kind()) {
            case DIGITS -> {
                numbersAsText++;
                leadingZeros += text.startsWith("0") && text.length() > 1 ? 1 : 0;
                compactDates += ValueForm.isCompactDate(text) ? 1 : 0;
            }
            case DECIMAL -> {
                numbersAsText++;
                wholeDecimals += text.matches("-?[0-9]+[.,]0+") ? 1 : 0;
            }
            case BOOLEAN -> booleansAsText++;
            case TIMESTAMP -> zoneless += text.matches(".*(Z|[+-][0-9]{2}:?([0-9]{2})?)") ? 0 : 1;
            default -> {}
        }
    }

    /** What most of its values are, once the field as a whole tells what digits in text mean. */
    public ValueKind kind() {
        if (occurrences == 0) {
            return objects > 0 ? ValueKind.OBJECT : ValueKind.TEXT;
        }
        var counts = new EnumMap<ValueKind, Long>(kinds);
        counts.remove(ValueKind.OBJECT);
        boolean dated = dates() > occurrences / 2;
        long digits = counts.getOrDefault(ValueKind.DIGITS, 0L);
        counts.remove(ValueKind.DIGITS);
        if (digits > 0) {
            var meaning = dated && compactDates > 0
                    ? ValueKind.DATE
                    : numbers > 0 || counts.containsKey(ValueKind.DECIMAL) ? ValueKind.INTEGER : ValueKind.TEXT;
            counts.merge(meaning, digits, Long::sum);
        }
        counts.merge(ValueKind.DATE, counts.getOrDefault(ValueKind.IMPOSSIBLE_DATE, 0L), Long::sum);
        counts.remove(ValueKind.IMPOSSIBLE_DATE);
        if (dated) {
            return counts.getOrDefault(ValueKind.TIMESTAMP, 0L) > 0 ? ValueKind.TIMESTAMP : ValueKind.DATE;
        }
        if (counts.getOrDefault(ValueKind.DECIMAL, 0L) > 0
                && counts.getOrDefault(ValueKind.DECIMAL, 0L) + counts.getOrDefault(ValueKind.INTEGER, 0L)
                        > occurrences * MOST_OF_THEM) {
            return ValueKind.DECIMAL;
        }
        var first = counts.entrySet().stream()
                .max(Map.Entry.comparingByValue(Comparator.naturalOrder()))
                .orElseThrow();
        return first.getValue() > occurrences * MOST_OF_THEM ? first.getKey() : ValueKind.TEXT;
    }

    /** Values that are written as dates and nothing else. */
    private long dates() {
        return kinds.getOrDefault(ValueKind.DATE, 0L)
                + kinds.getOrDefault(ValueKind.TIMESTAMP, 0L)
                + kinds.getOrDefault(ValueKind.IMPOSSIBLE_DATE, 0L);
    }

    /** All date formats of a field of dates, with epochs and dates without separators. */
    public Map<String, Long> allDateFormats() {
        var formats = new TreeMap<>(dateFormats);
        if (compactDates > 0) {
            formats.put("yyyyMMdd", compactDates);
        }
        if (epochs > 0) {
            formats.put("epoch_millis", epochs);
        }
        return formats;
    }

    /**
     * What it holds of several kinds that no one type takes, by their names, the most frequent first; empty where it holds
     * one kind, a few dates among texts, or what other remarks say.
     */
    public List<Mixed> mixture() {
        long impossible = kinds.getOrDefault(ValueKind.IMPOSSIBLE_DATE, 0L);
        long strings = occurrences - numbers - booleans;
        long texts = strings - dates() - numbersAsText - booleansAsText;
        boolean onlyNumbers = booleans == 0 && strings == numbersAsText;
        boolean onlyBooleans = numbers == 0 && strings == booleansAsText;
        boolean onlyDates = booleans == 0 && numbers == epochs && strings == dates() + compactDates;
        boolean severalOfJson = (numbers > 0 ? 1 : 0) + (booleans > 0 ? 1 : 0) + (strings > 0 ? 1 : 0) > 1;
        boolean datesAndOthers = strings > dates() && dates() * FEW >= occurrences && dates() > 0;
        if (onlyNumbers || onlyBooleans || onlyDates || !severalOfJson && !datesAndOthers) {
            return List.of();
        }
        var counts = new HashMap<String, Long>(Map.of(
                NUMBERS, numbers,
                BOOLEANS, booleans,
                NUMBERS_AS_TEXT, numbersAsText,
                BOOLEANS_AS_TEXT, booleansAsText,
                NO_DATES, impossible,
                TEXTS, texts));
        dateFormats.forEach((format, n) -> counts.put(datesIn(format), n));
        return counts.entrySet().stream()
                .filter(count -> count.getValue() > 0)
                .map(count -> new Mixed(count.getKey(), count.getValue(), examples.getOrDefault(count.getKey(), "")))
                .sorted(Comparator.comparing(Mixed::count).reversed().thenComparing(Mixed::kind))
                .toList();
    }

    private static String datesIn(String format) {
        return "dates in the format " + format;
    }

    public boolean isLeaf() {
        return occurrences > 0 || objects == 0;
    }

    /** Whether it holds whole numbers, but for a few slips: decimals, or lists. */
    boolean isMostlyWhole() {
        long whole =
                kinds.getOrDefault(ValueKind.INTEGER, 0L) + kinds.getOrDefault(ValueKind.DIGITS, 0L) + wholeDecimals;
        return whole > occurrences * MOST_OF_THEM && arrays * 2 < documents;
    }

    public boolean repeatsOwnId() {
        return ownIds > 0 && ownIds == occurrences;
    }

    /** Whether no value came twice, as far as they are kept. */
    public boolean unique() {
        return occurrences > 0 && !values.repeats();
    }

    public String range() {
        return numbers == 0 ? "" : least.toPlainString() + " to " + greatest.toPlainString();
    }

    String leaf() {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    public String parent() {
        int dot = path.lastIndexOf('.');
        return dot < 0 ? "" : path.substring(0, dot);
    }
}
