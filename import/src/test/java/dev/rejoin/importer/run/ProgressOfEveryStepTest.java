package dev.rejoin.importer.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rejoin.importer.read.Counting;
import dev.rejoin.importer.stage.StageProgress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever watches a run sees of each step how far it is, and, where that can be known, of how much. */
class ProgressOfEveryStepTest {

    @TempDir
    private Path temporary;

    private final List<String> seen = new CopyOnWriteArrayList<>();
    private SmallImport small;

    @BeforeEach
    void boats() throws Exception {
        small = new SmallImport(temporary, """
                        create table boat (id uuid primary key, legacy_id text unique, name text not null);
                        """)
                .mapping("import.yaml", """
                        schema: small
                        after_load:
                          - select 1
                          - |
                            do $$ begin
                                raise notice 'progress: cards: 0 of 40';
                                raise notice 'something else';
                                raise notice 'progress: cards: 30 of 40';
                                perform pg_sleep(1);
                                raise notice 'progress: cards: 40 of 40';
                                raise notice 'progress: shelves: 1 of 2';
                                raise notice 'progress: shelves: 2 of 2';
                                raise notice 'progress: shelves: 0 of 2';
                                raise notice 'progress: shelves: 2 of 2';
                                raise notice 'progress: shelves: 3 of 5';
                            end $$
                        """)
                .mapping("boats.yaml", """
                        index: boats
                        rows:
                          - table: boat
                            columns: {name: name}
                        """)
                .dump(
                        "boats.ndjson",
                        IntStream.range(0, 100)
                                .mapToObj("{\"_id\":\"%1$d\",\"_source\":{\"name\":\"n%1$d\"}}"::formatted)
                                .collect(Collectors.joining("\n")))
                .watchedBy(new Watcher());
    }

    @AfterEach
    void close() {
        small.close();
    }

    @Test
    void whatAStatementOfTheMappingSaysOfItselfIsSeenWhileItRuns() throws Exception {
        small.run();

        assertThat(seen)
                .containsSubsequence(
                        "after load begins, of 100",
                        "after load +100",
                        "after load ends",
                        "cards begins, of 40",
                        "cards +30",
                        "sleeping",
                        "cards +10",
                        "cards ends",
                        "shelves begins, of 2",
                        "shelves ends",
                        "prove begins, of 100");
        assertThat(String.join(" ", seen)).doesNotContain("something else");
    }

    @Test
    void whatComesAgainWithAnotherNumberBeginsAnew() throws Exception {
        small.run();

        assertThat(seen.stream().filter(said -> said.startsWith("shelves")))
                .containsExactly(
                        "shelves begins, of 2",
                        "shelves +1",
                        "shelves +1",
                        "shelves ends",
                        "shelves begins, of 2",
                        "shelves +2",
                        "shelves ends",
                        "shelves begins, of 5",
                        "shelves +3",
                        "shelves ends");
    }

    /** What refuses to be written all at once is written as a delta is, whose rows nobody tells of. */
    @Test
    void whatFollowsALoadThatWasDoneAgainDoesNotStandAtNoneOfMany() throws Exception {
        small.execute("""
                create function small.refuse() returns trigger language plpgsql as $$
                begin
                    if (select count(*) from fresh) > 60 then
                        raise check_violation using message = 'too many at once';
                    end if;
                    return null;
                end $$;
                create trigger refuse after insert on boat referencing new table as fresh
                    for each statement execute function small.refuse();
                """);

        small.run();

        assertThat(seen).contains("after load begins, of -1").doesNotContain("after load begins, of 100");
    }

    @Test
    void aSecondCheckKnowsHowManyStatementsTheFirstHasRun() throws Exception {
        small.run();
        long statements = seen.stream().filter("check +1"::equals).count();
        assertThat(seen).contains("check begins, of -1");
        assertThat(statements).isGreaterThan(10);
        seen.clear();
        small.execute("truncate boat");

        small.run();

        assertThat(seen).contains("check begins, of " + statements);
        assertThat(seen.stream().filter("check +1"::equals)).hasSize((int) statements);
    }

    @Test
    void theFilesThatAProofHasToCountFirstAreNoPartOfItsTime() throws Exception {
        small.run();
        seen.clear();

        var proof = small.prove(new ProofProgress(new Watcher(), 100), new Counting() {
            @Override
            public void began(long bytes) {}

            @Override
            public void read(long bytes) {}

            @Override
            public void ended() {
                seen.add("counted");
            }
        });

        assertThat(proof.proven()).isTrue();
        assertThat(seen).containsExactly("counted", "prove begins, of 100", "prove +100");
    }

    private final class Watcher implements StageProgress {
        private long lastAdvanced = System.nanoTime();

        @Override
        public void started(String name, long total, long done) {
            seen.add("%s begins, of %d".formatted(name, total));
        }

        @Override
        public synchronized void advanced(String name, long done, long errors) {
            if (name.equals("cards") && System.nanoTime() - lastAdvanced > 500_000_000) {
                seen.add("sleeping");
            }
            lastAdvanced = System.nanoTime();
            if (done > 0) {
                seen.add("%s +%d".formatted(name, done));
            }
        }

        @Override
        public void finished(String name) {
            seen.add(name + " ends");
        }

        @Override
        public void remark(String sentence) {}
    }
}
