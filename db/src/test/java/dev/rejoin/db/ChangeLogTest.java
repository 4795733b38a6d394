package dev.rejoin.db;

import static dev.rejoin.db.Fixture.id;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChangeLogTest {

    private final Database database = Database.fresh();

    @BeforeEach
    void empty() {
        database.run("delete from venue; delete from audit.change");
    }

    @AfterAll
    void stop() {
        database.close();
    }

    @Test
    void aWriteIsRecordedWithItsActorRequestAndValues() {
        database.run("""
                begin;
                set local rejoin.actor = 'Anne';
                set local rejoin.request_id = 'r-1';
                insert into venue (id, name) values ('%1$s', 'Hall');
                update venue set name = 'Le Hall', city = 'Lyon' where id = '%1$s';
                delete from venue where id = '%1$s';
                commit
                """.formatted(id(1)));

        assertThat(database.strings("""
                        select concat_ws(' ', actor, request_id, table_name, row_id = '%s', operation,
                                         coalesce(old ->> 'name', '-'), coalesce(new ->> 'name', '-'), changed)
                        from audit.change order by transaction_id, seq
                        """.formatted(id(1))))
                .containsExactly(
                        "Anne r-1 venue t INSERT - Hall",
                        "Anne r-1 venue t UPDATE Hall Le Hall {city,name}",
                        "Anne r-1 venue t DELETE Le Hall -");
        assertThat(database.string("select count(distinct transaction_id) from audit.change"))
                .isEqualTo("1");
    }

    @Test
    void theActorOfOneTransactionIsNotThatOfTheNext() {
        database.run("begin; set local rejoin.actor = 'Anne'; commit; insert into venue (name) values ('Hall')");

        assertThat(database.string("select actor is null from audit.change")).isEqualTo("t");
    }

    @Test
    void anUpdateThatChangesNothingIsNotRecorded() {
        database.run(
                "insert into venue (name) values ('Hall'); delete from audit.change; update venue set name = 'Hall'");

        assertThat(database.strings("select operation from audit.change")).isEmpty();
        assertThat(database.string("select version from venue")).isEqualTo("1");
    }

    @Test
    void whatIsRolledBackIsNotRecorded() {
        database.run("begin; insert into venue (name) values ('Hall'); rollback");

        assertThat(database.strings("select operation from audit.change")).isEmpty();
    }

    @Test
    void aBulkLoadIsNotRecorded() {
        database.run("begin; set local rejoin.bulk_load = 'on'; insert into venue (name) values ('Hall'); commit;"
                + " insert into venue (name) values ('Recorded again')");

        assertThat(database.strings("select new ->> 'name' from audit.change")).containsExactly("Recorded again");
    }

    @Test
    void nestedRowsAreRecordedToo() {
        try (var other = Database.fresh()) {
            other.run(Fixture.SQL);

            assertThat(other.strings("select distinct table_name from audit.change"))
                    .contains("invoice_line", "teacher_topic", "group_leadership", "meeting_attendance", "payment")
                    .hasSize(22);
        }
    }
}
