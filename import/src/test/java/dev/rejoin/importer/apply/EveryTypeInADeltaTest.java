package dev.rejoin.importer.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rejoin.importer.load.Load.Change;
import dev.rejoin.importer.run.Outcome;
import dev.rejoin.importer.run.SmallImport;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A changed value is noticed whatever PostgreSQL takes for equal in its type: some types have no equality, some call two
 * boxes of one size equal. And what is as it was is not written.
 */
class EveryTypeInADeltaTest {
    @TempDir
    private Path temporary;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            json | one | two
            jsonb | one | two
            xml | <a/> | <b/>
            point | 1,2 | 1,3
            box | (1,1),(0,0) | (2,2),(1,1)
            circle | <(0,0),1> | <(5,5),1>
            polygon | ((0,0),(1,1)) | ((0,0),(2,1))
            path | ((0,0),(1,1)) | ((0,0),(2,1))
            lseg | [(0,0),(1,1)] | [(0,0),(2,1)]
            interval | 1 day | 2 days
            inet | 10.0.0.1 | 10.0.0.2
            bit(3) | 101 | 100
            name | one | two
            text collate small.any_case | One | one
            """)
    void aChangeOfItArrivesAndAnUnchangedOneIsLeft(String type, String before, String after) throws Exception {
        try (var small = new SmallImport(temporary, """
                        create collation small.any_case (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
                        create table small.thing (id uuid primary key, legacy_id text unique, name text, value %s);
                        """.formatted(type))
                .mapping("things.yaml", """
                        index: things
                        rows:
                          - table: thing
                            columns: {name: name, value: value}
                        """)
                .dump("all.ndjson", thing("t1", "one", before) + thing("t2", "two", before))) {
            assertThat(small.run().outcome()).as("%s", small.findings()).isEqualTo(Outcome.PROVEN);

            small.dump("all.ndjson", thing("t1", "one", after) + thing("t2", "another", before));
            var report = small.delta();

            assertThat(report.outcome()).as(report.message() + small.findings()).isEqualTo(Outcome.PROVEN);
            assertThat(report.changes().get("thing")).isEqualTo(new Change(0, 2, 0, 0));
            assertThat(small.query("select distinct value::text collate \"C\" from small.thing"))
                    .hasSize(2);
        }
    }

    private static String thing(String id, String name, String value) {
        return "{\"_index\":\"things\",\"_id\":\"%s\",\"_source\":{\"name\":\"%s\",\"value\":\"%s\"}}%n"
                .formatted(id, name, value);
    }
}
