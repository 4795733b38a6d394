package dev.rejoin.importer.load;

import static dev.rejoin.importer.target.TargetCatalog.quoted;

import dev.rejoin.importer.check.Check.Checked;
import dev.rejoin.importer.stage.StagePlan;
import dev.rejoin.importer.stage.StagePlan.StageTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * Fills the target from staging in one transaction: it shows all of the run or nothing of it. Since the check foresaw
 * every constraint, one that fails here is a mistake of the importer, and fails the run.
 */
public record Load(DataSource database) {

    /** What is in the target now: rows by table. */
    public record Loaded(Checked checked, Map<String, Long> rows) {}

    public Loaded run(Checked checked) throws SQLException {
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            var loaded = load(connection, checked);
            commit(connection, checked.run());
            return loaded;
        }
    }

    private static Loaded load(Connection connection, Checked checked) throws SQLException {
        var plan = checked.plan();
        execute(connection, "set local work_mem = '128MB'");
        execute(connection, "set local maintenance_work_mem = '256MB'");
        for (var statement : plan.mapping().beforeLoad()) {
            execute(connection, statement);
        }
        var grandfathered = dropGrandfathered(connection, checked);
        var rebuilt = plan.tables().values().stream().allMatch(t -> t.target().empty())
                ? dropSlowParts(connection, plan)
                : List.<String>of();
        var rows = new LinkedHashMap<String, Long>();
        for (var table : plan.tables().values()) {
            rows.put(table.name(), insert(connection, plan, table));
        }
        for (var statement : rebuilt) {
            execute(connection, statement);
        }
        for (var statement : grandfathered) {
            execute(connection, statement);
        }
        recordOrigins(connection, checked);
        for (var statement : plan.mapping().afterLoad()) {
            execute(connection, statement);
        }
        execute(
                connection,
                "update rejoin_import.run set loaded_at = clock_timestamp(), phase = 'PROVE' where id = "
                        + checked.run());
        return new Loaded(checked, rows);
    }

    /** A connection that is cut at COMMIT leaves open whether it happened: the run's own row knows. */
    private void commit(Connection connection, long run) throws SQLException {
        try {
            connection.commit();
        } catch (SQLException cut) {
            try (var second = database.getConnection();
                    var statement = second.createStatement();
                    var row = statement.executeQuery(
                            "select loaded_at is not null from rejoin_import.run where id = " + run)) {
                if (row.next() && row.getBoolean(1)) {
                    return;
                }
            }
            throw cut;
        }
    }

    private static long insert(Connection connection, StagePlan plan, StageTable table) throws SQLException {
        var columns = table.data().keySet().stream().map(c -> quoted(c)).collect(Collectors.joining(", "));
        return execute(connection, """
                insert into %s (%s)
                select %s from %s order by _row
                """.formatted(target(plan, table), columns, columns, table.view()));
    }

    private static String target(StagePlan plan, StageTable table) {
        return quoted(plan.catalog().schema()) + "." + quoted(table.name());
    }

    /**
     * Drops the constraints that old rows break and answers how they come back: for new writes alone, until the last
     * old row is mended.
     */
    private static List<String> dropGrandfathered(Connection connection, Checked checked) throws SQLException {
        var restore = new ArrayList<String>();
        try (var statement = connection.prepareStatement("""
                select quote_ident(n.nspname) || '.' || quote_ident(r.relname), quote_ident(c.conname),
                       pg_get_constraintdef(c.oid)
                from pg_constraint c join pg_class r on r.oid = c.conrelid join pg_namespace n on n.oid = r.relnamespace
                where n.nspname = ? and c.conname = any (?)
                """)) {
            statement.setString(1, checked.plan().catalog().schema());
            statement.setArray(
                    2, connection.createArrayOf("text", checked.grandfathered().toArray()));
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    var definition = rows.getString(3).replaceFirst(" NOT VALID$", "");
                    execute(
                            connection,
                            "alter table %s drop constraint %s".formatted(rows.getString(1), rows.getString(2)));
                    restore.add("alter table %s add constraint %s %s not valid"
                            .formatted(rows.getString(1), rows.getString(2), definition));
                }
            }
        }
        return restore;
    }

    /**
     * Into empty tables, foreign keys and plain indexes are faster built at once than kept row by row. They come back in
     * the same transaction, and adding a foreign key checks every row.
     */
    private static List<String> dropSlowParts(Connection connection, StagePlan plan) throws SQLException {
        var restore = new ArrayList<String>();
        var names = connection.createArrayOf("text", plan.tables().keySet().toArray());
        try (var statement = connection.prepareStatement("""
                select 'alter table ' || c.conrelid::regclass || ' drop constraint ' || quote_ident(c.conname),
                       'alter table ' || c.conrelid::regclass || ' add constraint ' || quote_ident(c.conname) || ' '
                           || pg_get_constraintdef(c.oid), 1
                from pg_constraint c
                where c.contype = 'f' and c.conrelid in (
                    select r.oid from pg_class r where r.relnamespace = to_regnamespace(?) and r.relname = any (?))
                union all
                select 'drop index ' || x.indexrelid::regclass, pg_get_indexdef(x.indexrelid), 0
                from pg_index x
                where not x.indisunique and not x.indisexclusion and x.indrelid in (
                    select r.oid from pg_class r where r.relnamespace = to_regnamespace(?) and r.relname = any (?))
                order by 3, 2
                """)) {
            statement.setString(1, plan.catalog().schema());
            statement.setArray(2, names);
            statement.setString(3, plan.catalog().schema());
            statement.setArray(4, names);
            var drop = new ArrayList<String>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    drop.add(rows.getString(1));
                    restore.add(rows.getString(2));
                }
            }
            for (var sql : drop) {
                execute(connection, sql);
            }
        }
        return restore;
    }

    /** Which document became which row, merged ones included. */
    private static void recordOrigins(Connection connection, Checked checked) throws SQLException {
        for (var table : checked.plan().tables().values()) {
            try (var statement = connection.prepareStatement("""
                    insert into rejoin_import.row_origin (table_name, row_id, run_id, doc, index_name, id, part, how)
                    select ?, b.id, ?, b._doc, b._index, b._id,
                           p.label || case when p.child then '#' || b._position else '' end,
                           case when p.resurrected then 'RESURRECTED' when b._merged then 'MERGED' else 'LOADED' end
                    from %s b join rejoin_stage._part p on p.part = b._part
                    where not b._rejected
                    """.formatted(table.base()))) {
                statement.setString(1, table.name());
                statement.setLong(2, checked.run());
                statement.executeUpdate();
            }
        }
    }

    private static long execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            return statement.execute(sql) ? 0 : Math.max(0, statement.getLargeUpdateCount());
        } catch (SQLException e) {
            throw new SQLException(e.getMessage() + "\nwhile running\n" + sql, e.getSQLState(), e);
        }
    }
}
