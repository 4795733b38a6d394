package dev.rejoin.importer.check;

import static dev.rejoin.importer.catalog.TargetCatalog.quoted;
import static dev.rejoin.importer.sql.Statements.literal;

import dev.rejoin.importer.catalog.OnlyForm;
import dev.rejoin.importer.catalog.TargetColumn;
import dev.rejoin.importer.finding.Finding.Severity;
import dev.rejoin.importer.finding.FindingCode;
import dev.rejoin.importer.mapping.Mapping.Value;
import dev.rejoin.importer.plan.StagePlan;
import dev.rejoin.importer.plan.StagePlan.StageTable;
import dev.rejoin.importer.sql.Statements;
import java.sql.SQLException;

/**
 * Makes staged values fit for the views: texts that only PostgreSQL can read (of enumerations, arrays, networks and so
 * on) are values of their column's type, and keys that the target would draw are drawn.
 */
record Inputs(Statements sql, StagePlan plan, Found found) {

    void prepare() throws SQLException {
        for (var table : plan.staged()) {
            for (var column : table.data().values()) {
                if (!table.drawn().contains(column.name())) {
                    if (column.isReadByDatabase()) {
                        check(table, column);
                    }
                    if (column.exact().isPresent()) {
                        round(table, column, column.exact().get());
                    }
                }
            }
        }
    }

    /** Gives the rows that will be loaded, as far as is known by now, the keys that the target would draw. */
    void draw() throws SQLException {
        for (var table : plan.staged()) {
            for (var column : table.drawn()) {
                remember(table, table.data().get(column));
                draw(table, table.data().get(column));
            }
        }
    }

    /** A text that is no value is taken out of the row, which the views could not show otherwise. */
    private void check(StageTable table, TargetColumn column) throws SQLException {
        var name = quoted(column.name());
        var type = literal(column.type());
        if (sql.fill("_unreadable", """
                select b._row, b._part, b.%1$s as value from %2$s b
                where b.%1$s is not null and not case when pg_input_is_valid(b.%1$s, %3$s) then %4$s else false end
                """.formatted(
                        name,
                        table.base(),
                        type,
                        column.onlyForm().map(form -> form.holds("b." + name)).orElse("true")))
                == 0) {
            return;
        }
        for (var part : plan.parts()) {
            if (part.row().table().equals(table.name())) {
                boolean dropped = part.row().columns().get(column.name()) instanceof Value.Field field
                        && field.conversion().badIsNull();
                found.add(
                        dropped ? Severity.WARNING : Severity.ERROR,
                        FindingCode.BAD_VALUE,
                        table,
                        column.name(),
                        dropped ? "" : "correct the document, or list what its values mean under \"values\"",
                        """
                        select _row, value, null::jsonb as detail,
                               %s || coalesce((pg_input_error_info(value, %s)).message, %s) as message
                        from _unreadable where _part = %d
                        """.formatted(
                                        literal("this is not a value of the type " + column.type() + ": "),
                                        type,
                                        literal(column.onlyForm()
                                                .map(OnlyForm::expected)
                                                .orElse("")),
                                        part.number()));
            }
        }
        found.reject(table);
        sql.run("update %s b set %s = null from _unreadable u where u._row = b._row".formatted(table.base(), name));
    }

    /** What the column's type keeps less of than was written is said, and texts that it would cut are set aside. */
    private void round(StageTable table, TargetColumn column, String exact) throws SQLException {
        var name = quoted(column.name());
        if (sql.fill("_rounded", """
                select b._row, b._part, b.%1$s::text as value, (b.%1$s::%3$s)::text as kept from %2$s b
                where b.%1$s::%4$s is distinct from (b.%1$s::%3$s)::%4$s%5$s
                """.formatted(
                                name,
                                table.base(),
                                column.kept(),
                                exact,
                                column.isReadByDatabase() && !column.isCutting()
                                        ? " or b.%s ~ '%s[.][0-9]{6}[0-9]*[1-9]'"
                                                .formatted(name, column.keepsMicroseconds() ? "" : "^[^{]*")
                                        : ""))
                == 0) {
            return;
        }
        for (var part : plan.parts()) {
            if (part.row().table().equals(table.name())) {
                boolean dropped = part.row().columns().get(column.name()) instanceof Value.Field field
                        && field.conversion().badIsNull();
                boolean cut = column.isCutting();
                found.add(
                        cut && !dropped ? Severity.ERROR : Severity.WARNING,
                        cut
                                ? FindingCode.TOO_LONG
                                : column.base().startsWith("numeric")
                                        ? FindingCode.NUMBER_ROUNDED
                                        : FindingCode.TIME_ROUNDED,
                        table,
                        column.name(),
                        cut && !dropped ? "correct the document" : "",
                        """
                        select _row, value, null::jsonb as detail, %s || kept%s as message
                        from _rounded where _part = %d
                        """.formatted(
                                        literal(
                                                cut
                                                        ? "the type " + column.type() + " would cut it to "
                                                        : "the column keeps " + column.type() + ": rounded to "),
                                        cut && dropped ? " || '; loaded without it'" : "",
                                        part.number()));
            }
        }
        if (column.isCutting()) {
            found.reject(table);
        }
        sql.run("update %s b set %s = %s from _rounded r where r._row = b._row"
                .formatted(
                        table.base(),
                        name,
                        column.isCutting()
                                ? "null"
                                : "(b.%s::%s)::%s".formatted(name, column.kept(), column.staged())));
    }

    /** A row that an earlier run has loaded has its number already. */
    private void remember(StageTable table, TargetColumn column) throws SQLException {
        sql.run(
                """
                update %1$s b set %2$s = o.row_key[%3$d]::%4$s from rejoin_import.row_origin o
                where o.table_name = ? and o.row_id = b.%5$s and o.how <> 'MERGED' and o.row_key is not null
                and b.%2$s is null and not b._rejected and not b._merged
                """.formatted(
                                table.base(),
                                quoted(column.name()),
                                table.target().key().indexOf(column.name()) + 1,
                                column.staged(),
                                table.key()),
                table.name());
    }

    /**
     * The numbers that come next, in the order of the rows: the sequence itself moves on when the load commits, so that
     * neither a dry run nor one that breaks off uses any up.
     */
    private void draw(StageTable table, TargetColumn column) throws SQLException {
        var name = quoted(column.name());
        var lacking = name + " is null and not _rejected and not _merged";
        if (column.sequence().isEmpty()) {
            sql.run("update %s set %s = (%s)::%s::%s where %s"
                    .formatted(
                            table.base(),
                            name,
                            column.expression().orElseThrow(),
                            column.type(),
                            column.staged(),
                            lacking));
            return;
        }
        var sequence = column.sequence().get();
        sql.run("""
                update %1$s b set %2$s = n.number
                from (select r._row, s.next + %3$d * (row_number() over (
                                     order by r._index, r._id, r._part, r._position, r._row) - 1) as number
                      from (select * from %1$s where %5$s) r,
                           (select %6$s(max(%2$s) + %3$d, (select case when is_called then last_value + %3$d
                                                                       else last_value end from %4$s)) as next
                            from %1$s) s) n
                where n._row = b._row
                """.formatted(
                        table.base(),
                        name,
                        sequence.increment(),
                        sequence.name(),
                        lacking,
                        sequence.increment() > 0 ? "greatest" : "least"));
    }
}
