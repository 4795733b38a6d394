package dev.rejoin.db;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A PostgreSQL 18 of several that know each other: on a port that it keeps, killed as by the end of its machine, and made
 * anew from a copy of another one's files, as {@code pg_basebackup} makes it, which is not among the programs at hand.
 */
public final class PostgresNode implements AutoCloseable {
    private static final String PASSWORD = "of-a-test";
    /** What a server makes itself, or what is no other one's business. */
    private static final Set<String> NOT_COPIED = Set.of(
            "postmaster.pid",
            "postmaster.opts",
            "pg_wal",
            "pg_replslot",
            "pg_dynshmem",
            "pg_notify",
            "pg_serial",
            "pg_snapshots",
            "pg_stat_tmp",
            "pg_subtrans",
            "pgsql_tmp",
            "standby.signal",
            "recovery.signal");

    private final Path home;
    private final int port;
    private final Map<String, String> settings = new TreeMap<>();
    private @Nullable Process process;
    private @Nullable String receiver;

    /** @param home of its files, which must be reached by everybody where the server runs as nobody */
    public PostgresNode(Path home, int port) {
        this.home = home;
        this.port = port;
    }

    public int port() {
        return port;
    }

    public Path data() {
        return home.resolve("data");
    }

    /** Says it on the command line, where it counts more than what a copy has brought along. */
    public PostgresNode with(String setting, String value) {
        settings.put(setting, value);
        return this;
    }

    /** An empty server. */
    public PostgresNode initialize() throws IOException {
        Files.createDirectories(home);
        var secret = home.resolve("password");
        Files.writeString(secret, PASSWORD + "\n");
        ServerAccount.current().own(home);
        PostgresProcess.initialize(data(), secret, false);
        return this;
    }

    /** The files of a server that runs, taken while it is written to; what they lack is in its write-ahead log. */
    public PostgresNode copyOf(PostgresNode other) throws IOException, SQLException {
        EmbeddedDatabase.deleteRecursively(data());
        Files.createDirectories(
                data(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        // The backup belongs to its connection.
        try (var connection = other.source("postgres").getConnection();
                var statement = connection.createStatement()) {
            statement.execute("select pg_backup_start('copy', true)");
            copy(other.data(), data());
            try (var rows = statement.executeQuery("select labelfile from pg_backup_stop(false)")) {
                rows.next();
                Files.writeString(data().resolve("backup_label"), rows.getString(1));
            }
        }
        for (var folder : List.of(
                "pg_wal/archive_status",
                "pg_wal/summaries",
                "pg_replslot",
                "pg_dynshmem",
                "pg_notify",
                "pg_serial",
                "pg_snapshots",
                "pg_stat_tmp",
                "pg_subtrans")) {
            Files.createDirectories(data().resolve(folder));
        }
        ServerAccount.current().own(home);
        return this;
    }

    /** That follows the other one from its next start on. */
    public PostgresNode following(PostgresNode primary) throws IOException {
        Files.writeString(data().resolve("standby.signal"), "");
        ServerAccount.current().own(home);
        return with(
                "primary_conninfo",
                "host=127.0.0.1 port=%d user=%s password=%s application_name=standby"
                        .formatted(primary.port, PostgresProcess.USER, PASSWORD));
    }

    /** Returns once it answers, by itself or as a standby. */
    public PostgresNode start() throws IOException, InterruptedException {
        ServerAccount.current().own(home);
        var command = new ArrayList<>(List.of("setsid"));
        command.addAll(ServerAccount.current().prefix());
        command.addAll(List.of("setpriv", "--pdeathsig", "INT"));
        command.addAll(List.of(
                PostgresBinaries.unpacked().resolve("bin/postgres").toString(),
                "-D",
                data().toString(),
                "-p",
                String.valueOf(port)));
        command.addAll(List.of("-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="));
        settings.forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
        var log = home.resolve("server.log");
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().put("LC_ALL", "C");
        process = builder.start();
        while (process.isAlive()) {
            try {
                say("postgres", "select 1");
                return this;
            } catch (SQLException e) {
                Thread.sleep(50);
            }
        }
        throw new AssertionError("PostgreSQL has ended: " + Files.readString(log));
    }

    /** Nothing of it is left that could still write or answer. */
    public void kill() throws InterruptedException {
        if (process != null) {
            var all = process.descendants().toList();
            process.destroyForcibly();
            all.forEach(ProcessHandle::destroyForcibly);
            process.waitFor();
            // Until the last of them is gone, none is started on its files.
            all.forEach(each -> each.onExit().join());
        }
    }

    /** Ends it as an administrator does, connections and all. */
    public void stop() throws IOException, InterruptedException {
        if (process != null && process.isAlive()) {
            new ProcessBuilder("kill", "-INT", String.valueOf(process.pid()))
                    .start()
                    .waitFor();
            process.waitFor();
        }
    }

    /** It hears nothing any more of the one that it follows, without either of them knowing. */
    public void deafen() throws IOException, InterruptedException, SQLException {
        receiver = say("postgres", "select pid from pg_stat_wal_receiver");
        signal("STOP");
    }

    /** It asks anew, and what was on its way to it meanwhile is lost. */
    public void hearAgain() throws IOException, InterruptedException {
        signal("TERM");
        signal("CONT");
        receiver = null;
    }

    private void signal(String name) throws IOException, InterruptedException {
        if (receiver != null) {
            new ProcessBuilder("kill", "-" + name, receiver).start().waitFor();
        }
    }

    /** It answers nobody any more, and keeps all connections open. */
    public void freeze() throws IOException, InterruptedException {
        signalAll("STOP");
    }

    public void thaw() throws IOException, InterruptedException {
        signalAll("CONT");
    }

    private void signalAll(String name) throws IOException, InterruptedException {
        if (process != null && process.isAlive()) {
            var command = new ArrayList<>(List.of("kill", "-" + name, String.valueOf(process.pid())));
            process.descendants().map(each -> String.valueOf(each.pid())).forEach(command::add);
            new ProcessBuilder(command).start().waitFor();
        }
    }

    /** Makes it a server of its own, and returns once it is. */
    public void promote() throws SQLException {
        say("postgres", "select pg_promote(true, 300)");
    }

    /** The first value of the answer. */
    public @Nullable String say(String database, String sql) throws SQLException {
        try (var connection = source(database).getConnection();
                var statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return null;
            }
            try (var rows = statement.getResultSet()) {
                return rows.next() ? rows.getString(1) : null;
            }
        }
    }

    public PGSimpleDataSource source(String database) {
        var source = new PGSimpleDataSource();
        source.setUrl("jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database));
        source.setUser(PostgresProcess.USER);
        source.setPassword(PASSWORD);
        source.setConnectTimeout(5);
        return source;
    }

    @Override
    public void close() {
        try {
            kill();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                if (NOT_COPIED.contains(folder.getFileName().toString())) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                Files.createDirectories(to.resolve(from.relativize(folder)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (!NOT_COPIED.contains(file.getFileName().toString())) {
                    try {
                        Files.copy(file, to.resolve(from.relativize(file)));
                    } catch (NoSuchFileException e) {
                        // Dropped meanwhile, as the log says.
                    }
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                if (e instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw e;
            }
        });
    }
}
