package dev.rejoin.importer.sample;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdOutputStream;
import dev.rejoin.importer.read.Cluster;
import dev.rejoin.importer.read.LiveCluster;
import dev.rejoin.importer.read.SourceOptions;
import dev.rejoin.importer.read.Sources;
import dev.rejoin.importer.restore.Repository;
import dev.rejoin.importer.restore.Restore;
import dev.rejoin.importer.run.ImportRun;
import dev.rejoin.importer.run.Library;
import dev.rejoin.importer.run.Outcome;
import dev.rejoin.importer.server.Versions;
import dev.rejoin.legacy.sample.DumpFolder;
import dev.rejoin.legacy.sample.ElasticsearchSink;
import dev.rejoin.legacy.sample.IndexMappings;
import dev.rejoin.legacy.sample.Sample;
import dev.rejoin.legacy.server.EmbeddedElasticsearch;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same documents give the same rows, whichever server or file they come from. */
@Tag("slow")
@Timeout(600)
class EveryVersionTest {
    private static final String PREFIX = "restored-";
    private static final Sample SAMPLE = Sample.full(42, 0.05);

    @TempDir
    private static Path folder;

    private static SampleTarget target;
    private static Map<String, String> expected;

    @TempDir
    private Path temporary;

    @BeforeAll
    static void importThePlainDump() throws Exception {
        target = SampleTarget.start();
        try (var sink = new DumpFolder(folder)) {
            SAMPLE.write(sink);
        }
        assertThat(target.run(folder.toString(), "", false).outcome()).isEqualTo(Outcome.PROVEN);
        expected = target.digests();
        assertThat(expected).hasSizeGreaterThan(20).containsKeys("member", "invoice_line");
        assertThat(expected.get("member")).doesNotStartWith("0 ");
    }

    @AfterAll
    static void stop() {
        target.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {".gz", ".zst"})
    void compressedDumpsGiveTheSameRows(String ending) throws Exception {
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                if (file.toString().endsWith(".ndjson")) {
                    try (var out = packed(temporary.resolve(file.getFileName() + ending))) {
                        Files.copy(file, out);
                    }
                } else {
                    Files.copy(file, temporary.resolve(file.getFileName()));
                }
            }
        }

        assertThat(target.run(temporary.toString(), "", false).outcome()).isEqualTo(Outcome.PROVEN);

        assertThat(target.digests()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"7.17.29", "8.19.21", "9.5.3"})
    void aSnapshotRestoredIntoEveryVersionGivesTheSameRows(String version) throws Exception {
        try (var server = EmbeddedElasticsearch.start(Versions.of(version))) {
            try (var sink = new ElasticsearchSink(server.url(), Optional.empty())) {
                SAMPLE.write(sink);
            }
            takeAndDelete(server, String.join(",", IndexMappings.all().keySet()));
            assertThat(restore(server, server.repositoryFolder()))
                    .hasSameSizeAs(IndexMappings.all().keySet());

            assertThat(target.run(server.url(), PREFIX, false).outcome()).isEqualTo(Outcome.PROVEN);

            assertThat(target.digests()).isEqualTo(expected);
            try (var source = Sources.open(server.url(), SourceOptions.fromEnvironment(Map.of()))) {
                assertThat(source.info().version()).isEqualTo(version);
            }
        }
    }

    /** Of indices that still had types of their own. */
    @Test
    void aSnapshotOfVersion6RestoredIntoVersion7GivesTheSameRows() throws Exception {
        var current = Versions.of("7.17.29");
        try (var server = EmbeddedElasticsearch.start(current);
                var library = new Library(temporary)) {
            library.run();
            var rows = rows(library);
            library.execute("truncate library.author, library.book, library.reader, library.loan, library.loan_remark,"
                    + " rejoin_import.run, rejoin_import.row_origin cascade");
            var handedOver = server.repositoryFolder().resolve("handed-over");
            writeLibraryWithVersion6(handedOver);
            assertThat(restore(server, handedOver)).hasSize(5);

            var report = library.run(
                    Sources.open(server.url(), SourceOptions.fromEnvironment(Map.of())),
                    ImportRun.Options.standard().withPrefix(PREFIX));

            assertThat(report.outcome()).isEqualTo(Outcome.PROVEN);
            assertThat(rows(library)).isEqualTo(rows).hasSizeGreaterThan(8);
        }
    }

    private static void writeLibraryWithVersion6(Path snapshots) throws Exception {
        var options = Versions.of("6.8.23").withSetting("xpack.ml.enabled", "false");
        try (var old = EmbeddedElasticsearch.start(options)) {
            var bulk = new StringBuilder();
            for (var line : Files.readAllLines(Path.of("src/test/resources/library/dump/library.ndjson"))) {
                var index = line.replaceFirst(".*?\"_index\":\"([^\"]*)\".*", "$1");
                var id = line.replaceFirst(".*?\"_id\":\"([^\"]*)\".*", "$1");
                LiveCluster.send(old.url(), "PUT", "/" + index, """
                        {"mappings": {"%s": {"enabled": false}}}
                        """.formatted(index));
                bulk.append("{\"index\":{\"_index\":\"%s\",\"_type\":\"%s\",\"_id\":\"%s\"}}\n"
                        .formatted(index, index, id));
                bulk.append(line, line.indexOf("\"_source\":") + 10, line.length() - 1)
                        .append('\n');
            }
            var answer = LiveCluster.call(old.url(), "POST", "/_bulk?refresh=true", bulk.toString());
            assertThat(answer.path("errors").asBoolean()).as(answer.toString()).isFalse();
            takeAndDelete(old, "*");
            copy(old.repositoryFolder(), snapshots);
        }
    }

    private static void takeAndDelete(EmbeddedElasticsearch server, String indices) {
        LiveCluster.call(server.url(), "PUT", "/_snapshot/legacy", """
                {"type": "fs", "settings": {"location": "%s"}}
                """.formatted(server.repositoryFolder()));
        var taken = LiveCluster.call(
                server.url(),
                "PUT",
                "/_snapshot/legacy/last?wait_for_completion=true",
                "{\"indices\": \"%s\", \"include_global_state\": false}".formatted(indices));
        assertThat(taken.at("/snapshot/state").asText()).isEqualTo("SUCCESS");
        LiveCluster.call(server.url(), "DELETE", "/" + indices, "");
    }

    private static List<Restore.RestoredIndex> restore(EmbeddedElasticsearch server, Path location) {
        try (var cluster = Cluster.at(server.url(), SourceOptions.fromEnvironment(Map.of()))) {
            var options =
                    new Restore.Options(Optional.empty(), Set.of(), PREFIX, Optional.empty(), Duration.ofMinutes(3));
            var from = Repository.folder("rejoin", location.toString());
            return new Restore(cluster, from, options, Restore.Progress.SILENT)
                    .run()
                    .indices();
        }
    }

    private static List<String> rows(Library library) throws Exception {
        return Stream.of("author", "book", "reader", "loan", "loan_remark")
                .flatMap(table -> {
                    try {
                        return library.query("select t::text from library.%s t order by 1".formatted(table)).stream();
                    } catch (java.sql.SQLException e) {
                        throw new AssertionError(e);
                    }
                })
                .toList();
    }

    private static OutputStream packed(Path file) throws IOException {
        var out = Files.newOutputStream(file);
        return file.toString().endsWith(".gz") ? new GZIPOutputStream(out) : new ZstdOutputStream(out);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (var file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }
}
