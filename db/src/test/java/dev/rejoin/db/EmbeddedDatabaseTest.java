package dev.rejoin.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseTest {

    @Test
    void aFreshDatabaseIsMigratedAndAlone() throws SQLException {
        try (var one = EmbeddedDatabase.fresh();
                var two = EmbeddedDatabase.fresh()) {
            execute(one.dataSource(), "insert into topic (code, name) values ('A', 'Alpha')");

            assertThat(count(one.dataSource(), "topic")).isEqualTo(1);
            assertThat(count(two.dataSource(), "topic")).isZero();
        }
    }

    @Test
    void aCopyHoldsWhatTheOtherOneHeldAndIsAnotherOne() throws SQLException {
        try (var one = EmbeddedDatabase.fresh()) {
            execute(one.dataSource(), "insert into topic (code, name) values ('A', 'Alpha')");
            try (var copy = one.copy()) {
                execute(copy.dataSource(), "insert into topic (code, name) values ('B', 'Beta')");

                assertThat(count(copy.dataSource(), "topic")).isEqualTo(2);
                assertThat(count(one.dataSource(), "topic")).isEqualTo(1);
            }
            try (var _ = one.dataSource().getConnection()) {
                assertThatThrownBy(one::copy)
                        .isInstanceOf(EmbeddedDatabaseException.class)
                        .hasMessageContaining("is being accessed by other users");
            }
        }
    }

    @Test
    void theImportSchemaHasAHistoryOfItsOwn() throws SQLException {
        try (var database = EmbeddedDatabase.fresh()) {
            Migrations.migrateImport(database.dataSource());

            assertThat(count(database.dataSource(), "pg_namespace where nspname = 'rejoin_import'"))
                    .isEqualTo(1);
        }
    }

    @Test
    void aKeptDatabaseIsKeptAndUsedByOneProcessOnly(@TempDir Path folder) throws Exception {
        try (var database = EmbeddedDatabase.in(folder)) {
            execute(database.dataSource(), "create table kept as select 1 one");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("password"))))
                    .isEqualTo("rw-------");
            assertThatThrownBy(() -> EmbeddedDatabase.in(folder))
                    .isInstanceOf(EmbeddedDatabaseException.class)
                    .hasMessageContaining("is in use by another process");
        }
        try (var database = EmbeddedDatabase.in(folder)) {
            assertThat(count(database.dataSource(), "kept")).isEqualTo(1);
        }
    }

    @Test
    void aTemporaryDatabaseLeavesNothingBehind() throws Exception {
        Path folder;
        long serverPid;
        try (var database = EmbeddedDatabase.temporary();
                var connection = database.dataSource().getConnection();
                var result = connection.createStatement().executeQuery("show data_directory")) {
            result.next();
            folder = Path.of(result.getString(1)).getParent();
            serverPid = Long.parseLong(
                    Files.readAllLines(folder.resolve("data/postmaster.pid")).getFirst());
        }
        assertThat(folder).doesNotExist();
        assertThat(ProcessHandle.of(serverPid)).isEmpty();
    }

    @Test
    void aWrongPasswordIsRefused() {
        try (var database = EmbeddedDatabase.fresh()) {
            assertThatThrownBy(() -> java.sql.DriverManager.getConnection(database.jdbcUrl(), database.user(), "wrong"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
        }
    }

    private static void execute(DataSource database, String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long count(DataSource database, String from) throws SQLException {
        try (var connection = database.getConnection();
                var result = connection.createStatement().executeQuery("select count(*) from " + from)) {
            result.next();
            return result.getLong(1);
        }
    }
}
