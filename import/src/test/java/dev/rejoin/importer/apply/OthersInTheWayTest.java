package dev.rejoin.importer.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rejoin.importer.run.DatabaseFailure;
import dev.rejoin.importer.run.Outcome;
import dev.rejoin.importer.run.SmallImport;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents are applied while others write to the same tables. */
class OthersInTheWayTest {
    private static final String HOUSES = """
            index: houses
            rows:
              - table: house
                columns: {code: code, seat: seat}
            """;

    private static final String BEFORE = """
            {"_index":"houses","_id":"h1","_source":{"code":"a"}}
            {"_index":"houses","_id":"h2","_source":{"code":"b"}}
            """;

    /** Older than the rule that it breaks. */
    private static final String OLD = """
            {"_index":"houses","_id":"h0","_source":{"code":"old","seat":-1}}
            """;

    private static final String FIRST = "select from small.house where seat is null order by id limit 1 for update";
    private static final String LAST = "select from small.house where seat is null order by id desc limit 1 for update";

    @TempDir
    private Path temporary;

    private SmallImport small;
    private Connection other;

    @BeforeEach
    void importTwoHouses() throws Exception {
        small = new SmallImport(temporary, """
                        create table small.house (id uuid primary key, legacy_id text not null unique, code text not null,
                            seat int constraint house_seat_positive check (seat > 0));
                        """)
                .mapping("import.yaml", "schema: small\nconstraints: {house_seat_positive: grandfather}\n")
                .mapping("houses.yaml", HOUSES)
                .dump("all.ndjson", BEFORE + OLD);
        assertThat(small.run().outcome()).isEqualTo(Outcome.PROVEN);
        small.dump("all.ndjson", BEFORE.replace("\"code\":\"", "\"code\":\"new ") + OLD);
        other = small.database().dataSource().getConnection();
        other.setAutoCommit(false);
    }

    @AfterEach
    void close() throws Exception {
        other.close();
        small.close();
    }

    /** Whether only what differs is applied, or everything is read and checked anew. */
    private enum How {
        AS_A_PART,
        AS_A_WHOLE;

        void prepare(SmallImport small) throws Exception {
            if (this == AS_A_WHOLE) {
                small.mapping("houses.yaml", HOUSES + "# said anew\n");
            }
        }
    }

    private CompletableFuture<Outcome> deltaBegins() {
        return begun(() -> small.delta().outcome());
    }

    private static <T> CompletableFuture<T> begun(Callable<T> work) {
        var done = new CompletableFuture<T>();
        Thread.ofPlatform().start(() -> {
            try {
                done.complete(work.call());
            } catch (Exception e) {
                done.completeExceptionally(e);
            }
        });
        return done;
    }

    private void set(String setting) throws SQLException {
        small.execute(
                "do $$ begin execute format('alter database %I set " + setting + "', current_database()); end $$");
    }

    private void does(String sql) throws SQLException {
        try (var statement = other.createStatement()) {
            statement.execute(sql);
        }
    }

    private void untilSomebodyWaits(CompletableFuture<?> unless) throws Exception {
        while (small.query("select 1 from pg_locks where not granted").isEmpty() && !unless.isDone()) {
            Thread.sleep(20);
        }
    }

    private void assertAllIsNew() throws SQLException {
        assertThat(small.query("select code from small.house order by 1")).containsExactly("new a", "new b", "old");
    }

    @ParameterizedTest
    @EnumSource
    void aDeadlockIsTriedAgainAndBothEndWell(How how) throws Exception {
        how.prepare(small);
        // Whoever has waited for so long looks whether it is a deadlock, and is the one that ends: the delta.
        set("deadlock_timeout = ''2s''");
        does("set deadlock_timeout = '10min'");
        does(LAST);
        var delta = deltaBegins();
        untilSomebodyWaits(delta);

        does(FIRST);
        other.commit();

        assertThat(delta.get(60, TimeUnit.SECONDS)).isEqualTo(Outcome.PROVEN);
        assertAllIsNew();
    }

    @ParameterizedTest
    @EnumSource
    void aLockThatCannotBeHadInTimeIsWaitedForAnew(How how) throws Exception {
        how.prepare(small);
        set("lock_timeout = ''100ms''");
        does(FIRST);
        var delta = deltaBegins();
        untilSomebodyWaits(delta);
        Thread.sleep(500);

        other.commit();

        assertThat(delta.get(60, TimeUnit.SECONDS)).isEqualTo(Outcome.PROVEN);
        assertAllIsNew();
    }

    @ParameterizedTest
    @ValueSource(strings = {"40P01", "40001", "55P03"})
    void whoeverStandsInTheWayForGoodIsSaidInASentence(String state) {
        assertThat(DatabaseFailure.sentence(new SQLException("ERROR: somebody was there", state)))
                .hasValue(
                        "other transactions stood in the way again and again (ERROR: somebody was there). See who holds"
                                + " rows or tables for long, in pg_stat_activity");
    }

    /** A service waits for a row no longer than seconds. */
    @ParameterizedTest
    @EnumSource
    void whereTheClusterWasFollowedToIsForgottenBeforeARowIsLocked(How how) throws Exception {
        how.prepare(small);
        small.execute("""
                insert into rejoin_import.followed_document (index_name, shard, seq, id) values ('houses', 0, 1, 'h1');
                create table small.seen (mode text);
                create function small.see() returns trigger language plpgsql as $$ begin
                    insert into small.seen select l.mode from pg_locks l
                    where l.pid = pg_backend_pid() and l.relation = 'small.house'::regclass and l.mode <> 'AccessShareLock';
                    return null;
                end $$;
                create trigger see after delete on rejoin_import.followed_document
                    for each row execute function small.see();
                """);

        assertThat(small.delta().outcome()).isEqualTo(Outcome.PROVEN);

        assertAllIsNew();
        assertThat(small.query("select id from rejoin_import.followed_document"))
                .isEmpty();
        assertThat(small.query("select mode from small.seen")).isEmpty();
    }

    /** To write a row that breaks a grandfathered rule locks its table: nobody waits for that as long as the slowest reader. */
    @ParameterizedTest
    @EnumSource
    void nobodyQueuesBehindALongReaderForATableThatIsToBeLocked(How how) throws Exception {
        how.prepare(small);
        small.dump("all.ndjson", BEFORE + OLD.replace("old", "new"));
        does("select count(*) from small.house");
        var delta = deltaBegins();
        var longest = begun(() -> longest(delta, "update small.house set code = code where false"));
        var row = begun(() -> longest(delta, "select from small.house where legacy_id = 'h0' for no key update"));
        untilSomebodyWaits(delta);
        Thread.sleep(3_000);

        other.commit();

        assertThat(delta.get(60, TimeUnit.SECONDS)).isEqualTo(Outcome.PROVEN);
        assertThat(small.query("select code from small.house order by 1")).containsExactly("a", "b", "new");
        assertThat(longest.get(60, TimeUnit.SECONDS)).isLessThan(Duration.ofMillis(1_500));
        assertThat(row.get(60, TimeUnit.SECONDS))
                .as("for a row that is to be written")
                .isLessThan(Duration.ofMillis(1_500));
        assertThat(small.query("select convalidated::text from pg_constraint where conname = 'house_seat_positive'"))
                .isEqualTo(List.of("false"));
    }

    /** How long somebody waited at most who did that again and again until the delta had ended. */
    private Duration longest(CompletableFuture<?> delta, String sql) throws Exception {
        long longest = 0;
        try (var connection = small.database().dataSource().getConnection();
                var statement = connection.createStatement()) {
            while (!delta.isDone()) {
                long began = System.nanoTime();
                statement.execute(sql);
                longest = Math.max(longest, System.nanoTime() - began);
                Thread.sleep(10);
            }
        }
        System.err.printf("the longest took %d ms: %s%n", longest / 1_000_000, sql);
        return Duration.ofNanos(longest);
    }
}
