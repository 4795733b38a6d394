package dev.rejoin.importer.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rejoin.db.EmbeddedDatabase;
import dev.rejoin.db.EmbeddedDatabaseException;
import dev.rejoin.importer.Main;
import dev.rejoin.importer.command.Failures;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** A disk of the database that is really full: nothing is lost, and with a little more room the import goes on. */
@Timeout(300)
class FullDiskTest {
    @TempDir
    private Path temporary;

    @Test
    void anImportThatFillsTheDiskOfTheTablesAgainAndAgainComesToTheSameEnd() throws Exception {
        var dump = dump(40);
        var undisturbed = undisturbed(dump);
        try (var disk = SmallDisk.mounted(temporary.resolve("disk"), 64 << 20);
                var library = new Library(temporary, EmbeddedDatabase.in(temporary.resolve("server")))) {
            // Given: a database whose tables and temporary files lie on a disk that is full from the start
            moveTo(disk, library.database());
            library.fill();
            long before = disk.used();
            var remarks = new ArrayList<String>();
            var reached = new TreeSet<String>();
            for (long size = disk.used(); !reached.contains("DONE"); size += 384 << 10) {
                disk.resize(size);
                try {
                    // When: it is called, as the last call has said, with a little more room
                    assertThat(library.run(Library.dump(dump), asSaid(library), remarks)
                                    .outcome())
                            .isEqualTo(Outcome.PROVEN);
                } catch (BrokenOffException e) {
                    // Then: it says what is full and what to do
                    var begun = library.query("select id::text from rejoin_import.run");
                    assertThat(said(e))
                            .startsWith(begun.isEmpty() ? "The import broke off before" : "Run " + begun.getLast())
                            .containsPattern("broke off.*: a disk of the database is full or fails \\(ERROR: could not"
                                    + " extend file .*\\). Make room there, then ")
                            .endsWith("Nothing half done is in the target.\n")
                            .contains(
                                    begun.isEmpty()
                                            ? "then call again:\n  ./rejoin import run\n"
                                            : "then go on with:\n  ./rejoin import run --resume\n");
                    assertThat(library.tables()).isEmpty();
                }
                reached.addAll(library.query("select phase from rejoin_import.run"));
            }
            assertThat(reached).contains("READ", "CHECK", "DONE");
            assertThat(library.state()).isEqualTo(undisturbed);
            assertThat(disk.used() - before)
                    .as("what a broken-off attempt has written makes room for the next one")
                    .isLessThan(12 << 20);
            assertThat(remarks)
                    .anyMatch(r -> r.matches("The source takes 0\\.8 MB; estimated by that, the import adds"
                            + " \\d\\.\\d MB to the database.* ITS DISK HAS BUT [0-3]\\.\\d MB LEFT.*"));
        }
    }

    /** Where the write-ahead log finds no room the server itself ends, and starts again only when there is some. */
    @Tag("slow")
    @ParameterizedTest
    @ValueSource(strings = {"everything", "the write-ahead log"})
    void anImportComesToTheSameEndThatFillsTheDiskOf(String what) throws Exception {
        var large = dump(400);
        var undisturbed = undisturbed(large);
        try (var disk = SmallDisk.mounted(temporary.resolve("disk"), 300 << 20)) {
            var server = (what.equals("everything") ? disk.folder() : temporary).resolve("server");
            try (var library = new Library(temporary, EmbeddedDatabase.in(server))) {
                library.fill();
            }
            if (!what.equals("everything")) {
                move(server.resolve("data/pg_wal"), disk.folder().resolve("pg_wal"));
            }
            int brokenOff = 0;
            boolean proven = false;
            for (long size = disk.used() + (16 << 20); !proven; size += 4 << 20) {
                disk.resize(size);
                try (var library = new Library(temporary, EmbeddedDatabase.in(server))) {
                    try {
                        proven = library.run(Library.dump(large), asSaid(library))
                                        .outcome()
                                == Outcome.PROVEN;
                        assertThat(library.state()).isEqualTo(undisturbed);
                    } finally {
                        // A server that repeats its log because it found no room does not heed a polite signal.
                        DatabaseFaultsTest.crash(server.resolve("data"));
                    }
                } catch (BrokenOffException e) {
                    assertThat(e.getMessage()).containsAnyOf("is full or fails (", "such as a full disk");
                    brokenOff++;
                } catch (EmbeddedDatabaseException e) {
                    assertThat(e.getMessage())
                            .contains("PostgreSQL did not start")
                            .contains("No space left on device");
                }
            }
            assertThat(brokenOff).isPositive();
        }
    }

    private List<String> undisturbed(Path dump) throws Exception {
        try (var library = new Library(temporary)) {
            library.run(Library.dump(dump), Library.first());
            return library.state();
        }
    }

    private static void moveTo(SmallDisk disk, EmbeddedDatabase database) throws Exception {
        var maintenance = database.jdbcUrl().replaceFirst("[^/]+$", "postgres");
        try (var connection = DriverManager.getConnection(maintenance, database.user(), database.password());
                var statement = connection.createStatement()) {
            statement.execute("create tablespace small location '" + disk.folder() + "'");
            statement.execute("alter database rejoin set tablespace small");
        }
    }

    private static ImportRun.Options asSaid(Library library) throws Exception {
        return library.query("select id::text from rejoin_import.run").isEmpty() ? Library.first() : Library.resumed();
    }

    private static String said(BrokenOffException failure) throws Exception {
        var said = new StringWriter();
        var program = new CommandLine(new Main());
        var call = program.getSubcommands().get("run").setErr(new PrintWriter(said));
        new Failures().handleExecutionException(failure, call, program.parseArgs("run"));
        return said.toString();
    }

    /** The library's dump so many times, with remarks of 20 KB. */
    private Path dump(int times) throws IOException {
        var lines = Files.readAllLines(Library.FOLDER.resolve("dump/library.ndjson"));
        var folder = Files.createDirectory(temporary.resolve("large"));
        var random = new Random(1);
        var copies = IntStream.range(0, times)
                .boxed()
                .flatMap(i -> lines.stream()
                        .map(line -> line.replaceAll("\"([abcls][0-9]+|[1-6]{3})\"", "\"$1-" + i + "\"")
                                .replace("nn@", "nn" + i + "@")
                                .replace("torn", noise(random))))
                .toList();
        Files.write(folder.resolve("library.ndjson"), copies);
        return folder;
    }

    private static String noise(Random random) {
        return random.ints(20_000, 'a', 'z').mapToObj(Character::toString).collect(Collectors.joining());
    }

    private static void move(Path folder, Path to) throws IOException {
        try {
            new ProcessBuilder("mv", folder.toString(), to.toString())
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        Files.createSymbolicLink(folder, to);
    }
}
