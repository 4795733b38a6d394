package dev.rejoin.db;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A PostgreSQL 18 that needs no installation: a child process on a free port of the loopback interface.
 *
 * <p>It stops when it is closed and when the JVM ends. It runs as root and as an ordinary user, on Linux x86-64.
 */
public final class EmbeddedDatabase implements AutoCloseable {

    private static final String DATABASE = "rejoin";

    private static final List<String> COMMON = List.of(
            "max_connections=200",
            "shared_buffers=256MB",
            "maintenance_work_mem=256MB",
            "max_wal_size=4GB",
            "random_page_cost=1.1",
            "jit=off",
            "timezone=UTC",
            "log_timezone=UTC",
            "log_checkpoints=off");
    private static final List<String> FORGETFUL = Stream.concat(
                    COMMON.stream(), Stream.of("fsync=off", "synchronous_commit=off", "full_page_writes=off"))
            .toList();

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final String name;
    private final RunningServer server;
    private final String password;
    private final Runnable onClose;
    private boolean closed;

    private EmbeddedDatabase(String name, RunningServer server, String password, Runnable onClose) {
        this.name = name;
        this.server = server;
        this.password = password;
        this.onClose = onClose;
    }

    /** An empty database on a server of its own, in a temporary folder, gone on close. */
    public static EmbeddedDatabase temporary() {
        try {
            var folder = Files.createTempDirectory("rejoin-postgres-");
            try {
                return start(folder, false, () -> deleteRecursively(folder));
            } catch (RuntimeException e) {
                deleteRecursively(folder);
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The database kept in this folder, created on first use; fails clearly while another process uses it. */
    public static EmbeddedDatabase in(Path folder) {
        try {
            var home = Files.createDirectories(folder.toAbsolutePath()).toRealPath();
            var lock = lock(home);
            try {
                return start(home, true, () -> release(lock));
            } catch (RuntimeException e) {
                release(lock);
                throw e;
            }
        } catch (IOException e) {
            throw new EmbeddedDatabaseException("The folder " + folder + " cannot hold a database: " + e, e);
        }
    }

    /** How to reach the database kept in this folder that another process runs; empty when it is not ready. */
    static Optional<Address> runningIn(Path folder) {
        try {
            var home = folder.toRealPath();
            var password = Files.readString(home.resolve("password")).strip();
            var port = PostgresProcess.portOf(home.resolve("data"));
            return port.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Address(url(port.getAsInt(), DATABASE), PostgresProcess.USER, password));
        } catch (IOException e) {
            throw new EmbeddedDatabaseException("The database in " + folder + " cannot be joined: " + e, e);
        }
    }

    /** Where a database is, and how to get in. */
    record Address(String jdbcUrl, String user, String password) {}

    /**
     * A new database with the domain migrated, on a server that all callers in this JVM share.
     *
     * <p>Meant for tests: it is a copy of a template, and costs a fraction of a second.
     */
    public static EmbeddedDatabase fresh() {
        return Shared.fresh();
    }

    /**
     * The same in another locale than the server's own, migrated anew and so slower.
     *
     * @param locale what {@code create database} says of it, for example {@code locale 'C.UTF-8'}
     */
    public static EmbeddedDatabase fresh(String locale) {
        return Shared.fresh(locale);
    }

    /**
     * Another database on the same server, with all that this one holds at this moment. It is gone on close.
     *
     * @throws EmbeddedDatabaseException while somebody is connected to this one
     */
    public EmbeddedDatabase copy() {
        return another("template " + name);
    }

    public String jdbcUrl() {
        return url(server.port(), name);
    }

    private static String url(int port, String name) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + name;
    }

    Address address() {
        return new Address(jdbcUrl(), user(), password());
    }

    public String user() {
        return PostgresProcess.USER;
    }

    public String password() {
        return password;
    }

    /** An unpooled data source: each connection is a new one. */
    public DataSource dataSource() {
        var source = new PGSimpleDataSource();
        source.setUrl(jdbcUrl());
        source.setUser(user());
        source.setPassword(password);
        return source;
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            onClose.run();
        }
    }

    /** For a program that must end between the signal and the database's end, and whose status is then ours. */
    void whenStoppedBySignal(Runnable before, IntSupplier status) {
        server.beforeShutdown(before, status);
    }

    private static EmbeddedDatabase start(Path home, boolean durable, Runnable afterStop) {
        try {
            var data = home.resolve("data");
            var passwordFile = home.resolve("password");
            if (!Files.exists(data.resolve("PG_VERSION"))) {
                deleteRecursively(data);
                writeSecret(passwordFile);
                ServerAccount.current().own(home);
                PostgresProcess.initialize(data, passwordFile, durable);
            }
            ServerAccount.current().own(home);
            var password = Files.readString(passwordFile).strip();
            var process = PostgresProcess.start(data, home.resolve("server.log"), durable ? COMMON : FORGETFUL);
            var server = new RunningServer(process, durable, afterStop);
            var database = new EmbeddedDatabase(DATABASE, server, password, server::stop);
            createDatabaseWhereMissing(database);
            return database;
        } catch (IOException e) {
            throw new EmbeddedDatabaseException("The folder " + home + " cannot hold a database: " + e, e);
        }
    }

    private static void createDatabaseWhereMissing(EmbeddedDatabase database) {
        var maintenance = new EmbeddedDatabase("postgres", database.server, database.password, () -> {});
        try (var connection = maintenance.dataSource().getConnection();
                var statement = connection.createStatement()) {
            var found = statement.executeQuery("select from pg_database where datname = '" + DATABASE + "'");
            if (!found.next()) {
                statement.execute("create database " + DATABASE);
            }
        } catch (SQLException e) {
            database.close();
            throw new EmbeddedDatabaseException("The new PostgreSQL does not answer: " + e.getMessage(), e);
        }
    }

    private static void writeSecret(Path file) throws IOException {
        var bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes) + "\n");
    }

    private static FileLock lock(Path home) throws IOException {
        var channel = FileChannel.open(home.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        @Nullable FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            lock = null;
        }
        if (lock == null) {
            channel.close();
            throw new DatabaseInUseException("The database in " + home
                    + " is in use by another process; stop that one first, or use another folder.");
        }
        return lock;
    }

    private static void release(FileLock lock) {
        try {
            lock.acquiredBy().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void deleteRecursively(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private EmbeddedDatabase another(String like) {
        var created = "fresh_" + COUNT.incrementAndGet();
        execute("create database " + created + " " + like);
        return new EmbeddedDatabase(
                created, server, password, () -> execute("drop database " + created + " with (force)"));
    }

    private void execute(String sql) {
        var maintenance = new EmbeddedDatabase("postgres", server, password, () -> {});
        synchronized (server) {
            try (var connection = maintenance.dataSource().getConnection();
                    var statement = connection.createStatement()) {
                statement.execute(sql);
            } catch (SQLException e) {
                throw new EmbeddedDatabaseException(sql + ": " + e.getMessage(), e);
            }
        }
    }

    /** The server and the migrated template behind {@link #fresh()}. */
    private static final class Shared {
        private static final EmbeddedDatabase SERVER = migrated();

        private static EmbeddedDatabase migrated() {
            var server = temporary();
            Migrations.migrateDomain(server.dataSource());
            return server;
        }

        private static EmbeddedDatabase fresh() {
            return SERVER.copy();
        }

        private static EmbeddedDatabase fresh(String locale) {
            var database = SERVER.another("template template0 " + locale);
            Migrations.migrateDomain(database.dataSource());
            return database;
        }
    }
}
