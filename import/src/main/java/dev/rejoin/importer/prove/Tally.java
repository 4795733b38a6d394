package dev.rejoin.importer.prove;

import dev.rejoin.importer.prove.Difference.Kind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** What the proof has counted and found so far, by all its threads. */
final class Tally {

    private static final int DIFFERENCES_KEPT = 1_000;

    final LongAdder documents = new LongAdder();
    final LongAdder rows = new LongAdder();
    final LongAdder verified = new LongAdder();
    final LongAdder skipped = new LongAdder();
    final LongAdder unverifiable = new LongAdder();
    final LongAdder changedSince = new LongAdder();
    final LongAdder bornSince = new LongAdder();

    private final Map<String, IndexCount> indices = new ConcurrentHashMap<>();
    private final Map<FanKey, FanCount> fans = new ConcurrentHashMap<>();
    private final Map<ColumnKey, Sum> sums = new ConcurrentHashMap<>();
    private final Map<Kind, Long> counts = new EnumMap<>(Kind.class);
    private final List<Difference> differences = new ArrayList<>();

    /** Documents of an index by what became of them; the sums of numbers and of their squares tell sets apart. */
    static final class IndexCount {
        final LongAdder received = new LongAdder();
        final LongAdder loaded = new LongAdder();
        final LongAdder merged = new LongAdder();
        final LongAdder quarantined = new LongAdder();
        final LongAdder excluded = new LongAdder();
        final LongAdder docs = new LongAdder();
        final LongAdder squares = new LongAdder();
    }

    record FanKey(String index, String part, String table) {}

    static final class FanCount {
        final LongAdder elements = new LongAdder();
        final LongAdder rows = new LongAdder();
        final LongAdder merged = new LongAdder();
        final LongAdder setAside = new LongAdder();
        final LongAdder ignored = new LongAdder();
    }

    record ColumnKey(String table, String column) {}

    /** Count, sum and limits of the values that a column has to hold. */
    static final class Sum {
        private final boolean text;
        private long count;
        private BigDecimal sum = BigDecimal.ZERO;
        private @Nullable BigDecimal least;
        private @Nullable BigDecimal greatest;
        private String first = "";
        private String last = "";

        Sum(boolean text) {
            this.text = text;
        }

        synchronized void add(String canonical) {
            count++;
            if (text) {
                first = count == 1 || canonical.compareTo(first) < 0 ? canonical : first;
                last = count == 1 || canonical.compareTo(last) > 0 ? canonical : last;
                return;
            }
            var number = new BigDecimal(canonical);
            sum = sum.add(number);
            least = least == null ? number : least.min(number);
            greatest = greatest == null ? number : greatest.max(number);
        }

        synchronized Map<String, String> results() {
            var results = new TreeMap<String, String>();
            results.put("count", Long.toString(count));
            if (text) {
                results.put("first", first);
                results.put("last", last);
            } else {
                results.put("sum", Canonical.number(sum));
                results.put("least", least == null ? "" : Canonical.number(least));
                results.put("greatest", greatest == null ? "" : Canonical.number(greatest));
            }
            return results;
        }
    }

    IndexCount index(String index) {
        return indices.computeIfAbsent(index, name -> new IndexCount());
    }

    FanCount fan(FanKey key) {
        return fans.computeIfAbsent(key, name -> new FanCount());
    }

    Map<FanKey, FanCount> fans() {
        return fans;
    }

    /** Notes a value that a column has to hold, if it is of a kind that totals are made of. */
    void sum(String table, ColumnType type, @Nullable String canonical) {
        boolean text = type.isDate();
        if ((!type.isNumber() && !type.isTime() && !text) || canonical == null || !isSummable(canonical, text)) {
            return;
        }
        sums.computeIfAbsent(new ColumnKey(table, type.name()), key -> new Sum(text))
                .add(canonical);
    }

    private static boolean isSummable(String canonical, boolean text) {
        return text || (!canonical.equals("NaN") && !canonical.endsWith("nfinity"));
    }

    Map<ColumnKey, Sum> sums() {
        return sums;
    }

    synchronized void differs(Difference difference) {
        counts.merge(difference.kind(), 1L, Long::sum);
        if (differences.size() < DIFFERENCES_KEPT) {
            differences.add(difference);
        }
    }

    /** As many more of a kind as are not worth keeping one by one. */
    synchronized void differ(Kind kind, long more) {
        counts.merge(kind, more, Long::sum);
    }

    synchronized Map<Kind, Long> counts() {
        return new HashMap<>(counts);
    }

    synchronized List<Difference> differences() {
        return Collections.unmodifiableList(new ArrayList<>(differences));
    }
}
