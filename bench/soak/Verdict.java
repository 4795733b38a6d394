package soak;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What is promised of the service under load, and what of it a run has not shown. */
public final class Verdict {
    /** Of the peak, at four times the connections that it takes. */
    private static final double LEAST_GOODPUT = 0.8;

    private static final double MOST_MILLISECONDS = 50;

    /** What the documentation tells clients to expect of a service whose database ends or that has too much to do. */
    private static final Set<String> DOCUMENTED = Set.of(
            "503 busy",
            "503 timeout",
            "503 database_away",
            "503 database_full",
            "503 outcome_unknown",
            "409 request_in_progress");

    private Verdict() {}

    /**
     * What a run has shown.
     *
     * @param acknowledged writes that were answered with 201
     * @param lost of these, that are not there
     * @param doubled of all writes, that are there more than once
     * @param peak the most answers of 2xx per second that any number of connections got
     * @param goodput answers of 2xx per second at the overload
     * @param refusals nanoseconds that each refusal (503) took at the overload
     * @param errors how often each other answer than 2xx came in the whole run: status and code, status 0 for none
     */
    public record Figures(
            long acknowledged,
            long lost,
            long doubled,
            double peak,
            double goodput,
            long[] refusals,
            Map<String, Long> errors) {}

    /** A sentence for each promise that is not kept; none where all are. */
    public static List<String> of(Figures figures) {
        var broken = new ArrayList<String>();
        if (figures.acknowledged() == 0) {
            broken.add("no write was acknowledged");
        }
        if (figures.lost() > 0) {
            broken.add("%,d of %,d acknowledged writes were lost".formatted(figures.lost(), figures.acknowledged()));
        }
        if (figures.doubled() > 0) {
            broken.add("%,d writes are there more than once".formatted(figures.doubled()));
        }
        if (!(figures.goodput() >= LEAST_GOODPUT * figures.peak())) {
            broken.add("at four times the load %,.0f answers per second, %.0f %% of the peak and not %.0f %%"
                    .formatted(
                            figures.goodput(), 100 * figures.goodput() / figures.peak(), 100 * LEAST_GOODPUT));
        }
        var refused = percentile(figures.refusals(), 0.95) / 1e6;
        if (refused > MOST_MILLISECONDS) {
            broken.add("refusals took %.0f ms at the 95th percentile, and not %.0f ms"
                    .formatted(refused, MOST_MILLISECONDS));
        }
        new TreeMap<>(figures.errors()).forEach((error, times) -> {
            if (!DOCUMENTED.contains(error)) {
                broken.add("'%s' was answered %,d times, which is no documented answer".formatted(error, times));
            }
        });
        return broken;
    }

    /** Zero of nothing. */
    static double percentile(long[] values, double share) {
        if (values.length == 0) {
            return 0;
        }
        var sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[(int) Math.ceil(share * sorted.length) - 1];
    }
}
