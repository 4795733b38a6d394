package dev.rejoin.importer.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rejoin.importer.prove.Proof;
import dev.rejoin.importer.prove.compare.Difference;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** The numbers of a proof, as the run's own row keeps them. */
public record ProofSummary(
        boolean proven,
        long documents,
        long rows,
        long verified,
        long skipped,
        long unverifiable,
        Map<Difference.DifferenceKind, Long> counts,
        List<Difference> differences) {

    private static final int KEPT = 100;

    /** Keeps a later proof beside its run; one that was loaded but not proven is proven by it. */
    public static void keep(DataSource database, Proof proof) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement("""
                        update rejoin_import.run
                        set summary = jsonb_set(summary, '{proof}', ?::jsonb),
                            outcome = case when ? and loaded_at is not null then 'PROVEN' else outcome end,
                            message = case when ? and loaded_at is not null then '' else message end
                        where id = ?
                        """)) {
            statement.setString(1, new ObjectMapper().valueToTree(of(proof)).toString());
            statement.setBoolean(2, proof.proven());
            statement.setBoolean(3, proof.proven());
            statement.setLong(4, proof.run());
            statement.executeUpdate();
        }
    }

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
