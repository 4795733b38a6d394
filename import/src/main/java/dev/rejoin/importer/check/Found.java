package dev.rejoin.importer.check;

import static dev.rejoin.importer.sql.Statements.literal;

import dev.rejoin.importer.finding.Code;
import dev.rejoin.importer.finding.Finding.Severity;
import dev.rejoin.importer.plan.StagePlan.StageTable;
import dev.rejoin.importer.sql.Statements;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Findings while they are gathered: one a row, code and column, however often a rule is applied again after something
 * else was set aside.
 */
record Found(Statements sql, Accepted accepted) {
    private static final List<String> KEY = List.of("table_name", "row", "code", "column_name");

    void create() throws SQLException {
        sql.make("_found", """
                severity text not null, code text not null, table_name text not null, row bigint not null,
                column_name text not null default '', value text, message text not null, suggestion text, detail jsonb
                """, KEY);
    }

    /**
     * Adds a finding for each row that a query gives. An error that a person has accepted of the row's document is none.
     *
     * @param rows a query with {@code _row}, {@code value}, {@code message}, {@code detail}
     */
    long add(Severity severity, Code code, StageTable table, String column, String suggestion, String rows)
            throws SQLException {
        boolean mayBeAccepted = severity == Severity.ERROR && accepted.codes().contains(code.code());
        return sql.run("""
                insert into _found (severity, code, table_name, row, column_name, value, message, suggestion, detail)
                select%s * from (
                    select %s, %s as code, %s as table_name, q._row as row, %s as column_name, q.value, q.message%s,
                           nullif(%s, ''), q.detail
                    from (%s) q%s) n
                where %s on conflict do nothing
                """.formatted(
                sql.scratch().stays() ? " distinct on (row)" : "",
                mayBeAccepted ? "case when a.doc is null then 'ERROR' else 'WARNING' end" : literal(severity.name()),
                literal(code.code()),
                literal(table.name()),
                literal(column),
                mayBeAccepted ? " || coalesce(a.said, '')" : "",
                mayBeAccepted
                        ? "case when a.doc is null then %s else 'supply what is missing or wrong' end"
                                .formatted(literal(suggestion))
                        : literal(suggestion),
                rows,
                mayBeAccepted
                        ? " join %s o on o._row = q._row left join _accepted a on a.doc = o._doc and a.code = %s"
                                .formatted(table.base(), literal(code.code()))
                        : "",
                sql.lacks("_found", "n", KEY)));
    }

    /** Whether a row is said to break a rule, be it let in or not. */
    boolean tells(Code code, StageTable table, long row) throws SQLException {
        return sql.number(
                        "select count(*) from _found where table_name = ? and row = ? and code = ?",
                        table.name(),
                        row,
                        code.code())
                > 0;
    }

    /** Makes an error of what is said of a row, whatever a person has accepted: the target does not take it. */
    void refuse(Code code, StageTable table, long row) throws SQLException {
        sql.run(
                "update _found set severity = 'ERROR' where table_name = ? and row = ? and code = ?",
                table.name(),
                row,
                code.code());
    }

    /** The codes of what was let in because a person has accepted it. */
    List<String> letIn() throws SQLException {
        var codes = new ArrayList<String>();
        for (var code : accepted.codes()) {
            if (sql.number("select count(*) from _found where code = ? and severity <> 'ERROR'", code) > 0) {
                codes.add(code);
            }
        }
        return codes;
    }

    /** Sets aside the rows that have an error and are not set aside yet. */
    long reject(StageTable table) throws SQLException {
        return sql.run("""
                update %s b set _rejected = true from _found f
                where f.table_name = %s and f.row = b._row and f.severity = 'ERROR' and not b._rejected
                """.formatted(table.base(), literal(table.name())));
    }

    /**
     * Writes the findings of these tables into the ledger. One about an element names its place: a path that begins further
     * out than the element loses so many names of it.
     */
    void keep(Collection<StageTable> tables, long run) throws SQLException {
        sql.all(tables.stream().map(table -> keeping(table, run)).toList());
    }

    private static String keeping(StageTable table, long run) {
        return """
                insert into rejoin_import.finding (run_id, severity, code, index_name, id, doc, table_name, path, value,
                                                   message, suggestion, detail, element)
                select %3$d, f.severity, f.code, b._index, b._id, b._doc, f.table_name,
                       case when b._place is null then coalesce(p.path, nullif(f.column_name, ''))
                            when p.path is null then b._place
                            when p.rest is null then p.path
                            else concat_ws('.', nullif(regexp_replace(b._place, '((^|\\.)[^.]+){' || p.up || '}$', ''), ''),
                                           nullif(p.rest || case when p.beside is null then ''
                                                                 else coalesce(substring(b._place from '((\\[[0-9]+\\])+)$'), '')
                                                                      || coalesce('.' || nullif(p.beside, ''), '') end, ''))
                       end,
                       left(f.value, 2000), f.message, f.suggestion, f.detail,
                       case when q.child then q.label || '#' || b._position end
                from _found f
                join %1$s b on b._row = f.row
                join rejoin_stage._part q on q.part = b._part
                left join lateral (
                    select path, up, rest, beside from rejoin_stage._path p
                    where p.part = b._part and p.column_name = f.column_name limit 1) p on true
                where f.table_name = %2$s
                order by b._index, b._id, b._position, f.code, f.column_name
                """.formatted(table.base(), literal(table.name()), run);
    }
}
