package dev.rejoin.importer.read;

import static dev.rejoin.importer.read.LiveCluster.indexOf;
import static dev.rejoin.importer.read.LiveCluster.readAll;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DumpSourceTest {

    private final SourceOptions options =
            SourceOptions.fromEnvironment(Map.of()).withPageBytes(2_000);

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"'',1", "'',3", "'.gz',2", "'.zst',4"})
    void everyLineComesOnceWhateverTheCompressionAndSlices(String ending, int slices) throws IOException {
        // Given: two files that share an index, and one line of another index
        write("a.ndjson" + ending, lines("members", 0, 700) + lines("groups", 0, 1));
        write("b.jsonl" + ending, lines("members", 700, 1_000));

        // Then
        try (var source = Sources.open(folder.toString(), options)) {
            assertThat(source.indices()).extracting(SourceIndex::name).containsExactly("groups", "members");
            assertThat(indexOf(source, "members").count()).isEqualTo(1_000);
            assertThat(readAll(source, "members", slices))
                    .extracting(SourceDocument::id)
                    .doesNotHaveDuplicates()
                    .hasSize(1_000);
            assertThat(readAll(source, "groups", slices)).hasSize(1);
        }
    }

    @Test
    void whatIsCountedAheadIsWhatIsThereWhenItIsAskedFor() throws Exception {
        write("a.ndjson", lines("members", 0, 3));
        try (var source = Sources.open(folder.toString(), options)) {
            source.lookAhead(Scope.EVERYTHING);
            awaitCounting();
            assertThat(indexOf(source, "members").count()).isEqualTo(3);

            source.lookAhead(Scope.EVERYTHING);
            awaitCounting();
            write("a.ndjson", lines("members", 0, 5));

            assertThat(indexOf(source, "members").count()).isEqualTo(5);
        }
    }

    @Test
    void whatStandsAgainstAFileThatIsCountedAheadIsSaidToWhoAsks() throws Exception {
        write("a.ndjson", lines("members", 0, 3) + "{\"_id\":");
        try (var source = Sources.open(folder.toString(), options)) {
            source.lookAhead(Scope.EVERYTHING);
            awaitCounting();

            assertThatThrownBy(source::indices).isInstanceOf(SourceIncompleteException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".gz", ".zst"})
    void countingSaysHowFarItIsInBytesOfTheFilesAndWhatIsKnownIsNotCountedAgain(String ending) throws Exception {
        write("a.ndjson" + ending, lines("members", 0, 3_000));
        write("b.ndjson" + ending, lines("groups", 0, 2_000));
        long bytes = Files.size(folder.resolve("a.ndjson" + ending)) + Files.size(folder.resolve("b.ndjson" + ending));
        var told = new ArrayList<String>();
        var read = new AtomicLong();
        try (var source = Sources.open(folder.toString(), options)) {
            source.tell(new Counting() {
                @Override
                public void began(long all) {
                    told.add("began " + all);
                }

                @Override
                public void read(long more) {
                    read.addAndGet(more);
                }

                @Override
                public void ended() {
                    told.add("ended");
                }
            });

            source.indices();
            source.indices();
        }

        assertThat(told).containsExactly("began " + bytes, "ended");
        assertThat(read).hasValue(bytes);
    }

    private static void awaitCounting() throws InterruptedException {
        for (var thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals("count")) {
                thread.join();
            }
        }
    }

    @Test
    void theSourceIsGivenByteForByteWithItsRouting() throws IOException {
        write(
                "x.ndjson",
                "{\"_index\":\"i\",\"_type\":\"_doc\",\"_id\":7,\"_score\":1,\"_routing\":\"r\",\"_source\": { \"a\" : 1.10 ,\"é\":\"}\"} }\r\n"
                        + "\n{\"_id\":\"8\",\"_source\":{}}");
        try (var source = Sources.open(folder.resolve("x.ndjson").toString(), options)) {
            var document = readAll(source, "i", 1).getFirst();
            assertThat(document.id()).isEqualTo("7");
            assertThat(document.routing()).isEqualTo("r");
            assertThat(new String(document.source(), StandardCharsets.UTF_8)).isEqualTo("{ \"a\" : 1.10 ,\"é\":\"}\"}");
            assertThat(readAll(source, "x", 1)).extracting(SourceDocument::id).containsExactly("8");
        }
    }

    @Test
    void aSliceGoesOnWhereItWasStopped() throws IOException {
        write("a.ndjson.gz", lines("members", 0, 500));
        write("b.ndjson", lines("members", 500, 1_000));
        var ids = new ArrayList<String>();
        var positions = new ArrayList<>(List.of(Position.START, Position.START));
        try (var source = Sources.open(folder.toString(), options);
                var reading = source.open(indexOf(source, "members"), 2)) {
            assertThatThrownBy(() -> reading.<IOException>read(0, page -> {
                        if (ids.size() > 300) {
                            throw new IOException("killed");
                        }
                        page.documents().forEach(document -> ids.add(document.id()));
                        positions.set(0, page.next());
                    }))
                    .hasMessage("killed");
        }
        try (var source = Sources.open(folder.toString(), options);
                var reading = source.resume(indexOf(source, "members"), positions)) {
            for (int slice = 0; slice < 2; slice++) {
                reading.<IOException>read(slice, page -> page.documents().forEach(document -> ids.add(document.id())));
            }
            reading.verify();
        }
        assertThat(ids).doesNotHaveDuplicates().hasSize(1_000);
    }

    @Test
    void aChangedFileIsNotResumed() throws IOException {
        write("a.ndjson", lines("members", 0, 100));
        var positions = new ArrayList<Position>();
        try (var source = Sources.open(folder.toString(), options)) {
            var before = indexOf(source, "members");
            try (var reading = source.open(before, 1)) {
                reading.<RuntimeException>read(0, page -> positions.add(page.next()));
            }
            // When: a byte changes, and neither the size nor the count with it
            write("a.ndjson", lines("members", 0, 100).replace("\"n\":99", "\"n\":98"));
            Files.setLastModifiedTime(folder.resolve("a.ndjson"), FileTime.fromMillis(1));

            // Then
            var after = indexOf(source, "members");
            assertThat(after.fingerprint()).isNotEqualTo(before.fingerprint());
            assertThatThrownBy(() -> source.resume(after, List.of(positions.getLast())))
                    .isInstanceOf(PointInTimeLostException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.ndjson", "a.ndjson.gz", "a.ndjson.zst"})
    void aFileCutShortIsNeverTakenForAShortOne(String name) throws IOException {
        write(name, lines("members", 0, 5_000));
        var whole = Files.readAllBytes(folder.resolve(name));
        Files.write(folder.resolve(name), Arrays.copyOf(whole, whole.length * 2 / 3));
        try (var source = Sources.open(folder.toString(), options)) {
            assertThatThrownBy(source::indices)
                    .isInstanceOf(SourceIncompleteException.class)
                    .hasMessageContaining(name)
                    .hasMessageContaining("cut short");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"index\":{\"_id\":\"1\"}}",
                "not json",
                "[1]",
                "{\"_id\":\"1\",\"_source\":\"text\"}",
                "{\"name\":\"no envelope\"}",
                "{\"_id\":\"1\",\"_source\":{}} {}",
                "{\"_id\":\"1\",\"_source\":{}} }",
                "{\"_id\":\"1\",\"_id\":\"2\",\"_source\":{}}",
                "{\"_id\":\"1\",\"_source\":{\"a\":1},\"_source\":{}}"
            })
    void aLineThatIsNoDocumentIsNamed(String line) throws IOException {
        write("a.ndjson", lines("members", 0, 2) + line + "\n" + lines("members", 2, 3));
        try (var source = Sources.open(folder.toString(), options)) {
            assertThatThrownBy(source::indices)
                    .isInstanceOf(SourceRefusedException.class)
                    .hasMessageContaining("a.ndjson, line 3: ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"_id\":\"1\"}", "{\"_source\":{}}", "{\"_id\":\"1\",\"_source\":null}"})
    void aDocumentThatCameWithoutAPartOfItIsAnIncompleteSource(String line) throws IOException {
        write("a.ndjson", lines("members", 0, 2) + line + "\n" + lines("members", 2, 3));
        try (var source = Sources.open(folder.toString(), options)) {
            assertThatThrownBy(source::indices)
                    .isInstanceOf(SourceIncompleteException.class)
                    .hasMessageContaining("a.ndjson, line 3: ")
                    .hasMessageContaining("came without its _");
        }
    }

    @Test
    void aMappingBesideTheDumpIsItsMapping() throws IOException {
        write("members.ndjson", lines("members", 0, 1));
        write("members.mapping.json", "{\"members\":{\"mappings\":{\"properties\":{\"n\":{\"type\":\"integer\"}}}}}");
        try (var source = Sources.open(folder.toString(), options)) {
            assertThat(source.indices()).hasSize(1);
            var mapping = source.indices().getFirst().mapping();
            assertThat(mapping).isNotNull();
            assertThat(mapping.at("/properties/n/type").asText()).isEqualTo("integer");
        }
    }

    @Test
    void aFolderWithoutDumpsIsRefused() {
        assertThatThrownBy(() -> Sources.open(folder.toString(), options))
                .isInstanceOf(SourceRefusedException.class)
                .hasMessageContaining("holds no dump files");
    }

    @Test
    void whoNamesAFolderOfFoldersOrAnotherPackingIsToldWhatLiesThere() throws IOException {
        Files.createDirectory(folder.resolve("boats"));
        write("boats.csv", "name");
        assertThatThrownBy(() -> Sources.open(folder.toString(), options))
                .isInstanceOf(SourceRefusedException.class)
                .hasMessageContaining("holds no dump files")
                .hasMessageContaining(", but boats, boats.csv; folders in it are not looked into: name one of them");

        write("boats.ndjson.xz", "");
        assertThatThrownBy(() -> Sources.open(folder.toString(), options))
                .isInstanceOf(SourceRefusedException.class)
                .hasMessageContaining("boats.ndjson.xz, which is named as a dump file in a packing");
    }

    /** Whatever has been read of it is gone when it is read again, and nothing would be left to import. */
    @Test
    void whatCanBeReadOnlyOnceIsRefused() throws Exception {
        var pipe = folder.resolve("boats.ndjson");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        for (var source : List.of(pipe.toString(), "/dev/null")) {
            assertThatThrownBy(() -> Sources.open(source, options))
                    .isInstanceOf(SourceRefusedException.class)
                    .hasMessageContaining(source + " is a pipe or a device")
                    .hasMessageContaining("write it to a file");
        }
    }

    private static String lines(String index, int from, int to) {
        var lines = new StringBuilder();
        for (int i = from; i < to; i++) {
            lines.append("{\"_index\":\"%s\",\"_id\":\"%d\",\"_source\":{\"n\":%d}}\n".formatted(index, i, i));
        }
        return lines.toString();
    }

    private void write(String name, String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        if (name.endsWith(".gz")) {
            var packed = new ByteArrayOutputStream();
            try (var gzip = new GZIPOutputStream(packed)) {
                gzip.write(bytes);
            }
            bytes = packed.toByteArray();
        } else if (name.endsWith(".zst")) {
            bytes = Zstd.compress(bytes);
        }
        Files.write(folder.resolve(name), bytes);
    }
}
