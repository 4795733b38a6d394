package dev.rejoin.importer.run;

import static dev.rejoin.importer.read.LiveCluster.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rejoin.importer.mapping.MappingException;
import dev.rejoin.importer.read.LiveCluster;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every type of Elasticsearch holds in a document, from a real server and from dump files. */
@Timeout(300)
class EveryTypeTest {
    private static final String SCHEMA = """
            create table thing (
                id uuid primary key, legacy_id text unique,
                lat numeric(9,6), lon double precision, spot point, area jsonb, area_text text,
                ages int4range, amounts int8range, weights numrange, days daterange, seen tstzrange, nets text, first_day date,
                stamp timestamptz, bytes bytea, labels jsonb, priority text, relation text, parent text,
                vector real[], tokens jsonb, words text[], weight integer, hist jsonb, counts bigint[], ranks jsonb, rank numeric,
                stats_max numeric, release text, address inet, large numeric(20,0), scaled numeric, beyond text,
                load integer, load_max integer, flag boolean, price numeric, point_price numeric, matrix integer[],
                stored integer);
            create table stop (id uuid primary key, legacy_id text, thing_id uuid not null references thing,
                number integer, lat numeric, lon numeric);
            create table bucket (id uuid primary key, legacy_id text, thing_id uuid not null references thing,
                value numeric, count integer);
            """;
    private static final String MAPPING = """
            index: things
            rows:
              - table: thing
                columns:
                  lat: {from: pos, transform: latitude}
                  lon: {from: pos, transform: longitude}
                  spot: pos
                  area: area
                  area_text: {from: area, transform: json}
                  ages: ages
                  amounts: amounts
                  weights: weights
                  days: days
                  seen: seen
                  nets: {from: nets, transform: json}
                  first_day: days.gte
                  stamp: stamp
                  bytes: bytes
                  labels: labels
                  priority: labels.priority
                  relation: {from: [relation.name, relation]}
                  parent: relation.parent
                  vector: vector
                  tokens: tokens
                  words: {from: [suggest.input, suggest]}
                  weight: suggest.weight
                  hist: hist
                  counts: hist.counts
                  ranks: ranks
                  rank: rank
                  stats_max: stats.max
                  release: release
                  address: address
                  large: large
                  scaled: scaled
                  beyond: beyond.one
                  load: load.now
                  load_max: load.now.max
                  flag: {from: flag, transform: boolean}
                  price: {from: price, transform: decimal_comma}
                  point_price: {from: point_price, transform: decimal_point}
                  matrix: matrix
            children:
              - from: stops
                table: stop
                columns:
                  thing_id: {row: thing}
                  number: "#"
                  lat: {from: ., transform: latitude}
                  lon: {from: ., transform: longitude}
              - from: hist.values
                beside: hist.counts
                table: bucket
                columns: {thing_id: {row: thing}, value: ., count: hist.counts}
            aggregates:
              yes: {elements: answers, when: {path: .value, in: ['yes']}}
            ignore: {answers.*: only counted, stats.*: only the maximum}
            """;
    private static final String RUN = """
            schema: small
            dates: {zone: Europe/Paris, formats: [iso]}
            """;
    private static final String INDEX = """
            {"settings": {"index.mapping.total_fields.limit": 70,
                          "index.mapping.total_fields.ignore_dynamic_beyond_limit": true},
             "mappings": {"dynamic": "runtime", "properties": {
                "pos": {"type": "geo_point"}, "stops": {"type": "geo_point"}, "area": {"type": "geo_shape"},
                "ages": {"type": "integer_range"}, "amounts": {"type": "long_range"}, "weights": {"type": "double_range"},
                "days": {"type": "date_range", "format": "dd/MM/yyyy||yyyy-MM-dd"}, "seen": {"type": "date_range"},
                "nets": {"type": "ip_range"}, "stamp": {"type": "date_nanos"}, "bytes": {"type": "binary"},
                "labels": {"type": "flattened"}, "relation": {"type": "join", "relations": {"question": "answer"}},
                "vector": {"type": "dense_vector", "dims": 3}, "tokens": {"type": "sparse_vector"},
                "suggest": {"type": "completion"}, "hist": {"type": "histogram"}, "ranks": {"type": "rank_features"},
                "rank": {"type": "rank_feature"}, "release": {"type": "version"}, "address": {"type": "ip"},
                "stats": {"type": "aggregate_metric_double", "metrics": ["max", "min"], "default_metric": "max"},
                "large": {"type": "unsigned_long"}, "scaled": {"type": "scaled_float", "scaling_factor": 100},
                "answers": {"type": "nested", "properties": {"value": {"type": "keyword"}}},
                "beyond": {"type": "object", "dynamic": false}, "flag": {"type": "keyword"}, "price": {"type": "keyword"},
                "point_price": {"type": "keyword"}, "matrix": {"type": "integer"},
                "load": {"type": "object", "subobjects": false, "properties": {
                    "now": {"type": "integer"}, "now.max": {"type": "integer"}}}}}}
            """;

    /** By id, a document and what the columns that are not null must hold. */
    private static final Map<String, String[]> DOCUMENTS = new LinkedHashMap<>();

    private static void add(String id, String document, String expected) {
        DOCUMENTS.put(id, new String[] {document, expected});
    }

    static {
        var place = "\"lat\": 47.218, \"lon\": -1.553, \"spot\": \"(-1.553,47.218)\"";
        add("point-object", "{\"pos\":{\"lat\":47.218,\"lon\":-1.553}}", place);
        add("point-texts", "{\"pos\":{\"lat\":\"47.218\",\"lon\":\"-1.553\"}}", place);
        add("point-text", "{\"pos\":\"47.218, -1.553\"}", place);
        add("point-array", "{\"pos\":[-1.553,47.218]}", place);
        add("point-wkt", "{\"pos\":\"POINT (-1.553 47.218)\"}", place);
        add("point-geojson", "{\"pos\":{\"type\":\"Point\",\"coordinates\":[-1.553,47.218]}}", place);
        add(
                "point-geohash",
                "{\"pos\":\"u09t\"}",
                "\"lat\": 48.691406, \"lon\": 2.109375, \"spot\": \"(2.109375,48.69140625)\"");
        add("points", "{\"pos\":[[-1.553,47.218],[3,4]]}", place);
        add(
                "shape",
                "{\"area\":{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1.50,0],[1,1],[0,0]]]}}",
                "\"area\": {\"type\": \"Polygon\", \"coordinates\": [[[0, 0], [1.50, 0], [1, 1], [0, 0]]]},"
                        + " \"area_text\": \"{\\\"type\\\":\\\"Polygon\\\",\\\"coordinates\\\":[[[0,0],[1.50,0],[1,1],[0,0]]]}\"");
        add(
                "shape-wkt",
                "{\"area\":\"POLYGON ((0 0, 1 0, 1 1, 0 0))\"}",
                "\"area\": \"POLYGON ((0 0, 1 0, 1 1, 0 0))\", \"area_text\": \"\\\"POLYGON ((0 0, 1 0, 1 1, 0 0))\\\"\"");
        add(
                "ranges",
                "{\"ages\":{\"gte\":1,\"lte\":5},\"amounts\":{\"gt\":1,\"lt\":9007199254740993},"
                        + "\"weights\":{\"gte\":\"0.10\",\"lt\":1e2}}",
                "\"ages\": \"[1,6)\", \"amounts\": \"[2,9007199254740993)\", \"weights\": \"[0.10,100)\"");
        add(
                "open-range",
                "{\"ages\":{\"gte\":7,\"lte\":null},\"amounts\":{\"lt\":3}}",
                "\"ages\": \"[7,)\", \"amounts\": \"(,3)\"");
        add(
                "date-ranges",
                "{\"days\":{\"gte\":\"31/12/2019\",\"lte\":\"2020-06-01\"},\"seen\":{\"gte\":\"2020-06-01T12:00:00\","
                        + "\"lt\":\"2020-06-01T13:00:00Z\"}}",
                "\"days\": \"[2019-12-31,2020-06-02)\", \"first_day\": \"2019-12-31\","
                        + " \"seen\": \"[\\\"2020-06-01 10:00:00+00\\\",\\\"2020-06-01 13:00:00+00\\\")\"");
        add("ip-range", "{\"nets\":\"10.0.0.0/8\"}", "\"nets\": \"\\\"10.0.0.0/8\\\"\"");
        add(
                "ip-bounds",
                "{\"nets\":{\"gte\":\"10.0.0.1\",\"lt\":\"10.0.0.9\"}}",
                "\"nets\": \"{\\\"gte\\\":\\\"10.0.0.1\\\",\\\"lt\\\":\\\"10.0.0.9\\\"}\"");
        add("nanos", "{\"stamp\":\"2020-06-01T12:00:00.123456Z\"}", "\"stamp\": \"2020-06-01T12:00:00.123456+00:00\"");
        add("binary", "{\"bytes\":\"aGVsbG8=\"}", "\"bytes\": \"\\\\x68656c6c6f\"");
        add(
                "flattened",
                "{\"labels\":{\"priority\":\"urgent\",\"app.io/name\":\"x\",\"deep\":{\"a.b\":[1,{\"c.d\":2}]}}}",
                "\"labels\": {\"priority\": \"urgent\", \"app.io/name\": \"x\", \"deep\": {\"a.b\": [1, {\"c.d\": 2}]}},"
                        + " \"priority\": \"urgent\"");
        add(
                "both-ways",
                "{\"labels\":{\"priority\":\"low\"},\"labels.x\":1}",
                "\"labels\": {\"x\": 1, \"priority\": \"low\"}, \"priority\": \"low\"");
        add("question", "{\"relation\":\"question\"}", "\"relation\": \"question\"");
        add("vector", "{\"vector\":[0.5,-1.25,3]}", "\"vector\": [0.5, -1.25, 3]");
        add("sparse", "{\"tokens\":{\"lead\":6.3,\"glass\":0.1}}", "\"tokens\": {\"lead\": 6.3, \"glass\": 0.1}");
        add(
                "completion",
                "{\"suggest\":{\"input\":[\"Nevermind\",\"Nirvana\"],\"weight\":34}}",
                "\"words\": [\"Nevermind\", \"Nirvana\"], \"weight\": 34");
        add("completion-texts", "{\"suggest\":[\"a\",\"b\"]}", "\"words\": [\"a\", \"b\"]");
        add(
                "histogram",
                "{\"hist\":{\"values\":[0.1,0.2],\"counts\":[3,7]}}",
                "\"hist\": {\"counts\": [3, 7], \"values\": [0.1, 0.2]}, \"counts\": [3, 7]");
        add(
                "ranks",
                "{\"ranks\":{\"politics\":20,\"economics\":50.8},\"rank\":12}",
                "\"rank\": 12, \"ranks\": {\"politics\": 20, \"economics\": 50.8}");
        add("metric", "{\"stats\":{\"min\":-302.5,\"max\":702.3}}", "\"stats_max\": 702.3");
        add(
                "version",
                "{\"release\":\"8.10.0-rc.1\",\"address\":\"2001:db8::1\"}",
                "\"address\": \"2001:db8::1\", \"release\": \"8.10.0-rc.1\"");
        add(
                "numbers",
                "{\"large\":18446744073709551615,\"scaled\":12.345}",
                "\"large\": 18446744073709551615, \"scaled\": 12.345");
        add("not-mapped", "{\"beyond\":{\"one\":\"there\"}}", "\"beyond\": \"there\"");
        add("no-subobjects", "{\"load\":{\"now\":1,\"now.max\":2}}", "\"load\": 1, \"load_max\": 2");
        add("dotted", "{\"load.now\":1,\"load.now.max\":2}", "\"load\": 1, \"load_max\": 2");
        add(
                "oui",
                "{\"flag\":\" Oui\",\"price\":\"1\u202f234,50\",\"point_price\":\"-12,345.5\"}",
                "\"flag\": true, \"price\": 1234.50, \"point_price\": -12345.5");
        add(
                "faux",
                "{\"flag\":\"FAUX\",\"price\":\"1.234.567\",\"point_price\":\"7\"}",
                "\"flag\": false, \"price\": 1234567, \"point_price\": 7");
        add("matrix", "{\"matrix\":[[1,2],[3,[4]]]}", "\"matrix\": [1, 2, 3, 4]");
        add("answers", "{\"yes\":2,\"answers\":[{\"value\":\"yes\"},{\"value\":\"no\"},{\"value\":\"yes\"}]}", "");
        add("miscounted", "{\"yes\":3,\"answers\":[{\"value\":\"yes\"},{\"value\":\"no\"}]}", "");
        add("stops", "{\"stops\":[[1,2],[3.5,4]]}", "");
        add("stop", "{\"stops\":[5,6]}", "");
        add("mixed-stops", "{\"stops\":[{\"lat\":8,\"lon\":7},\"10,9\"]}", "");
    }

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void itsValuesAreLoadedAndProven(boolean fromServer) throws Exception {
        try (var things = new SmallImport(folder, SCHEMA)) {
            things.mapping("import.yaml", RUN).mapping("things.yaml", MAPPING);
            if (fromServer) {
                write(things);
            } else {
                things.dump(
                        "things.ndjson",
                        DOCUMENTS.entrySet().stream()
                                .map(d -> "{\"_index\":\"things\",\"_id\":\"%s\",\"_source\":%s}\n"
                                        .formatted(d.getKey(), d.getValue()[0]))
                                .collect(Collectors.joining()));
                things.dump(
                        "things.mapping.json",
                        new ObjectMapper().readTree(INDEX).path("mappings").toString());
            }

            var report = things.run();

            assertThat(report.outcome())
                    .as(report.message()
                            + things.findings()
                            + report.proof().map(p -> p.differences().toString()))
                    .isEqualTo(Outcome.PROVEN);
            assertThat(report.accounts()).allMatch(a -> a.quarantined() == 0);
            var json = new ObjectMapper();
            for (var document : DOCUMENTS.entrySet()) {
                assertThat(json.readTree(things.query(
                                        "select (jsonb_strip_nulls(to_jsonb(t)) - 'id' - 'legacy_id')::text from thing t where"
                                                + " legacy_id = '" + document.getKey() + "'")
                                .getFirst()))
                        .as(document.getKey())
                        .isEqualTo(json.readTree("{" + document.getValue()[1] + "}"));
            }
            assertThat(things.query("""
                            select concat_ws(' ', t.legacy_id, s.number, s.lat, s.lon) from stop s
                            join thing t on t.id = s.thing_id order by 1
                            """))
                    .containsExactly(
                            "mixed-stops 1 8 7", "mixed-stops 2 10 9", "stop 1 6 5", "stops 1 2 1", "stops 2 4 3.5");
            assertThat(things.query("select value || ' ' || count from bucket order by 1"))
                    .containsExactly("0.1 3", "0.2 7");
            assertThat(things.query("select id || ' ' || message from rejoin_import.finding"
                            + " where code = 'aggregate_mismatch'"))
                    .containsExactly("miscounted stores 3, but there are 1");
        }
    }

    /** Some types come with modules that a small server lacks: their fields stay as its dynamic mapping takes them. */
    private static void create(String index) throws Exception {
        var definition = (ObjectNode) new ObjectMapper().readTree(INDEX);
        var properties = (ObjectNode) definition.at("/mappings/properties");
        var unknown = Pattern.compile("on field \\[([a-z]+)] does not exist|No handler for type \\[[a-z_]+] declared on"
                + " field \\[([a-z]+)]");
        while (true) {
            var answer = LiveCluster.send(LiveCluster.url(), "PUT", "/" + index, definition.toString());
            if (answer.statusCode() < 300) {
                assertThat(properties).hasSizeGreaterThan(18);
                return;
            }
            var matcher = unknown.matcher(answer.body().replace("\\\"", ""));
            assertThat(matcher.find()).as(answer.body()).isTrue();
            assertThat(properties.remove(matcher.group(1) == null ? matcher.group(2) : matcher.group(1)))
                    .as(answer.body())
                    .isNotNull();
        }
    }

    private static void write(SmallImport things) throws Exception {
        var prefix = LiveCluster.newName("types") + "-";
        var index = prefix + "things";
        create(index);
        var bulk = DOCUMENTS.entrySet().stream()
                .map(d -> "{\"index\":{\"_id\":\"%s\"}}\n%s\n".formatted(d.getKey(), d.getValue()[0]))
                .collect(Collectors.joining());
        var answer = call("POST", "/" + index + "/_bulk?refresh=true", bulk);
        assertThat(answer.findValues("error")).isEmpty();
        call("PUT", "/" + index + "/_settings", "{\"index.blocks.write\":true}");
        things.cluster(LiveCluster.url(), prefix);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"pos":{"lat":91,"lon":0}} | bad_point
            {"pos":"somewhere"} | bad_point
            {"pos":{"type":"LineString","coordinates":[[0,0],[1,1]]}} | bad_point
            {"ages":{"gte":1,"gt":2}} | bad_range
            {"ages":{"from":1,"to":2}} | bad_range
            {"ages":{"gte":5,"lte":1}} | bad_value
            {"ages":[1,5]} | bad_range
            {"days":{"gte":"31/02/2020"}} | bad_date
            {"bytes":"not base 64!"} | bad_binary
            {"flag":"maybe"} | bad_boolean
            {"price":"1,234.50"} | bad_number
            {"price":"12 34,5"} | bad_number
            {"address":"10.0.0"} | bad_value
            """)
    void whatIsNoValueOfItIsSetAsideAndSaysWhy(String document, String code) throws Exception {
        try (var things = new SmallImport(folder, SCHEMA)) {
            things.mapping("import.yaml", RUN)
                    .mapping("things.yaml", MAPPING)
                    .dump(
                            "things.ndjson",
                            "{\"_index\":\"things\",\"_id\":\"x\",\"_source\":%s}\n".formatted(document));

            var report = things.run();

            assertThat(report.outcome()).as(report.message()).isEqualTo(Outcome.PROVEN);
            assertThat(things.query("select distinct code from rejoin_import.finding where severity = 'ERROR'"))
                    .contains(code);
            assertThat(report.accounts()).allMatch(a -> a.quarantined() == 1);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            shown | no document can hold "shown": it is an alias, which no document holds: map "label" instead
            label.raw | no document can hold "label.raw": it is another way to index "label", and documents hold only that: map "label" instead
            strict.lable | no document can hold "strict.lable": the index does not list it, and takes nothing else (dynamic: strict); did you mean "strict.label"?
            """)
    void aPathThatNoDocumentCanHoldIsRefused(String path, String message) throws Exception {
        try (var things = new SmallImport(folder, "create table thing (id uuid primary key, label text)")) {
            things.mapping(
                            "things.yaml",
                            "index: things\nrows: [{table: thing, columns: {label: %s}}]\n".formatted(path))
                    .dump("things.ndjson", "{\"_index\":\"things\",\"_id\":\"x\",\"_source\":{}}\n")
                    .dump("things.mapping.json", """
                            {"properties": {"label": {"type": "keyword", "fields": {"raw": {"type": "text"}}},
                             "shown": {"type": "alias", "path": "label"},
                             "strict": {"dynamic": "strict", "properties": {"label": {"type": "keyword"}}}}}
                            """);

            assertThatThrownBy(things::run)
                    .isInstanceOf(MappingException.class)
                    .hasMessageContaining("things.yaml:2: " + message);
        }
    }

    /** The mapping of the index lists the first of them only: the documents hold them all. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void fieldsBeyondTheLimitOfTheIndexAreTakenAllTheSame(boolean fromServer) throws Exception {
        try (var things = new SmallImport(folder, """
                create table thing (id uuid primary key, legacy_id text, first integer, last integer, deep text);
                """)) {
            things.mapping("things.yaml", """
                    index: things
                    rows: [{table: thing, columns: {first: f00, last: f39, deep: more.f1}}]
                    """ + ignored());
            var document = new StringBuilder("{");
            for (int i = 0; i < 40; i++) {
                document.append("\"f%02d\":%d,".formatted(i, i));
            }
            document.append("\"more\":{\"f1\":\"deep\"}}");
            var limited = """
                    {"settings": {"index.mapping.total_fields.limit": 10,
                                  "index.mapping.total_fields.ignore_dynamic_beyond_limit": true}}
                    """;
            var prefix = LiveCluster.newName("limited") + "-";
            LiveCluster.index(prefix + "things", limited, 3, n -> document.toString());
            var known = LiveCluster.call("GET", "/" + prefix + "things/_mapping", "")
                    .get(prefix + "things");
            assertThat(known.at("/mappings/properties").size()).isLessThanOrEqualTo(10);
            if (fromServer) {
                things.cluster(LiveCluster.url(), prefix);
            } else {
                things.dump("things.mapping.json", "{\"things\":" + known + "}")
                        .dump(
                                "things.ndjson",
                                "{\"_index\":\"things\",\"_id\":\"0\",\"_source\":%s}\n".formatted(document));
            }

            var report = things.run();

            assertThat(report.outcome()).as(report.message()).isEqualTo(Outcome.PROVEN);
            assertThat(things.query("select distinct concat_ws(' ', first, last, deep) from thing"))
                    .containsExactly("0 39 deep");
            LiveCluster.call("DELETE", "/" + prefix + "things", "");
        }
    }

    private static String ignored() {
        var ignored = new StringBuilder("ignore:\n");
        for (int i = 1; i < 39; i++) {
            ignored.append("  f%02d: not needed\n".formatted(i));
        }
        return ignored.toString();
    }

    /** An index without subobjects takes names with dots as they are, at its root too: a value beside what begins so. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anIndexWithoutSubobjectsMayHoldAValueBesideAPathThatBeginsSo(boolean fromServer) throws Exception {
        try (var things = new SmallImport(folder, """
                create table thing (id uuid primary key, legacy_id text, load integer, load_max integer, host text);
                """)) {
            things.mapping("things.yaml", """
                    index: things
                    rows: [{table: thing, columns: {load: load, load_max: load.max, host: host.name}}]
                    """);
            var flat = """
                    {"mappings": {"subobjects": false, "properties": {
                       "load": {"type": "integer"}, "load.max": {"type": "integer"}, "host.name": {"type": "keyword"}}}}
                    """;
            var documents = List.of(
                    "{\"load\":1,\"load.max\":2,\"host.name\":\"a\"}",
                    "{\"load.max\":4,\"load\":3,\"host.name\":[\"b\"]}",
                    "{\"load.max\":5}");
            var prefix = LiveCluster.newName("flat") + "-";
            LiveCluster.index(prefix + "things", flat, documents.size(), documents::get);
            if (fromServer) {
                things.cluster(LiveCluster.url(), prefix);
            } else {
                var lines = new StringBuilder();
                for (int i = 0; i < documents.size(); i++) {
                    lines.append(
                            "{\"_index\":\"things\",\"_id\":\"%d\",\"_source\":%s}\n".formatted(i, documents.get(i)));
                }
                things.dump("things.mapping.json", "{\"things\":" + flat.strip() + "}")
                        .dump("things.ndjson", lines.toString());
            }

            var report = things.run();

            assertThat(report.outcome()).as(report.message()).isEqualTo(Outcome.PROVEN);
            assertThat(things.query("select concat_ws(' ', legacy_id, load, load_max, host) from thing order by 1"))
                    .containsExactly("0 1 2 a", "1 3 4 b", "2 5");
            LiveCluster.call("DELETE", "/" + prefix + "things", "");
        }
    }

    @Test
    void twoValuesAtOnePathAreTakenAsTheMappingSays() throws Exception {
        try (var things = new SmallImport(folder, """
                create table thing (id uuid primary key, legacy_id text, a integer, b integer, c integer, rest jsonb)
                """)) {
            things.mapping("import.yaml", "schema: small\nconflicts: nested\n")
                    .mapping("things.yaml", """
                            index: things
                            conflicts: {x.b: dotted, x.c: null, x.d: quarantine}
                            rows: [{table: thing, columns: {a: x.a, b: x.b, c: x.c, rest: x}}]
                            """)
                    .dump("things.ndjson", """
                            {"_index":"things","_id":"1","_source":{"x.a":1,"x":{"a":2}}}
                            {"_index":"things","_id":"2","_source":{"x":{"b":2},"x.b":1}}
                            {"_index":"things","_id":"3","_source":{"x":{"c":2},"x.c":1,"x.a":7}}
                            {"_index":"things","_id":"4","_source":{"x":{"d":2},"x.d":1}}
                            {"_index":"things","_id":"5","_source":{"x":{"a":3},"x.a":3}}
                            {"_index":"things","_id":"6","_source":{"x":[{"b":5},{"b":6}],"x.b":1}}
                            """);

            var report = things.run();

            assertThat(report.outcome())
                    .as(report.message()
                            + report.proof().map(p -> p.differences().toString()))
                    .isEqualTo(Outcome.PROVEN);
            assertThat(things.query("select concat_ws(' ', legacy_id, a, b, c, rest) from thing order by 1"))
                    .containsExactly(
                            "1 2 {\"a\": 2}",
                            "2 1 {\"b\": 1}",
                            "3 7 {\"a\": 7, \"c\": null}",
                            "5 3 {\"a\": 3}",
                            "6 1 [{}, {}]");
            assertThat(things.query("select concat_ws(' ', id, severity, path, value) from rejoin_import.finding"
                            + " where code = 'path_conflict' order by 1"))
                    .containsExactly(
                            "1 WARNING x.a 2 and 1",
                            "2 WARNING x.b 2 and 1",
                            "3 WARNING x.c 2 and 1",
                            "4 ERROR x.d 2 and 1",
                            "6 WARNING x.b [5,6] and 1");
        }
    }
}
