package dev.rejoin.importer.run;

import dev.rejoin.importer.mapping.MappingReader;
import dev.rejoin.importer.stage.StageProgress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The program of a process that is killed: an import of the library which says each statement that it is about to run,
 * and holds still at one of them.
 */
final class RunInItsOwnProcess {
    private static final String HERE = "-- here --";

    private RunInItsOwnProcess() {}

    public static void main(String[] arguments) throws Exception {
        var database = new PGSimpleDataSource();
        database.setUrl(arguments[0]);
        database.setUser(arguments[1]);
        database.setPassword(System.getenv("REJOIN_DB_PASSWORD"));
        long stop = Long.parseLong(arguments[2]);
        var asked = new AtomicLong();
        try (var source = Library.dump(Library.FOLDER.resolve("dump"))) {
            new ImportRun(
                            source,
                            TracedDatabase.of(database, what -> {
                                if (asked.incrementAndGet() == stop) {
                                    System.out.println(HERE);
                                    holdStill();
                                }
                                System.out.println(what.replace('\n', ' '));
                            }),
                            MappingReader.read(Library.FOLDER.resolve("mapping")),
                            Library.first(),
                            StageProgress.SILENT)
                    .run();
        }
    }

    private static void holdStill() {
        try {
            TimeUnit.HOURS.sleep(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Starts the process; it stops before that statement, or runs to its end. */
    static Process start(Library library, long stopBefore) throws IOException {
        var builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                RunInItsOwnProcess.class.getName(),
                library.database().jdbcUrl(),
                library.database().user(),
                String.valueOf(stopBefore));
        builder.environment().put("REJOIN_DB_PASSWORD", library.database().password());
        return builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    /** Waits until the process holds still. */
    static void awaitStop(Process process) throws IOException {
        var lines = process.inputReader();
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.equals(HERE)) {
                return;
            }
        }
        throw new AssertionError("the import ran to its end");
    }
}
