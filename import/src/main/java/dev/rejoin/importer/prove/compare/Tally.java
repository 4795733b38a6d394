package dev.rejoin.importer.prove.compare;

import dev.rejoin.importer.prove.compare.Difference.DifferenceKind;
import dev.rejoin.importer.prove.expect.Canonical;
import dev.rejoin.importer.prove.expect.ColumnType;
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
public final class Tally {

    private static final int DIFFERENCES_KEPT = 1_000;

    public final LongAdder documents = new LongAdder();
    public final LongAdder rows = new LongAdder();
    public final LongAdder verified = new LongAdder();
    public final LongAdder skipped = new LongAdder();
    public final LongAdder unverifiable = new LongAdder();
    public final LongAdder changedSince = new LongAdder();
    public final LongAdder bornSince = new LongAdder();

    private final Map<String, IndexCount> indices = new ConcurrentHashMap<>();
    private final Map<FanKey, FanCount> fans = new ConcurrentHashMap<>();
    private final Map<ColumnKey, ColumnSum> sums = new ConcurrentHashMap<>();
    private final Map<DifferenceKind, Long> counts = new EnumMap<>(DifferenceKind.class);
    private final List<Difference> differences = new ArrayList<>();

    /** Documents of an index by what became of them; the sums of numbers and of their squares tell sets apart. */
    public static final class IndexCount {
        public final LongAdder received = new LongAdder();
        public final LongAdder loaded = new LongAdder();
        public final LongAdder merged = new LongAdder();
        public final LongAdder quarantined = new LongAdder();
        public final LongAdder excluded = new LongAdder();
        public final LongAdder docs = new LongAdder();
        public final LongAdder squares = new LongAdder();
    }

    public record FanKey(String index, String part, String table) {}

    public static final class FanCount {
        public final LongAdder elements = new LongAdder();
        public final LongAdder rows = new LongAdder();
        public final LongAdder merged = new LongAdder();
        public final LongAdder setAside = new LongAdder();
        public final LongAdder ignored = new LongAdder();
    }

    public record ColumnKey(String table, String column) {}

    /** Count, sum and limits of the values that a column has to hold. */
    public static final class ColumnSum {
        private final boolean text;
        private long count;
        private BigDecimal sum = BigDecimal.ZERO;
        private @Nullable BigDecimal least;
        private @Nullable BigDecimal greatest;
        private String first = "";
        private String last = "";

        ColumnSum(boolean text) {
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

        public synchronized Map<String, String> results() {
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

    public IndexCount index(String index) {
        return indices.computeIfAbsent(index, name -> new IndexCount());
    }

    FanCount fan(FanKey key) {
        return fans.computeIfAbsent(key, name -> new FanCount());
    }

    public Map<FanKey, FanCount> fans() {
        return fans;
    }

    /** Notes a value that a column has to hold, if it is of a kind that totals are made of. */
    void sum(String table, ColumnType type, @Nullable String canonical) {
        boolean text = type.isDate();
        if ((!type.isNumber() && !type.isTime() && !text) || canonical == null || !isSummable(canonical, text)) {
            return;
        }
        sums.computeIfAbsent(new ColumnKey(table, type.name()), key -> new ColumnSum(text))
                .add(canonical);
    }

    private static boolean isSummable(String canonical, boolean text) {
        return text || (!canonical.equals("NaN") && !canonical.endsWith("nfinity"));
    }

    public Map<ColumnKey, ColumnSum> sums() {
        return sums;
    }

    public synchronized void differs(Difference difference) {
        counts.merge(difference.kind(), 1L, Long::sum);
        if (differences.size() < DIFFERENCES_KEPT) {
            differences.add(difference);
        }
    }

    /** As many more of a kind as are not worth keeping one by one. */
    public synchronized void differ(DifferenceKind kind, long more) {
        counts.merge(kind, more, Long::sum);
    }

    public synchronized Map<DifferenceKind, Long> counts() {
        return new HashMap<>(counts);
    }

    public synchronized List<Difference> differences() {
        return Collections.unmodifiableList(new ArrayList<>(differences));
    }
}
