package dev.rejoin.importer.command;

import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Says within a second for what the program waits in the database, and for whom. Ends with the program. */
record LockWatch(TargetDatabase database, Consumer<String> say) {
    private static final int PAUSE_MILLIS = 400;

    void start() {
        Thread.ofPlatform().daemon().name("lock watch").start(this::watch);
    }

    private void watch() {
        var said = new HashSet<String>();
        while (!TargetDatabase.isEnding()) {
            try (var connection = database.getConnection();
                    var statement = connection.prepareStatement("""
                            select format('Waiting for %s, which is held by %s. End that, or wait.',
                                          coalesce(what.names, 'a lock'), who.names)
                            from pg_stat_activity a
                            cross join lateral (
                                select string_agg(case l.locktype
                                    when 'relation' then 'the table ' || l.relation::regclass
                                    when 'transactionid' then 'what a transaction has changed'
                                    when 'virtualxid' then 'a transaction''s end'
                                    when 'advisory' then 'an advisory lock'
                                    else 'a lock (' || l.locktype || ')' end, ', ') names
                                from pg_locks l where l.pid = a.pid and not l.granted) what
                            cross join lateral (
                                select string_agg(format('process %s (%s of %s%s, %s, since %s)', b.pid,
                                    coalesce(nullif(b.application_name, ''), 'without a name'), b.usename,
                                    ' from ' || host(b.client_addr), b.state,
                                    to_char(b.backend_start, 'YYYY-MM-DD HH24:MI:SS TZ')), ' and ') names
                                from unnest(pg_blocking_pids(a.pid)) blocking
                                join pg_stat_activity b on b.pid = blocking
                                where b.pid <> all (?)) who
                            where a.pid = any (?) and a.wait_event_type = 'Lock' and who.names is not null
                            """)) {
                connection.setAutoCommit(true);
                watch(connection, statement, said);
            } catch (SQLException e) {
                // Whoever works with the database will say so.
                pause();
            }
        }
    }

    private void watch(java.sql.Connection connection, java.sql.PreparedStatement statement, Set<String> said)
            throws SQLException {
        while (!TargetDatabase.isEnding()) {
            var ours = connection.createArrayOf("integer", database.backends().toArray());
            statement.setArray(1, ours);
            statement.setArray(2, ours);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    if (said.add(rows.getString(1))) {
                        say.accept(rows.getString(1));
                    }
                }
            }
            pause();
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
