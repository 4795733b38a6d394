package dev.rejoin.importer.check;

import static dev.rejoin.importer.check.Sql.literal;

import dev.rejoin.importer.stage.Finding.Severity;
import dev.rejoin.importer.stage.StagePlan.StageTable;
import java.sql.SQLException;

/**
 * Findings while they are gathered: one a row, code and column, however often a rule is applied again after something
 * else was set aside.
 */
record Found(Sql sql) {

    void create() throws SQLException {
        sql.run("""
                create temporary table _found (
                    severity text not null, code text not null, table_name text not null, row bigint not null,
                    column_name text not null default '', value text, message text not null, suggestion text, detail jsonb,
                    primary key (table_name, row, code, column_name)) on commit drop
                """);
    }

    /**
     * Adds a finding for each row that a query gives.
     *
     * @param rows a query with {@code _row}, {@code value}, {@code message}, {@code detail}
     */
    long add(Severity severity, String code, StageTable table, String column, String suggestion, String rows)
            throws SQLException {
        return sql.run("""
                insert into _found (severity, code, table_name, row, column_name, value, message, suggestion, detail)
                select %s, %s, %s, _row, %s, value, message, nullif(%s, ''), detail from (%s) q
                on conflict do nothing
                """.formatted(
                        literal(severity.name()),
                        literal(code),
                        literal(table.name()),
                        literal(column),
                        literal(suggestion),
                        rows));
    }

    /** Sets aside the rows that have an error and are not set aside yet. */
    long reject(StageTable table) throws SQLException {
        return sql.run("""
                update %s b set _rejected = true from _found f
                where f.table_name = %s and f.row = b._row and f.severity = 'ERROR' and not b._rejected
                """.formatted(table.base(), literal(table.name())));
    }

    /** Writes the findings of a table into the ledger. */
    void keep(StageTable table, long run) throws SQLException {
        sql.run("""
                insert into rejoin_import.finding (run_id, severity, code, index_name, id, doc, table_name, path, value,
                                                   message, suggestion, detail)
                select ?, f.severity, f.code, b._index, b._id, b._doc, f.table_name,
                       coalesce(p.path, nullif(f.column_name, '')), left(f.value, 2000), f.message, f.suggestion, f.detail
                from _found f
                join %s b on b._row = f.row
                left join lateral (
                    select path from rejoin_stage._path p where p.part = b._part and p.column_name = f.column_name limit 1)
                    p on true
                where f.table_name = %s
                order by b._index, b._id, b._position, f.code, f.column_name
                """.formatted(table.base(), literal(table.name())), run);
    }
}
