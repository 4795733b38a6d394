package dev.rejoin.api.replica;

import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;

/**
 * What a server says of itself.
 *
 * @param database which cluster it is, by the identifier that all its copies share, and which of its databases
 * @param standby whether it follows another one
 * @param position up to where its data are those of the log
 * @param migrations how many migrations its tables have seen
 * @param pooled whether something stands in front of it that gives each transaction another connection
 */
record ServerState(String database, boolean standby, LogPosition position, int migrations, boolean pooled) {
    /**
     * The timeline of a standby is the one that it receives, where its role may know that ({@code pg_read_all_stats}), or else
     * that of its last checkpoint, which comes minutes after a fail-over. The name of a file of the log begins with a primary's.
     */
    private static final String ASK = """
            select (select system_identifier from pg_control_system()) || ' '
                       || (select oid from pg_database where datname = current_database()),
                   pg_is_in_recovery(),
                   case when pg_is_in_recovery()
                       then upper(to_hex(greatest((select timeline_id from pg_control_checkpoint()),
                                                  (select received_tli from pg_stat_wal_receiver))))
                       else left(pg_walfile_name(pg_current_wal_flush_lsn()), 8) end,
                   (case when pg_is_in_recovery() then coalesce(pg_last_wal_replay_lsn(), '0/0')
                         else pg_current_wal_flush_lsn() end)::text,
                   (select coalesce(max(installed_rank), 0) from public.flyway_schema_history where success),
                   pg_backend_pid()""";

    /** Behind the record of every commit that was answered by now, also of one that is not written to a disk yet. */
    private static final String WRITTEN =
            "select left(pg_walfile_name(p), 8), p::text from pg_current_wal_insert_lsn() p";

    static ServerState of(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(ASK)) {
            row.next();
            return new ServerState(
                    row.getString(1),
                    row.getBoolean(2),
                    LogPosition.of(row.getString(3), row.getString(4)),
                    row.getInt(5),
                    connection.unwrap(PGConnection.class).getBackendPID() != row.getInt(6));
        }
    }

    /** Where a primary's log ends. */
    static LogPosition written(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(WRITTEN)) {
            row.next();
            return LogPosition.of(row.getString(1), row.getString(2));
        }
    }
}
