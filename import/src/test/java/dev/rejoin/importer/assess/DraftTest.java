package dev.rejoin.importer.assess;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rejoin.db.EmbeddedDatabase;
import dev.rejoin.db.Migrations;
import dev.rejoin.importer.catalog.TargetCatalog;
import dev.rejoin.importer.check.Check.Account;
import dev.rejoin.importer.mapping.Mapping.RowMapping;
import dev.rejoin.importer.mapping.Mapping.Value;
import dev.rejoin.importer.mapping.MappingReader;
import dev.rejoin.importer.mapping.MappingSchema;
import dev.rejoin.importer.plan.MappingCheck;
import dev.rejoin.importer.read.Source;
import dev.rejoin.importer.read.SourceOptions;
import dev.rejoin.importer.read.Sources;
import dev.rejoin.importer.run.ImportRun;
import dev.rejoin.importer.run.Outcome;
import dev.rejoin.importer.stage.StageProgress;
import dev.rejoin.legacy.sample.DumpFolder;
import dev.rejoin.legacy.sample.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The mapping that is drafted for the sample can be run once a person has decided about its marked lines. */
class DraftTest {
    /** What a person who knows the old application decides: the beginning of a marked line, and what it becomes. */
    private static final Map<String, String> DECISIONS = Map.ofEntries(
            Map.entry("import.yaml: zone: UTC", "  zone: Europe/Paris"),
            Map.entry("import.yaml: # DECIDE: before_load", "before_load: [\"set local rejoin.bulk_load = 'on'\"]"),
            Map.entry(
                    "import.yaml: # DECIDE: member_group_point_of_contact_id_required",
                    "  member_group_point_of_contact_id_required: grandfather"),
            Map.entry(
                    "teachers.yaml: family_name: name",
                    "      given_name: {from: name, transform: first_word}\n"
                            + "      family_name: {from: name, transform: rest}"),
            Map.entry(
                    "meetings.yaml: intervenant.nom",
                    "  intervenant.nom: {of: teacher_id, column: person_id.full_name}"),
            Map.entry(
                    "missions.yaml: intervenant.nom",
                    "  intervenant.nom: {of: teacher_id, column: person_id.full_name}"),
            Map.entry("missions.yaml: # DECIDE: formation", "          formation: TEACHING"),
            Map.entry("organizations.yaml: # DECIDE: ferme", "          ferme: CLOSED"),
            Map.entry("organizations.yaml: # DECIDE: \"à rappeler\"", "          \"à rappeler\": PROSPECT"));

    private static final Path SHIPPED = Path.of("mapping");

    @TempDir
    private Path temporary;

    @Test
    void theDraftOfTheSampleRunsOnceItsMarkedLinesAreDecided() throws Exception {
        writeSample();
        try (var target = EmbeddedDatabase.fresh();
                var other = EmbeddedDatabase.fresh()) {
            var result = assess(target.dataSource());
            assertFindsWhatTheShippedMappingSays(result.assessment());
            var draft = temporary.resolve("draft");
            result.draft().orElseThrow().write(draft);
            assertThat(MappingSchema.errors(draft)).isEmpty();
            assertThat(result.assessment().decisions()).hasSizeBetween(60, 200);
            assertMappingIsRight(draft, target.dataSource());

            var unused = decide(draft);

            assertThat(unused).as("decisions without a marked line").isEmpty();
            var report = run(target, draft);
            assertThat(report.outcome()).as(report.message()).isEqualTo(Outcome.PROVEN);
            assertThat(report.accounts()).allMatch(Account::balances);
            var byHand = loaded(run(other, SHIPPED));
            loaded(report).forEach((index, documents) -> assertThat(documents)
                    .as("documents of %s, of which the shipped mapping loads %d", index, byHand.get(index))
                    .isGreaterThanOrEqualTo(byHand.get(index) * 9 / 10));
        }
    }

    /** The shipped mapping was written by people who know the sample: its references and copies are there to be found. */
    private static void assertFindsWhatTheShippedMappingSays(Assessment assessment) {
        var references = assessment.references().stream()
                .map(r -> r.index() + " " + r.path())
                .toList();
        var copies = assessment.copies().stream()
                .map(c -> c.index() + " " + c.path())
                .toList();
        for (var index : MappingReader.read(SHIPPED).indices()) {
            assertThat(references)
                    .containsAll(Stream.concat(index.rows().stream(), index.children().stream())
                            .flatMap(row -> row.columns().values().stream()
                                    .filter(v -> v instanceof Value.Field f
                                            && f.reference().isPresent())
                                    .map(v -> index.index() + " " + path(row, (Value.Field) v)))
                            .toList());
            assertThat(copies)
                    .containsAll(index.copies().stream()
                            .map(c -> index.index() + " " + c.path())
                            .toList());
        }
    }

    private static String path(RowMapping row, Value.Field field) {
        var path = field.from().getFirst();
        return row.from().map(path::under).orElse(path).text();
    }

    private void writeSample() throws IOException {
        try (var sink = new DumpFolder(temporary.resolve("dump"))) {
            Sample.full(3, 0.1).write(sink);
        }
    }

    private Source dump() {
        return Sources.open(temporary.resolve("dump").toString(), SourceOptions.fromEnvironment(Map.of()));
    }

    private Assess.Result assess(DataSource target) throws SQLException {
        try (var source = dump();
                var connection = target.getConnection()) {
            return new Assess(
                            source, "", 2, Optional.of(Assess.Target.read(connection, "public")), StageProgress.SILENT)
                    .run();
        }
    }

    private static void assertMappingIsRight(Path draft, DataSource target) throws SQLException {
        try (var connection = target.getConnection()) {
            MappingCheck.check(MappingReader.read(draft), TargetCatalog.read(connection, "public"), Map.of());
        }
    }

    /** Changes marked lines and no others; answers the decisions that found none. */
    private static List<String> decide(Path draft) throws IOException {
        var open = new HashMap<>(DECISIONS);
        try (var files = Files.list(draft)) {
            for (var file : files.toList()) {
                var lines = new ArrayList<String>();
                for (var line : Files.readAllLines(file)) {
                    var decision = open.keySet().stream()
                            .filter(d -> (file.getFileName() + ": " + line.strip()).startsWith(d))
                            .findFirst();
                    decision.ifPresent(d -> assertThat(line).as("a marked line").contains("# DECIDE: "));
                    lines.add(decision.map(open::remove).orElse(line));
                }
                Files.write(file, lines);
            }
        }
        return List.copyOf(open.keySet());
    }

    private ImportRun.Report run(EmbeddedDatabase target, Path mapping) throws SQLException {
        Migrations.migrateImport(target.dataSource());
        try (var source = dump()) {
            return new ImportRun(
                            source,
                            target.dataSource(),
                            MappingReader.read(mapping),
                            ImportRun.Options.standard(),
                            StageProgress.SILENT)
                    .run();
        }
    }

    /** Loaded or merged: what was not set aside. */
    private static Map<String, Long> loaded(ImportRun.Report report) {
        return report.accounts().stream().collect(Collectors.toMap(Account::index, a -> a.loaded() + a.merged()));
    }
}
