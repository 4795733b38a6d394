package dev.rejoin.importer.run;

import static dev.rejoin.importer.read.LiveCluster.call;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rejoin.db.EmbeddedDatabase;
import dev.rejoin.db.Migrations;
import dev.rejoin.importer.mapping.MappingReader;
import dev.rejoin.importer.read.LiveCluster;
import dev.rejoin.importer.read.SourceOptions;
import dev.rejoin.importer.read.Sources;
import dev.rejoin.importer.stage.StageProgress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Every form that careless code gives a value, written to a real server, and what becomes of it. */
@Timeout(240)
class TrapsOfStagingTest {
    private static final String PREFIX = LiveCluster.newName("traps") + "-";
    private static final String SCHEMA = """
            create schema traps;
            create table traps.thing (
                id uuid primary key, legacy_id text constraint thing_legacy_id_unique unique,
                whole bigint, exact numeric, seen timestamptz, day date, label text, kept text, flag boolean, nested text);
            create table traps.tag (
                id uuid primary key, legacy_id text,
                thing_id uuid constraint tag_thing_required not null constraint tag_thing_exists references traps.thing,
                position integer, word text);
            """;
    private static final String RUN = """
            schema: traps
            dates: {zone: Europe/Paris, formats: [iso, dd/MM/yyyy, epoch_second]}
            """;
    private static final String THINGS = """
            index: things
            rows:
              - table: thing
                columns:
                  whole: whole
                  exact: exact
                  seen: seen
                  day: day
                  label: label
                  kept: {from: label, keep_empty: true}
                  flag: flag
                  nested: inner.value
            children:
              - from: tags
                table: tag
                columns: {thing_id: {row: thing}, position: "#", word: .}
            """;

    /** By id, the document exactly as it is written. */
    private static final Map<String, String> DOCUMENTS = new LinkedHashMap<>();

    static {
        DOCUMENTS.put("missing", "{}");
        DOCUMENTS.put("null", "{\"label\":null,\"tags\":null}");
        DOCUMENTS.put("empty", "{\"label\":\"\",\"tags\":[]}");
        DOCUMENTS.put("nothing", "{\"label\":[]}");
        DOCUMENTS.put("one-of-a-list", "{\"label\":[\"a\"]}");
        DOCUMENTS.put("two-of-a-list", "{\"label\":[\"a\",\"b\"]}");
        DOCUMENTS.put("one-tag", "{\"tags\":\"x\"}");
        DOCUMENTS.put("tags", "{\"tags\":[\"x\",null,\"y\"]}");
        DOCUMENTS.put("beyond-double", "{\"whole\":9007199254740993}");
        DOCUMENTS.put("exact", "{\"exact\":0.1000000000000000055511151231257827021181583404541015625}");
        DOCUMENTS.put("beyond-bigint", "{\"whole\":9223372036854775808}");
        DOCUMENTS.put("texts", "{\"whole\":\"42\",\"flag\":\"true\"}");
        DOCUMENTS.put("bit", "{\"flag\":0}");
        DOCUMENTS.put("words", "{\"whole\":\"many\"}");
        DOCUMENTS.put("local-time", "{\"seen\":\"2020-06-01T12:00:00\"}");
        DOCUMENTS.put("offset", "{\"seen\":\"2020-06-01T12:00:00+05:30\"}");
        DOCUMENTS.put("decimal-epoch", "{\"seen\":1591005600.250001}");
        DOCUMENTS.put("day-of-epoch", "{\"day\":1591048799}");
        DOCUMENTS.put("no-such-day", "{\"day\":\"31/02/2020\"}");
        DOCUMENTS.put("dotted", "{\"inner.value\":\"v\"}");
        DOCUMENTS.put("object", "{\"inner\":{\"value\":\"v\"}}");
        DOCUMENTS.put("both", "{\"inner.value\":\"v\",\"inner\":{\"value\":\"w\"}}");
        DOCUMENTS.put("object-for-text", "{\"label\":{\"x\":1}}");
        DOCUMENTS.put("nul", "{\"label\":\"a\\u0000b\"}");
        DOCUMENTS.put("half-a-pair", "{\"label\":\"a\\ud83db\"}");
        DOCUMENTS.put("deep", "{\"label\":%s1%s}".formatted("[".repeat(120), "]".repeat(120)));
    }

    @TempDir
    private static Path folder;

    private static EmbeddedDatabase database;
    private static ImportRun.Report report;

    @BeforeAll
    static void writeAndImport() throws Exception {
        var index = PREFIX + "things";
        call("PUT", "/" + index, "{\"mappings\":{\"enabled\":false}}");
        var bulk = DOCUMENTS.entrySet().stream()
                .map(d -> "{\"index\":{\"_id\":\"%s\"}}\n%s\n".formatted(d.getKey(), d.getValue()))
                .collect(Collectors.joining());
        var answer = call("POST", "/" + index + "/_bulk?refresh=true", bulk);
        assertThat(answer.findValues("error")).isEmpty();
        call("PUT", "/" + index + "/_settings", "{\"index.blocks.write\":true}");
        Files.writeString(folder.resolve("import.yaml"), RUN);
        Files.writeString(folder.resolve("things.yaml"), THINGS);
        database = EmbeddedDatabase.fresh();
        Migrations.migrateImport(database.dataSource());
        try (var connection = database.dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(SCHEMA);
        }
        try (var source = Sources.open(LiveCluster.url(), SourceOptions.fromEnvironment(Map.of()))) {
            report = new ImportRun(
                            source,
                            database.dataSource(),
                            MappingReader.read(folder),
                            ImportRun.Options.standard().withPrefix(PREFIX),
                            StageProgress.SILENT)
                    .run();
        }
    }

    @AfterAll
    static void remove() {
        call("DELETE", "/" + PREFIX + "things", "");
        database.close();
    }

    @Test
    void everyDoubtIsWrittenDownAndNothingElse() throws Exception {
        assertThat(report.outcome()).as(report.message()).isEqualTo(Outcome.PROVEN);
        assertThat(query("select distinct id || ' ' || severity || ' ' || code from rejoin_import.finding"))
                .containsExactlyInAnyOrder(
                        "one-of-a-list INFO array_for_scalar",
                        "two-of-a-list WARNING array_for_scalar",
                        "one-tag INFO scalar_for_array",
                        "beyond-double WARNING integer_beyond_2_53",
                        "beyond-bigint WARNING integer_beyond_2_53",
                        "beyond-bigint ERROR number_out_of_range",
                        "texts INFO number_as_string",
                        "texts INFO boolean_as_string",
                        "bit INFO boolean_as_string",
                        "words ERROR bad_number",
                        "decimal-epoch INFO date_format",
                        "day-of-epoch INFO date_format",
                        "no-such-day ERROR bad_date",
                        "dotted INFO dotted_key",
                        "both INFO dotted_key",
                        "both WARNING path_conflict",
                        "object-for-text ERROR object_for_scalar",
                        "nul WARNING nul_character",
                        "half-a-pair WARNING lone_surrogate",
                        "deep ERROR unreadable_document");
    }

    @Test
    void whatIsLoadedIsExactAndWhatIsNotIsSetAsideAsItWas() throws Exception {
        assertThat(
                        query(
                                "select legacy_id || ': ' || concat_ws(' ', whole, exact, to_char(seen at time zone 'UTC',"
                                        + " 'YYYY-MM-DD HH24:MI:SS.US'), day, label, '<' || kept || '>', flag, nested) from traps.thing"))
                .containsExactlyInAnyOrder(
                        "missing: ",
                        "null: ",
                        "empty: <>",
                        "nothing: ",
                        "one-of-a-list: a <a>",
                        "two-of-a-list: a <a>",
                        "one-tag: ",
                        "tags: ",
                        "beyond-double: 9007199254740993",
                        "exact: 0.1000000000000000055511151231257827021181583404541015625",
                        "texts: 42 t",
                        "bit: f",
                        "local-time: 2020-06-01 10:00:00.000000",
                        "offset: 2020-06-01 06:30:00.000000",
                        "decimal-epoch: 2020-06-01 10:00:00.250001",
                        "day-of-epoch: 2020-06-01",
                        "dotted: v",
                        "object: v",
                        "both: ",
                        "nul: ab <ab>",
                        "half-a-pair: ab <ab>");
        assertThat(query("select d.legacy_id || ' ' || t.position || ' ' || t.word from traps.tag t"
                        + " join traps.thing d on d.id = t.thing_id"))
                .containsExactlyInAnyOrder("one-tag 1 x", "tags 1 x", "tags 2 y");
    }

    @Test
    void theLedgerKeepsEveryDocumentByteForByte() throws Exception {
        assertThat(Set.copyOf(query("select id || ' ' || coalesce(source, convert_from(source_bytes, 'UTF8'))"
                        + " from rejoin_import.document")))
                .isEqualTo(DOCUMENTS.entrySet().stream()
                        .map(d -> d.getKey() + " " + d.getValue())
                        .collect(Collectors.toSet()));
    }

    private static List<String> query(String sql) throws SQLException {
        return Library.query(database, sql);
    }
}
