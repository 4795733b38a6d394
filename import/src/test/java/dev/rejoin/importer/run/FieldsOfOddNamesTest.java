package dev.rejoin.importer.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fields that have no name, or one that begins or ends with a dot, or that is no text at all. */
class FieldsOfOddNamesTest {
    private static final String THINGS = """
            {"_index":"things","_id":"plain","_source":{"name":"plain"}}
            {"_index":"things","_id":"none","_source":{"":1,"name":"none"}}
            {"_index":"things","_id":"below","_source":{"":{"name":"x"},"name":"below"}}
            {"_index":"things","_id":"led","_source":{".name":1,"name":"led"}}
            {"_index":"things","_id":"twice","_source":{"a..b":1,"name":"twice"}}
            {"_index":"things","_id":"end","_source":{"name.":1,"name":"end"}}
            """;

    @TempDir
    private Path folder;

    @Test
    void eachIsNamedAndSetsItsDocumentAside() throws Exception {
        try (var things = things("")) {
            assertThat(things.run().outcome()).isNotEqualTo(Outcome.PROVEN);
            assertThat(things.findings())
                    .containsExactlyInAnyOrder(
                            "unmapped_path none  ERROR",
                            // A path is told once.
                            "unmapped_path below .name ERROR",
                            "unmapped_path twice a..b ERROR",
                            "unmapped_path end name. ERROR");
        }
    }

    @Test
    void eachCanBeIgnoredUnderTheNameThatItIsGiven() throws Exception {
        try (var things = things("ignore: {\"\": no name, a..b: no matter, name.: no matter}\n")) {
            var report = things.run();

            assertThat(report.outcome()).as(things.findings().toString()).isEqualTo(Outcome.PROVEN);
            assertThat(things.query("select name from thing order by 1"))
                    .containsExactly("below", "end", "led", "none", "plain", "twice");
        }
    }

    @Test
    void aFieldThatIsIgnoredThoughItBeginsWithADotIsNoOther() throws Exception {
        try (var things = things("ignore: {\"\": no matter, .x: no matter, a..b: no matter, name.: no matter}\n")) {
            things.dump("more.ndjson", """
                    {"_index":"things","_id":"x","_source":{"x":1,".x":2,"name":"x"}}
                    """);

            assertThat(things.run().outcome()).isNotEqualTo(Outcome.PROVEN);
            assertThat(things.findings()).containsExactly("unmapped_path x x ERROR");
        }
    }

    @Test
    void oneWhoseNameIsHalfOfACharacterSetsItsDocumentAsideAlone() throws Exception {
        try (var things = things("ignore: {\"\": no name, a..b: no matter, name.: no matter}\n")) {
            things.dump("more.ndjson", """
                    {"_index":"things","_id":"half","_source":{"\\ud800":1,"name":"half"}}
                    {"_index":"things","_id":"other-half","_source":{"a":{"x\\udc00y":1},"name":"half"}}
                    {"_index":"things","_id":"after","_source":{"name":"after"}}
                    """);
            things.run();

            assertThat(things.query("select name from thing where name = 'after'"))
                    .containsExactly("after");
            assertThat(things.query(
                            "select distinct id from rejoin_import.finding where severity = 'ERROR' order by 1"))
                    .containsExactly("half", "other-half");
        }
    }

    private SmallImport things(String ignored) throws Exception {
        return new SmallImport(folder, "create table thing (id uuid primary key, legacy_id text unique, name text);")
                .mapping("things.yaml", "index: things\nrows: [{table: thing, columns: {name: name}}]\n" + ignored)
                .dump("things.ndjson", THINGS);
    }
}
