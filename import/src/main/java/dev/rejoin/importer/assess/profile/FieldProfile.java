package dev.rejoin.importer.assess.profile;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rejoin.importer.assess.profile.ValueForm.Kind;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/** What is known of one path of an index while its documents are read, in memory that does not grow with them. */
public final class FieldProfile {
    private static final BigDecimal EXACT_IN_A_DOUBLE = BigDecimal.valueOf(1L << 53);
    private static final BigDecimal FIRST_EPOCH = BigDecimal.valueOf(100_000_000_000L);
    private static final BigDecimal LAST_EPOCH = BigDecimal.valueOf(5_000_000_000_000L);
    private static final double MOST_OF_THEM = 0.6;

    public final String path;
    public final ValueSketch values = new ValueSketch();
    public final TopValues top = new TopValues();
    public final Map<Kind, Long> kinds = new EnumMap<>(Kind.class);
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
        kinds.merge(Kind.OBJECT, 1L, Long::sum);
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
        } else if (node.isBoolean()) {
            kinds.merge(Kind.BOOLEAN, 1L, Long::sum);
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
        kinds.merge(plain.scale() > 0 ? Kind.DECIMAL : Kind.INTEGER, 1L, Long::sum);
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
    public Kind kind() {
        if (occurrences == 0) {
            return objects > 0 ? Kind.OBJECT : Kind.TEXT;
        }
        var counts = new EnumMap<Kind, Long>(kinds);
        counts.remove(Kind.OBJECT);
        boolean dated = dates() > occurrences / 2;
        long digits = counts.getOrDefault(Kind.DIGITS, 0L);
        counts.remove(Kind.DIGITS);
        if (digits > 0) {
            var meaning = dated && compactDates > 0
                    ? Kind.DATE
                    : numbers > 0 || counts.containsKey(Kind.DECIMAL) ? Kind.INTEGER : Kind.TEXT;
            counts.merge(meaning, digits, Long::sum);
        }
        counts.merge(Kind.DATE, counts.getOrDefault(Kind.IMPOSSIBLE_DATE, 0L), Long::sum);
        counts.remove(Kind.IMPOSSIBLE_DATE);
        if (dated) {
            return counts.getOrDefault(Kind.TIMESTAMP, 0L) > 0 ? Kind.TIMESTAMP : Kind.DATE;
        }
        if (counts.getOrDefault(Kind.DECIMAL, 0L) > 0
                && counts.getOrDefault(Kind.DECIMAL, 0L) + counts.getOrDefault(Kind.INTEGER, 0L)
                        > occurrences * MOST_OF_THEM) {
            return Kind.DECIMAL;
        }
        var first = counts.entrySet().stream()
                .max(Map.Entry.comparingByValue(Comparator.naturalOrder()))
                .orElseThrow();
        return first.getValue() > occurrences * MOST_OF_THEM ? first.getKey() : Kind.TEXT;
    }

    /** Values that are written as dates and nothing else. */
    private long dates() {
        return kinds.getOrDefault(Kind.DATE, 0L)
                + kinds.getOrDefault(Kind.TIMESTAMP, 0L)
                + kinds.getOrDefault(Kind.IMPOSSIBLE_DATE, 0L);
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

    public boolean isLeaf() {
        return occurrences > 0 || objects == 0;
    }

    /** Whether it holds whole numbers, but for a few slips: decimals, or lists. */
    boolean isMostlyWhole() {
        long whole = kinds.getOrDefault(Kind.INTEGER, 0L) + kinds.getOrDefault(Kind.DIGITS, 0L) + wholeDecimals;
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
