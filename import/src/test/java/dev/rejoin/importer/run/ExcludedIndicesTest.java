package dev.rejoin.importer.run;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rejoin.importer.read.FaultyProxy;
import dev.rejoin.importer.read.FaultyProxy.Deed;
import dev.rejoin.importer.read.LiveCluster;
import dev.rejoin.importer.read.SourceIncompleteException;
import dev.rejoin.importer.read.SourceRefusedException;
import dev.rejoin.importer.report.ReportFolder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** An index that the mapping excludes is left out before anything of it is looked at, wherever it comes from. */
class ExcludedIndicesTest {

    private static final String EXCLUDING = """
            dates: {zone: UTC, formats: [iso]}
            exclude:
              log: technical, kept in the snapshot only
            """;
    private static final String BOAT =
            "{\"_index\":\"boats\",\"_id\":\"1\",\"_source\":{\"name\":\"Aurelle\",\"tonnage\":1}}\n";
    private static final String LINE = "{\"_index\":\"log\",\"_id\":\"%d\",\"_source\":{\"at\":\"2020-01-01\"}}\n";

    @TempDir
    private Path temporary;

    private Boats boats;

    @BeforeEach
    void open() throws Exception {
        boats = new Boats(temporary);
    }

    @AfterEach
    void close() {
        boats.close();
    }

    static List<Arguments> damaged() throws IOException {
        var packed = gzip(LINE.formatted(1).repeat(50));
        return List.of(
                Arguments.of("no JSON", "log.ndjson", "<html>".getBytes(UTF_8)),
                Arguments.of("JSON that ends early", "log.json", "[{\"_id\":\"1\",\"_source\":{".getBytes(UTF_8)),
                Arguments.of(
                        "a document without _source",
                        "log.jsonl",
                        "{\"_index\":\"log\",\"_id\":\"1\"}".getBytes(UTF_8)),
                Arguments.of("UTF-16", "log.ndjson", LINE.formatted(1).getBytes(UTF_16)),
                Arguments.of("gzip cut short", "log.ndjson.gz", Arrays.copyOf(packed, packed.length - 9)),
                Arguments.of(
                        "a name that says gzip",
                        "log.json.gz",
                        LINE.formatted(1).getBytes(UTF_8)),
                Arguments.of("a damaged part", "log.json.split-2", "{".getBytes(UTF_8)),
                Arguments.of("an unknown packing", "log.json.bz2", "BZh9".getBytes(UTF_8)),
                Arguments.of("a damaged mapping", "log.mapping.json", "{".getBytes(UTF_8)),
                Arguments.of("a packed mapping cut short", "log.mapping.json.gz", Arrays.copyOf(packed, 20)),
                Arguments.of("settings that switch _source off", "log.mapping.json", """
                        {"_source": {"enabled": "what?"}, "properties": 7}""".getBytes(UTF_8)),
                Arguments.of("a count of another number", "log.count.json", "{\"count\": 5}".getBytes(UTF_8)),
                Arguments.of("a count of some shards", "log.count.json", """
                        {"count": 1, "_shards": {"total": 2, "successful": 1, "failed": 1}}""".getBytes(UTF_8)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("damaged")
    void aDumpOfAnExcludedIndexMayBeDamagedAnyhow(String what, String name, byte[] bytes) throws Exception {
        boats.dump("boats.ndjson", BOAT).dump("log.ndjson", LINE.formatted(1)).dump(name, bytes);

        var report = boats.run(EXCLUDING, Boats.MAPPING);

        assertThat(report.outcome()).as(report.message()).isEqualTo(Outcome.PROVEN);
        assertLeftOut(report);
        assertThat(boats.query("select jsonb_array_elements_text(summary -> 'remarks') from rejoin_import.run"))
                .anyMatch(remark -> remark.contains(name) == !name.endsWith("bz2")
                        && remark.contains("the mapping excludes, and were not opened"));
    }

    @Test
    void theSameDumpIsRefusedWhereTheIndexIsNotExcluded() throws Exception {
        for (var damage : damaged()) {
            var folder = Files.createTempDirectory(temporary, "not-excluded");
            Files.writeString(folder.resolve("boats.ndjson"), BOAT);
            Files.writeString(folder.resolve("log.ndjson"), LINE.formatted(1));
            Files.write(folder.resolve((String) damage.get()[1]), (byte[]) damage.get()[2]);
            if (!damage.get()[0].equals("settings that switch _source off")) {
                assertThatThrownBy(() -> Boats.source(folder.toString()).indices())
                        .as("%s", damage.get()[0])
                        .isInstanceOfAny(SourceRefusedException.class, SourceIncompleteException.class);
            }
        }
    }

    @Test
    void itsDocumentsAmongOthersArePassedOverAndSaid() throws Exception {
        boats.dump("all.ndjson", LINE.formatted(1) + BOAT + LINE.formatted(2));

        var report = boats.run(EXCLUDING, Boats.MAPPING);

        assertThat(report.outcome()).as(report.message()).isEqualTo(Outcome.PROVEN);
        assertLeftOut(report);
        assertThat(boats.query("select jsonb_array_elements_text(summary -> 'remarks') from rejoin_import.run"))
                .contains(
                        "Index \"log\" is excluded: 2 documents of it stand in files that hold other indices too, and were"
                                + " passed over.");
    }

    @Test
    void aFileOfAnotherIndexWhoseNameOnlyBeginsSoIsRead() throws Exception {
        boats.dump("boats.ndjson", BOAT).dump("log-2.ndjson", "{");
        assertThatThrownBy(() -> boats.run(EXCLUDING, Boats.MAPPING)).hasMessageContaining("log-2.ndjson");
    }

    @Test
    void aServerIsAskedNothingAboutAnExcludedIndex() throws Exception {
        // Given: an index that is excluded, one outside of the prefix, and a server that fails when it is asked about
        // them
        var prefix = LiveCluster.newName("excluding") + "-";
        var other = LiveCluster.newName("somebody-elses");
        LiveCluster.index(prefix + "boats", "{}", 3, n -> "{\"name\":\"b%d\",\"tonnage\":%d}".formatted(n, n));
        LiveCluster.index(prefix + "log", "{}", 3, n -> "{\"at\":%d}".formatted(n));
        LiveCluster.index(other, "{}", 3, n -> "{\"at\":%d}".formatted(n));
        try (var proxy = new FaultyProxy(LiveCluster.url())) {
            proxy.when(asked -> {
                var said = asked.path() + asked.body();
                boolean names = said.startsWith("/_cat/indices");
                boolean all = said.matches("(?s)/(_all|\\*|_alias|_mapping|_settings|_stats|[^?/]*\\*).*");
                return said.contains(prefix + "log") || said.contains(other) || all && !names
                        ? Optional.of(new Deed.Answer(500, "{\"error\":\"it was asked about\"}", Map.of()))
                        : Optional.empty();
            });

            // When
            var report = boats.run(
                    Boats.source(proxy.url()),
                    EXCLUDING,
                    Boats.MAPPING,
                    ImportRun.Options.standard().withPrefix(prefix));

            // Then
            assertThat(report.outcome()).as(report.message()).isEqualTo(Outcome.PROVEN);
            assertThat(boats.query("select count(*)::text from boat")).containsExactly("3");
            assertLeftOut(report);
            assertThat(proxy.asked()).noneMatch(asked -> (asked.path() + asked.body()).contains(prefix + "log"));
        } finally {
            LiveCluster.call("DELETE", "/" + prefix + "boats," + prefix + "log," + other, "");
        }
    }

    @Test
    void aClosedIndexMayBeExcluded() throws Exception {
        var prefix = LiveCluster.newName("closed-out") + "-";
        LiveCluster.index(prefix + "boats", "{}", 1, n -> "{\"name\":\"b\",\"tonnage\":1}");
        LiveCluster.index(prefix + "log", "{}", 1, n -> "{}");
        LiveCluster.call("POST", "/" + prefix + "log/_close", "");
        try {
            var report = boats.run(
                    Boats.source(LiveCluster.url()),
                    EXCLUDING,
                    Boats.MAPPING,
                    ImportRun.Options.standard().withPrefix(prefix));
            assertThat(report.outcome()).as(report.message()).isEqualTo(Outcome.PROVEN);
            assertLeftOut(report);
        } finally {
            LiveCluster.call("DELETE", "/" + prefix + "boats," + prefix + "log", "");
        }
    }

    /** Its account says that it was excluded, and no number that nobody has counted. */
    private void assertLeftOut(ImportRun.Report report) throws Exception {
        assertThat(report.excluded()).isEqualTo(Map.of("log", "technical, kept in the snapshot only"));
        assertThat(report.accounts()).extracting(account -> account.index()).containsExactly("boats");
        assertThat(boats.query("select distinct index_name from rejoin_import.document"))
                .containsExactly("boats");
        var folder = temporary.resolve("report");
        new ReportFolder(boats.database().dataSource()).write(report.run(), folder);
        assertThat(folder.resolve("report.html"))
                .content()
                .contains("<strong>log</strong>: technical, kept in the snapshot only");
        assertThat(folder.resolve("report.json"))
                .content()
                .contains("\"because\" : \"technical, kept in the snapshot only\"");
        assertThat(folder.resolve("accounts.csv"))
                .content()
                .contains("log,,,,,,,\"technical, kept in the snapshot only\",");
    }

    private static byte[] gzip(String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var packed = new GZIPOutputStream(bytes)) {
            packed.write(text.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }
}
