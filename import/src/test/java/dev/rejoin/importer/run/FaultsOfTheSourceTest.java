package dev.rejoin.importer.run;

import static dev.rejoin.importer.read.LiveCluster.call;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rejoin.importer.Main;
import dev.rejoin.importer.read.Cluster;
import dev.rejoin.importer.read.FaultyProxy;
import dev.rejoin.importer.read.SourceOptions;
import dev.rejoin.importer.restore.Repository;
import dev.rejoin.importer.restore.Restore;
import dev.rejoin.legacy.server.ElasticsearchOptions;
import dev.rejoin.legacy.server.EmbeddedElasticsearch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole way: what befalls a server while {@code rejoin import run} reads it. */
@Timeout(300)
class FaultsOfTheSourceTest {
    private static final String PREFIX = "restored-";

    @TempDir
    private Path temporary;

    @Test
    void anImportThatLosesAShardNamesItAndLeavesTheTargetAsItWas() throws Exception {
        try (var server = EmbeddedElasticsearch.start();
                var proxy = new FaultyProxy(server.url());
                var library = new Library(temporary)) {
            // Given: the library restored from a snapshot
            writeAndTakeASnapshot(server);
            restore(server);
            var before = digest(library);

            // When: while books are read, the files of their second shard are lost
            var lost = new AtomicBoolean();
            proxy.when(asked -> {
                if (asked.isPage()
                        && proxy.asked().stream().anyMatch(a -> a.path().contains(PREFIX + "books/_pit"))
                        && lost.compareAndSet(false, true)) {
                    loseShard(server, PREFIX + "books", 1);
                }
                return Optional.empty();
            });
            var run = run(library, "run", "--source", proxy.url());

            // Then
            assertThat(lost).isTrue();
            assertThat(proxy.asked())
                    .as("7.17 refuses an empty body where it takes none")
                    .noneMatch(asked -> asked.body().equals("{}"));
            assertThat(run.status()).as(run.said()).isEqualTo(3);
            assertThat(run.said())
                    .contains("The source is incomplete: ")
                    .contains("ndex \"restored-books\", shard 1 is unassigned")
                    .contains("Nothing was changed in the target. Mend the source, then go on with:", " --resume")
                    .contains("else start anew without --resume");
            assertThat(digest(library)).isEqualTo(before);

            // And an index restored by hand may be anything
            call(server.url(), "DELETE", "/" + PREFIX + "books", "");
            call(server.url(), "POST", "/_snapshot/legacy/last/_restore?wait_for_completion=true", """
                    {"indices":"books","rename_pattern":"(.+)","rename_replacement":"%s$1"}
                    """.formatted(
                            PREFIX));
            var other = run(library, "run", "--source", server.url(), "--resume");
            assertThat(other.status()).as(other.said()).isEqualTo(2);
            assertThat(other.said())
                    .contains("The index books is not what run 1 began to read")
                    .contains("Start anew without --resume");

            // And when it is restored again, the import is resumed
            call(server.url(), "DELETE", "/" + PREFIX + "books", "");
            restore(server);
            var again = run(library, "run", "--source", server.url(), "--resume");
            assertThat(again.status()).as(again.said()).isZero();
            assertThat(library.query("select count(*)::text from library.book")).containsExactly("4");
        }
    }

    @Tag("slow")
    @Test
    void anImportWhoseServerIsKilledAndStartedAgainComesToTheSameEnd() throws Exception {
        var data =
                Files.createDirectory(Files.createTempDirectory("rejoin-data-").resolve("data"));
        Files.setPosixFilePermissions(data.getParent(), PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxrwxrwx"));
        var options = ElasticsearchOptions.defaults()
                .withSetting("path.data", data.toString())
                .withSetting("http.port", String.valueOf(freePort()));
        var servers = new ArrayList<EmbeddedElasticsearch>();
        servers.add(EmbeddedElasticsearch.start(options));
        try (var proxy = new FaultyProxy(servers.getFirst().url());
                var library = new Library(temporary)) {
            // Given: what an undisturbed import makes of the library
            library.run();
            var undisturbed = digest(library);
            library.execute("truncate library.author, library.book, library.reader, library.loan, library.loan_remark,"
                    + " rejoin_import.run, rejoin_import.row_origin cascade");
            writeAndTakeASnapshot(servers.getFirst());
            restore(servers.getFirst());

            // When: the server is killed at the first page, and comes back
            proxy.when(asked -> {
                synchronized (servers) {
                    if (asked.isPage() && servers.size() == 1) {
                        servers.getFirst().processes().forEach(ProcessHandle::destroyForcibly);
                        servers.getFirst().close();
                        servers.add(EmbeddedElasticsearch.start(options));
                    }
                }
                return Optional.empty();
            });
            var run = run(library, "run", "--source", proxy.url());

            // Then
            assertThat(servers).hasSize(2);
            assertThat(run.status()).as(run.said()).isZero();
            assertThat(run.said()).contains("Proven: ");
            assertThat(digest(library)).isEqualTo(undisturbed);
        } finally {
            servers.forEach(EmbeddedElasticsearch::close);
            delete(data.getParent(), data.getFileName());
            Files.delete(data.getParent());
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void writeAndTakeASnapshot(EmbeddedElasticsearch server) throws IOException {
        var names = new ArrayList<String>();
        for (var line : Files.readAllLines(Library.FOLDER.resolve("dump/library.ndjson"))) {
            var index = line.replaceFirst(".*?\"_index\":\"([^\"]*)\".*", "$1");
            var id = line.replaceFirst(".*?\"_id\":\"([^\"]*)\".*", "$1");
            if (!names.contains(index)) {
                names.add(index);
                call(server.url(), "PUT", "/" + index, """
                        {"settings": {"number_of_shards": 2}, "mappings": {"enabled": false}}
                        """);
            }
            call(
                    server.url(),
                    "PUT",
                    "/" + index + "/_doc/" + id,
                    line.substring(line.indexOf("\"_source\":") + 10, line.length() - 1));
        }
        call(server.url(), "PUT", "/_snapshot/legacy", """
                {"type": "fs", "settings": {"location": "%s"}}
                """.formatted(server.repositoryFolder()));
        call(
                server.url(),
                "PUT",
                "/_snapshot/legacy/last?wait_for_completion=true",
                "{\"include_global_state\":false}");
        call(server.url(), "DELETE", "/" + String.join(",", names), "");
    }

    private static void restore(EmbeddedElasticsearch server) {
        try (var cluster = Cluster.at(server.url(), SourceOptions.fromEnvironment(Map.of()))) {
            var options =
                    new Restore.Options(Optional.empty(), Set.of(), PREFIX, Optional.empty(), Duration.ofMinutes(2));
            var from = Repository.folder("rejoin", server.repositoryFolder().toString());
            new Restore(cluster, from, options, Restore.Progress.SILENT).run();
        }
    }

    private static void loseShard(EmbeddedElasticsearch server, String index, int shard) {
        var uuid = call(server.url(), "GET", "/" + index + "/_settings", "")
                .findValue("uuid")
                .asText();
        call(server.url(), "POST", "/" + index + "/_close", "");
        delete(server.repositoryFolder().getParent(), Path.of(uuid, String.valueOf(shard)));
        call(server.url(), "POST", "/" + index + "/_open?wait_for_active_shards=0", "");
    }

    private static void delete(Path root, Path end) {
        try (var files = Files.walk(root)) {
            var folder = files.filter(path -> path.endsWith(end)).findFirst().orElseThrow();
            try (var contents = Files.walk(folder)) {
                for (var path : contents.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Ended(int status, String said) {}

    /** The importer as a program of its own, as a person calls it. */
    private Ended run(Library library, String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(Arrays.asList(arguments));
        command.addAll(List.of(
                "--prefix",
                PREFIX,
                "--mapping",
                Library.FOLDER.resolve("mapping").toAbsolutePath().toString(),
                "--report",
                temporary.resolve("report").toString()));
        var builder = new ProcessBuilder(command).directory(temporary.toFile()).redirectErrorStream(true);
        builder.environment().put("REJOIN_DB_URL", library.database().jdbcUrl());
        builder.environment().put("REJOIN_DB_USER", library.database().user());
        builder.environment().put("REJOIN_DB_PASSWORD", library.database().password());
        var process = builder.start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), said);
    }

    /** Everything in the target schema: rows, columns, constraints. */
    private static List<String> digest(Library library) throws Exception {
        return library.query("""
                select md5(string_agg(line, '|' order by line)) from (
                    select t::text as line from library.author t union all select t::text from library.book t
                    union all select t::text from library.reader t union all select t::text from library.loan t
                    union all select t::text from library.loan_remark t
                    union all select conname || convalidated || pg_get_constraintdef(oid) from pg_constraint
                        where connamespace = 'library'::regnamespace
                    union all select attrelid::regclass || attname || atttypid || attnotnull from pg_attribute
                        where attrelid in (select oid from pg_class where relnamespace = 'library'::regnamespace)) x
                """);
    }
}
