package dev.rejoin.importer.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rejoin.importer.Main;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as it is called, ended by SIGTERM. */
class TerminationTest {
    @TempDir
    private Path temporary;

    @Test
    void anImportThatIsTerminatedSaysHowToGoOnAndDoes() throws Exception {
        try (var library = new Library(temporary)) {
            Process process;
            try (var blocker = library.database().dataSource().getConnection();
                    var statement = blocker.createStatement()) {
                blocker.setAutoCommit(false);
                statement.execute("lock table rejoin_import.checkpoint in exclusive mode");
                process = start(
                        library,
                        List.of(
                                "run",
                                "--source",
                                Library.FOLDER + "/dump",
                                "--mapping",
                                Library.FOLDER + "/mapping",
                                "--report",
                                temporary.resolve("a report").toString()));
                while (library.query("select 1::text from pg_locks where not granted")
                        .isEmpty()) {
                    assertThat(process.isAlive()).isTrue();
                    TimeUnit.MILLISECONDS.sleep(20);
                }

                var waiting = process.errorReader().readLine();
                while (!waiting.startsWith("Waiting for ")) {
                    waiting = process.errorReader().readLine();
                }
                assertThat(waiting)
                        .contains("Waiting for the table rejoin_import.checkpoint, which is held by process "
                                + blocker.unwrap(org.postgresql.PGConnection.class)
                                        .getBackendPID());

                process.toHandle().destroy();

                assertThat(process.waitFor(5, TimeUnit.SECONDS)).isTrue();
                // While the lock is held on: the server has been told to give up, and need not notice by itself
                library.awaitNoImport(blocker);
                blocker.rollback();
            }
            var said = process.errorReader().lines().collect(java.util.stream.Collectors.joining("\n"));
            assertThat(said).doesNotContain("broke off").doesNotContain("Exception");
            assertThat(said).contains("Interrupted.").contains("nothing half done is in the target");
            var command = said.lines()
                    .map(String::strip)
                    .filter(l -> l.startsWith("./rejoin import "))
                    .findFirst();
            assertThat(command.orElseThrow()).endsWith("a report' --resume");
            library.awaitNoImport();

            var resumed = start(
                    library,
                    List.of(
                            "run",
                            "--source",
                            Library.FOLDER + "/dump",
                            "--mapping",
                            Library.FOLDER + "/mapping",
                            "--report",
                            temporary.resolve("a report").toString(),
                            "--resume"));

            assertThat(new String(resumed.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .contains("Proven");
            assertThat(resumed.waitFor()).isZero();
        }
    }

    private static Process start(Library library, List<String> arguments) throws Exception {
        var builder = new ProcessBuilder(Stream.concat(
                        Stream.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-Xmx128m",
                                "-cp",
                                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                                Main.class.getName()),
                        arguments.stream())
                .toList());
        builder.environment().put("REJOIN_DB_URL", library.database().jdbcUrl());
        builder.environment().put("REJOIN_DB_USER", library.database().user());
        builder.environment().put("REJOIN_DB_PASSWORD", library.database().password());
        return builder.start();
    }
}
