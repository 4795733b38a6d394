package dev.rejoin.importer.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rejoin.db.EmbeddedDatabase;
import dev.rejoin.db.Migrations;
import dev.rejoin.importer.mapping.MappingReader;
import dev.rejoin.importer.read.SourceOptions;
import dev.rejoin.importer.read.Sources;
import dev.rejoin.importer.run.ImportRun;
import dev.rejoin.importer.sample.Manifest.PlantedFinding;
import dev.rejoin.importer.stage.StageProgress;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an import of the sample finds equals what was planted, exactly and both ways. */
class SampleSelfTest {
    private static final Path MAPPING = Path.of("mapping");

    private static EmbeddedDatabase database;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() throws Exception {
        database = EmbeddedDatabase.fresh();
        Migrations.migrateDomain(database.dataSource());
        Migrations.migrateImport(database.dataSource());
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @Test
    void aCleanSampleIsImportedWithoutAFinding() throws Exception {
        compare(Sample.clean(11, 0.02), true);
    }

    @ParameterizedTest
    @EnumSource(FaultKind.class)
    void aFaultPlantedAloneIsFoundAndNothingElse(FaultKind kind) throws Exception {
        compare(Sample.only(kind, 5, 0.01), true);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 20_260_630})
    void theFindingsOfAFullSampleEqualItsManifest(long seed) throws Exception {
        compare(Sample.full(seed, 0.15), false);
    }

    private void compare(Sample sample, boolean dryRun) throws Exception {
        var manifest = write(sample);

        var report = importDump(dryRun);

        var found = findings(report.run());
        var planted = manifest.findings().stream().map(SampleSelfTest::line).toList();
        assertThat(without(planted, found)).as("planted, but not found").isEmpty();
        assertThat(without(found, planted)).as("found, but not planted").isEmpty();
        assertThat(report.accounts())
                .allMatch(account -> account.balances())
                .extracting(a ->
                        a.index() + " " + a.loaded() + " " + a.merged() + " " + a.quarantined() + " " + a.excluded())
                .containsExactlyInAnyOrderElementsOf(manifest.documents().entrySet().stream()
                        .map(e -> e.getKey() + " " + e.getValue().loaded() + " "
                                + e.getValue().merged() + " " + e.getValue().quarantined() + " "
                                + e.getValue().excluded())
                        .toList());
        if (!dryRun) {
            assertThat(rows(manifest.rows().keySet())).isEqualTo(manifest.rows());
        }
    }

    private Manifest write(Sample sample) throws IOException {
        try (var sink = new DumpFolder(folder)) {
            return sample.write(sink);
        }
    }

    private ImportRun.Report importDump(boolean dryRun) throws Exception {
        emptyTarget();
        try (var source = Sources.open(folder.toString(), SourceOptions.fromEnvironment(Map.of()))) {
            return new ImportRun(
                            source,
                            database.dataSource(),
                            MappingReader.read(MAPPING),
                            dryRun ? ImportRun.Options.standard().asDryRun() : ImportRun.Options.standard(),
                            StageProgress.SILENT)
                    .run();
        }
    }

    private static void emptyTarget() throws SQLException {
        try (var connection = database.dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("""
                    do $$ declare names text; begin
                        select string_agg(format('public.%I', relname), ', ') into names
                        from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'
                            and relname not like 'flyway%';
                        execute 'truncate ' || names || ', rejoin_import.run, rejoin_import.row_origin cascade';
                    end $$
                    """);
        }
    }

    /** What is left of a list when each element of another one was taken out once. */
    private static List<String> without(List<String> all, List<String> taken) {
        var left = new ArrayList<>(all);
        taken.forEach(left::remove);
        return left;
    }

    private static String line(PlantedFinding finding) {
        return finding.index() + "/" + finding.id() + " " + finding.code();
    }

    private static Map<String, Long> rows(Set<String> tables) throws SQLException {
        var counts = new TreeMap<String, Long>();
        try (var connection = database.dataSource().getConnection();
                var statement = connection.createStatement()) {
            for (var table : tables) {
                try (var row = statement.executeQuery("select count(*) from public." + table)) {
                    row.next();
                    counts.put(table, row.getLong(1));
                }
            }
        }
        return counts;
    }

    private static List<String> findings(long run) throws SQLException {
        var lines = new ArrayList<String>();
        try (var connection = database.dataSource().getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "select index_name || '/' || id || ' ' || code from rejoin_import.finding where run_id = "
                                + run)) {
            while (rows.next()) {
                lines.add(rows.getString(1));
            }
        }
        return lines;
    }
}
