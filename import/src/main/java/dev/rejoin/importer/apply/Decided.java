package dev.rejoin.importer.apply;

import dev.rejoin.importer.finding.FindingCode;
import dev.rejoin.importer.plan.StagePlan;
import dev.rejoin.importer.plan.StagePlan.PartKind;
import dev.rejoin.importer.sql.Statements;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * What was decided of documents that are only looked at stands: their rows are set aside or merged as the ledger says,
 * since what they themselves depend on is not all here. And a document with a path that nobody knows is set aside.
 */
record Decided(Statements sql, StagePlan plan, long run, long part) {

    void restore() throws SQLException {
        var statements = new ArrayList<String>();
        statements.add("""
                insert into _rebuilt
                select distinct f.value from rejoin_import.finding f
                join _staged s on s.focus and f.index_name = s.index_name and f.id = s.id
                where f.run_id = %d and f.code = 'resurrected' and f.value is not null
                and f.value not in (select id from _rebuilt)
                """.formatted(run));
        for (var table : plan.staged()) {
            statements.add("""
                    update %1$s b set _rejected = true
                    from _staged s, rejoin_import.disposition d
                    where s.doc = b._doc and not s.focus and not b._rejected
                    and d.run_id = %2$d and d.doc = b._doc and d.disposition = 'QUARANTINED'
                    """.formatted(table.base(), run));
            statements.add("""
                    update %1$s b set _rejected = true
                    from _staged s, rejoin_stage._part p, rejoin_import.set_aside_element e
                    where s.doc = b._doc and not s.focus and not b._rejected and p.part = b._part
                    and e.run_id = %2$d and e.doc = b._doc and e.part = p.label || '#' || b._position
                    """.formatted(table.base(), run));
            statements.add("""
                    update %1$s b set _merged = true
                    from _staged s, rejoin_stage._part p, rejoin_import.row_origin o
                    where s.doc = b._doc and not s.focus and p.part = b._part and o.how = 'MERGED'
                    and o.index_name = b._index and o.id = b._id and o.table_name = '%2$s'
                    and o.part = p.label || case when p.child then '#' || b._position else '' end
                    """.formatted(table.base(), table.name().replace("'", "''")));
        }
        refuseUnmapped(statements);
        sql.all(statements);
    }

    private void refuseUnmapped(List<String> statements) {
        statements.add("""
                insert into rejoin_import.finding (run_id, severity, code, index_name, id, doc, path, value, message, suggestion)
                select %d, %s, u.index_name, u.id, u.doc, u.path, left(u.value, 2000),
                       'the path is neither mapped nor ignored: the value would be lost',
                       'map it to a column, or ignore it with a reason, and apply everything anew with --delta'
                from rejoin_stage._unmapped u join _staged s on s.doc = u.doc and s.focus
                """.formatted(part, FindingCode.UNMAPPED_PATH.literals()));
        for (var own : plan.stagedParts()) {
            if (own.kind() == PartKind.OWN) {
                statements.add(
                        """
                        update %s b set _rejected = true from rejoin_stage._unmapped u
                        where u.doc = b._doc and b._part = %d and not b._rejected
                        """.formatted(plan.tables().get(own.row().table()).base(), own.number()));
            }
        }
    }
}
