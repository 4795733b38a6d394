package dev.rejoin.db;

import dev.rejoin.db.EmbeddedDatabase.Address;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs a command beside the embedded database kept in a folder: {@code RunWithDatabase [--join] FOLDER -- command
 * args…}. With {@code --join} the command shares a database that another process runs already.
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
        boolean join = args.length > 0 && args[0].equals("--join");
        var rest = Arrays.asList(args).subList(join ? 1 : 0, args.length);
        if (rest.size() < 3 || !rest.get(1).equals("--")) {
            System.err.println("usage: RunWithDatabase [--join] FOLDER -- command args…");
            System.exit(CALLED_WRONGLY);
        }
        try {
            System.exit(run(join, Path.of(rest.getFirst()), rest.subList(2, rest.size())));
        } catch (EmbeddedDatabaseException e) {
            System.err.println(e.getMessage());
            System.exit(CALLED_WRONGLY);
        } catch (IOException e) {
            System.err.println("The command could not be started: " + e.getMessage());
            System.exit(CALLED_WRONGLY);
        }
    }

    private static int run(boolean join, Path folder, List<String> line) throws IOException, InterruptedException {
        var command = new Command();
        try (var database = EmbeddedDatabase.in(folder)) {
            // Before the start: a signal may come at any moment after it.
            database.whenStoppedBySignal(command::terminate, command::status);
            return command.start(builder(line, database.address())).waitFor();
        } catch (DatabaseInUseException inUse) {
            var running = join ? EmbeddedDatabase.runningIn(folder) : Optional.<Address>empty();
            var builder = builder(line, running.orElseThrow(() -> inUse));
            Runtime.getRuntime().addShutdownHook(new Thread(command::terminate, "stop the command"));
            return command.start(builder).waitFor();
        }
    }

    private static ProcessBuilder builder(List<String> line, Address database) {
        var builder = new ProcessBuilder(line).inheritIO();
        builder.environment().put("REJOIN_DB_URL", database.jdbcUrl());
        builder.environment().put("REJOIN_DB_USER", database.user());
        builder.environment().put("REJOIN_DB_PASSWORD", database.password());
        return builder;
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
