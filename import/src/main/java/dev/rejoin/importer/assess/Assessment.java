package dev.rejoin.importer.assess;

import dev.rejoin.importer.assess.draft.DraftFile.Decision;
import dev.rejoin.importer.assess.profile.TopValues;
import dev.rejoin.importer.report.Grade;
import java.util.List;
import java.util.Map;

/**
 * What is known of a source before anything is imported.
 *
 * @param remarks what the source itself says: aliases, indices that cannot be read
 * @param limits what was estimated or sampled, and how
 * @param decisions the marked lines of the drafted mapping; none without a target
 */
public record Assessment(
        Map<String, String> source,
        Grade grade,
        List<Index> indices,
        List<FoundReference> references,
        List<CopiedField> copies,
        List<StoredTotal> totals,
        List<SharedKey> sharedKeys,
        List<Decision> decisions,
        List<String> remarks,
        List<String> limits) {

    /**
     * An index.
     *
     * @param home the table it was drafted to, or empty
     */
    public record Index(
            String name,
            long documents,
            long bytes,
            long largest,
            long unreadable,
            long dotted,
            long conflicts,
            String home,
            List<Field> fields) {

        public long average() {
            return documents == 0 ? 0 : bytes / documents;
        }
    }

    /**
     * A field.
     *
     * @param mapped its type in the index mapping; empty where that does not know it
     * @param kinds what its values look like, and how often
     * @param missing the share of objects that could have it and do not
     * @param distinct how many different values there are; estimated where {@code exact} is false
     * @param key whether no two documents have the same value
     * @param list {@code always}, {@code never} or {@code sometimes} an array
     * @param range of its numbers
     */
    public record Field(
            String path,
            String mapped,
            String kind,
            Map<String, Long> kinds,
            double missing,
            double nulls,
            double empty,
            long values,
            long distinct,
            boolean exact,
            boolean key,
            String list,
            long mostElements,
            List<TopValues.Top> top,
            Map<String, Long> dateFormats,
            String range,
            int longest,
            List<String> remarks) {

        public double missingPercent() {
            return missing * 100;
        }
    }

    /** A field whose values are ids of other documents; {@code orphans} is the share that lead to none. */
    public record FoundReference(String index, String path, String target, double orphans, long looked) {
        public double orphanPercent() {
            return orphans * 100;
        }
    }

    /** A field that repeats what another document says. */
    public record CopiedField(
            String index, String path, String target, String of, long compared, long agreeing, double drift) {
        public double driftPercent() {
            return drift * 100;
        }
    }

    /** A stored number that other documents tell too. */
    public record StoredTotal(
            String index, String path, String countedIndex, String countedPath, long compared, long agreeing) {}

    /** A value that says in several indices that two documents speak of the same thing, such as an e-mail address. */
    public record SharedKey(String index, String path, String otherIndex, String otherPath, double share) {
        public double percent() {
            return share * 100;
        }
    }
}
