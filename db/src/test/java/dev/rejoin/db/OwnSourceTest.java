package dev.rejoin.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Databases that an administrator has set up for something else. */
class OwnSourceTest {
    private static final List<String> BOUNDS = List.of(
            "statement_timeout",
            "lock_timeout",
            "transaction_timeout",
            "idle_in_transaction_session_timeout",
            "idle_session_timeout");

    @Test
    void whatBoundsApplicationsDoesNotBoundWorkOfOurOwn() throws SQLException {
        try (var database = EmbeddedDatabase.fresh()) {
            for (var bound : BOUNDS) {
                set(database, bound, "1min");
            }
            set(database, "default_transaction_isolation", "serializable");
            set(database, "standard_conforming_strings", "off");
            var source = source(database);
            assertThat(text(source, "show statement_timeout")).isEqualTo("1min");

            source.tellSessions();

            assertThat(BOUNDS)
                    .allSatisfy(bound ->
                            assertThat(text(source, "show " + bound)).as(bound).isEqualTo("0"));
            assertThat(text(source, "show transaction_isolation")).isEqualTo("read committed");
            assertThat(text(source, "show standard_conforming_strings")).isEqualTo("on");
        }
    }

    @Test
    void aDatabaseInWhichForeignKeysAndTriggersDoNothingIsRefused() throws SQLException {
        try (var database = EmbeddedDatabase.fresh()) {
            FitDatabase.check(database.dataSource());
            set(database, "session_replication_role", "replica");

            assertThatThrownBy(() -> FitDatabase.check(database.dataSource()))
                    .isInstanceOf(WrongDatabaseException.class)
                    .hasMessageContaining("session_replication_role is replica")
                    .hasMessageContaining("no foreign key and no trigger");
        }
    }

    /** As after {@code create schema rejoin authorization rejoin}: the user's own schema comes first. */
    @Test
    void aSchemaBeforeThatOfTheTablesIsSaid() throws SQLException {
        try (var database = EmbeddedDatabase.fresh()) {
            FitDatabase.checkDomain(database.dataSource());
            execute(database.dataSource(), "create schema " + database.user());

            assertThatThrownBy(() -> FitDatabase.checkDomain(database.dataSource()))
                    .isInstanceOf(WrongDatabaseException.class)
                    .hasMessageContaining("The schema " + database.user() + " comes before public")
                    .hasMessageContaining("set search_path = public");
            FitDatabase.check(database.dataSource());
        }
    }

    @Test
    void anEncodingThatDoesNotKeepEveryCharacterIsRefused() throws SQLException {
        try (var database = EmbeddedDatabase.fresh()) {
            for (var encoding : List.of("LATIN1", "SQL_ASCII")) {
                execute(
                        database.dataSource(),
                        "create database narrow encoding '%s' locale 'C' template template0".formatted(encoding));
                try {
                    var narrow = source(database);
                    narrow.setDatabaseName("narrow");

                    assertThatThrownBy(() -> FitDatabase.check(narrow))
                            .isInstanceOf(WrongDatabaseException.class)
                            .hasMessageContaining("encoding is " + encoding)
                            .hasMessageContaining("encoding 'UTF8' template template0");
                } finally {
                    execute(database.dataSource(), "drop database narrow");
                }
            }
        }
    }

    private static OwnSource source(EmbeddedDatabase database) {
        var source = new OwnSource();
        source.setUrl(database.jdbcUrl());
        source.setUser(database.user());
        source.setPassword(database.password());
        return source;
    }

    private static void set(EmbeddedDatabase database, String name, String value) throws SQLException {
        execute(
                database.dataSource(),
                "do $$ begin execute format('alter database %%I set %s = %%L', current_database(), '%s'); end $$"
                        .formatted(name, value));
    }

    private static void execute(DataSource source, String sql) throws SQLException {
        try (var connection = source.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String text(DataSource source, String sql) throws SQLException {
        try (var connection = source.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
