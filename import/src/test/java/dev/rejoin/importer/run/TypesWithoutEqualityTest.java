package dev.rejoin.importer.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Copies of values whose type PostgreSQL cannot compare, or cannot put in order, or reads by itself. */
@Timeout(300)
class TypesWithoutEqualityTest {

    @TempDir
    private Path temporary;

    private record Copied(String type, String right, String wrong) {}

    /** Its columns c0, c1 … are of these types. */
    private static List<Copied> copied(String table) {
        return table.lines()
                .map(line -> line.split(" \\| "))
                .map(v -> new Copied(v[0], v[1], v[2]))
                .toList();
    }

    @Test
    void aCopyIsHeldAgainstItsOriginal() throws Exception {
        var values = copied("""
                json | {"a": 1, "b": "\\u0000"} | {"a": 2, "b": "\\u0000"}
                json | {"a": 1, "b": 2} | {"a": 2, "b": 2}
                jsonb | {"a": 1} | {"a": 2}
                xml | "<a/>" | "<b/>"
                jsonpath | "$.a" | "$.b"
                box | "(1,1),(0,0)" | "(2,2),(1,1)"
                time | "9:30" | "10:30"
                interval | "1 day" | "24:00:00"
                inet | "10.0.0.1" | "nobody"
                numeric | 1.0 | 2
                """);
        try (var small = opened(values, "orphans: quarantine").dump("makers.ndjson", maker(values))) {
            var things = new StringBuilder(thing("t", "m1", values, -1));
            for (int i = 0; i < values.size(); i++) {
                things.append(thing("t" + i, "m1", values, i));
            }
            things.append(thing("u", "m1", values, -1).replace("{\"a\": 1, \"b\": 2}", "{ \"b\": 2,\"a\": 1}"));
            small.dump("things.ndjson", things.toString());

            var report = small.run();

            assertThat(report.outcome()).as(report.message() + small.findings()).isEqualTo(Outcome.PROVEN);
            assertThat(small.query(
                            "select id || ' ' || path from rejoin_import.finding where code = 'copy_drift' order by 1"))
                    .containsExactlyElementsOf(IntStream.range(0, values.size())
                            .mapToObj("t%1$d maker.c%1$d"::formatted)
                            .toList());
        }
    }

    @Test
    void aRowIsRebuiltWithWhatMostCopiesSay() throws Exception {
        var values = copied("""
                json | {"a": 1} | {"a": 2}
                jsonb | {"a": 1.0} | {"a": 1.00}
                xml | "<a/>" | "<b/>"
                box | "(1,1),(0,0)" | "(2,2),(1,1)"
                numeric | 1.0 | 1.00
                double precision | 1.5 | 2
                """);
        try (var small = opened(values, "orphans: resurrect").dump("makers.ndjson", maker(values))) {
            var things = new StringBuilder();
            for (int i = 0; i < values.size(); i++) {
                things.append(thing("t" + i, "gone", values, i));
            }
            small.dump("things.ndjson", things.toString());

            var report = small.run();

            assertThat(report.outcome()).as(report.message() + small.findings()).isEqualTo(Outcome.PROVEN);
            for (int i = 0; i < values.size(); i++) {
                assertThat(small.query("select distinct c%d::text from small.maker".formatted(i)))
                        .as("%s", values.get(i))
                        .hasSize(1);
            }
        }
    }

    private SmallImport opened(List<Copied> values, String orphans) throws Exception {
        return new SmallImport(temporary, """
                        create table small.maker (id uuid primary key, legacy_id text unique, %s);
                        create table small.thing (id uuid primary key, legacy_id text unique,
                            maker_id uuid references small.maker);
                        """.formatted(each(
                        values.size(), i -> "c%d %s".formatted(i, values.get(i).type()), ", ")))
                .mapping("makers.yaml", """
                        index: makers
                        rows:
                          - table: maker
                            columns: {%s}
                        """.formatted(each(values.size(), "c%1$d: c%1$d"::formatted, ", ")))
                .mapping("things.yaml", """
                        index: things
                        rows:
                          - table: thing
                            columns:
                              maker_id: {from: maker.id, to: maker, %s}
                        copies:
                          %s
                        %s
                        """.formatted(
                                orphans,
                                each(values.size(), "maker.c%1$d: {of: maker_id, column: c%1$d}"::formatted, "\n  "),
                                orphans.contains("resurrect")
                                        ? """
                                        resurrect:
                                          maker_id:
                                            - table: maker
                                              columns: {%s}
                                        """.formatted(each(values.size(), "c%1$d: maker.c%1$d"::formatted, ", "))
                                        : ""));
    }

    private static String each(int count, IntFunction<String> text, String between) {
        return IntStream.range(0, count).mapToObj(text).collect(Collectors.joining(between));
    }

    private static String maker(List<Copied> values) {
        return "{\"_index\":\"makers\",\"_id\":\"m1\",\"_source\":{%s}}%n"
                .formatted(each(
                        values.size(),
                        i -> "\"c%d\":%s".formatted(i, values.get(i).right()),
                        ","));
    }

    /** @param wrong the number of the value that is another one */
    private static String thing(String id, String maker, List<Copied> values, int wrong) {
        return "{\"_index\":\"things\",\"_id\":\"%s\",\"_source\":{\"maker\":{\"id\":\"%s\",%s}}}%n"
                .formatted(
                        id,
                        maker,
                        each(
                                values.size(),
                                i -> "\"c%d\":%s"
                                        .formatted(
                                                i,
                                                i == wrong
                                                        ? values.get(i).wrong()
                                                        : values.get(i).right()),
                                ","));
    }
}
