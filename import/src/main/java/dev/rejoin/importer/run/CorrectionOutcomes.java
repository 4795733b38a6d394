package dev.rejoin.importer.run;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;

/** What has become of the corrections that persons have made. */
public final class CorrectionOutcomes {

    private static final String SETTLE = """
            update rejoin_import.correction c
            set retry_run_id = ?,
                outcome = case when exists (
                                   select from rejoin_import.document d
                                   join rejoin_import.quarantine q on q.run_id = d.run_id and q.doc = d.doc
                                   where d.run_id = ? and d.index_name = c.index_name and d.id = c.id
                                   and (d.routing is not distinct from c.routing or c.routing is null
                                        -- Made before the routing was kept.
                                        and not exists (
                                            select from rejoin_import.document o
                                            where o.run_id = d.run_id and o.index_name = d.index_name and o.id = d.id
                                            and o.routing is null)))
                               then 'STILL_QUARANTINED' when kind = 'EXCLUDED' then 'EXCLUDED' else 'ADMITTED' end
            where withdrawn_at is null and (outcome is null or outcome = 'STILL_QUARANTINED')
            %s""";

    private CorrectionOutcomes() {}

    /**
     * Writes down which documents that were corrected, and still set aside, are so no more, as the connection sees it: whatever
     * has brought them in.
     */
    public static void settle(Connection connection, long run) throws SQLException {
        try (var statement = connection.prepareStatement(SETTLE.formatted(""))) {
            statement.setLong(1, run);
            statement.setLong(2, run);
            statement.executeUpdate();
        }
    }

    /** The same of some documents, by their numbers: nobody else's corrections are looked at. */
    public static void settle(Connection connection, long run, Collection<Long> documents) throws SQLException {
        try (var statement = connection.prepareStatement(SETTLE.formatted("""
                and (index_name, id) in (
                    select index_name, id from rejoin_import.document where run_id = ? and doc = any (?))
                """))) {
            statement.setLong(1, run);
            statement.setLong(2, run);
            statement.setLong(3, run);
            statement.setArray(4, connection.createArrayOf("bigint", documents.toArray()));
            statement.executeUpdate();
        }
    }
}
