package dev.rejoin.importer.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rejoin.db.EmbeddedDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The database fails under an import: it is said what happened, and a resume ends as if nothing had. */
class DatabaseFaultsTest {
    @TempDir
    private static Path temporary;

    private static List<String> undisturbed = List.of();

    @BeforeAll
    static void runUndisturbed() throws Exception {
        try (var library = new Library(temporary)) {
            library.run();
            undisturbed = library.state();
        }
    }

    @ParameterizedTest
    @CsvSource({"staging, update rejoin_import.checkpoint, 3", "loading, insert into \"library\".\"loan\", 1"})
    void aPostgresThatCrashesIsStartedAgainAndTheImportResumed(String during, String statement, int time)
            throws Exception {
        var folder = temporary.resolve(during);
        var crashes = new AtomicInteger();
        try (var library = new Library(temporary, EmbeddedDatabase.in(folder))) {
            library.fill();
            assertThatThrownBy(() -> library.run(what -> {
                        if (what.startsWith(statement) && crashes.incrementAndGet() == time) {
                            crash(folder.resolve("data"));
                        }
                    }))
                    .isInstanceOf(BrokenOffException.class)
                    .hasMessageMatching(
                            "Run 1 broke off: the connection to the database is lost .*See that it runs; .*");
        }
        try (var library = new Library(temporary, EmbeddedDatabase.in(folder))) {
            assertThat(library.tables()).isEmpty();
            assertThat(library.query("""
                            select c.oid::regclass::text from pg_class c
                            where c.relnamespace = 'rejoin_stage'::regnamespace and c.relkind = 'r'
                              and c.relname like 'row@_%' escape '@' and pg_relation_size(c.oid) > 0""")).isEmpty();

            assertThat(library.run(library.dump(), Library.resumed()).outcome()).isEqualTo(Outcome.PROVEN);

            assertThat(library.state()).isEqualTo(undisturbed);
        }
    }

    @Test
    void aCommitWhoseAnswerIsLostIsKnownToHaveHappened() throws Exception {
        try (var library = new Library(temporary)) {
            var report = library.run(new AtTheCommitOfTheLoad() {
                @Override
                public void after(String what) throws SQLException {
                    if (isReached(what)) {
                        TracedDatabase.cutAll(library.database().dataSource());
                        throw new SQLException("An I/O error occurred while sending to the backend.", "08006");
                    }
                }
            });

            assertThat(report.outcome()).isEqualTo(Outcome.PROVEN);
            assertThat(library.state()).isEqualTo(undisturbed);
        }
    }

    @Test
    void aConnectionCutBeforeTheCommitLeavesNothingAndTheImportIsResumed() throws Exception {
        try (var library = new Library(temporary)) {
            assertThatThrownBy(() -> library.run(new AtTheCommitOfTheLoad() {
                        @Override
                        public void before(String what) throws SQLException {
                            super.before(what);
                            if (isReached(what)) {
                                TracedDatabase.cutAll(library.database().dataSource());
                            }
                        }
                    }))
                    .isInstanceOf(BrokenOffException.class);
            assertThat(library.tables()).isEmpty();

            assertThat(library.run(library.dump(), Library.resumed()).outcome()).isEqualTo(Outcome.PROVEN);

            assertThat(library.state()).isEqualTo(undisturbed);
        }
    }

    /** Raised with the error of a full disk; {@link FullDiskTest} fills a real one, where it may. */
    @Test
    void aFullDiskIsNamedAndTheImportResumedWhenThereIsRoom() throws Exception {
        try (var library = new Library(temporary)) {
            library.execute(
                    "create function library.full() returns trigger language plpgsql as $$ begin raise exception"
                            + " 'could not extend file \"base/5/1259\": No space left on device' using errcode = 'disk_full'; end $$;"
                            + " create trigger a_full before insert on library.loan for each row execute function library.full()");
            assertThatThrownBy(library::run)
                    .isInstanceOf(BrokenOffException.class)
                    .hasMessageContaining("Run 1 broke off: a disk of the database is full or fails")
                    .hasMessageContaining("No space left on device). Make room there");
            assertThat(library.tables()).isEmpty();
            library.execute("drop trigger a_full on library.loan");

            assertThat(library.run(library.dump(), Library.resumed()).outcome()).isEqualTo(Outcome.PROVEN);

            assertThat(library.state()).isEqualTo(undisturbed);
        }
    }

    @Test
    void aSourceThatMovedBeforeTheProofIsSeen() throws Exception {
        try (var library = new Library(temporary)) {
            assertThatThrownBy(() -> library.run(what -> {
                        if (what.contains("create index if not exists document_name")) {
                            throw new SQLException("cut", "08006");
                        }
                    }))
                    .isInstanceOf(BrokenOffException.class);

            var report = library.run(library.later(d -> d.replace("\"Emma\"", "\"Emmma\"")), Library.resumed());

            assertThat(report.outcome()).isEqualTo(Outcome.NOT_PROVEN);
            assertThat(report.message()).contains("SOURCE_MOVED");
        }
    }

    static void crash(Path data) {
        try {
            var pid = Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid"))
                    .getFirst()
                    .strip());
            new ProcessBuilder("kill", "-QUIT", String.valueOf(pid)).start().waitFor();
            ProcessHandle.of(pid).ifPresent(server -> server.onExit().join());
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static class AtTheCommitOfTheLoad implements TracedDatabase.Observer {
        private boolean loaded;

        /** Once: what follows the load commits, too. */
        boolean isReached(String what) {
            boolean reached = loaded && what.equals("commit");
            loaded &= !reached;
            return reached;
        }

        @Override
        public void before(String what) throws SQLException {
            loaded |= what.replaceAll("\\s+", " ").startsWith("update rejoin_import.run set loaded_at");
        }
    }
}
