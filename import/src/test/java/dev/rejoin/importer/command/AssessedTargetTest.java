package dev.rejoin.importer.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rejoin.db.EmbeddedDatabase;
import dev.rejoin.importer.run.RefusedException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** A database of somebody who has a schema of his own. */
class AssessedTargetTest {

    @Test
    void whoNamesNoSchemaOrAWrongOneIsToldWhichThereAre() throws SQLException {
        try (var database = EmbeddedDatabase.fresh();
                var connection = database.dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("""
                    create schema "My Fleet"; create table "My Fleet".boat (id uuid primary key);
                    create schema moored; create table moored.boat (id int) partition by list (id);
                    create schema empty; create view empty.boat as select 1 as id;
                    drop schema if exists quality cascade;
                    """);

            assertThatThrownBy(() -> AssessCommand.target(connection, null))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("--schema NAME")
                    .hasMessageContaining("there are tables in ")
                    .hasMessageContaining("My Fleet, ")
                    .hasMessageContaining("./rejoin migrate");
            assertThatThrownBy(() -> AssessCommand.target(connection, "my fleet"))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("no schema \"my fleet\" with tables")
                    .hasMessageContaining("My Fleet, ")
                    .hasMessageContaining(", moored")
                    .hasMessageNotContaining("empty");
            assertThat(AssessCommand.target(connection, "My Fleet").catalog().tables())
                    .containsOnlyKeys("boat");
        }
    }
}
