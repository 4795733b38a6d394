package dev.rejoin.importer.run;

import dev.rejoin.importer.prove.Difference;
import dev.rejoin.importer.prove.Proof;
import java.util.List;
import java.util.Map;

/** The numbers of a proof, as the run's own row keeps them. */
record ProofSummary(
        boolean proven,
        long documents,
        long rows,
        long verified,
        long skipped,
        long unverifiable,
        Map<Difference.Kind, Long> counts,
        List<Difference> differences) {

    private static final int KEPT = 100;

    static ProofSummary of(Proof proof) {
        return new ProofSummary(
                proof.proven(),
                proof.documents(),
                proof.rows(),
                proof.verified(),
                proof.skipped(),
                proof.unverifiable(),
                proof.counts(),
                proof.differences().stream().limit(KEPT).toList());
    }
}
