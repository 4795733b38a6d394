package dev.rejoin.importer.run;

import static dev.rejoin.importer.catalog.TargetCatalog.quoted;

import dev.rejoin.importer.plan.StagePlan;
import dev.rejoin.importer.stage.Stage;
import dev.rejoin.importer.stage.StageProgress;
import dev.rejoin.importer.stage.StagingTables;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.sql.DataSource;

/**
 * What an unfinished run has staged. A crash of PostgreSQL empties UNLOGGED tables while the ledger's checkpoints
 * survive: so the checkpoints are not believed, but held against what is there.
 */
record Staging(DataSource database, StagePlan plan, long run) {

    /** Forgets the indices of which a part is missing, so that they are read again. */
    void repair(StageProgress progress) throws SQLException {
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            if (!exists(connection)) {
                StagingTables.create(connection, plan);
            }
            for (var index : incomplete(connection)) {
                progress.remark("What was staged of " + index + " is gone or incomplete: it is read again.");
                Stage.discard(connection, plan, run, index);
            }
            connection.commit();
            connection.setAutoCommit(true);
            giveBackRoom(connection);
        }
    }

    /**
     * What a transaction that broke off has written takes room until it is vacuumed: without that, a disk that was
     * full would be full again, however often a little room is made on it.
     */
    private void giveBackRoom(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            for (var table : plan.tables().values()) {
                statement.execute("vacuum " + table.base());
                statement.execute("vacuum %s.%s".formatted(quoted(plan.mapping().schema()), quoted(table.name())));
            }
            statement.execute("vacuum rejoin_import.document, rejoin_import.finding, rejoin_import.disposition,"
                    + " rejoin_import.row_origin");
        }
    }

    /** A crash also empties the descriptions of the parts, without which every check would find nothing to check. */
    private static boolean exists(Connection connection) throws SQLException {
        return isTrue(connection, "select to_regclass('rejoin_stage._part') is not null")
                && isTrue(connection, "select exists (select from rejoin_stage._part)");
    }

    private static boolean isTrue(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(query)) {
            row.next();
            return row.getBoolean(1);
        }
    }

    private List<String> incomplete(Connection connection) throws SQLException {
        var expected = new TreeMap<String, Long>();
        var indices = new TreeSet<String>();
        query(connection, """
                select c.index_name, s.key, sum(s.value::bigint) from rejoin_import.checkpoint c, jsonb_each_text(c.staged) s
                where c.run_id = %d group by 1, 2
                """.formatted(run), (index, table, rows) -> expected.put(index + " " + table, rows));
        query(connection, """
                select index_name, '', sum(documents) from rejoin_import.checkpoint where run_id = %d group by 1
                """.formatted(run), (index, none, rows) -> {
            indices.add(index);
            expected.put(index + " ", rows);
        });
        var found = new TreeMap<String, Long>();
        query(connection, """
                select index_name, '', count(*) from rejoin_import.document where run_id = %d group by 1
                """.formatted(run), (index, none, rows) -> found.put(index + " ", rows));
        for (var table : plan.tables().values()) {
            query(
                    connection,
                    "select _index, '%s', count(*) from %s where _index is not null group by 1"
                            .formatted(table.name().replace("'", "''"), table.base()),
                    (index, name, rows) -> found.put(index + " " + name, rows));
        }
        var broken = new ArrayList<String>();
        for (var index : indices) {
            boolean same = expected.entrySet().stream()
                    .filter(e -> e.getKey().startsWith(index + " ") && e.getValue() > 0)
                    .allMatch(e -> e.getValue().equals(found.get(e.getKey())));
            boolean noMore = found.keySet().stream()
                    .filter(k -> k.startsWith(index + " "))
                    .allMatch(expected::containsKey);
            if (!same || !noMore) {
                broken.add(index);
            }
        }
        return broken;
    }

    private interface Count {
        void take(String index, String table, long rows);
    }

    private static void query(Connection connection, String sql, Count count) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                count.take(rows.getString(1), rows.getString(2), rows.getLong(3));
            }
        }
    }
}
