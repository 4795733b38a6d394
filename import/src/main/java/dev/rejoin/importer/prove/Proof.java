package dev.rejoin.importer.prove;

import dev.rejoin.importer.prove.compare.Difference;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The result of a proof.
 *
 * @param verified values that were compared and are the same
 * @param skipped values of merged documents that lost against another's, which findings keep
 * @param unverifiable values that cannot be compared, for example defaults that the database computed
 * @param changedSince rows that somebody has changed or deleted since they were loaded: they are not compared
 * @param bornSince rows that were not loaded, but made here since
 * @param counts how many differences there are of each kind
 * @param differences the first of them
 */
public record Proof(
        long run,
        List<Account> accounts,
        List<FanOut> fanOuts,
        List<Total> totals,
        long documents,
        long rows,
        long verified,
        long skipped,
        long unverifiable,
        long changedSince,
        long bornSince,
        Map<Difference.DifferenceKind, Long> counts,
        List<Difference> differences,
        Duration duration) {

    /** What became of the documents of an index: {@code count} is the source's own, all others were counted here. */
    public record Account(
            String index,
            long count,
            long received,
            long ledger,
            long loaded,
            long merged,
            long quarantined,
            long excluded) {

        public boolean balances() {
            return count == received && received == ledger && received == loaded + merged + quarantined + excluded;
        }
    }

    /**
     * What the elements of an array became.
     *
     * @param rows that were made of them
     * @param merged elements that became one row with others
     * @param setAside elements with a finding that says why, and those of documents that were set aside
     * @param ignored elements of which the mapping makes no row
     */
    public record FanOut(
            String index,
            String part,
            String table,
            long elements,
            long rows,
            long merged,
            long setAside,
            long ignored) {

        public boolean balances() {
            return elements == rows + merged + setAside + ignored;
        }
    }

    /** A number that both sides were asked for: the sum or the limits of a column, or how many values it has. */
    public record Total(String table, String column, String what, String source, String target) {

        public boolean agrees() {
            return source.equals(target);
        }
    }

    /** Whether everything is accounted for and every value that can be compared is the same. */
    public boolean proven() {
        return counts.isEmpty()
                && accounts.stream().allMatch(Account::balances)
                && fanOuts.stream().allMatch(FanOut::balances)
                && totals.stream().allMatch(Total::agrees);
    }
}
