package dev.rejoin.db;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A PostgreSQL server as a child process, listening on the loopback interface only. */
final class PostgresProcess {

    static final String USER = "rejoin";
    /** How long a server that starts or ends may neither say nor compute anything. */
    private static final Duration QUIET = Duration.ofMinutes(5);

    /** The log of a large database that has crashed may take hours to repeat. */
    private static final Duration LONGEST_START = Duration.ofDays(1);

    /** One that turns in circles, or whose log is filled by clients that it refuses, never stands still. */
    private static final Duration LONGEST_STOP = Duration.ofHours(1);

    private final Process process;
    private final int port;
    private final Path log;

    private PostgresProcess(Process process, int port, Path log) {
        this.process = process;
        this.port = port;
        this.log = log;
    }

    /** Creates the data folder of a new server whose superuser has this password. */
    static void initialize(Path data, Path passwordFile, boolean durable) {
        var command = new ArrayList<>(ServerAccount.current().prefix());
        command.addAll(List.of(
                program("initdb").toString(),
                "--pgdata=" + data,
                "--username=" + USER,
                "--pwfile=" + passwordFile,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8"));
        if (!durable) {
            command.add("--no-sync");
        }
        try {
            var initdb = new ProcessBuilder(command).redirectErrorStream(true);
            initdb.environment().put("LC_ALL", "C");
            var running = initdb.start();
            running.getOutputStream().close();
            var output = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (running.waitFor() != 0) {
                throw new EmbeddedDatabaseException("PostgreSQL could not create " + data + ":\n" + output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** Starts the server on a free port and returns once it answers. */
    static PostgresProcess start(Path data, Path log, List<String> settings) {
        stopOrphan(data, log);
        setAside(log);
        for (var attempt = 1; ; attempt++) {
            var port = freePort();
            var server = new PostgresProcess(launch(data, log, port, settings), port, log);
            if (server.awaitReady(data)) {
                return server;
            }
            // Somebody else may have taken the port between our look and the server's.
            if (attempt == 3) {
                throw new EmbeddedDatabaseException("PostgreSQL did not start in " + data + ":\n" + tail(log));
            }
        }
    }

    int port() {
        return port;
    }

    /** Stops the server and waits for its end; open connections are closed. */
    void stop(boolean durable) {
        signal(durable ? "INT" : "QUIT", process.pid());
        try {
            var patience = new Patience("the end of PostgreSQL", QUIET, LONGEST_STOP, process.toHandle(), log);
            while (!process.waitFor(1, TimeUnit.SECONDS)) {
                if (patience.isExhausted()) {
                    System.err.println("PostgreSQL was ended by force, and repairs itself when it starts again: "
                            + patience.sentence());
                    process.destroyForcibly().waitFor();
                }
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            throw interrupted(e);
        }
    }

    private static Process launch(Path data, Path log, int port, List<String> settings) {
        // A session of its own: Ctrl-C on the terminal must reach us, and through us the server, in that order.
        var command = new ArrayList<>(List.of("setsid"));
        command.addAll(ServerAccount.current().prefix());
        // Should we be killed, the kernel tells the server.
        command.addAll(List.of("setpriv", "--pdeathsig", "INT"));
        command.addAll(List.of(program("postgres").toString(), "-D", data.toString(), "-p", String.valueOf(port)));
        command.addAll(List.of("-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="));
        for (var setting : settings) {
            command.addAll(List.of("-c", setting));
        }
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().put("LC_ALL", "C");
        return startForLife(builder);
    }

    /** To the kernel a child's parent is the thread that started it, so that thread must live as long as we do. */
    private static Process startForLife(ProcessBuilder builder) {
        var started = new CompletableFuture<Process>();
        Thread.ofPlatform().daemon().name("PostgreSQL's parent").start(() -> {
            try {
                var process = builder.start();
                process.getOutputStream().close();
                started.complete(process);
                process.waitFor();
            } catch (IOException e) {
                started.completeExceptionally(new UncheckedIOException(e));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        return started.join();
    }

    /** The server writes {@code ready} into the last line of its lock file once it accepts connections. */
    private boolean awaitReady(Path data) {
        var patience = new Patience("PostgreSQL to accept connections", QUIET, LONGEST_START, process.toHandle(), log);
        while (process.isAlive()) {
            var lock = lockFile(data);
            if (lock.size() >= 8
                    && lock.getFirst().strip().equals(String.valueOf(process.pid()))
                    && lock.get(7).strip().equals("ready")) {
                return true;
            }
            if (patience.isExhausted()) {
                process.destroyForcibly();
                throw new EmbeddedDatabaseException("PostgreSQL did not start in %s: %s; the end of its log:\n%s"
                        .formatted(data, patience.sentence(), tail(log)));
            }
            pause(Duration.ofMillis(20));
        }
        return false;
    }

    /** The port of the server that accepts connections for this data folder, whoever started it. */
    static OptionalInt portOf(Path data) {
        var lock = lockFile(data);
        return lock.size() >= 8 && lock.get(7).strip().equals("ready")
                ? OptionalInt.of(Integer.parseInt(lock.get(3).strip()))
                : OptionalInt.empty();
    }

    /** A launcher that was killed leaves its server behind; whoever holds the folder's lock may end it. */
    private static void stopOrphan(Path data, Path log) {
        var orphan = lockFile(data).stream()
                .findFirst()
                .flatMap(PostgresProcess::parsePid)
                .flatMap(ProcessHandle::of)
                .filter(process -> serves(process, data));
        if (orphan.isPresent()) {
            signal("INT", orphan.get().pid());
            var patience = new Patience(
                    "the end of the PostgreSQL that an earlier start has left behind",
                    QUIET,
                    LONGEST_STOP,
                    orphan.get(),
                    log);
            while (orphan.get().isAlive()) {
                if (patience.isExhausted()) {
                    throw new EmbeddedDatabaseException("PostgreSQL was not started in %s: %s. It is the process %d."
                            .formatted(data, patience.sentence(), orphan.get().pid()));
                }
                pause(Duration.ofMillis(50));
            }
        }
    }

    private static void setAside(Path log) {
        try {
            if (Files.exists(log)) {
                Files.move(log, log.resolveSibling(log.getFileName() + ".previous"), REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean serves(ProcessHandle process, Path data) {
        try {
            var commandLine = Files.readString(Path.of("/proc/" + process.pid() + "/cmdline"));
            return commandLine.contains("postgres") && commandLine.contains("\0" + data + "\0");
        } catch (IOException e) {
            return false;
        }
    }

    private static Optional<Long> parsePid(String line) {
        return line.strip().matches("[0-9]{1,18}") ? Optional.of(Long.valueOf(line.strip())) : Optional.empty();
    }

    private static List<String> lockFile(Path data) {
        try {
            return Files.readAllLines(data.resolve("postmaster.pid"));
        } catch (IOException e) {
            return List.of();
        }
    }

    private static Path program(String name) {
        return PostgresBinaries.unpacked().resolve("bin").resolve(name);
    }

    private static void signal(String name, long pid) {
        try {
            new ProcessBuilder("kill", "-" + name, String.valueOf(pid))
                    .redirectErrorStream(true)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String tail(Path log) {
        try {
            var lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
        } catch (IOException e) {
            return "(no log: " + e.getMessage() + ")";
        }
    }

    private static void pause(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static EmbeddedDatabaseException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new EmbeddedDatabaseException("Interrupted while waiting for PostgreSQL", e);
    }
}
