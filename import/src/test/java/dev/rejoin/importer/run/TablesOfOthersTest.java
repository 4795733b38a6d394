package dev.rejoin.importer.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rejoin.db.OwnSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A target of which the importer's user does not own, or see, everything. */
class TablesOfOthersTest {
    private final String stranger = "stranger_" + UUID.randomUUID().toString().replace("-", "");

    @TempDir
    private Path folder;

    private SmallImport things;

    @BeforeEach
    void fill() throws Exception {
        things = new SmallImport(folder, """
                create table thing (id uuid primary key, legacy_id text unique, name text not null);
                create role %1$s;
                grant %1$s to current_user;
                grant usage, create on schema small, rejoin_import to %1$s;
                grant all on all tables in schema small, rejoin_import to %1$s;
                grant all on all sequences in schema rejoin_import to %1$s;
                do $$ begin execute format('grant create on database %%I to %1$s', current_database()); end $$;
                """.formatted(stranger));
        things.mapping("things.yaml", "index: things\nrows: [{table: thing, columns: {name: name}}]\n")
                .dump("all.ndjson", "{\"_index\":\"things\",\"_id\":\"t1\",\"_source\":{\"name\":\"a\"}}\n")
                .through(this::asStranger);
    }

    @AfterEach
    void end() throws Exception {
        things.execute("drop owned by %1$s; drop role %1$s".formatted(stranger));
        things.close();
    }

    private DataSource asStranger(DataSource all) {
        return new OwnSource() {
            @Override
            public Connection getConnection() throws SQLException {
                var connection = all.getConnection();
                try (var statement = connection.createStatement()) {
                    statement.execute("set role " + stranger);
                }
                return connection;
            }
        };
    }

    @Test
    void whoDoesNotOwnTheTablesIsToldBeforeAnythingIsRead() throws Exception {
        assertThatThrownBy(things::run)
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining(stranger + " does not own thing")
                .hasMessageContaining("Import as the owner");
        assertThat(things.query("select id from rejoin_import.run")).isEmpty();
    }

    @Test
    void rowsThatAreHiddenAreSaidAndNotOverlooked() throws Exception {
        things.execute("""
                alter table thing owner to %s;
                alter table thing enable row level security;
                alter table thing force row level security;
                create policy own on thing using (name = 'a')""".formatted(stranger));

        assertThatThrownBy(things::run)
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("Row-level security hides rows of thing from the database user " + stranger);
        assertThat(things.query("select id from rejoin_import.run")).isEmpty();

        // Whoever made the database has BYPASSRLS.
        things.through(UnaryOperator.identity());
        assertThat(things.run().outcome()).isEqualTo(Outcome.PROVEN);
    }
}
