package dev.rejoin.importer.read;

import static dev.rejoin.importer.read.LiveCluster.indexOf;
import static dev.rejoin.importer.read.LiveCluster.readAll;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Dumps as they come, whatever wrote them. */
class DumpFormsTest {

    private static final String BOAT = "{\"_index\":\"boats\",\"_id\":\"1\",\"_source\":{\"name\":\"Aurelle\"}}\n";

    private final SourceOptions options =
            SourceOptions.fromEnvironment(Map.of()).withPageBytes(20);

    @TempDir
    Path folder;

    static List<DumpForms.Form> forms() {
        return DumpForms.all();
    }

    @ParameterizedTest
    @MethodSource("forms")
    void everyFormGivesTheSameDocuments(DumpForms.Form form) throws IOException {
        Files.write(folder.resolve(form.name()), form.bytes());
        try (var source = Sources.open(folder.toString(), options)) {
            for (int slices = 1; slices <= 3; slices++) {
                assertThat(readAll(source, "boats", slices))
                        .extracting(SourceDocument::id)
                        .containsExactlyInAnyOrder("1", "2", "b/3 a");
            }
            assertThat(source.indices()).hasSize(1);
            var routed = readAll(source, "boats", 1).getLast();
            assertThat(routed.routing()).isEqualTo("r");
            assertThat(routed.objection()).isNull();
        }
    }

    /** Whatever is turned, doubled or cut: documents, or a sentence that names the file. */
    @Test
    void mutatedFilesEndInASentence() throws IOException {
        var random = new Random(7);
        var forms = DumpForms.all();
        for (int round = 0; round < 6_000; round++) {
            var form = forms.get(round % forms.size());
            var bytes = mutated(form.bytes().clone(), random);
            Files.write(folder.resolve(form.name()), bytes);
            var at = folder.resolve(form.name()).toString();
            assertThatCode(() -> {
                        try (var source = Sources.open(at, options)) {
                            for (var index : source.indices()) {
                                readAll(source, index.name(), 1);
                            }
                        } catch (SourceIncompleteException | SourceRefusedException e) {
                            assertThat(e.getMessage()).isNotBlank().doesNotContain("Exception");
                        }
                    })
                    .as("round %d: %s", round, new String(bytes, StandardCharsets.ISO_8859_1))
                    .doesNotThrowAnyException();
        }
    }

    private static byte[] mutated(byte[] bytes, Random random) {
        var result = bytes;
        for (int n = 1 + random.nextInt(3); n > 0 && result.length > 0; n--) {
            int at = random.nextInt(result.length);
            switch (random.nextInt(4)) {
                case 0 -> result[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> result[at] = (byte) "{}[]\",:\\\0\n0a\u00ff".charAt(random.nextInt(13));
                case 2 -> result = Arrays.copyOf(result, at);
                default ->
                    result = PackedDumpTest.join(
                            Arrays.copyOf(result, at), Arrays.copyOfRange(result, at / 2, result.length));
            }
        }
        return result;
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "UTF-32LE", "UTF-32BE"})
    void otherEncodingsAreRefusedByName(String charset) throws IOException {
        Files.write(folder.resolve("boats.json"), BOAT.getBytes(Charset.forName(charset)));
        try (var source = Sources.open(folder.toString(), options)) {
            assertThatThrownBy(source::indices)
                    .isInstanceOf(SourceRefusedException.class)
                    .hasMessageContaining("boats.json is written in UTF-16 or UTF-32");
        }
    }

    @Test
    void aLineThatIsNotUtf8IsADocumentAllTheSame() throws IOException {
        Files.write(
                folder.resolve("boats.ndjson"),
                PackedDumpTest.join(
                        BOAT.getBytes(StandardCharsets.UTF_8),
                        "{\"_id\":\"caf\u00e9\",\"_source\":{\"name\":\"x\"}}\n".getBytes(StandardCharsets.ISO_8859_1),
                        "{\"_id\":\"é\",\"_source\":{\"name\":\"".getBytes(StandardCharsets.UTF_8),
                        new byte[] {(byte) 0xe9, (byte) 0xff, '"', '}', '}'}));
        try (var source = Sources.open(folder.toString(), options)) {
            var documents = readAll(source, "boats", 1);
            assertThat(documents).extracting(SourceDocument::id).containsExactly("1", "caf\ufffd", "é");
            assertThat(documents.get(1).objection()).contains("not written in UTF-8");
            assertThat(documents.get(2).objection()).isNull();
            assertThat(documents.get(2).source()).containsSequence(new byte[] {(byte) 0xe9, (byte) 0xff});
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'\"_index\":\"boats\",\"_id\":\"a\\u0000b\"', a\\u0000b, its _id holds \\u0000",
        "'\"_index\":\"boats\",\"_id\":\"a\\ud800b\"', a\\ud800b, its _id holds half of a surrogate pair",
        "'\"_index\":\"boats\",\"_id\":\"x\",\"_routing\":\"\\u0000\"', x, its _routing holds \\u0000",
        "'\"_index\":\"boats\",\"_id\":\"x\",\"_routing\":\"\\udc00\"', x, its _routing holds half",
        "'\"_index\":\"bo\\u0000ats\",\"_id\":\"x\"', bo\\u0000ats/x, its index name holds \\u0000",
        "'\"_index\":\"boats\\ud83d\",\"_id\":\"x\"', boats\\ud83d/x, its index name holds half"
    })
    void anIdentityThatCannotBeStoredIsShownAndSaid(String identity, String shown, String objection)
            throws IOException {
        Files.writeString(folder.resolve("x.ndjson"), BOAT + "{" + identity + ",\"_source\":{}}\n");
        try (var source = Sources.open(folder.toString(), options)) {
            assertThat(source.indices()).extracting(SourceIndex::name).containsExactly("boats");
            var document = readAll(source, "boats", 1).getLast();
            assertThat(document.id()).isEqualTo(shown);
            assertThat(document.objection()).startsWith(objection);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"timed_out\":false | \"timed_out\":true | is only a part",
                "\"failed\":0 | \"failed\":1 | is only a part",
                "\"successful\":2 | \"successful\":1 | is only a part",
                "\"took\":1 | \"terminated_early\":true | is only a part",
                "\"value\":1 | \"value\":2 | holds 1 documents of a search that found 2",
                "\"relation\":\"eq\" | \"relation\":\"gte\" | a search that found more than 1"
            })
    void aSearchAnswerThatIsOnlyAPartIsAnIncompleteSource(String whole, String part, String said) throws IOException {
        var answer = DumpForms.answer("", 1, BOAT.strip());
        assertThat(answer).contains(whole);
        Files.writeString(folder.resolve("x.json"), answer.replace(whole, part));
        try (var source = Sources.open(folder.toString(), options)) {
            assertThatThrownBy(source::indices)
                    .isInstanceOf(SourceIncompleteException.class)
                    .hasMessageContaining(said);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"docs":[{"_index":"boats","_id":"1","found":true,"_source":{}}]}  | an answer of _mget       | '.docs[]'
            {"took":1,"responses":[{"hits":{"hits":[]}}]}                      | an answer of _msearch    | '.responses[]'
            {"id":"a","is_partial":false,"response":{"hits":{"hits":[]}}}      | an asynchronous search   | .response
            {"columns":[{"name":"a","type":"text"}],"values":[["x"]]}          | SQL and ES               | dump the index itself
            {"took":1,"errors":false,"items":[{"index":{"_id":"1"}}]}          | a _bulk request was answered | and not what was sent
            {"attributes":{"title":"t"},"id":"1","type":"dashboard"}           | an export of Kibana's    | no documents of an index
            {"name":"Aurelle"}                                                 | needs "_id" and an object | without their ids?
            """)
    void anAnswerThatHoldsNoDocumentsAsADumpDoesIsNamed(String answer, String what, String instead) throws IOException {
        Files.writeString(folder.resolve("x.json"), answer);
        try (var source = Sources.open(folder.toString(), options)) {
            assertThatThrownBy(source::indices)
                    .isInstanceOf(SourceRefusedException.class)
                    .hasMessageContaining("x.json, line 1: ")
                    .hasMessageContaining(what)
                    .hasMessageContaining(instead)
                    .message()
                    .doesNotEndWith("?.");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"error":{"type":"search_context_missing_exception","reason":"No search context found for id [3]"},"status":404} | an error here, and not with documents (No search context found for id [3])
            {"error":"no such index","status":404}                                | (no such index)
            {"id":"a","is_partial":true,"response":{"hits":{"hits":[]}}}          | had not come to its end
            {"_id":"","_source":{}}                                               | came without its _id
            """)
    void whereTheSourceBrokeOffTheDumpIsIncomplete(String broken, String said) throws IOException {
        Files.writeString(folder.resolve("x.json"), BOAT + broken + "\n");
        try (var source = Sources.open(folder.toString(), options)) {
            assertThatThrownBy(source::indices)
                    .isInstanceOf(SourceIncompleteException.class)
                    .hasMessageContaining("x.json, line 2: ")
                    .hasMessageContaining(said);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"boats\":{\"settings\":{\"index\":{\"mapping\":{\"source\":{\"mode\":\"synthetic\"}}}}}}",
                "{\"boats\":{\"settings\":{\"index.mapping.source.mode\":\"synthetic\"}}}",
                "{\"boats\":{\"settings\":{\"mapping.source.mode\":\"synthetic\"}}}",
                "{\"settings\":{\"index\":{\"mapping\":{\"source\":{\"mode\":\"synthetic\"}}}}}",
                "{\"index\":{\"mapping\":{\"source\":{\"mode\":\"synthetic\"}}}}",
                "{\"index\":{\"mapping.source.mode\":\"synthetic\"}}",
                "{\"index.mapping.source.mode\":\"synthetic\"}",
                "{\"number_of_shards\":1,\"mapping\":{\"source.mode\":\"synthetic\"}}"
            })
    void settingsCountHoweverTheyAreWritten(String settings) throws IOException {
        Files.writeString(folder.resolve("boats.json"), BOAT);
        Files.writeString(folder.resolve("boats.settings.json"), settings);
        try (var source = Sources.open(folder.toString(), options)) {
            assertThat(indexOf(source, "boats").objection()).contains("synthetic");
        }
    }

    @Test
    void anIndexOfWhichNothingButItsMappingIsThereIsSaid() throws IOException {
        Files.writeString(folder.resolve("boats.json"), BOAT);
        Files.writeString(folder.resolve("boats.mapping.json"), "{\"boats\":{\"mappings\":{\"properties\":{}}}}");
        Files.writeString(folder.resolve("crews.mapping.json"), "{\"crews\":{\"mappings\":{\"properties\":{}}}}");
        Files.writeString(folder.resolve("ports.settings.json"), "{\"ports\":{\"settings\":{\"index\":{}}}}");
        try (var source = Sources.open(folder.toString(), options)) {
            assertThat(source.indices()).hasSize(1);
            assertThat(source.remarks())
                    .anyMatch(remark ->
                            remark.startsWith("A mapping or settings lie there of crews, ports, and no document"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"_id\":\"1\",\"_source\":{/* why */\"name\":\"a//b\"}}",
                "{\"hits\":{\"hits\":[{\"_id\":\"1\",\"_source\":\ufeff{\"name\":\"a//b\"}}]}}",
                "{\"index\":{\"_id\":\"1\"}}\n{/* why */\"name\":\"a//b\"}"
            })
    void whatElasticsearchPassesOverInADocumentIsPassedOver(String dump) throws IOException {
        Files.writeString(folder.resolve("boats.json"), dump);
        try (var source = Sources.open(folder.toString(), options)) {
            assertThat(readAll(source, "boats", 1))
                    .extracting(document -> new String(document.source(), StandardCharsets.UTF_8))
                    .containsExactly("{\"name\":\"a//b\"}");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r", "\r\n"})
    void aCommentEndsWithItsLineHoweverThatEnds(String end) throws IOException {
        Files.writeString(
                folder.resolve("boats.json"),
                "{\"_id\":\"1\",\"_source\":{\"name\":\"Aurelle\"// why%s,\"iban\":\"FR76\"\n,\"port\":\"Brest\"}}"
                        .formatted(end));
        try (var source = Sources.open(folder.toString(), options)) {
            assertThat(readAll(source, "boats", 1))
                    .extracting(document -> new String(document.source(), StandardCharsets.UTF_8))
                    .containsExactly("{\"name\":\"Aurelle\"%s,\"iban\":\"FR76\"\n,\"port\":\"Brest\"}".formatted(end));
        }
    }

    /** It is set aside with all that it holds. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"site\":http://x.fr,\"iban\":\"FR76\"}",
                "{\"site\":/* mine */http,\"iban\":\"FR76\"}",
                "{\"site\":\"http://x.fr\",\"iban\":\"FR76\"}"
            })
    void aDocumentOfABulkBodyThatCannotBeReadLosesNothing(String body) throws IOException {
        Files.writeString(folder.resolve("boats.json"), "{\"index\":{\"_id\":\"1\"}}\n" + body);
        try (var source = Sources.open(folder.toString(), options)) {
            assertThat(readAll(source, "boats", 1))
                    .extracting(document -> new String(document.source(), StandardCharsets.UTF_8))
                    .containsExactly(body);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"delete", "update"})
    void aBulkBodyOfChangesIsRefused(String verb) throws IOException {
        Files.writeString(folder.resolve("x.json"), """
                {"index":{"_index":"boats","_id":"1"}}
                {"name":"Aurelle"}
                {"%s":{"_index":"boats","_id":"1"}}
                """.formatted(verb));
        try (var source = Sources.open(folder.toString(), options)) {
            assertThatThrownBy(source::indices)
                    .isInstanceOf(SourceRefusedException.class)
                    .hasMessageContaining("line 3: a _bulk body with the action \"" + verb);
        }
    }

    @Test
    void theSideFilesOfElasticdumpAreUsedOrLeftAlone() throws IOException {
        Files.writeString(folder.resolve("boats.json"), BOAT);
        Files.writeString(folder.resolve("boats.mapping.json"), """
                {"boats":{"mappings":{"_doc":{"properties":{"name":{"type":"keyword"}}}}}}""");
        Files.writeString(folder.resolve("boats.settings.json"), """
                {"boats":{"settings":{"index":{"number_of_shards":"1"}}}}""");
        Files.writeString(folder.resolve("boats.analyzer.json"), "{\"boats\":{\"settings\":{\"index\":{}}}}");
        Files.writeString(folder.resolve("boats.alias.json"), "{\"boats\":{\"aliases\":{\"ships\":{}}}}");
        for (var kind : List.of("template", "index_template", "component_template", "policy", "script")) {
            Files.writeString(folder.resolve("boats." + kind + ".json"), "{\"t\":{\"order\":0,\"mappings\":{}}}\n[]");
        }
        Files.writeString(folder.resolve("README.txt"), "dumped on a Sunday");
        try (var source = Sources.open(folder.toString(), options)) {
            var index = indexOf(source, "boats");
            assertThat(source.indices()).hasSize(1);
            assertThat(index.count()).isEqualTo(1);
            assertThat(index.aliases()).containsExactly("ships");
            assertThat(index.mapping()).isNotNull();
            assertThat(index.mapping().at("/properties/name/type").asText()).isEqualTo("keyword");
            assertThat(source.remarks())
                    .anyMatch(remark -> remark.contains("left alone") && remark.contains("boats.template.json"))
                    .anyMatch(remark -> remark.contains("are no dump files") && remark.contains("README.txt"))
                    .anyMatch(remark -> remark.contains("has no count of its own") && remark.contains("of boats"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"user.settings", "user.mapping", "user.alias", "a.template", "x.count", "x.manifest"})
    void anIndexThatIsNamedLikeASideFileIsRead(String name) throws IOException {
        Files.writeString(folder.resolve(name + ".json"), BOAT.replace("boats", name));
        try (var source = Sources.open(folder.toString(), options)) {
            assertThat(readAll(source, name, 1)).hasSize(1);
        }
    }

    @Test
    void aMappingUnderAnotherNameIsTheMappingOfTheIndexThatItNames() throws IOException {
        Files.writeString(folder.resolve("boats_data.json"), BOAT);
        Files.writeString(folder.resolve("boats_mapping.json"), """
                {"boats":{"mappings":{"properties":{"name":{"type":"keyword"}}}}}""");
        try (var source = Sources.open(folder.toString(), options)) {
            assertThat(indexOf(source, "boats").mapping()).isNotNull();
        }
    }

    @Test
    void documentsWithoutTheirEnvelopeAreNotTakenForASideFile() throws IOException {
        Files.writeString(folder.resolve("boats.json"), BOAT);
        Files.writeString(folder.resolve("people.json"), """
                {"profile":{"settings":{"language":"fr"}}}
                {"profile":{"settings":{"language":"en"}}}
                """);
        try (var source = Sources.open(folder.toString(), options)) {
            assertThatThrownBy(source::indices)
                    .isInstanceOf(SourceRefusedException.class)
                    .hasMessageContaining("people.json, line 1: a document needs");
        }
    }

    @ParameterizedTest
    @CsvSource({"'{\"count\":1,\"_shards\":{\"total\":1,\"successful\":1,\"failed\":0}}', true", "1, true", "2, false"})
    void aCountBesideTheDumpIsHonoured(String count, boolean right) throws IOException {
        Files.writeString(folder.resolve("boats.json"), BOAT);
        Files.writeString(folder.resolve("boats.count.json"), count);
        try (var source = Sources.open(folder.toString(), options)) {
            if (right) {
                assertThat(indexOf(source, "boats").count()).isEqualTo(1);
                assertThat(source.remarks()).noneMatch(remark -> remark.contains("no count of its own"));
            } else {
                assertThatThrownBy(source::indices)
                        .isInstanceOf(SourceIncompleteException.class)
                        .hasMessageContaining("holds 1 documents of index \"boats\", and its count file says 2");
            }
        }
    }

    @Test
    void anIndexThatIsCountedAndNotThereIsMissed() throws IOException {
        Files.writeString(folder.resolve("boats.json"), BOAT);
        Files.writeString(folder.resolve("crews.json"), "");
        Files.writeString(folder.resolve("crews.count.json"), "{\"count\":3}");
        try (var source = Sources.open(folder.toString(), options)) {
            assertThatThrownBy(source::indices)
                    .isInstanceOf(SourceIncompleteException.class)
                    .hasMessageContaining("holds 0 documents of index \"crews\"");
        }
        Files.writeString(folder.resolve("crews.count.json"), "{\"count\":0}");
        try (var source = Sources.open(folder.toString(), options)) {
            assertThat(readAll(source, "crews", 1)).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "boats.mapping.json, not json",
        "boats.mapping.json, '{\"a\":1}'",
        "boats.count.json, '{\"n\":1}'",
        "boats.count.json, '\"1\"'",
        "boats.count.json, '{\"count\":1,\"_shards\":{\"total\":2,\"successful\":1,\"failed\":1}}'"
    })
    void aSideFileThatIsNotWhatItsNameSaysIsRefused(String name, String text) throws IOException {
        Files.writeString(folder.resolve("boats.json"), BOAT);
        Files.writeString(folder.resolve(name), text);
        try (var source = Sources.open(folder.toString(), options)) {
            assertThatThrownBy(source::indices)
                    .isInstanceOf(SourceRefusedException.class)
                    .hasMessageContaining(name);
        }
    }

    @Test
    void aDumpWhoseMappingSaysThatFieldsWereNotKeptIsRefusedUnlessThatIsAccepted() throws IOException {
        Files.writeString(folder.resolve("boats.json"), BOAT);
        Files.writeString(
                folder.resolve("boats.mapping.json"), "{\"_source\":{\"excludes\":[\"secret\"]},\"properties\":{}}");
        try (var source = Sources.open(folder.toString(), options)) {
            assertThatThrownBy(() -> source.open(indexOf(source, "boats"), 1))
                    .isInstanceOf(SourceRefusedException.class)
                    .hasMessageContaining("secret");
        }
        try (var source = Sources.open(folder.toString(), options.withLossySourceAccepted())) {
            assertThat(readAll(source, "boats", 1)).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"boats.NDJSON", "boats.json.split-3", "boats.split-1.json", "boats.json.001", "boats.JSON.GZ"})
    void namesOfPartsAreKnown(String name) throws IOException {
        Files.write(
                folder.resolve(name),
                name.endsWith("GZ") ? PackedDumpTest.gzip(BOAT) : BOAT.getBytes(StandardCharsets.UTF_8));
        try (var source = Sources.open(folder.toString(), options)) {
            assertThat(readAll(source, "boats", 1)).hasSize(1);
        }
    }
}
