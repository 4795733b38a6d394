package dev.rejoin.importer.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rejoin.db.EmbeddedDatabase;
import dev.rejoin.db.WrongDatabaseException;
import dev.rejoin.importer.run.DatabaseFailure;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A target whose administrator has set bounds, or given fewer rights. */
class TargetOptionsTest {

    @Test
    void noBoundThatIsSetForApplicationsCutsAnImportOff() throws SQLException {
        try (var database = EmbeddedDatabase.fresh()) {
            set(database, "statement_timeout = '1min'");
            set(database, "transaction_timeout = '1min'");

            try (var connection = TargetOptions.connect(environment(database)).getConnection();
                    var statement = connection.createStatement();
                    var row = statement.executeQuery(
                            "select current_setting('statement_timeout') || current_setting('transaction_timeout')")) {
                row.next();
                assertThat(row.getString(1)).isEqualTo("00");
            }
        }
    }

    @Test
    void nothingIsLoadedWhereForeignKeysAreNotAsked() throws SQLException {
        try (var database = EmbeddedDatabase.fresh()) {
            set(database, "session_replication_role = replica");

            assertThatThrownBy(() -> TargetOptions.connect(environment(database)))
                    .isInstanceOf(WrongDatabaseException.class)
                    .hasMessageContaining("session_replication_role");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "42501, lacks a right",
        "25006, takes no writes",
        "25P04, was told to end what it was doing",
        "57014, was told to end what it was doing",
        "08006, the connection to the database is lost"
    })
    void whatTheServerRefusesToAnybodyIsNoMistakeOfTheImporter(String state, String said) {
        assertThat(DatabaseFailure.sentence(new IllegalStateException(new SQLException("ERROR: no", state))))
                .get()
                .asString()
                .contains(said)
                .contains("(ERROR: no)");
    }

    private static Map<String, String> environment(EmbeddedDatabase database) {
        return Map.of(
                "REJOIN_DB_URL",
                database.jdbcUrl(),
                "REJOIN_DB_USER",
                database.user(),
                "REJOIN_DB_PASSWORD",
                database.password());
    }

    private static void set(EmbeddedDatabase database, String setting) throws SQLException {
        try (var connection = database.dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("do $$ begin execute format('alter database %I set " + setting.replace("'", "''")
                    + "', current_database()); end $$");
        }
    }
}
