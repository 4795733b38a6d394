package dev.rejoin.importer.repair;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rejoin.importer.run.Houses;
import dev.rejoin.importer.run.Outcome;
import dev.rejoin.importer.run.SmallImport;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.ds.PGSimpleDataSource;

/** What admins ask over the API, as the service leaves it in the queue. */
class TasksTest {
    @TempDir
    private Path temporary;

    private SmallImport small;
    private Tasks tasks;

    @BeforeEach
    void importWithFaults() throws Exception {
        small = Houses.in(temporary).dump("all.ndjson", """
                        {"_index":"houses","_id":"h1","_source":{"code":"a","seat":1}}
                        {"_index":"houses","_id":"h2","_source":{"code":"b","seat":-2}}
                        {"_index":"guests","_id":"g1","_source":{"name":"Ann","house":"h2"}}
                        """);
        assertThat(small.run().outcome()).isEqualTo(Outcome.PROVEN);
        tasks = new Tasks(small.database().dataSource());
    }

    @AfterEach
    void close() {
        small.close();
    }

    @Test
    void whatIsAskedIsDoneInItsOrderAndSaysWhatCameOfIt() throws Exception {
        ask("PREVIEW", "h2", "{\"code\":\"b\",\"seat\":-3}");
        ask("CORRECTION", "h2", "{\"code\":\"b\",\"seat\":3}");
        assertThat(tasks.waiting()).isTrue();

        assertThat(tasks.serve()).isEqualTo(2);

        assertThat(tasks.waiting()).isFalse();
        assertThat(states()).containsExactly("PREVIEW DONE", "CORRECTION DONE");
        assertThat(small.query("select jsonb_path_query(effect, '$.still[*].code') #>> '{}' from rejoin_import.task"))
                .containsExactly("house_seat_positive");
        assertThat(
                        small.query(
                                "select effect ->> 'back' from rejoin_import.task where kind = 'CORRECTION' and effect ->> 'corrected' = '1'"))
                .containsExactly("[\"guests/g1\", \"houses/h2\"]");
        assertThat(small.query("select name from small.guest")).containsExactly("Ann");
        assertThat(small.query("select concat_ws(' ', corrected_by, reason, outcome) from rejoin_import.correction"))
                .containsExactly("key:admin typing error ADMITTED");

        ask("WITHDRAWAL", "h2", null);
        tasks.serve();

        assertThat(small.query("select withdrawn_by from rejoin_import.correction"))
                .containsExactly("key:admin");
        assertThat(small.query("select effect ->> 'newly' from rejoin_import.task where kind = 'WITHDRAWAL'"))
                .containsExactly("[\"guests/g1\", \"houses/h2\"]");
        assertThat(small.prove().differences()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            CORRECTION | h2 | {"seat":-2,"code":"b"}   | there is nothing to do
            PREVIEW    | h9 | {"code":"b"}             | has read no document houses/h9
            WITHDRAWAL | h2 |                          | There is no correction of houses/h2 to take back
            """)
    void whatCannotBeDoneIsRefusedInASentence(String kind, String id, String source, String why) throws Exception {
        ask(kind, id, source);

        tasks.serve();

        assertThat(states()).containsExactly(kind + " REFUSED");
        assertThat(small.query("select message from rejoin_import.task").getFirst())
                .contains(why);
    }

    @Test
    void aDocumentThatSaysSomethingElseByNowIsNotCorrected() throws Exception {
        ask("CORRECTION", "h2", "{\"code\":\"b\",\"seat\":3}");
        small.execute("update rejoin_import.task set digest = '00'");
        ask("CORRECTION", "h2", "{\"code\":\"b\",\"seat\":4}");
        small.execute("""
                update rejoin_import.task t set digest = encode(d.sha256, 'hex') from rejoin_import.document d
                where d.id = 'h2' and t.source like '%4}'
                """);

        tasks.serve();

        assertThat(states()).containsExactly("CORRECTION REFUSED", "CORRECTION DONE");
        assertThat(small.query("select message from rejoin_import.task where state = 'REFUSED'")
                        .getFirst())
                .contains("says something else by now");
        assertThat(small.query("select seat from small.house order by code")).containsExactly("1", "4");
    }

    @Test
    void aCorrectionAndTheEndOfItsTaskAreOneTransaction() throws Exception {
        small.execute("""
                create function small.fail() returns trigger language plpgsql as $$ begin raise 'power cut'; end $$;
                create trigger fail before update on rejoin_import.task for each row
                    when (new.state = 'DONE' and new.kind = 'CORRECTION') execute function small.fail();
                """);
        ask("CORRECTION", "h2", "{\"code\":\"b\",\"seat\":3}");

        ask("PREVIEW", "h2", "{\"code\":\"b\",\"seat\":-3}");
        small.execute("update rejoin_import.task set asked_at = now() + interval '1 s' where kind = 'PREVIEW'");

        // Nothing is thrown: what is asked next is done all the same.
        assertThat(tasks.serve()).isEqualTo(2);

        assertThat(states()).containsExactly("CORRECTION REFUSED", "PREVIEW DONE");
        assertThat(small.query("select tries from rejoin_import.task order by asked_at"))
                .containsExactly("2", "0");
        assertThat(small.query("select message from rejoin_import.task where kind = 'CORRECTION'")
                        .getFirst())
                .contains("three times")
                .contains("power cut");
        assertThat(small.query("select code from small.house")).containsExactly("a");
        assertThat(small.query("select id from rejoin_import.correction")).isEmpty();
    }

    @Test
    void onlyTheCorrectionsOfTheDocumentThatIsAskedForAreTakenBack() throws Exception {
        small.execute("""
                insert into rejoin_import.correction (index_name, id, routing, run_id, wrong_sha256, wrong_source, source, corrected_by)
                select 'houses', 'h2', routing, 1, '', '{}', '{}', 'key:admin' from unnest(array['x', 'y', null]) routing
                """);
        ask("WITHDRAWAL", "h2", null);
        small.execute("update rejoin_import.task set routing = 'y'");
        tasks.serve();
        assertThat(small.query("select routing from rejoin_import.correction where withdrawn_by is not null"))
                .containsExactly("y");

        ask("WITHDRAWAL", "h2", null);
        tasks.serve();

        assertThat(small.query("select routing from rejoin_import.correction where withdrawn_by is null"))
                .containsExactly("x");
        assertThat(states()).containsExactly("WITHDRAWAL DONE", "WITHDRAWAL DONE");
    }

    @Test
    void whoServesIsKnownHoweverLongTheirWorkTakes() throws Exception {
        tasks.served("follow");
        try (var _ = tasks.serving("work", Duration.ofMillis(20))) {
            small.execute("update rejoin_import.task_server set seen_at = now() - interval '1 h'");

            await(() -> servers().equals(List.of("work")));
        }
        small.execute("update rejoin_import.task_server set seen_at = now() - interval '1 h'");
        TimeUnit.MILLISECONDS.sleep(200);
        assertThat(servers()).isEmpty();
    }

    @Test
    void whatGoesWrongOnceIsSaidAgain() throws Exception {
        var asked = new AtomicInteger();
        var database = new PGSimpleDataSource() {
            @Override
            public Connection getConnection() throws SQLException {
                if (asked.incrementAndGet() == 2) {
                    throw new IllegalStateException("a driver's own mistake");
                }
                return small.database().dataSource().getConnection();
            }
        };

        try (var _ = new Tasks(database).serving("work", Duration.ofMillis(20))) {
            await(() -> asked.get() > 2);
        }

        assertThat(servers()).containsExactly("work");
    }

    private List<String> servers() throws SQLException {
        return small.query("select command from rejoin_import.task_server where seen_at > now() - interval '30 s'");
    }

    private static void await(Callable<Boolean> what) throws Exception {
        var end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        while (!what.call()) {
            assertThat(System.nanoTime()).as("waited for a minute").isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private void ask(String kind, String id, String source) throws SQLException {
        try (var connection = small.database().dataSource().getConnection();
                var statement = connection.prepareStatement("""
                        insert into rejoin_import.task (run_id, doc, kind, index_name, document_id, source, reason, asked_by)
                        values (1, 0, ?, 'houses', ?, ?, 'typing error', 'key:admin')
                        """)) {
            statement.setString(1, kind);
            statement.setString(2, id);
            statement.setString(3, source);
            statement.executeUpdate();
        }
    }

    private List<String> states() throws SQLException {
        return small.query("select kind || ' ' || state from rejoin_import.task order by asked_at, id");
    }
}
