package hostile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What is promised of a service under attack, and what of it a run has not shown. */
public final class Verdict {
    /** By how much the last third's memory may be more than the second's: what a full collection leaves is never quite the same. */
    private static final double MOST_GROWTH = 1.1;

    /** As many threads and descriptors may stay more than there were: those of pools, which keep what they once had. */
    private static final int MOST_MORE = 64;

    private static final Set<String> DOCUMENTED =
            Set.of("503 busy", "503 timeout", "503 database_away", "503 outcome_unknown", "429 too_many_requests");

    private Verdict() {}

    /**
     * The process at one moment.
     *
     * @param live bytes of the heap after a full collection
     */
    public record Sample(long live, int threads, int descriptors) {}

    /**
     * What a run has shown.
     *
     * @param alive whether the process still runs at the end
     * @param before before the first attack, in a service that has answered some thousand requests
     * @param during in even distances while it is attacked
     * @param after when the last attack has been over for as long as an idle connection is kept
     * @param well how often each answer came to the client that does as it is told: status, and the code of a problem
     * @param ill statuses that attackers were answered with, and how often
     */
    public record Figures(
            boolean alive, Sample before, List<Sample> during, Sample after, Map<String, Long> well, Map<Integer, Long> ill) {}

    /** A sentence for each promise that is not kept; none where all are. */
    public static List<String> of(Figures figures) {
        var broken = new ArrayList<String>();
        if (!figures.alive()) {
            broken.add("the service has ended");
        }
        if (figures.during().size() < 3) {
            broken.add("there are fewer than three looks at its memory, which show nothing");
        } else {
            var third = figures.during().size() / 3;
            var second = median(figures.during().subList(third, 2 * third));
            var last = median(figures.during().subList(figures.during().size() - third, figures.during().size()));
            if (last > second * MOST_GROWTH) {
                broken.add("memory grows: %,d bytes live in the last third, and %,d in the one before".formatted(last, second));
            }
        }
        more(broken, "threads", figures.before().threads(), figures.after().threads());
        more(broken, "descriptors", figures.before().descriptors(), figures.after().descriptors());
        if (figures.well().keySet().stream().noneMatch(answer -> answer.startsWith("2"))) {
            broken.add("who does as it is told was never answered");
        }
        new TreeMap<>(figures.well()).forEach((answer, times) -> {
            if (!answer.startsWith("2") && !DOCUMENTED.contains(answer)) {
                broken.add("who does as it is told was answered '%s' %,d times".formatted(answer, times));
            }
        });
        new TreeMap<>(figures.ill()).forEach((status, times) -> {
            if (status >= 500 && status != 503 && status != 501 && status != 505) {
                broken.add("an attacker was answered %d, %,d times".formatted(status, times));
            }
        });
        return broken;
    }

    private static void more(List<String> broken, String what, int before, int after) {
        if (after > before + MOST_MORE) {
            broken.add("%,d %s are left of an attack that is over, where %,d were before it".formatted(after, what, before));
        }
    }

    private static long median(List<Sample> samples) {
        return samples.stream()
                .map(Sample::live)
                .sorted(Comparator.naturalOrder())
                .toList()
                .get(samples.size() / 2);
    }
}
