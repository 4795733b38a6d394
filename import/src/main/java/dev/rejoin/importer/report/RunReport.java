package dev.rejoin.importer.report;

import dev.rejoin.importer.finding.FindingCode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything a report says of one run; its size does not depend on the number of documents or findings.
 *
 * @param elements what became of the elements of arrays that rows are made of
 * @param money sums of money, from the documents to the rows
 * @param decisions what people have to decide, the most documents first
 * @param kinds the findings by severity and code, each with its first examples
 * @param copies repeated fields, compared with what they repeat
 * @param totals stored totals, compared with the recomputed ones
 * @param reasons why documents are in quarantine; a document may have several reasons
 * @param leniences constraints that rows were let through, and how many broke them
 * @param rebuilt missing rows that were rebuilt from copies, the most referred to first
 * @param remarks what the source said of itself when it was read: what was left aside, and what has no count
 * @param space null where nothing is known of it
 * @param skew null where the source was steady as far as is known
 * @param proof null where the run was not proven yet
 * @param files the names of the CSV files with the number of their rows
 */
public record RunReport(
        Run run,
        Grade grade,
        Documents documents,
        List<IndexAccount> accounts,
        List<Excluded> excluded,
        List<ElementAccount> elements,
        List<Money> money,
        List<Decision> decisions,
        List<FindingsOfCode> kinds,
        List<ComparedField> copies,
        List<ComparedField> totals,
        List<Reason> reasons,
        List<Lenience> leniences,
        Merged merged,
        List<Rebuilt> rebuilt,
        Corrected corrected,
        List<TableRows> tables,
        List<StepTime> steps,
        List<String> remarks,
        @Nullable Space space,
        @Nullable Skew skew,
        @Nullable ProofShown proof,
        Map<String, Long> files) {

    /** The run itself. */
    public record Run(
            long id,
            String kind,
            String phase,
            @Nullable String outcome,
            Instant started,
            @Nullable Instant ended,
            boolean loaded,
            Map<String, String> source,
            String mapping,
            @Nullable String message) {}

    /** What became of all documents together. */
    public record Documents(
            long expected, long received, long loaded, long merged, long quarantined, long excluded, long findings) {

        /** Documents that are neither loaded nor merged nor set aside nor excluded, or that were never received. */
        public long unaccounted() {
            return Math.abs(expected - received) + Math.abs(received - loaded - merged - quarantined - excluded);
        }

        /** All accounts together as the parts of a bar. */
        public List<Bar> bars() {
            return bars(loaded, merged, excluded, quarantined);
        }

        static List<Bar> bars(long loaded, long merged, long excluded, long quarantined) {
            return Bar.stacked(
                    List.of("loaded", "merged", "excluded", "quarantined"),
                    new long[] {loaded, merged, excluded, quarantined});
        }

        public double share(long part) {
            return received == 0 ? 0 : 100.0 * part / received;
        }
    }

    /** What became of an index's documents. */
    public record IndexAccount(
            String index, long expected, long received, long loaded, long merged, long quarantined, long excluded) {

        public boolean balances() {
            return expected == received && received == loaded + merged + quarantined + excluded;
        }

        /** The account as the parts of a bar. */
        public List<Bar> bars() {
            return Documents.bars(loaded, merged, excluded, quarantined);
        }
    }

    /** An index that the mapping leaves out, of which nobody has looked at more than its name. */
    public record Excluded(String index, String because) {}

    /** What became of the elements of an array of an index's documents that one table has rows of. */
    public record ElementAccount(
            String index,
            String path,
            String table,
            long read,
            long loaded,
            long merged,
            long quarantined,
            long ignored) {

        public boolean balances() {
            return read == loaded + merged + quarantined + ignored;
        }

        /** The account as the parts of a bar. */
        public List<Bar> bars() {
            return Documents.bars(loaded, merged, ignored, quarantined);
        }
    }

    /**
     * A sum of money in one currency, on its way from the documents to the rows.
     *
     * @param of the table, and the expression over its rows
     * @param unread rows without an amount that can be read
     * @param inTarget what the rows add up to that the documents have become; null where nothing is loaded
     * @param problem why it could not be added up
     */
    public record Money(
            String name,
            String of,
            @Nullable String currency,
            long rows,
            long unread,
            BigDecimal source,
            BigDecimal loaded,
            BigDecimal merged,
            BigDecimal setAside,
            @Nullable BigDecimal inTarget,
            @Nullable String problem) {

        /** What the documents hold, and neither the target has nor a reason accounts for. */
        public BigDecimal missing() {
            return source.subtract(merged).subtract(setAside).subtract(inTarget == null ? loaded : inTarget);
        }

        public boolean balances() {
            return problem == null && missing().signum() == 0;
        }
    }

    /**
     * Something that a person has to decide.
     *
     * @param question what is to be decided
     * @param why what was found
     * @param documents how many documents, or rows, wait for it
     * @param stakes the money that waits for it, by sum and currency
     * @param by who decides
     * @param example null where there is none
     * @param anchor where the page shows all of them
     */
    public record Decision(
            String question,
            String why,
            long documents,
            List<Stake> stakes,
            String by,
            @Nullable Example example,
            String anchor) {}

    /** Money that waits for a decision. */
    public record Stake(String name, @Nullable String currency, BigDecimal amount) {}

    /** All findings of one code. */
    public record FindingsOfCode(
            String severity, String code, long findings, long documents, List<String> indices, List<Example> examples) {

        public String where() {
            return named(indices);
        }

        public String title() {
            return FindingCode.title(code);
        }

        /** When it is found; nothing of what only the target or the mapping knows. */
        public String sentence() {
            return FindingCode.of(code).map(FindingCode::sentence).orElse("");
        }

        /** What to do about it, where all examples agree. */
        public String suggestion() {
            var all = examples.stream().map(Example::suggestion).distinct().toList();
            return all.size() == 1 && all.getFirst() != null ? all.getFirst() : "";
        }

        /** Whether its examples refer to something that is not there. */
        public boolean hasMissing() {
            return examples.stream().anyMatch(e -> e.missing() != null);
        }

        public String anchor() {
            return severity.toLowerCase(java.util.Locale.ROOT) + "-" + code;
        }
    }

    /**
     * One finding.
     *
     * @param called what people call the document by
     * @param stood the value at the path as it stands in the document, as JSON
     * @param missing the id that is referred to, where nothing has it
     * @param missingCalled what the document calls what is missing
     */
    public record Example(
            @Nullable String index,
            @Nullable String id,
            @Nullable String called,
            @Nullable String path,
            @Nullable String value,
            @Nullable String stood,
            @Nullable String missing,
            @Nullable String missingCalled,
            String message,
            @Nullable String suggestion) {}

    /** A repeated field: how many documents hold it, and how many of them differ from what it repeats. */
    public record ComparedField(String index, String path, String of, long compared, long differing) {

        public long agreeing() {
            return compared - differing;
        }

        public double differingShare() {
            return compared == 0 ? 0 : 100.0 * differing / compared;
        }

        public List<Bar> bars() {
            return Bar.stacked(List.of("loaded", "quarantined"), new long[] {agreeing(), differing});
        }
    }

    /** Why documents are in quarantine. */
    public record Reason(String code, List<String> indices, long documents, Example example, String suggestion) {

        public String where() {
            return named(indices);
        }

        public String title() {
            return FindingCode.title(code);
        }
    }

    /** A constraint that old rows may break until somebody mends them. */
    public record Lenience(String constraint, long rows, String message) {}

    /** Documents that became one row with others. */
    public record Merged(long documents, long duplicates, long conflicts, List<Example> examples) {}

    /** A missing row that was rebuilt, and what those who refer to it call it. */
    public record Rebuilt(String missing, @Nullable String called, String path, String index, long references) {}

    /** What became of corrected documents. */
    public record Corrected(long corrections, long admitted) {}

    /** What was done to a target table. */
    public record TableRows(String table, long inserted, long updated, long deleted, long conflicts) {}

    /** How long a step took. */
    public record StepTime(String name, double seconds, double share) {}

    /**
     * What was written while the source did not hold still.
     *
     * @param marked orphans that may be the snapshot's own work
     * @param unjudged documents with orphans that do not say when they were written
     * @param from the earliest start of a window, null where all of them are of indices that can be written to
     * @param until the latest end of a window, null likewise
     * @param live indices that could be written to while they were read
     */
    public record Skew(
            long marked,
            long unjudged,
            @Nullable String from,
            @Nullable String until,
            long live) {}

    /**
     * The room it took, in bytes.
     *
     * @param source what the documents take at the source
     * @param estimate what was expected to be added to the database
     * @param grown what was added, up to the run's end
     */
    public record Space(long source, long estimate, long grown) {
        public double sourceMegabytes() {
            return source / 0x1p20;
        }

        public double estimateMegabytes() {
            return estimate / 0x1p20;
        }

        public double grownMegabytes() {
            return grown / 0x1p20;
        }
    }

    /**
     * The proof's numbers: values compared, values a merge has dropped, values that cannot be compared.
     *
     * @param counts how many differences there are of each kind
     * @param first the first of them
     */
    public record ProofShown(
            boolean proven,
            long documents,
            long rows,
            long verified,
            long skipped,
            long unverifiable,
            Map<String, Long> counts,
            List<DifferenceShown> first) {

        public long differences() {
            return counts.values().stream().mapToLong(n -> n).sum();
        }
    }

    /** One difference that a proof has found. */
    public record DifferenceShown(
            String kind,
            String index,
            String id,
            String table,
            String column,
            String expected,
            String found,
            String message) {}

    static String named(List<String> indices) {
        return indices.size() <= 4
                ? String.join(", ", indices)
                : String.join(", ", indices.subList(0, 3)) + " and %d more".formatted(indices.size() - 3);
    }

    public List<FindingsOfCode> kinds(String severity) {
        return kinds.stream().filter(k -> k.severity().equals(severity)).toList();
    }

    /** The number of findings of a severity. */
    public long findings(String severity) {
        return kinds(severity).stream().mapToLong(FindingsOfCode::findings).sum();
    }
}
