package dev.rejoin.importer.check;

import dev.rejoin.importer.check.Check.ElementAccount;
import dev.rejoin.importer.plan.StagePlan;
import dev.rejoin.importer.plan.StagePlan.PartKind;
import dev.rejoin.importer.sql.Statements;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Draws the accounts of the elements of arrays: what was read, and what became of it. */
record ElementAccounts(Statements sql, StagePlan plan, long run) {

    void draw() throws SQLException {
        sql.run("delete from rejoin_import.element_account where run_id = ?", run);
        for (var part : plan.parts()) {
            if (part.kind() != PartKind.CHILD) {
                continue;
            }
            var table = plan.tables().get(part.row().table());
            sql.run(
                    """
                    insert into rejoin_import.element_account
                        (run_id, index_name, part, path, table_name, read, loaded, merged, quarantined, ignored)
                    select ?, e.index_name, ?, ?, ?, sum(e.read), coalesce(max(r.loaded), 0),
                           coalesce(max(r.merged), 0) + sum(e.repeated), coalesce(max(r.quarantined), 0), sum(e.ignored)
                    from rejoin_stage._element e
                    left join (select _index, count(*) filter (where not _rejected and not _merged) as loaded,
                                      count(*) filter (where not _rejected and _merged) as merged,
                                      count(*) filter (where _rejected) as quarantined
                               from %1$s where _part = %2$d group by 1) r on r._index = e.index_name
                    where e.part = %2$d group by e.index_name
                    """.formatted(table.base(), part.number()),
                    run,
                    part.row().part(),
                    part.row().from().orElseThrow().text(),
                    table.name());
        }
        noteSetAside();
    }

    /** The elements that were set aside though their document was not. */
    void noteSetAside() throws SQLException {
        var statements = new ArrayList<String>();
        statements.add("delete from rejoin_import.set_aside_element where run_id = " + run);
        for (var part : plan.stagedParts()) {
            if (part.kind() != PartKind.CHILD) {
                continue;
            }
            var table = plan.tables().get(part.row().table());
            statements.add("""
                    insert into rejoin_import.set_aside_element (run_id, doc, part, index_name, id, place, table_name)
                    select %1$d, b._doc, %2$s || '#' || b._position, b._index, b._id, b._place, %3$s
                    from %4$s b where b._part = %5$d and b._rejected and not exists (
                        select from rejoin_import.disposition d
                        where d.run_id = %1$d and d.doc = b._doc and d.disposition = 'QUARANTINED')
                    """.formatted(
                            run,
                            Statements.literal(part.row().part()),
                            Statements.literal(table.name()),
                            table.base(),
                            part.number()));
        }
        sql.all(statements);
    }

    /** The accounts that a check has drawn of a run. */
    static List<ElementAccount> read(Connection connection, long run) throws SQLException {
        var accounts = new ArrayList<ElementAccount>();
        try (var statement = connection.prepareStatement("""
                select index_name, part, path, table_name, read, loaded, merged, quarantined, ignored
                from rejoin_import.element_account where run_id = ? order by index_name, part
                """)) {
            statement.setLong(1, run);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    accounts.add(new ElementAccount(
                            rows.getString(1),
                            rows.getString(2),
                            rows.getString(3),
                            rows.getString(4),
                            rows.getLong(5),
                            rows.getLong(6),
                            rows.getLong(7),
                            rows.getLong(8),
                            rows.getLong(9)));
                }
            }
        }
        return accounts;
    }
}
