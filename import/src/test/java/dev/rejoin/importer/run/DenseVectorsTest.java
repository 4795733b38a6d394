package dev.rejoin.importer.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rejoin.importer.apply.Apply;
import dev.rejoin.importer.apply.DocumentName;
import dev.rejoin.importer.mapping.MappingException;
import dev.rejoin.importer.mapping.MappingReader;
import dev.rejoin.importer.read.SourceDocument;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The vectors of a source become those that the service searches by. */
class DenseVectorsTest {
    private static final String VECTORS = """
            select concat_ws(' ', d.title, v.resource, v.model, v.components, v.signs)
            from search_vector v join search_document d using (resource, id) order by d.title
            """;

    @TempDir
    private Path folder;

    private SmallImport run;

    @BeforeEach
    void venuesWithVectors() throws Exception {
        run = new SmallImport(folder, "select 1").mapping("import.yaml", """
                        schema: public
                        before_load:
                          - set local rejoin.bulk_load = 'on'
                        after_load:
                          - select search_rebuild()
                        before_delta:
                          - set local rejoin.source_decides = 'on'
                        """).mapping("venues.yaml", """
                        index: venues
                        rows:
                          - table: venue
                            columns: {name: nom}
                        children:
                          - from: .
                            table: search_vector
                            when: embedding
                            identity: [resource, id, model]
                            columns:
                              resource: {value: venue}
                              id: {row: venue}
                              model: {value: legacy-3}
                              components: embedding
                        """);
    }

    @AfterEach
    void close() {
        run.close();
    }

    @Test
    void aDenseVectorIsLoadedBesideItsItemAndProven() throws Exception {
        load(
                venue("1", "A", "[0.5,-0.25,1]"),
                venue("2", "B", "[-1,0.125,3.5]"),
                venue("3", "C", null),
                venue("4", "D", "[0,0,0]"),
                venue("5", "E", "[]"),
                venue("6", "F", "null"));

        assertThat(run.query(VECTORS))
                .containsExactly("A venue legacy-3 {0.5,-0.25,1} 101", "B venue legacy-3 {-1,0.125,3.5} 011");
        assertThat(run.findings()).singleElement().asString().startsWith("search_vector_components_usable 4 embedding");
        // What stands in the table is what is proven.
        assertThat(run.proveAfter("update search_vector set components = '{0.5,0.25,1}' where signs = B'101'")
                        .differences())
                .isNotEmpty();
        assertThat(run.proveAfter("delete from search_vector where signs = B'101'")
                        .differences())
                .isNotEmpty();
    }

    @Test
    void decimalsThatAVectorDoesNotKeepAreSaidOnceAndNotForEachOfThem() throws Exception {
        var components = IntStream.range(0, 300)
                .mapToObj(i -> "0.%d12345678901234".formatted(i + 1))
                .collect(Collectors.joining(",", "[", "]"));

        load(venue("1", "A", components), venue("2", "B", components));

        assertThat(run.query("select cardinality(components)::text from search_vector"))
                .containsExactly("300", "300");
        assertThat(run.findings())
                .containsExactly("number_rounded 1 embedding WARNING", "number_rounded 2 embedding WARNING");
        assertThat(run.query("select message from rejoin_import.finding limit 1"))
                .singleElement()
                .asString()
                .endsWith("so are 299 more of this array");
    }

    @Test
    void aVectorOfAnotherLengthThanItsModelsOthersIsSetAsideByThatName() throws Exception {
        dump(venue("1", "A", "[1,2,3]"), venue("2", "B", "[1,2,3,4]"), venue("3", "C", "[3,2,1]"));

        var report = run.run();

        assertThat(report.proof().orElseThrow().differences())
                .as(report.message())
                .isEmpty();
        assertThat(run.query(VECTORS)).containsExactly("A venue legacy-3 {1,2,3} 111", "C venue legacy-3 {3,2,1} 111");
        assertThat(run.findings()).singleElement().asString().startsWith("search_vector_length_of_model 2");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatChangesInTheSourceChangesItsVectors(boolean byDelta) throws Exception {
        load(
                venue("1", "A", "[0.5,-0.25,1]"),
                venue("2", "B", "[-1,0.125,3.5]"),
                venue("3", "C", null),
                venue("4", "D", "[1,1,1]"),
                venue("5", "E", "[2,2,2]"),
                venue("6", "F", "[3,3,3]"));
        var changed = List.of(
                // Another vector, another text, none any more, one at last, and a document that is new.
                venue("1", "A", "[-0.5,-0.25,2]"),
                venue("2", "B2", "[-1,0.125,3.5]"),
                venue("3", "C", "[7,8,-9]"),
                venue("4", "D", null),
                venue("6", "F", "[3,3,3]"),
                venue("7", "G", "[4,4,-4]"));

        if (byDelta) {
            dump(changed.toArray(Venue[]::new));
            var report = run.delta();
            assertThat(report.proof().orElseThrow().differences())
                    .as(report.message())
                    .isEmpty();
        } else {
            Apply.to(run.database().dataSource(), MappingReader.read(folder.resolve("mapping")))
                    .apply(
                            changed.stream().map(Venue::document).toList(),
                            List.of(new DocumentName("venues", "5", null)),
                            Apply.Alongside.NOTHING);
        }

        assertThat(run.query(VECTORS))
                .containsExactly(
                        "A venue legacy-3 {-0.5,-0.25,2} 001",
                        "B2 venue legacy-3 {-1,0.125,3.5} 011",
                        "C venue legacy-3 {7,8,-9} 110",
                        "F venue legacy-3 {3,3,3} 111",
                        "G venue legacy-3 {4,4,-4} 110");
        assertThat(run.query("select count(*)::text from search_vector")).containsExactly("5");
        assertThat(run.findings()).isEmpty();
    }

    @Test
    void vectorsThatTheServerKeepsOutOfTheSourceAreNamed() throws Exception {
        run.dump("venues.mapping.json", """
                {"properties": {"nom": {"type": "text"}, "embedding": {"type": "dense_vector", "dims": 3}}}
                """);
        dump(venue("1", "A", null));

        assertThatThrownBy(() -> run.run())
                .isInstanceOf(MappingException.class)
                .hasMessageContaining("none of the 1 documents read holds \"embedding\"")
                .hasMessageContaining("it is a vector, which newer servers keep out of _source");
    }

    @Test
    void theDocumentItselfIsNoArrayThatCouldBeTakenApart() throws Exception {
        for (var wrong : List.of("split: ','", "distinct: true", "beside: embedding")) {
            run.mapping("venues.yaml", """
                    index: venues
                    rows:
                      - table: venue
                        columns: {name: nom}
                    children:
                      - from: .
                        %s
                        table: search_vector
                        columns: {resource: {value: venue}, id: {row: venue}, model: {value: m}, components: embedding}
                    """.formatted(wrong));
            dump(venue("1", "A", "[1]"));

            assertThatThrownBy(() -> run.run())
                    .isInstanceOf(MappingException.class)
                    .hasMessageContaining("is the document itself, once");
        }
    }

    /** @param embedding as JSON; null where the document has none */
    private record Venue(String id, String name, String embedding) {
        String source() {
            return "{\"nom\":\"%s\"%s}".formatted(name, embedding == null ? "" : ",\"embedding\":" + embedding);
        }

        SourceDocument document() {
            return new SourceDocument("venues", id, null, source().getBytes(StandardCharsets.UTF_8));
        }
    }

    private static Venue venue(String id, String name, String embedding) {
        return new Venue(id, name, embedding);
    }

    private void dump(Venue... venues) throws Exception {
        run.dump(
                "venues.ndjson",
                List.of(venues).stream()
                        .map(venue -> "{\"_index\":\"venues\",\"_id\":\"%s\",\"_source\":%s}\n"
                                .formatted(venue.id(), venue.source()))
                        .collect(Collectors.joining()));
    }

    private void load(Venue... venues) throws Exception {
        dump(venues);
        var report = run.run();
        assertThat(report.proof().orElseThrow().differences())
                .as(report.message())
                .isEmpty();
    }
}
