package dev.rejoin.importer.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An import is killed at any moment, resumed, and ends as if nothing had happened. */
class KillTest {
    @TempDir
    private static Path temporary;

    private static List<String> statements = List.of();
    private static List<String> undisturbed = List.of();

    /** What an import asks of the database, and what it leaves, when nobody disturbs it. */
    @BeforeAll
    static void runUndisturbed() throws Exception {
        try (var library = new Library(temporary)) {
            var process = RunInItsOwnProcess.start(library, -1);
            statements = process.inputReader().lines().toList();
            assertThat(process.waitFor()).isZero();
            undisturbed = library.state();
        }
        assertThat(undisturbed).hasSizeGreaterThan(40);
    }

    @Test
    void anImportKilledAtTheBoundariesOfItsStepsIsResumed() throws Exception {
        killBefore(first("copy") + 1);
        killBefore(first("update rejoin_import.checkpoint") + 1);
        killBefore(first("create temporary table _found"));
        killBefore(first("delete from rejoin_import.disposition"));
        killBefore(first("insert into \"library\".\"loan\""));
        killBefore(theCommitOfTheLoad());
        killBefore(theCommitOfTheLoad() + 1);
        killBefore(statements.size());
    }

    /** {@code -Drejoin.kills} says how many; half of them before a statement, half at any time. */
    @Test
    @Tag("slow")
    void anImportKilledAtAnyMomentIsResumed() throws Exception {
        int kills = Integer.getInteger("rejoin.kills", 300);
        var random = new Random(1);
        for (int kill = 0; kill < kills; kill++) {
            if (kill % 2 == 0) {
                killBefore(1 + (int) ((long) kill * statements.size() / kills));
            } else {
                killAfterStatement(1 + random.nextInt(statements.size()), random.nextInt(5));
            }
        }
    }

    private static int theCommitOfTheLoad() {
        int loaded = first("update rejoin_import.run set loaded_at");
        return loaded + number(statements.subList(loaded, statements.size()), "commit"::equals);
    }

    /** The number of the first statement that begins so, from 1. */
    private static int first(String beginning) {
        return number(
                statements,
                s -> s.replaceAll("\\s+", " ").startsWith(beginning)
                        || s.equals(beginning)
                        || beginning.equals("copy") && s.equals("unwrap"));
    }

    private static int number(List<String> all, Predicate<String> wanted) {
        for (int i = 0; i < all.size(); i++) {
            if (wanted.test(all.get(i))) {
                return i + 1;
            }
        }
        throw new AssertionError("no such statement in " + all);
    }

    private static void killBefore(int statement) throws Exception {
        try (var library = new Library(temporary)) {
            var process = RunInItsOwnProcess.start(library, statement);
            try {
                RunInItsOwnProcess.awaitStop(process);
            } finally {
                process.destroyForcibly().waitFor();
            }
            assertResumed(library, "killed before statement " + statement + ": " + statements.get(statement - 1));
        }
    }

    private static void killAfterStatement(int statement, int milliseconds) throws Exception {
        try (var library = new Library(temporary)) {
            var process = RunInItsOwnProcess.start(library, -1);
            try {
                skip(process, statement);
                TimeUnit.MILLISECONDS.sleep(milliseconds);
            } finally {
                process.destroyForcibly().waitFor();
            }
            assertResumed(library, "killed %d ms after statement %d".formatted(milliseconds, statement));
        }
    }

    private static void skip(Process process, int lines) throws IOException {
        var reader = process.inputReader();
        for (int i = 0; i < lines && reader.readLine() != null; i++) {}
    }

    private static void assertResumed(Library library, String when) throws Exception {
        library.awaitNoImport();
        var rows = library.tables();
        assertThat(rows)
                .as(when + ": all or nothing")
                .satisfiesAnyOf(all -> assertThat(all).isEmpty(), all -> assertThat(undisturbed)
                        .containsAll(all));
        if (!rows.isEmpty()) {
            assertThat(undisturbed)
                    .as(when)
                    .filteredOn(s -> s.startsWith("row "))
                    .hasSameSizeAs(rows);
        }
        var outcomes = new ArrayList<>(library.query("select outcome from rejoin_import.run"));
        if (outcomes.isEmpty()) {
            assertThat(library.run().outcome()).as(when).isEqualTo(Outcome.PROVEN);
        } else if (!outcomes.contains("PROVEN")) {
            var report = library.run(library.dump(), Library.resumed());
            assertThat(report.outcome()).as(when + report.proof()).isEqualTo(Outcome.PROVEN);
            assertThat(report.accounts()).as(when).allMatch(a -> a.balances());
            assertThat(report.changes()).as(when).hasSize(5);
        }
        assertThat(library.state()).as(when).isEqualTo(undisturbed);
    }
}
