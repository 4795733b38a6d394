package dev.rejoin.importer.apply;

import dev.rejoin.importer.check.Accepted;
import dev.rejoin.importer.finding.FindingCode;
import dev.rejoin.importer.mapping.Mapping.Rule;
import dev.rejoin.importer.mapping.Mapping.TargetCheck;
import dev.rejoin.importer.plan.StagePlan;
import dev.rejoin.importer.plan.StagePlan.PartKind;
import dev.rejoin.importer.run.Received;
import dev.rejoin.importer.sql.Statements;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The ledger of a run, carried on: what was found of a part of its documents takes the place of what it said of them.
 *
 * @param part the run under which the part was staged, which is gone afterwards
 * @param statements gathered, to be asked together
 */
record CarriedLedger(Statements sql, StagePlan plan, long run, long part, List<String> statements) {

    CarriedLedger(Statements sql, StagePlan plan, long run, long part) {
        this(sql, plan, run, part, new ArrayList<>());
    }

    void take(Collection<Long> written) throws SQLException {
        carryElementAccounts();
        count("_before", run);
        sql.all(statements);
        statements.clear();
        var numbers = sql.connection().createArrayOf("bigint", written.toArray());
        sql.run("""
                delete from rejoin_import.document d using _staged s
                where d.run_id = %d and d.doc = s.doc and s.focus
                and (s.doc = any (?) or not exists (select from rejoin_import.document n where n.run_id = %d and n.doc = s.doc))
                """.formatted(run, part), numbers);
        sql.run(
                "update rejoin_import.document set run_id = %d where run_id = %d and doc = any (?)"
                        .formatted(run, part),
                numbers);
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
        // As arrays, of which the planner knows that they are few: then the ledger is not read through.
        Received.routings(
                        run,
                        " and index_name = any (array(select distinct s.index_name from _staged s where s.focus))"
                                + " and id = any (array(select s.id from _staged s where s.focus))")
                .forEach(this::run);
        sql.all(statements);
        statements.clear();
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
        // What the documents add up to is said of all of them or not at all.
        run("update rejoin_import.run set summary = summary - 'money' - 'in_target' where id = " + run);
        run("delete from rejoin_import.run where id = " + part);
        sql.all(statements);
        tellWhatWasLetIn();
    }

    /** Rules that were relaxed for old rows; what nobody has accepted is the mapping's own affair. */
    private void tellWhatWasLetIn() throws SQLException {
        for (var code : Accepted.codes(sql, plan, run)) {
            sql.run("""
                    update rejoin_import.run
                    set summary = jsonb_set(summary, '{grandfathered}', coalesce(summary -> 'grandfathered', '[]') || to_jsonb(?::text))
                    where id = ? and not coalesce(summary -> 'grandfathered', '[]') @> to_jsonb(?::text)
                    """, code, run, code);
        }
    }

    /** Counts what the elements of the documents to be judged have become, by what is remembered of their rows. */
    static void countMade(Statements sql, long run, String table) throws SQLException {
        sql.fill(table, """
                    select o.index_name, split_part(o.part, '#', 1) as part,
                           count(*) filter (where o.how = 'LOADED') as loaded,
                           count(*) filter (where o.how = 'MERGED') as merged
                    from (select distinct index_name, id from _staged where focus) s
                    join rejoin_import.row_origin o on o.index_name = s.index_name and o.id = s.id
                    where o.run_id = %d and o.part like '%%#%%' group by 1, 2
                    """.formatted(run));
    }

    /** What changes of the counts of elements is added to them: the other documents need not be looked at. */
    private void carryElementAccounts() throws SQLException {
        var paths = new ArrayList<String>();
        for (var part : plan.parts()) {
            if (part.kind() == PartKind.CHILD) {
                paths.add("(%d, %s)"
                        .formatted(
                                part.number(),
                                Statements.literal(
                                        part.row().from().orElseThrow().text())));
            }
        }
        if (paths.isEmpty()) {
            return;
        }
        run("""
                insert into rejoin_import.element_account
                    (run_id, index_name, part, path, table_name, read, loaded, merged, quarantined, ignored)
                select distinct %d, e.index_name, p.label, v.path, p.table_name, 0, 0, 0, 0, 0
                from _elements e join rejoin_stage._part p on p.part = e.part join (values %s) v (part, path) on v.part = e.part
                on conflict do nothing
                """.formatted(run, String.join(", ", paths)));
        sql.all(statements);
        statements.clear();
        countMade(sql, run, "_made_after");
        run("""
                update rejoin_import.element_account a set
                    read = a.read + c.read, loaded = a.loaded + c.loaded, merged = a.merged + c.merged,
                    quarantined = a.quarantined + c.read - c.loaded - c.merged - c.ignored, ignored = a.ignored + c.ignored
                from (select index_name, label, sum(read) as read, sum(loaded) as loaded, sum(merged) as merged,
                             sum(ignored) as ignored
                      from (select e.index_name, p.label, e.read, 0 as loaded, e.repeated as merged, e.ignored
                            from _elements e join rejoin_stage._part p on p.part = e.part
                            union all select index_name, part, 0, loaded, merged, 0 from _made_after
                            union all select index_name, part, 0, -loaded, -merged, 0 from _made_before) q
                      group by 1, 2) c
                where a.run_id = %d and a.index_name = c.index_name and a.part = c.label
                """.formatted(run));
        run("delete from rejoin_import.element_account where run_id = %d and read = 0".formatted(run));
    }

    private void takeFindings() {
        // Whatever is held against rows in the target may have changed for those that are only looked at.
        var compared = new TreeSet<String>();
        compared.add(FindingCode.COPY_DRIFT.code());
        compared.add(FindingCode.AGGREGATE_MISMATCH.code());
        plan.mapping().indices().stream()
                .flatMap(index -> index.rules().stream())
                .filter(rule -> !rule.quarantine())
                .map(Rule::code)
                .forEach(compared::add);
        plan.mapping().checks().stream()
                .filter(check -> !check.quarantine())
                .map(TargetCheck::code)
                .forEach(compared::add);
        var codes = compared.stream().map(Statements::literal).collect(Collectors.joining(", "));
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
        sql.fill(table, """
                select s.index_name, count(*) documents, count(*) filter (where p.disposition = 'MERGED') merged,
                       count(*) filter (where p.disposition = 'QUARANTINED') quarantined,
                       count(*) filter (where p.disposition = 'EXCLUDED') excluded
                from _staged s join rejoin_import.document d on d.run_id = %d and d.doc = s.doc
                left join rejoin_import.disposition p on p.run_id = d.run_id and p.doc = d.doc
                where s.focus group by 1
                """.formatted(of));
    }

    private void run(String statement) {
        statements.add(statement);
    }
}
