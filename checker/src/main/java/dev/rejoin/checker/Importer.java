package dev.rejoin.checker;

import dev.rejoin.db.EmbeddedDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The importer's commands, each as a process of its own, as an admin starts them. */
record Importer(Path log) {
    private static final int LAST_LINES = 20;

    Process start(@Nullable EmbeddedDatabase database, String... arguments) throws IOException {
        return start(database, List.of(), arguments);
    }

    private Process start(@Nullable EmbeddedDatabase database, List<String> options, String... arguments)
            throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED", "-cp"));
        command.add(System.getProperty("java.class.path"));
        command.addAll(options);
        command.add("dev.rejoin.importer.Main");
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        if (database != null) {
            builder.environment().put("REJOIN_DB_URL", database.jdbcUrl());
            builder.environment().put("REJOIN_DB_USER", database.user());
            builder.environment().put("REJOIN_DB_PASSWORD", database.password());
        }
        var process = builder.start();
        process.getOutputStream().close();
        return process;
    }

    /** @throws CheckerException when the command does not end well */
    void run(@Nullable EmbeddedDatabase database, String... arguments) throws IOException, InterruptedException {
        // It ends soon: what takes long to compile is not worth it.
        var process = start(database, List.of("-XX:TieredStopAtLevel=1"), arguments);
        try {
            if (!process.waitFor(10, TimeUnit.MINUTES) || process.exitValue() != 0) {
                throw new CheckerException("\"import %s\" did not end well; it says:\n%s"
                        .formatted(String.join(" ", arguments), lastWords()));
            }
        } finally {
            process.destroyForcibly();
        }
    }

    String lastWords() throws IOException {
        var lines = Files.readAllLines(log);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
    }
}
