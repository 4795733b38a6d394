package dev.rejoin.importer.run;

import static dev.rejoin.importer.read.LiveCluster.call;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rejoin.db.EmbeddedDatabase;
import dev.rejoin.db.Migrations;
import dev.rejoin.importer.apply.Apply;
import dev.rejoin.importer.mapping.MappingReader;
import dev.rejoin.importer.read.LiveCluster;
import dev.rejoin.importer.read.Source;
import dev.rejoin.importer.read.SourceDocument;
import dev.rejoin.importer.read.SourceOptions;
import dev.rejoin.importer.read.Sources;
import dev.rejoin.importer.stage.StageProgress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Dates that the mapping file has no format for, but the mapping of a real server's index has. */
@Timeout(240)
class DatesOfTheIndexTest {
    private static final String PREFIX = LiveCluster.newName("dates") + "-";
    private static final String INDEX = """
            {"mappings": {"properties": {
                "slashed": {"type": "date", "format": "yyyy/MM/dd HH:mm:ss"},
                "either": {"type": "date", "format": "dd/MM/yyyy||yyyy-MM"},
                "basic": {"type": "date", "format": "basic_date"},
                "minute": {"type": "date", "format": "date_hour_minute"},
                "plain": {"type": "date"},
                "week": {"type": "date", "format": "strict_week_date||yyyy-MM-dd'T'HH"},
                "words": {"type": "keyword"},
                "visits": {"properties": {"at": {"type": "date", "format": "MM/dd/yyyy hh:mm a"}}}}}}
            """;
    private static final String SCHEMA = """
            create schema dates;
            create table dates.entry (
                id uuid primary key, legacy_id text constraint entry_legacy_id_unique unique, slashed timestamptz,
                either date, basic date, minute timestamptz, plain timestamptz, week timestamptz, words date);
            create table dates.visit (
                id uuid primary key, legacy_id text,
                entry_id uuid constraint visit_entry_required not null constraint visit_entry_exists references dates.entry,
                at timestamptz);
            """;
    private static final String MAPPING = """
            index: entries
            rows:
              - table: entry
                columns:
                  slashed: slashed
                  either: {from: [words, either]}
                  basic: basic
                  minute: minute
                  plain: plain
                  week: week
                  words: {from: words, bad: null}
            children:
              - from: visits
                table: visit
                columns: {entry_id: {row: entry}, at: .at}
            """;
    private static final Map<String, String> DOCUMENTS =
            Map.of("first", """
            {"slashed": "2020/06/01 12:00:00", "either": "31/12/2019", "basic": "20200229", "minute": "2020-06-01T12:30",
             "plain": 1591005600250, "week": "2020-06-01T09", "visits": [{"at": "06/01/2020 02:30 PM"}]}""", "second", """
            {"either": "2020-05", "basic": 20200301, "plain": "2020"}""", "third", """
            {"week": "2020-W23-1"}""", "fourth", """
            {"words": "2020/06/01"}""");

    @TempDir
    private static Path folder;

    private static EmbeddedDatabase database;
    private static ImportRun.Report report;

    @BeforeAll
    static void writeAndImport() throws Exception {
        var index = PREFIX + "entries";
        call("PUT", "/" + index, INDEX);
        DOCUMENTS.forEach((id, body) -> call("PUT", "/" + index + "/_doc/" + id + "?refresh=true", body));
        call("PUT", "/" + index + "/_settings", "{\"index.blocks.write\":true}");
        Files.writeString(
                folder.resolve("import.yaml"), "schema: dates\ndates: {zone: Europe/Paris, formats: [iso]}\n");
        Files.writeString(folder.resolve("entries.yaml"), MAPPING);
        database = EmbeddedDatabase.fresh();
        Migrations.migrateImport(database.dataSource());
        try (var connection = database.dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(SCHEMA);
        }
        report = run(
                Sources.open(LiveCluster.url(), SourceOptions.fromEnvironment(Map.of())),
                ImportRun.Options.standard().withPrefix(PREFIX));
    }

    @AfterAll
    static void remove() {
        call("DELETE", "/" + PREFIX + "entries", "");
        database.close();
    }

    @Test
    void theyAreReadAsTheIndexReadThemAndCounted() throws Exception {
        assertThat(report.outcome()).as(report.message()).isEqualTo(Outcome.PROVEN);
        assertThat(
                        query(
                                "select legacy_id || ': ' || concat_ws(' ', slashed at time zone 'UTC', either, basic,"
                                        + " minute at time zone 'UTC', plain at time zone 'UTC', week at time zone 'UTC') from dates.entry"))
                .containsExactlyInAnyOrder(
                        "first: 2020-06-01 10:00:00 2019-12-31 2020-02-29 2020-06-01 10:30:00 2020-06-01 10:00:00.25"
                                + " 2020-06-01 07:00:00",
                        "second: 2020-05-01 2020-03-01 2019-12-31 23:00:00");
        assertThat(query("select (at at time zone 'UTC')::text from dates.visit"))
                .containsExactly("2020-06-01 12:30:00");
        assertThat(findings("id || ' ' || path", "code = 'date_format_of_index'"))
                .containsExactlyInAnyOrder(
                        "first slashed",
                        "first either",
                        "first basic",
                        "first plain",
                        "first week",
                        "first visits[0].at",
                        "second either",
                        "second basic",
                        "second plain");
        assertThat(findings("message", "path = 'visits[0].at'"))
                .containsExactly(
                        "read as MM/dd/yyyy hh:mm a, which the index mapping says and the mapping file does not");
    }

    @Test
    void aFormatThatIsNotKnownIsNamedAndNotGuessed() throws Exception {
        assertThat(findings("concat_ws(' ', severity, index_name, path, value)", "code = 'unknown_date_format'"))
                .containsExactly("WARNING entries week strict_week_date");
        assertThat(findings("severity || ' ' || message", "id = 'third'"))
                .containsExactly(
                        "ERROR this is not a date of the years 1 to 9999 in any of the formats [iso], nor of the index's own"
                                + " [yyyy-MM-dd'T'HH]");
    }

    @Test
    void whatIsAppliedLaterIsReadAlike() throws Exception {
        var anew = DOCUMENTS.entrySet().stream()
                .map(each -> new SourceDocument(
                        "entries", each.getKey(), null, (each.getValue() + " ").getBytes(StandardCharsets.UTF_8)))
                .toList();

        var applied = Apply.to(database.dataSource(), MappingReader.read(folder))
                .apply(anew, List.of(), Apply.Alongside.NOTHING);

        assertThat(applied.changed()).isEqualTo(4);
        assertThat(applied.written()).isZero();
    }

    private static ImportRun.Report run(Source opened, ImportRun.Options options) throws Exception {
        try (opened) {
            return new ImportRun(
                            opened, database.dataSource(), MappingReader.read(folder), options, StageProgress.SILENT)
                    .run();
        }
    }

    private static List<String> findings(String what, String which) throws SQLException {
        return query(
                "select %s from rejoin_import.finding where run_id = %d and %s".formatted(what, report.run(), which));
    }

    private static List<String> query(String sql) throws SQLException {
        return Library.query(database, sql);
    }
}
