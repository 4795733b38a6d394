package dev.rejoin.demo;

import dev.rejoin.db.EmbeddedDatabase;
import dev.rejoin.importer.Main;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The importer as its launcher starts it, on a database of a test.
 *
 * @param folder where it runs, and leaves what it says
 */
record ImporterProcess(Path folder, EmbeddedDatabase database) {

    /** Runs a command to its end; what it said is shown where that is no good one. */
    int run(String... arguments) throws IOException, InterruptedException {
        int status = start(arguments).waitFor();
        if (status != 0) {
            System.err.println(said());
        }
        return status;
    }

    Process start(String... arguments) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Main.class.getName()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log().toFile());
        builder.environment()
                .put("REJOIN_MAPPING", Path.of("../import/mapping").toRealPath().toString());
        builder.environment().put("REJOIN_DB_URL", database.jdbcUrl());
        builder.environment().put("REJOIN_DB_USER", database.user());
        builder.environment().put("REJOIN_DB_PASSWORD", database.password());
        return builder.start();
    }

    /** What the last one has said. */
    String said() throws IOException {
        return Files.readString(log(), StandardCharsets.UTF_8);
    }

    private Path log() {
        return folder.resolve("said.log");
    }
}
