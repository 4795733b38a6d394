package dev.rejoin.importer.assess.profile;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The most frequent values (Misra and Gries 1982): exact while there are few, else each count may be too small by what
 * {@link #error()} says.
 */
public final class TopValues {
    private static final int KEPT = 256;
    private static final int LONGEST = 80;

    /** A value and how often it came. */
    public record Top(String value, long count) {}

    private final Map<String, Long> counts = new HashMap<>();
    private long error;

    void add(String value) {
        var key = value.codePointCount(0, value.length()) > LONGEST
                ? value.substring(0, value.offsetByCodePoints(0, LONGEST))
                : value;
        counts.merge(key, 1L, Long::sum);
        if (counts.size() > KEPT) {
            error++;
            counts.replaceAll((k, count) -> count - 1);
            counts.values().removeIf(count -> count == 0);
        }
    }

    long error() {
        return error;
    }

    public List<Top> first(int most) {
        return counts.entrySet().stream()
                .map(e -> new Top(e.getKey(), e.getValue()))
                .sorted(Comparator.comparingLong(Top::count).reversed().thenComparing(Top::value))
                .limit(most)
                .toList();
    }
}
