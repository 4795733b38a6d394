package dev.rejoin.importer.run;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;

/** What has become of the corrections that persons have made. */
public final class CorrectionOutcomes {

    /**
     * Nothing has become of a correction whose document the run does not have, or which says something else by now. What has an
     * outcome and no longer waits is not looked at again, so that nothing may be told too early.
     */
    private static final String SETTLE = """
            update rejoin_import.correction c
            set retry_run_id = n.run_id, outcome = n.outcome
            from (
                select w.no, d.run_id,
                       case when bool_or(x.disposition = 'QUARANTINED' or exists (
                                    select from rejoin_import.set_aside_element e
                                    where e.run_id = d.run_id and e.doc = d.doc)) then 'STILL_QUARANTINED'
                            when bool_or(d.ruling -> 'excluded' is not null) then 'EXCLUDED'
                            when bool_or(x.disposition is distinct from 'EXCLUDED' and (
                                    w.kind = 'ACCEPTED' and d.ruling -> 'accepted' -> w.accepted is not null
                                    -- By itself, or by one that stands on it.
                                    or exists (
                                        select from rejoin_import.correction k
                                        where k.index_name = w.index_name and k.id = w.id and k.no >= w.no
                                        and (k.routing is not distinct from w.routing
                                             or k.routing is not distinct from d.routing)
                                        and k.kind = 'CORRECTED' and k.withdrawn_at is null
                                        and sha256(convert_to(k.source, 'UTF8')) = d.sha256))) then 'ADMITTED'
                       end as outcome
                from rejoin_import.correction w
                join rejoin_import.document d on d.run_id = ? and d.index_name = w.index_name and d.id = w.id
                left join rejoin_import.disposition x on x.run_id = d.run_id and x.doc = d.doc
                where w.withdrawn_at is null and (w.outcome is null or w.outcome = 'STILL_QUARANTINED')
                and (d.routing is not distinct from w.routing or w.routing is null
                     -- Made before the routing was kept.
                     and not exists (
                         select from rejoin_import.document o
                         where o.run_id = d.run_id and o.index_name = d.index_name and o.id = d.id
                         and o.routing is null))
                %s
                group by w.no, d.run_id) n
            where c.no = n.no and n.outcome is not null and n.outcome is distinct from c.outcome
            """;

    private CorrectionOutcomes() {}

    /**
     * Writes down which documents that were corrected, and still set aside, are so no more, as the connection sees it: whatever
     * has brought them in.
     */
    public static void settle(Connection connection, long run) throws SQLException {
        try (var statement = connection.prepareStatement(SETTLE.formatted(""))) {
            statement.setLong(1, run);
            statement.executeUpdate();
        }
    }

    /** The same of some documents, by their numbers: nobody else's corrections are looked at. */
    public static void settle(Connection connection, long run, Collection<Long> documents) throws SQLException {
        try (var statement = connection.prepareStatement(SETTLE.formatted("""
                and (w.index_name, w.id) in (
                    select index_name, id from rejoin_import.document where run_id = ? and doc = any (?))
                """))) {
            statement.setLong(1, run);
            statement.setLong(2, run);
            statement.setArray(3, connection.createArrayOf("bigint", documents.toArray()));
            statement.executeUpdate();
        }
    }
}
