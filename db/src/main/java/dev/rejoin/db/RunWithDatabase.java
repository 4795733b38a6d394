package dev.rejoin.db;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs a command beside the embedded database kept in a folder: {@code RunWithDatabase FOLDER -- command args…}.
 *
 * <p>The command finds the database in {@code REJOIN_DB_URL}, {@code REJOIN_DB_USER} and {@code REJOIN_DB_PASSWORD}.
 * SIGTERM and Ctrl-C reach the command first; the database stops after it; the status is the command's.
 */
public final class RunWithDatabase {

    private static final int CALLED_WRONGLY = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(45);

    private RunWithDatabase() {}

    public static void main(String[] args) throws InterruptedException {
        if (args.length < 3 || !args[1].equals("--")) {
            System.err.println("usage: RunWithDatabase FOLDER -- command args…");
            System.exit(CALLED_WRONGLY);
        }
        try {
            System.exit(run(Path.of(args[0]), Arrays.asList(args).subList(2, args.length)));
        } catch (EmbeddedDatabaseException e) {
            System.err.println(e.getMessage());
            System.exit(CALLED_WRONGLY);
        } catch (IOException e) {
            System.err.println("The command could not be started: " + e.getMessage());
            System.exit(CALLED_WRONGLY);
        }
    }

    private static int run(Path folder, List<String> command) throws IOException, InterruptedException {
        try (var database = EmbeddedDatabase.in(folder)) {
            var builder = new ProcessBuilder(command).inheritIO();
            builder.environment().put("REJOIN_DB_URL", database.jdbcUrl());
            builder.environment().put("REJOIN_DB_USER", database.user());
            builder.environment().put("REJOIN_DB_PASSWORD", database.password());
            var process = builder.start();
            database.whenStoppedBySignal(() -> terminate(process), () -> statusOf(process));
            return process.waitFor();
        }
    }

    private static void terminate(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static int statusOf(Process process) {
        return process.isAlive() ? 1 : process.exitValue();
    }
}
