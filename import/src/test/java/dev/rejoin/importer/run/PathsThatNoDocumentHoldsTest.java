package dev.rejoin.importer.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rejoin.importer.mapping.MappingException;
import dev.rejoin.importer.read.SourceOptions;
import dev.rejoin.importer.read.Sources;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A mapped path that documents cannot hold, or do not: never a column of nulls that is proven. */
class PathsThatNoDocumentHoldsTest {
    private static final String INDEX = """
            {"_source":{"excludes":["secret","vault.*"]},
             "runtime":{"age":{"type":"long","script":{"source":"emit(1)"}},
               "http":{"type":"composite","script":"emit()","fields":{"code":{"type":"long"}}},
               "owner":{"type":"lookup","target_index":"people","input_field":"label","target_field":"id"}},
             "properties":{
               "label":{"type":"keyword"}, "first":{"type":"keyword","copy_to":"all"},
               "last":{"type":"keyword","copy_to":["all","names"]}, "all":{"type":"text"},
               "shown":{"type":"alias","path":"label"},
               "name":{"type":"text","fields":{"keyword":{"type":"keyword"}}},
               "home":{"properties":{"port":{"type":"text","fields":{"raw":{"type":"keyword"}}}}},
               "typed":{"type":"search_as_you_type"}, "kind":{"type":"constant_keyword","value":"boat"},
               "vector":{"type":"dense_vector","dims":2}, "secret":{"type":"keyword"},
               "none":{"type":"long"}, "more":{"properties":{"none":{"type":"long"},"weight":{"type":"long"}}},
               "tags":{"properties":{"name":{"type":"keyword"}}}, "age":{"type":"long"},
               "attributes":{"type":"passthrough","priority":1,"properties":{"host":{"type":"keyword"}}}}}
            """;
    private static final String DOCUMENT = "{\"name\":\"Nerva\",\"label\":\"N-4\",\"first\":\"A\",\"last\":\"B\"}";

    private static Boats boats;

    @TempDir
    private static Path temporary;

    @BeforeAll
    static void begin() throws Exception {
        boats = new Boats(temporary);
    }

    @AfterAll
    static void end() {
        boats.close();
    }

    @BeforeEach
    void dump() throws Exception {
        boats.dump("boats.mapping.json", INDEX).documents(List.of(DOCUMENT));
    }

    @AfterEach
    void empty() throws Exception {
        boats.execute("truncate boat cascade; truncate rejoin_import.run, rejoin_import.row_origin cascade");
    }

    private static ImportRun.Report run(String columns) throws Exception {
        var source = Sources.open(
                boats.dumps().toString(),
                SourceOptions.fromEnvironment(Map.of()).withLossySourceAccepted());
        return boats.run(
                source, "dates: {zone: UTC, formats: [iso]}\n", """
                index: boats
                rows:
                  - table: boat
                    columns: {%s}
                children:
                  - from: tags
                    table: boat_tag
                    columns: {boat_id: {row: boat}, position: "#", tag: .name}
                ignore: {name: tested, label: tested, first: tested, last: tested, all: tested, kind: tested, age: tested}
                """.formatted(columns), ImportRun.Options.standard());
    }

    @ParameterizedTest
    @CsvSource({
        "shown, 'map \"label\" instead'",
        "name.keyword, 'map \"name\" instead'",
        "home.port.raw, 'map \"home.port\" instead'",
        "typed._2gram, 'map \"typed\" instead'",
        "secret, left out of _source",
        "vault.key, left out of _source",
        "_type, 'only _id, _index and _routing can be mapped'",
        "_version, 'only _id, _index and _routing can be mapped'",
        "all, 'documents hold \"first\", \"last\": map that'",
        "names, 'documents hold \"last\": map that'",
        "age, computed by a script",
        "http.code, computed by a script",
        "owner, 'looked up in the index \"people\" when it is searched for: make \"label\" a reference'",
        "host, 'another name of \"attributes.host\"'",
        "kind, 'map {value: \"boat\"} instead'",
        "vector, keep out of _source"
    })
    void aPathThatNoDocumentCanHoldIsRefusedWithWhatToMapInstead(String path, String instead) throws Exception {
        assertThatThrownBy(() -> run("name: name, note: " + path))
                .isInstanceOf(MappingException.class)
                .hasMessageContaining("boats.yaml:4")
                .hasMessageContaining("\"" + path + "\"")
                .hasMessageContaining(instead);
        assertThat(boats.query("select count(*)::text from boat")).containsExactly("0");
        // In a template and a list, too
        assertThatThrownBy(() -> run("name: name, note: {template: '{" + path + "}'}"))
                .hasMessageContaining(instead);
        assertThatThrownBy(() -> run("name: name, note: {from: [label, " + path + "]}"))
                .hasMessageContaining(instead);
    }

    @ParameterizedTest
    @CsvSource({"all", "age", "kind"})
    void whatSomeDocumentHoldsAllTheSameIsTaken(String path) throws Exception {
        boats.documents(List.of(DOCUMENT, DOCUMENT.replace("}", ",\"" + path + "\":\"7\"}")));
        var report = run("name: name, note: " + path);
        assertThat(report.outcome()).as(report.message()).isEqualTo(Outcome.PROVEN);
        assertThat(boats.query("select string_agg(note, ',') from boat")).containsExactly("7");
    }

    @Test
    void aPathThatNoDocumentHoldsIsAFindingWithTheNumberOfDocuments() throws Exception {
        var report = run("name: name, note: home.port, active: {value: 'true'}, weight: {from: [none, more.none]}");
        assertThat(report.outcome()).as(report.message()).isEqualTo(Outcome.PROVEN);
        assertThat(boats.findings())
                .containsExactly(
                        "WARNING path_held_by_no_document home.port",
                        "WARNING path_held_by_no_document more.none",
                        "WARNING path_held_by_no_document none",
                        "WARNING path_held_by_no_document tags");
        assertThat(boats.query("select distinct message from rejoin_import.finding"))
                .containsExactly("the mapping takes something from here, and none of all 1 documents holds it");
    }

    @Test
    void whatIsHeldIsNoFindingHoweverItIsWritten() throws Exception {
        boats.documents(List.of(
                DOCUMENT,
                "{\"home.port\":null,\"tags\":[{\"name\":\"x\"}]}",
                "{\"more\":[{\"weight\":1}],\"tags\":[]}"));
        var report = run("name: name, note: home.port, weight: more.weight");
        assertThat(report.outcome()).as(report.message()).isEqualTo(Outcome.PROVEN);
        assertThat(boats.findings()).noneMatch(finding -> finding.contains("path_held_by_no_document"));
    }
}
