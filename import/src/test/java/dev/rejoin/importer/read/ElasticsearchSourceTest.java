package dev.rejoin.importer.read;

import static dev.rejoin.importer.read.LiveCluster.call;
import static dev.rejoin.importer.read.LiveCluster.index;
import static dev.rejoin.importer.read.LiveCluster.indexOf;
import static dev.rejoin.importer.read.LiveCluster.newName;
import static dev.rejoin.importer.read.LiveCluster.readAll;
import static dev.rejoin.importer.read.LiveCluster.shards;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(240)
class ElasticsearchSourceTest {

    private final SourceOptions options =
            SourceOptions.fromEnvironment(Map.of()).withPatience(Duration.ofSeconds(8));
    private final List<AutoCloseable> opened = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (var resource : opened) {
            resource.close();
        }
    }

    @Test
    void theServerSaysItsVersionAndName() {
        assertThat(source().info().kind()).isEqualTo("elasticsearch");
        assertThat(source().info().version()).matches("\\d+\\.\\d+\\.\\d+");
        assertThat(source().info().name()).isNotBlank();
    }

    @ParameterizedTest
    @CsvSource({"1,1,1000", "1,3,5000", "3,2,5000", "2,7,4321", "3,1,2000", "1,2,0", "1,1,10000"})
    void everyDocumentComesOnceWhateverTheShardsAndSlices(int shards, int slices, int count) {
        // Given
        var name = index(newName("complete"), shards(shards), count, i -> "{\"n\":" + i + "}");

        // When
        var documents = readAll(source(), name, slices);

        // Then
        assertThat(documents).hasSize(count);
        assertThat(documents.stream().map(SourceDocument::id).collect(Collectors.toSet()))
                .isEqualTo(IntStream.range(0, count).mapToObj(String::valueOf).collect(Collectors.toSet()));
        assertThat(documents)
                .allMatch(document ->
                        document.index().equals(name) && text(document).equals("{\"n\":" + document.id() + "}"));
    }

    @ParameterizedTest
    @EnumSource(SourceOptions.Sort.class)
    void bothSortsGiveEverythingInSmallPages(SourceOptions.Sort sort) {
        var name = index(newName("sorted"), shards(3), 3_000, i -> "{\"t\":\"" + "x".repeat(500) + "\"}");
        assertThat(readAll(source(options.withSort(sort).withPageBytes(50_000)), name, 2))
                .extracting(SourceDocument::id)
                .doesNotHaveDuplicates()
                .hasSize(3_000);
    }

    @Test
    void theSourceIsGivenByteForByte() {
        // Given: white space, an exact number, escapes, a lone surrogate, NUL, a repeated key's shape, nesting
        var sources = List.of(
                "{ \"a\" : 1.10,\"b\":[ ] , \"c\":{\"_source\":{\"x\":\"}]\"}}}",
                "{\"n\":9007199254740993,\"e\":1E+2,\"z\":-0.0}",
                "{\"s\":\"\\u00e9 é \\ud83d \\u0000 \\\"}{\"}",
                "{}");
        var name = newName("exact");
        index(name, "{\"mappings\":{\"enabled\":false}}", sources.size(), sources::get);

        // When
        var documents = readAll(source(), name, 1);

        // Then
        assertThat(documents).hasSize(4).allSatisfy(document -> assertThat(text(document))
                .isEqualTo(sources.get(Integer.parseInt(document.id()))));
    }

    @Test
    void routingIsPartOfADocumentsIdentity() {
        // Given: the same id twice, in two shards
        var name = newName("routed");
        call("PUT", "/" + name, shards(5));
        for (var routing : List.of("a", "b", "c", "d", "e", "f")) {
            call("PUT", "/" + name + "/_doc/1?refresh=true&routing=" + routing, "{\"r\":\"" + routing + "\"}");
        }

        // When
        var documents = readAll(source(), name, 3);

        // Then
        assertThat(documents.size()).isGreaterThan(1);
        assertThat(documents)
                .allSatisfy(document -> assertThat(text(document)).isEqualTo("{\"r\":\"" + document.routing() + "\"}"));
        assertThat((long) documents.size()).isEqualTo(indexOf(source(), name).count());
    }

    @Test
    void nestedObjectsAreNotCountedAsDocuments() {
        var name = index(
                newName("nested"),
                "{\"mappings\":{\"properties\":{\"lines\":{\"type\":\"nested\"}}}}",
                3_000,
                i -> "{\"lines\":[{\"a\":1},{\"a\":2},{\"a\":3}]}");
        assertThat(readAll(source(options.withPageBytes(20_000)), name, 3)).hasSize(3_000);
    }

    @Test
    void largeDocumentsMakeSmallPages() {
        // Given: pages of a thousand of these would be 200 MB
        var name = index(newName("large"), shards(1), 60, i -> "{\"t\":\"" + "x".repeat(200_000) + "\"}");
        var pages = new ArrayList<Integer>();

        // When
        try (var reading = source(options.withPageBytes(1 << 20)).open(indexOf(source(), name), 1)) {
            reading.<RuntimeException>read(0, page -> pages.add(page.documents().size()));
            reading.verify();
        }

        // Then: an answer never grew beyond four times the size aimed at
        assertThat(pages.stream().mapToInt(Integer::intValue).sum()).isEqualTo(60);
        assertThat(pages).allMatch(size -> size <= 4 * (1 << 20) / 200_000);
    }

    @Test
    void aSmallResultWindowIsRespected() {
        var name = index(
                newName("window"), "{\"settings\":{\"index.max_result_window\":50}}", 200, i -> "{\"n\":" + i + "}");
        assertThat(readAll(source(), name, 2)).hasSize(200);
    }

    @Test
    void aSliceGoesOnWhereItWasStopped() {
        // Given: a reading that its consumer breaks off in the middle
        var name = index(newName("resumed"), shards(2), 5_000, i -> "{\"t\":\"" + "x".repeat(100) + "\"}");
        var small = options.withPageBytes(60_000);
        var received = new ArrayList<String>();
        var positions = new ArrayList<>(List.of(Position.START, Position.START));
        try (var reading = source(small).open(indexOf(source(), name), 2)) {
            assertThatThrownBy(() -> reading.<RuntimeException>read(0, page -> {
                        if (received.size() > 1_000) {
                            throw new IllegalStateException("killed");
                        }
                        page.documents().forEach(document -> received.add(document.id()));
                        positions.set(0, page.next());
                    }))
                    .hasMessage("killed");
        }
        assertThat(received).hasSizeBetween(1_000, 2_400);

        // When: another process resumes it, one slice begun, the other not
        var source = source(small);
        try (var reading = source.resume(indexOf(source, name), positions)) {
            for (int slice = 0; slice < 2; slice++) {
                reading.<RuntimeException>read(
                        slice, page -> page.documents().forEach(document -> received.add(document.id())));
            }
            reading.verify();
        }

        // Then
        assertThat(received).doesNotHaveDuplicates().hasSize(5_000);
    }

    @Test
    void aLostPointInTimeIsSaidSoThatTheIndexIsReadAnew() {
        // Given
        var name = index(newName("lost"), shards(1), 3_000, i -> "{\"n\":" + i + "}");
        var source = source();
        var positions = new ArrayList<Position>();

        // When: all points in time are closed behind the reader's back
        try (var reading = source.open(indexOf(source, name), 1)) {
            assertThatThrownBy(() -> reading.<RuntimeException>read(0, page -> {
                        positions.add(page.next());
                        call(
                                "DELETE",
                                "/_pit",
                                "{\"id\":\"" + PointInTime.of(page.next()).pit() + "\"}");
                    }))
                    .isInstanceOf(PointInTimeLostException.class)
                    .hasMessageContaining(name);
        }

        // Then: neither can it be resumed, but it can be read anew
        assertThatThrownBy(() -> source.resume(indexOf(source, name), List.of(positions.getLast())))
                .isInstanceOf(PointInTimeLostException.class);
        assertThat(readAll(source, name, 1)).hasSize(3_000);
    }

    @Test
    void positionsOfTwoReadingsAreNotMixed() {
        var name = index(newName("mixed"), shards(1), 3_000, i -> "{\"n\":" + i + "}");
        var source = source();
        var positions = new ArrayList<Position>();
        for (int slice = 0; slice < 2; slice++) {
            var one = slice;
            try (var reading = source.open(indexOf(source, name), 2)) {
                assertThatThrownBy(() -> reading.<RuntimeException>read(one, page -> {
                            positions.add(page.next());
                            throw new IllegalStateException("killed");
                        }))
                        .hasMessage("killed");
            }
        }
        assertThatThrownBy(() -> source.resume(indexOf(source, name), positions))
                .isInstanceOf(PointInTimeLostException.class)
                .hasMessageContaining("do not belong together");
    }

    @Test
    void theFingerprintChangesWithEveryWrite() {
        var name = newName("written");
        call("PUT", "/" + name + "/_doc/1?refresh=true", "{\"a\":1}");
        var before = indexOf(source(), name).fingerprint();
        assertThat(indexOf(source(), name).fingerprint()).isEqualTo(before);
        call("PUT", "/" + name + "/_doc/1?refresh=true", "{\"a\":2}");
        var changed = indexOf(source(), name).fingerprint();
        assertThat(changed).isNotEqualTo(before);
        call("DELETE", "/" + name, "");
        call("PUT", "/" + name + "/_doc/1?refresh=true", "{\"a\":2}");
        assertThat(indexOf(source(), name).fingerprint()).isNotIn(before, changed);
    }

    @Test
    void anIndexThatIsWrittenToIsNotReadAsIfItWereStill() {
        var name = newName("moving");
        call("PUT", "/" + name + "/_doc/1?refresh=true", "{\"a\":1}");
        var source = source();
        var index = indexOf(source, name);
        call("PUT", "/" + name + "/_doc/2?refresh=true", "{\"a\":1}");
        assertThatThrownBy(() -> source.open(index, 1))
                .isInstanceOf(SourceIncompleteException.class)
                .hasMessageContaining("held 1 documents when counted and 2 when opened");
    }

    @Test
    void aliasesClosedHiddenAndWritableIndicesAreReported() {
        // Given
        var open = newName("open");
        var closed = newName("closed");
        var alias = newName("alias");
        call("PUT", "/" + open + "/_doc/1?refresh=true", "{\"a\":1}");
        call("POST", "/_aliases", """
                {"actions": [{"add": {"index": "%1$s", "alias": "%2$s"}},
                 {"add": {"index": "%1$s", "alias": "%2$s-mine", "filter": {"term": {"a": 1}}}}]}
                """.formatted(open, alias));
        call("PUT", "/" + closed, "{}");
        call("POST", "/" + closed + "/_close", "");
        var hidden = "." + newName("hidden");
        call("PUT", "/" + hidden, "{\"settings\":{\"index.hidden\":true}}");

        // When
        var source = source();
        var indices = source.indices();

        // Then
        assertThat(indices)
                .extracting(SourceIndex::name)
                .contains(open)
                .doesNotContain(closed, hidden, alias)
                .isSorted();
        assertThat(indexOf(source, open).aliases()).containsExactlyInAnyOrder(alias, alias + "-mine");
        assertThat(String.join("\n", source.remarks()))
                .contains("Alias \"%s\" stands for %s".formatted(alias, open))
                .contains("Alias \"%s-mine\" shows only a part of index \"%s\"; the whole index is read"
                        .formatted(alias, open))
                .contains("Index \"%s\" is closed".formatted(closed))
                .contains("left out: ")
                .contains(hidden)
                .contains("Index \"%s\" can still be written to".formatted(open));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"mappings\":{\"_source\":{\"enabled\":false}}} | keeps no documents | no",
                "{\"mappings\":{\"_source\":{\"excludes\":[\"secret\"]}}} | not kept: secret | yes",
                "{\"mappings\":{\"_source\":{\"includes\":[\"a\",\"b\"]}}} | were kept: a, b | yes",
                "{\"mappings\":{\"_source\":{\"mode\":\"synthetic\"}}} | synthetic | yes",
                "{\"settings\":{\"index.mapping.source.mode\":\"synthetic\"}} | synthetic | yes"
            })
    void aSourceThatIsNotWholeIsRefusedUnlessTheLossIsAccepted(String definition, String says, String acceptable) {
        // Given
        var name = newName("lossy");
        call("PUT", "/" + name, definition);
        call("PUT", "/" + name + "/_doc/1?refresh=true", "{\"a\":1}");

        // Then
        var source = source();
        assertThatThrownBy(() -> source.open(indexOf(source, name), 1))
                .isInstanceOf(SourceRefusedException.class)
                .hasMessageContaining(name)
                .hasMessageContaining(says);
        var tolerant = source(options.withLossySourceAccepted());
        if (acceptable.equals("yes")) {
            assertThat(readAll(tolerant, name, 1)).hasSize(1);
            assertThat(tolerant.remarks()).anyMatch(remark -> remark.contains(name) && remark.contains(says));
        } else {
            assertThatThrownBy(() -> tolerant.open(indexOf(tolerant, name), 1))
                    .isInstanceOf(SourceRefusedException.class);
        }
        call("DELETE", "/" + name, "");
    }

    static Stream<Arguments> passedOver() {
        return Stream.of(
                Arguments.of("{/* why, \"{ and */\"n\":1}", "{\"n\":1}"),
                Arguments.of("{// why ]\n\"n\":1}", "{\n\"n\":1}"),
                Arguments.of("{// why ]\r\"n\":1}", "{\r\"n\":1}"),
                Arguments.of("\ufeff{\"n\":1}", "{\"n\":1}"),
                Arguments.of("{\"n\":1 /***/,\"u\":\"a//b/*c*/\"}", "{\"n\":1 ,\"u\":\"a//b/*c*/\"}"),
                Arguments.of("{\"t\":\"\\\"/*\"}", "{\"t\":\"\\\"/*\"}"));
    }

    /** It is kept as it was given, and one such document would make the whole answer no JSON. */
    @ParameterizedTest
    @MethodSource("passedOver")
    void whatElasticsearchPassesOverInADocumentIsPassedOver(String written, String read) {
        var name = newName("commented");
        call("PUT", "/" + name, shards(1));
        call("PUT", "/" + name + "/_doc/1", written);
        call("PUT", "/" + name + "/_doc/2", "{\"n\":2}");
        var source = source();
        assertThat(readAll(source, name, 1))
                .extracting(ElasticsearchSourceTest::text)
                .containsExactly(read, "{\"n\":2}");
        call("DELETE", "/" + name, "");
    }

    @Test
    void indexNamesNeedNoAlphabet() {
        var name = "réunions+1%-été";
        call("PUT", "/" + Names.inPath(name) + "/_doc/1?refresh=true", "{\"a\":1}");
        assertThat(readAll(source(), name, 1)).hasSize(1);
        call("DELETE", "/" + Names.inPath(name), "");
    }

    @Test
    void aWrongAddressIsSaid() {
        assertThatThrownBy(() -> Sources.open("http://127.0.0.1:9", options))
                .isInstanceOf(SourceRefusedException.class)
                .hasMessageStartingWith("No server answers at http://127.0.0.1:9");
        assertThatThrownBy(() -> Sources.open("ftp://localhost", options)).isInstanceOf(SourceRefusedException.class);
        assertThatThrownBy(() -> Sources.open("/no/such/folder", options))
                .isInstanceOf(SourceRefusedException.class)
                .hasMessageContaining("neither an address");
    }

    @Test
    void aPasswordInTheAddressIsRefusedAndNotRepeated() {
        assertThatThrownBy(() -> Sources.open("http://elastic:s3cret@localhost:9200", options))
                .isInstanceOf(SourceRefusedException.class)
                .hasMessageContaining("REJOIN_ES_PASSWORD")
                .hasMessageNotContaining("s3cret");
        assertThatThrownBy(() -> Sources.open("http://es_1:9200", options))
                .isInstanceOf(SourceRefusedException.class)
                .hasMessageContaining("\"http://es_1:9200\"")
                .hasMessageContaining("underscore");
    }

    private Source source() {
        return source(options);
    }

    private Source source(SourceOptions with) {
        var source = Sources.open(LiveCluster.url(), with);
        opened.add(source);
        return source;
    }

    private static String text(SourceDocument document) {
        return new String(document.source(), StandardCharsets.UTF_8);
    }
}
