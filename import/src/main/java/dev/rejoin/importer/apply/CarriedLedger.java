package dev.rejoin.importer.apply;

import dev.rejoin.importer.mapping.Mapping.Rule;
import dev.rejoin.importer.mapping.Mapping.TargetCheck;
import dev.rejoin.importer.stage.StagePlan;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The ledger of a run, carried on: what was found of a part of its documents takes the place of what it said of them.
 *
 * @param part the run under which the part was staged, which is gone afterwards
 */
record CarriedLedger(Connection connection, StagePlan plan, long run, long part) {

    void take(Collection<Long> written) throws SQLException {
        count("_before", run);
        run("""
                delete from rejoin_import.document d using _staged s
                where d.run_id = %d and d.doc = s.doc and s.focus
                and (s.doc in (%s) or not exists (select from rejoin_import.document n where n.run_id = %d and n.doc = s.doc))
                """.formatted(run, Apply.numbers(written), part));
        run("update rejoin_import.document set run_id = %d where run_id = %d and doc in (%s)"
                .formatted(run, part, Apply.numbers(written)));
        run("delete from rejoin_import.disposition d using _staged s where d.run_id = %d and d.doc = s.doc and s.focus"
                .formatted(run));
        run("""
                update rejoin_import.disposition d set run_id = %d from _staged s
                where d.run_id = %d and d.doc = s.doc and s.focus
                """.formatted(run, part));
        run(
                "delete from rejoin_import.set_aside_element e using _staged s where e.run_id = %d and e.doc = s.doc and s.focus"
                        .formatted(run));
        run("""
                update rejoin_import.set_aside_element e set run_id = %d from _staged s
                where e.run_id = %d and e.doc = s.doc and s.focus
                """.formatted(run, part));
        takeFindings();
        count("_after", run);
        run("""
                update rejoin_import.source_index i set
                    expected = i.expected + c.documents, received = i.received + c.documents,
                    loaded = i.loaded + c.documents - c.merged - c.quarantined - c.excluded,
                    merged = i.merged + c.merged, quarantined = i.quarantined + c.quarantined,
                    excluded = i.excluded + c.excluded
                from (select index_name, sum(documents) documents, sum(merged) merged, sum(quarantined) quarantined,
                             sum(excluded) excluded
                      from (select * from _after union all
                            select index_name, -documents, -merged, -quarantined, -excluded from _before) q
                      group by 1) c
                where i.run_id = %d and i.name = c.index_name
                """.formatted(run));
        run("delete from rejoin_import.run where id = " + part);
    }

    private void takeFindings() throws SQLException {
        // Whatever is held against rows in the target may have changed for those that are only looked at.
        var compared = new TreeSet<String>();
        compared.add("copy_drift");
        compared.add("aggregate_mismatch");
        plan.mapping().indices().stream()
                .flatMap(index -> index.rules().stream())
                .filter(rule -> !rule.quarantine())
                .map(Rule::code)
                .forEach(compared::add);
        plan.mapping().checks().stream()
                .filter(check -> !check.quarantine())
                .map(TargetCheck::code)
                .forEach(compared::add);
        var codes = compared.stream().map(Neighbourhood::literal).collect(Collectors.joining(", "));
        run("""
                delete from rejoin_import.finding f using _staged s
                where f.run_id = %d and f.index_name = s.index_name and f.id = s.id and (f.doc = s.doc or f.doc is null)
                and (s.focus or f.code in (%s))
                """.formatted(run, codes));
        run("""
                delete from rejoin_import.finding f
                where f.run_id = %d and f.index_name is null and f.doc is null
                and f.id in (select id from _rebuilt union
                             select n.id from rejoin_import.finding n
                             where n.run_id = %d and n.index_name is null and n.doc is null and n.id is not null)
                """.formatted(run, part));
        run("""
                update rejoin_import.finding f set run_id = %d from _staged s
                where f.run_id = %d and f.doc = s.doc and (s.focus or f.code in (%s))
                """.formatted(run, part, codes));
        run("""
                update rejoin_import.finding set run_id = %d where run_id = %d and doc is null and id is not null
                """.formatted(run, part));
    }

    private void count(String table, long of) throws SQLException {
        run("""
                create temporary table %s on commit drop as
                select s.index_name, count(*) documents, count(*) filter (where p.disposition = 'MERGED') merged,
                       count(*) filter (where p.disposition = 'QUARANTINED') quarantined,
                       count(*) filter (where p.disposition = 'EXCLUDED') excluded
                from _staged s join rejoin_import.document d on d.run_id = %d and d.doc = s.doc
                left join rejoin_import.disposition p on p.run_id = d.run_id and p.doc = d.doc
                where s.focus group by 1
                """.formatted(table, of));
    }

    private void run(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new SQLException(e.getMessage() + "\nwhile running\n" + sql, e.getSQLState(), e);
        }
    }
}
