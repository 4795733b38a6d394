package dev.rejoin.importer.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rejoin.importer.load.Load.Change;
import dev.rejoin.importer.prove.compare.Difference;
import dev.rejoin.importer.run.Outcome;
import dev.rejoin.importer.run.SmallImport;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A changed value is noticed whatever PostgreSQL takes for equal in its type: some types have no equality, some call two
 * boxes of one size equal, or two spellings of a number. And what is as it was is not written.
 */
@Timeout(300)
class EveryTypeInADeltaTest {
    private static final String SCHEMA = """
            create extension citext;
            create extension hstore;
            create extension ltree;
            create collation small.any_case (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
            create domain small.amount as numeric;
            create type small.weighed as (what text, amount numeric, at double precision);
            create type small.reals as range (subtype = double precision);
            create type small.words as range (subtype = text, collation = small.any_case);
            create table small.thing (id uuid primary key, legacy_id text unique, %s);
            """;

    /** By type, a value and another one, as JSON; at the end those that PostgreSQL calls equal. */
    private static final String OTHER_VALUES = """
            json | "one" | "two"
            jsonb | "one" | "two"
            xml | "<a/>" | "<b/>"
            jsonpath | "$.a" | "$.b"
            point | [1,2] | [1,3]
            interval | "1 day" | "2 days"
            inet | "10.0.0.1" | "10.0.0.2"
            cidr | "10.0.0.0/8" | "10.0.0.0/9"
            macaddr | "08:00:2b:01:02:03" | "08:00:2b:01:02:04"
            macaddr8 | "08:00:2b:01:02:03:04:05" | "08:00:2b:01:02:03:04:06"
            bit(3) | "101" | "100"
            bit varying | "1" | "01"
            name | "one" | "two"
            "char" | "a" | "b"
            money | 1.5 | 1.51
            tsvector | "a:1" | "a:2"
            tsquery | "a & b" | "b & a"
            pg_lsn | "0/1" | "0/2"
            pg_snapshot | "10:20:" | "10:21:"
            txid_snapshot | "10:20:" | "10:21:"
            tid | "(0,1)" | "(0,2)"
            xid | "1" | "2"
            xid8 | "1" | "2"
            cid | "1" | "2"
            oid | "1" | "2"
            refcursor | "one" | "two"
            hstore | "a=>1" | "a=>2"
            ltree | "a.b" | "a.B"
            lquery | "a.*" | "b.*"
            time with time zone | "12:00:00+00" | "13:00:00+01"
            box | "(1,1),(0,0)" | "(2,2),(1,1)"
            circle | "<(0,0),1>" | "<(5,5),1>"
            polygon | "((0,0),(1,1))" | "((0,0),(2,1))"
            path | "((0,0),(1,1))" | "((0,0),(2,1))"
            line | "{1,1,1}" | "{2,2,2}"
            lseg | "[(0,0),(1,1)]" | "[(-0,0),(1,1)]"
            interval | "1 day" | "24:00:00"
            interval | "1 mon" | "30 days"
            interval[] | ["1 day"] | ["24:00:00"]
            numeric | 1.0 | 1.00
            numeric | "1" | "1.0"
            numeric[] | [1.0, 2] | [1.00, 2]
            small.amount | 1.0 | 1.00
            small.amount[] | [1.0] | [1.00]
            small.weighed | "(a,1.0,1)" | "(a,1.00,1)"
            small.weighed | "(a,1,0)" | "(a,1,-0)"
            small.weighed[] | ["(a,1.0,1)"] | ["(a,1.00,1)"]
            numrange | {"gte": 1.0, "lt": 2} | {"gte": 1.00, "lt": 2}
            nummultirange | "{[1.0,2)}" | "{[1.00,2)}"
            small.reals | "[0,1)" | "[-0,1)"
            small.words | "[a,b)" | "[A,b)"
            jsonb | {"a": 1.0} | {"a": 1.00}
            jsonb | [1, 2.50] | [1, 2.5]
            jsonb[] | [{"a": 1.0}] | [{"a": 1.00}]
            text collate small.any_case | "One" | "one"
            text[] collate small.any_case | ["One"] | ["one"]
            character(3) collate small.any_case | "One" | "one"
            citext | "One" | "one"
            citext[] | ["One"] | ["one"]
            """;

    /** Types of which equal values are one, however they are written. */
    private static final List<String> EQUAL_IS_SAME = List.of(
            "boolean",
            "bytea",
            "smallint",
            "integer",
            "bigint",
            "text",
            "character varying",
            "date",
            "time without time zone",
            "timestamp without time zone",
            "timestamp with time zone",
            "uuid",
            "int4range",
            "int8range",
            "tsrange",
            "tstzrange",
            "daterange",
            "int4multirange",
            "int8multirange",
            "tsmultirange",
            "tstzmultirange",
            "datemultirange",
            // Names of this database, which no mapping may fill.
            "regtype",
            "regclass",
            "regproc",
            "regprocedure",
            "regoper",
            "regoperator",
            "regrole",
            "regnamespace",
            "regcollation",
            "regconfig",
            "regdatabase",
            "regdictionary",
            // Of these a document can only bring the positive zero: a number that is -0 is read as 0.
            "real",
            "double precision",
            "aclitem");

    @TempDir
    private Path temporary;

    record OtherValue(String type, String before, String after) {
        static Stream<OtherValue> all() {
            return of(OTHER_VALUES);
        }

        static Stream<OtherValue> of(String table) {
            return table.lines().map(line -> line.split(" \\| ")).map(v -> new OtherValue(v[0], v[1], v[2]));
        }
    }

    /** One document for each value that changes; all others of it stay. */
    @Test
    void eachChangeArrivesAndWhatIsUnchangedIsLeftAndTheProofKnowsOneFromTheOther() throws Exception {
        var values = OtherValue.all().toList();
        try (var small = small(values.stream().map(OtherValue::type).toList())) {
            var before = values.stream().map(OtherValue::before).toList();
            small.dump("all.ndjson", documents(values.size() + 1, number -> before));
            assertThat(small.run().outcome()).isEqualTo(Outcome.PROVEN);
            assertThat(
                            small.query(
                                    "select distinct path || ' ' || message from rejoin_import.finding where severity = 'ERROR'"))
                    .isEmpty();
            small.execute("create table public.old as table small.thing");

            small.dump("all.ndjson", documents(values.size() + 1, number -> IntStream.range(0, values.size())
                    .mapToObj(i -> i == number ? values.get(i).after() : before.get(i))
                    .toList()));
            var report = small.delta();

            assertThat(report.outcome()).as(report.message() + small.findings()).isEqualTo(Outcome.PROVEN);
            for (int i = 0; i < values.size(); i++) {
                assertThat(small.query("""
                                select t.legacy_id from small.thing t join public.old o using (id)
                                where t.c%1$d::text collate "C" <> o.c%1$d::text collate "C"
                                """.formatted(i)))
                        .as("%s", values.get(i))
                        .containsExactly("t" + i);
            }
            assertThat(report.changes().get("thing")).isEqualTo(new Change(0, values.size(), 0, 0));
            var sets = IntStream.range(0, values.size())
                    .mapToObj("c%1$d = o.c%1$d"::formatted)
                    .collect(Collectors.joining(", "));
            assertThat(small.proveAfter(
                                    "update small.thing t set %s from public.old o where o.id = t.id".formatted(sets))
                            .differences())
                    .extracting(Difference::column)
                    .containsExactlyInAnyOrderElementsOf(IntStream.range(0, values.size())
                            .mapToObj("c%d"::formatted)
                            .toList());
            assertThat(small.delta().changes().get("thing")).isEqualTo(new Change(0, 0, 0, 0));
        }
    }

    @Test
    void theSameValueInAnotherSpellingIsNotWritten() throws Exception {
        var values = OtherValue.of("""
                numeric(10,2) | 1.0 | 1.00
                numeric(10,-1) | 10 | 1e1
                numeric | 10 | 1e1
                double precision | 1.0 | 1
                double precision | 0 | -0.0
                real | 0.50 | 0.5
                money | 1.5 | 1.50
                jsonb | {"a": 1, "b": 2} | {"b": 2, "a": 1}
                character(3) | "a" | "a "
                interval | "1 day" | "1 days"
                box | "(1,1),(0,0)" | "(0,0),(1,1)"
                inet | "10.0.0.1" | "10.0.0.1/32"
                date | "2020-01-01" | "2020-01-01T00:00:00"
                timestamptz | "2020-01-01T00:00:00Z" | "2020-01-01T01:00:00+01:00"
                int4range | {"gte": 1, "lt": 3} | {"gte": 1, "lte": 2}
                uuid | "2f1c3a3e-0000-4000-8000-000000000001" | "2F1C3A3E-0000-4000-8000-000000000001"
                """).toList();
        try (var small = small(values.stream().map(OtherValue::type).toList())
                .dump("all.ndjson", documents(1, number -> values.stream()
                        .map(OtherValue::before)
                        .toList()))) {
            assertThat(small.run().outcome()).as("%s", small.findings()).isEqualTo(Outcome.PROVEN);

            small.dump("all.ndjson", documents(1, number -> values.stream()
                    .map(OtherValue::after)
                    .toList()));
            var report = small.delta();

            assertThat(report.outcome()).as(report.message() + small.findings()).isEqualTo(Outcome.PROVEN);
            assertThat(report.changes().get("thing")).isEqualTo(new Change(0, 0, 0, 0));
        }
    }

    @Test
    void blanksAtTheEndOfATextOfNoLengthAreWritten() throws Exception {
        try (var small = small(List.of("bpchar")).dump("all.ndjson", documents(1, number -> List.of("\"a\"")))) {
            small.run();

            small.dump("all.ndjson", documents(1, number -> List.of("\"a  \"")));
            var report = small.delta();

            assertThat(report.outcome()).as(report.message() + small.findings()).isEqualTo(Outcome.PROVEN);
            assertThat(small.query("select format('<%s>', c0) from small.thing"))
                    .containsExactly("<a  >");
        }
    }

    @Test
    void aKeyInAnotherSpellingIsWrittenAndSoIsWhatRefersToIt() throws Exception {
        try (var small = new SmallImport(temporary, """
                        create table small.kind (code numeric primary key, name text);
                        create table small.thing (id uuid primary key, legacy_id text unique,
                            kind numeric references small.kind);
                        """)
                .mapping("kinds.yaml", """
                        index: kinds
                        rows:
                          - table: kind
                            columns: {code: code, name: name}
                            identity: [code]
                        """)
                .mapping("things.yaml", """
                        index: things
                        rows:
                          - table: thing
                            columns: {kind: {from: kind, to: kind, by: code}}
                        """)
                .dump("kinds.ndjson", """
                        {"_index":"kinds","_id":"k1","_source":{"code":1.0,"name":"one"}}
                        """)
                .dump("things.ndjson", """
                        {"_index":"things","_id":"t1","_source":{"kind":1}}
                        """)) {
            assertThat(small.run().outcome()).as("%s", small.findings()).isEqualTo(Outcome.PROVEN);

            small.dump("kinds.ndjson", """
                    {"_index":"kinds","_id":"k1","_source":{"code":1.00,"name":"one"}}
                    """);
            var report = small.delta();

            assertThat(report.outcome()).as(report.message() + small.findings()).isEqualTo(Outcome.PROVEN);
            assertThat(small.query("select code || ' ' || kind from small.kind join small.thing on kind = code"))
                    .containsExactly("1.00 1.00");
            assertThat(small.delta().changes().values()).containsOnly(new Change(0, 0, 0, 0));
        }
    }

    @Test
    void everyTypeOfPostgresqlIsInOneOfTheTables() throws Exception {
        try (var small = small(List.of("text"))) {
            var known = Stream.concat(
                            OtherValue.all()
                                    .map(OtherValue::type)
                                    .map(type -> type.replaceFirst("[(].*| collate.*", "")),
                            EQUAL_IS_SAME.stream())
                    .toList();

            assertThat(small.query("""
                    select format_type(oid, null) from pg_type
                    where typnamespace = 'pg_catalog'::regnamespace and typtype in ('b', 'r', 'm')
                    and typcategory not in ('A', 'Z') and typname not in ('gtsvector', 'pg_node_tree')
                    """)).isSubsetOf(known);
        }
    }

    /** A table with a column of each type. */
    private SmallImport small(List<String> types) throws Exception {
        var columns = IntStream.range(0, types.size())
                .mapToObj(i -> "c%d %s".formatted(i, types.get(i)))
                .collect(Collectors.joining(", "));
        var mapped = IntStream.range(0, types.size())
                .mapToObj("c%1$d: c%1$d"::formatted)
                .collect(Collectors.joining(", "));
        return new SmallImport(temporary, SCHEMA.formatted(columns))
                .mapping("import.yaml", """
                        schema: small
                        dates: {zone: UTC, formats: [iso]}
                        """)
                .mapping("things.yaml", """
                        index: things
                        rows:
                          - table: thing
                            columns: {%s}
                        """.formatted(mapped));
    }

    private static String documents(int count, IntFunction<List<String>> values) {
        return IntStream.range(0, count)
                .mapToObj(number -> {
                    var of = values.apply(number);
                    return "{\"_index\":\"things\",\"_id\":\"t%d\",\"_source\":{%s}}%n"
                            .formatted(
                                    number,
                                    IntStream.range(0, of.size())
                                            .mapToObj(i -> "\"c%d\":%s".formatted(i, of.get(i)))
                                            .collect(Collectors.joining(",")));
                })
                .collect(Collectors.joining());
    }
}
