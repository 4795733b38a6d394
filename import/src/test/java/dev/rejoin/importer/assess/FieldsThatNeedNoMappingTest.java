package dev.rejoin.importer.assess;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rejoin.importer.read.SourceOptions;
import dev.rejoin.importer.read.Sources;
import dev.rejoin.importer.report.Grade.Letter;
import dev.rejoin.importer.stage.StageProgress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An index mapping lists less than documents hold, and where that is as it should be nobody is alarmed by it. */
class FieldsThatNeedNoMappingTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"dynamic":false,"properties":{}}                                     | {"x":"a"}                | true
            {"dynamic":"runtime","runtime":{"x":{"type":"keyword"}}}              | {"x":"a"}                | true
            {"enabled":false}                                                     | {"x":"a"}                | true
            {"properties":{"x":{"type":"object","enabled":false}}}                | {"x":{"y":"a"}}          | true
            {"properties":{"x":{"type":"object","dynamic":"false"}}}              | {"x":{"y":{"z":"a"}}}    | true
            {"properties":{"x":{"type":"geo_point"}}}                             | {"x":{"lat":1,"lon":2.5}} | true
            {"properties":{"x":{"type":"date_range"}}}                            | {"x":{"gte":"2020-01-01"}} | true
            {"properties":{"x":{"type":"flattened"}}}                             | {"x":{"a":{"b":"c"}}}    | true
            {"subobjects":false,"properties":{"x":{"type":"keyword"},"x.y":{"type":"keyword"}}} | {"x":"a","x.y":"b"} | true
            {"properties":{}}                                                     | {"x":"a"}                | false
            {"dynamic":false,"properties":{"x":{"dynamic":true,"properties":{}}}} | {"x":{"y":"a"}}          | false
            """)
    void whatTheMappingNeedNotListIsNoContradiction(String mapping, String document, boolean needNot) throws Exception {
        Files.writeString(folder.resolve("boats.mapping.json"), "{\"mappings\":" + mapping + "}");
        Files.writeString(folder.resolve("boats.ndjson"), "{\"_id\":\"b1\",\"_source\":" + document + "}\n");
        try (var source = Sources.open(folder.toString(), SourceOptions.fromEnvironment(Map.of()))) {
            var assessment = new Assess(source, "", 1, Optional.empty(), StageProgress.SILENT)
                    .run()
                    .assessment();
            var remarks = assessment.indices().getFirst().fields().stream()
                    .flatMap(field -> field.remarks().stream())
                    .toList();
            if (needNot) {
                assertThat(remarks).isEmpty();
                assertThat(assessment.grade().letter()).isEqualTo(Letter.A);
            } else {
                assertThat(remarks).contains("not in the index mapping");
            }
        }
    }
}
