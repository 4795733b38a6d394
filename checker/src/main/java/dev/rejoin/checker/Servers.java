package dev.rejoin.checker;

import dev.rejoin.db.EmbeddedDatabase;
import dev.rejoin.db.Migrations;
import dev.rejoin.legacy.server.ElasticsearchOptions;
import dev.rejoin.legacy.server.EmbeddedElasticsearch;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Elasticsearch and PostgreSQL, which can be ended the hard way and come back with what they had kept. */
final class Servers implements AutoCloseable {
    /**
     * A held write keeps one of the server's threads for writes, of which there are as many as processors: with two, most of
     * the time nothing would be written behind one that is held.
     */
    private static final String MORE_WRITERS = "-XX:ActiveProcessorCount=8";

    private final Path folder;
    private final ElasticsearchOptions options;
    private final int debugged;
    private final Check.Options checked;
    private final HttpClient http = HttpClient.newHttpClient();
    private EmbeddedElasticsearch elasticsearch;
    private EmbeddedDatabase database;
    private HeldWrites writes;
    private long heldBefore;

    private Servers(
            Path folder,
            ElasticsearchOptions options,
            int debugged,
            Check.Options checked,
            EmbeddedElasticsearch elasticsearch,
            EmbeddedDatabase database,
            HeldWrites writes) {
        this.folder = folder;
        this.options = options;
        this.debugged = debugged;
        this.checked = checked;
        this.elasticsearch = elasticsearch;
        this.database = database;
        this.writes = writes;
    }

    /** @param folder of our own, where both keep their data */
    static Servers start(Path folder, Check.Options checked, String schema) throws IOException, SQLException {
        // The server may run as another user.
        var data = Files.createDirectory(folder.resolve("elasticsearch"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxrwxrwx"));
        int debugged = freePort();
        var options = checked.elasticsearch()
                .withSetting("path.data", data.toString())
                .withSetting("http.port", String.valueOf(freePort()))
                .withFile(
                        "jvm.options.d/held.options",
                        HeldWrites.option(debugged) + "\n" + (checked.isHeldOften() ? MORE_WRITERS + "\n" : ""));
        var elasticsearch = EmbeddedElasticsearch.start(options);
        try {
            var database = EmbeddedDatabase.in(folder.resolve("postgresql"));
            try {
                Migrations.migrateImport(database.dataSource());
                try (var connection = database.dataSource().getConnection();
                        var statement = connection.createStatement()) {
                    statement.execute(schema);
                }
                return new Servers(
                        folder,
                        options,
                        debugged,
                        checked,
                        elasticsearch,
                        database,
                        HeldWrites.in(debugged, checked.heldOneIn(), checked.hold()));
            } catch (RuntimeException | SQLException | IOException e) {
                database.close();
                throw e;
            }
        } catch (RuntimeException | SQLException | IOException e) {
            elasticsearch.close();
            throw e;
        }
    }

    String url() {
        return elasticsearch.url();
    }

    EmbeddedDatabase database() {
        return database;
    }

    /** What a client of PostgreSQL's own library connects with. */
    String databaseAddress() {
        var uri = URI.create(database.jdbcUrl().substring("jdbc:".length()));
        return "postgresql://%s:%s@%s:%d%s"
                .formatted(database.user(), database.password(), uri.getHost(), uri.getPort(), uri.getPath());
    }

    Path repositoryFolder() {
        return elasticsearch.repositoryFolder();
    }

    /** Writes that were held between their number and their place in the index. */
    long held() {
        return heldBefore + writes.held();
    }

    /** Kills Elasticsearch, and starts it again at the same address. */
    void restartElasticsearch() throws IOException {
        heldBefore += writes.held();
        writes.close();
        elasticsearch.processes().forEach(ProcessHandle::destroyForcibly);
        elasticsearch.close();
        elasticsearch = EmbeddedElasticsearch.start(options);
        writes = HeldWrites.in(debugged, checked.heldOneIn(), checked.hold());
        send("GET", "/_cluster/health?wait_for_status=yellow&timeout=60s", "");
    }

    /** Lets PostgreSQL crash, and starts it again, at another address. */
    void restartDatabase() throws IOException, InterruptedException {
        var lock = Files.readAllLines(folder.resolve("postgresql/data/postmaster.pid"));
        var process = ProcessHandle.of(Long.parseLong(lock.getFirst().strip())).orElseThrow();
        // It ends its children, and says to nobody that it goes.
        new ProcessBuilder("kill", "-QUIT", String.valueOf(process.pid()))
                .start()
                .waitFor();
        try {
            process.onExit().get(60, TimeUnit.SECONDS);
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
            throw new IOException("PostgreSQL does not end", e);
        }
        database.close();
        database = EmbeddedDatabase.in(folder.resolve("postgresql"));
    }

    /** @throws IOException when the answer is no good one */
    String send(String method, String path, String body) throws IOException {
        var request = HttpRequest.newBuilder(URI.create(url() + path))
                .timeout(Duration.ofMinutes(2))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new IOException(
                        "%s %s answers %d: %s".formatted(method, path, answer.statusCode(), answer.body()));
            }
            return answer.body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        writes.close();
        http.close();
        try {
            database.close();
        } finally {
            elasticsearch.close();
        }
    }
}
