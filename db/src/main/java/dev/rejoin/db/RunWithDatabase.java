package dev.rejoin.db;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs a command beside the embedded database kept in a folder: {@code RunWithDatabase FOLDER -- command args…}.
 *
 * <p>The command finds the database in {@code REJOIN_DB_URL}, {@code REJOIN_DB_USER} and {@code REJOIN_DB_PASSWORD}.
 * SIGTERM and Ctrl-C reach the command first; the database stops after it; the status is the command's.
 */
public final class RunWithDatabase {

    private static final int FAILED = 1;
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

    private static int run(Path folder, List<String> line) throws IOException, InterruptedException {
        try (var database = EmbeddedDatabase.in(folder)) {
            var builder = new ProcessBuilder(line).inheritIO();
            builder.environment().put("REJOIN_DB_URL", database.jdbcUrl());
            builder.environment().put("REJOIN_DB_USER", database.user());
            builder.environment().put("REJOIN_DB_PASSWORD", database.password());
            var command = new Command();
            // Before the start: a signal may come at any moment after it.
            database.whenStoppedBySignal(command::terminate, command::status);
            return command.start(builder).waitFor();
        }
    }

    /** The command's process, which a signal may reach before, while and after it starts. */
    private static final class Command {
        private @Nullable Process process;
        private boolean terminated;

        synchronized Process start(ProcessBuilder builder) throws IOException {
            if (terminated) {
                throw new IOException("stopped by a signal");
            }
            process = builder.start();
            return process;
        }

        synchronized void terminate() {
            terminated = true;
            if (process != null) {
                end(process);
            }
        }

        synchronized int status() {
            return process == null || process.isAlive() ? FAILED : process.exitValue();
        }
    }

    private static void end(Process process) {
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
}
