package dev.rejoin.importer.load;

import dev.rejoin.importer.plan.StagePlan;
import dev.rejoin.importer.sql.Statements;
import java.sql.SQLException;

/** Triggers of the target, which do what they like with every row that is written. */
record TargetTriggers(Statements sql, TargetSchema schema, StagePlan plan) {

    /**
     * Whether a trigger of the target, or of a partition, will do anything while the rows are written, or a rule does so
     * instead of it. What asks for the row as a whole is not asked: a staged row has other columns.
     */
    boolean fireOnLoad() throws SQLException {
        for (var table : plan.tables().values()) {
            for (var condition : sql.texts("""
                    with written as (select %2$s::regclass as relid union select relid from pg_partition_tree(%2$s))
                    select case when t.tgqual is null or pg_get_triggerdef(t.oid) like '%%new.*%%' then 'true'
                                when t.tgtype & 1 = 0 then substring(pg_get_triggerdef(t.oid) from %1$s)
                                else 'exists (select from %3$s new where '
                                     || substring(pg_get_triggerdef(t.oid) from %1$s) || ')' end
                    from pg_trigger t join written w on w.relid = t.tgrelid
                    where not t.tgisinternal and t.tgenabled <> 'D' and t.tgtype & 4 > 0
                    union all
                    select 'true' from pg_class c join written w on w.relid = c.oid where c.relhasrules
                    """.formatted(
                            Statements.literal(" WHEN (\\(.*\\)) EXECUTE "),
                            Statements.literal(schema.name(table)),
                            table.view().replace("'", "''")))) {
                if (holds(condition.getFirst())) {
                    return true;
                }
            }
        }
        return false;
    }

    /** A condition that cannot be asked of staged rows, of which the target would know more, may hold. */
    private boolean holds(String condition) throws SQLException {
        var before = sql.connection().setSavepoint();
        try {
            boolean holds = sql.number("select count(*) where " + condition) > 0;
            sql.connection().releaseSavepoint(before);
            return holds;
        } catch (SQLException e) {
            sql.connection().rollback(before);
            return true;
        }
    }
}
