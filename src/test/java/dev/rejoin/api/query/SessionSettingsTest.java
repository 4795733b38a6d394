package dev.rejoin.api.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rejoin.db.EmbeddedDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What an administrator has set for the role or the database is meant for others. */
class SessionSettingsTest {

    @Test
    void sessionsOfThePoolAreTheSameWhateverIsSetForTheDatabase() throws SQLException {
        try (var database = EmbeddedDatabase.fresh()) {
            for (var setting : new String[] {
                "idle_session_timeout = ''1min''",
                "transaction_timeout = ''1min''",
                "default_transaction_isolation = ''serializable''",
                "standard_conforming_strings = off"
            }) {
                execute(
                        database,
                        "do $$ begin execute format('alter database %I set " + setting
                                + "', current_database()); end $$");
            }
            try (var connection = database.dataSource().getConnection()) {
                assertThat(shown(connection)).isEqualTo("1min, 1min, serializable, off");

                settings(database).bound(connection);

                assertThat(shown(connection)).isEqualTo("0, 0, read committed, on");
            }
        }
    }

    private static SessionSettings settings(EmbeddedDatabase database) {
        var second = Duration.ofSeconds(1);
        return new SessionSettings(Optional.empty(), database.jdbcUrl(), second, second, second);
    }

    private static String shown(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("""
                        select concat_ws(', ', current_setting('idle_session_timeout'), current_setting('transaction_timeout'),
                            current_setting('transaction_isolation'), current_setting('standard_conforming_strings'))""")) {
            row.next();
            return row.getString(1);
        }
    }

    private static void execute(EmbeddedDatabase database, String sql) throws SQLException {
        try (var connection = database.dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
