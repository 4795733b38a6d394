package dev.rejoin.importer.stage;

import static dev.rejoin.importer.catalog.TargetCatalog.quoted;

import dev.rejoin.importer.plan.StagePlan;
import dev.rejoin.importer.plan.StagePlan.Pairing;
import dev.rejoin.importer.plan.StagePlan.StageTable;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Gives references the values of the keys that they lead to, where these are not ours: which of a merged group's that is
 * may change with each election. Keys may be made of references in their turn.
 */
public record LinkedValues(Connection connection, StagePlan plan) {

    /** Fills all such columns of the staged rows. */
    public void fill() throws SQLException {
        long filled = 1;
        for (int round = 0; filled > 0 && round <= plan.tables().size(); round++) {
            filled = 0;
            for (var table : plan.staged()) {
                for (var pairing : table.pairings().values()) {
                    if (!pairing.isKey()) {
                        filled += fill(table, pairing);
                    }
                }
            }
        }
    }

    private long fill(StageTable table, Pairing pairing) throws SQLException {
        var other = plan.tables().get(pairing.table());
        try (var statement = connection.prepareStatement("""
                    update %1$s b set %2$s = u.value
                    from (select %3$s as key, %4$s::text::%5$s as value from %6$s where not _rejected and not _merged) u
                    where b.%7$s = u.key and b.%2$s is distinct from u.value
                    """.formatted(
                        table.base(),
                        quoted(pairing.column()),
                        other.key(),
                        quoted(pairing.paired()),
                        table.data().get(pairing.column()).staged(),
                        other.base(),
                        quoted(pairing.link())))) {
            return statement.executeLargeUpdate();
        }
    }
}
