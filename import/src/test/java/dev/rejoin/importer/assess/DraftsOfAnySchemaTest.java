package dev.rejoin.importer.assess;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rejoin.db.EmbeddedDatabase;
import dev.rejoin.db.Migrations;
import dev.rejoin.importer.check.Check.Account;
import dev.rejoin.importer.mapping.MappingReader;
import dev.rejoin.importer.mapping.MappingSchema;
import dev.rejoin.importer.read.Source;
import dev.rejoin.importer.read.SourceOptions;
import dev.rejoin.importer.read.Sources;
import dev.rejoin.importer.run.ImportRun;
import dev.rejoin.importer.run.Outcome;
import dev.rejoin.importer.stage.StageProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is drafted for strangers' schemas runs once a person has decided about the marked lines, and only these. */
class DraftsOfAnySchemaTest {

    /**
     * A domain with its dump files.
     *
     * @param decisions the beginning of a marked line with its file, and what it becomes
     * @param percent of the documents that are loaded or merged, at least
     */
    record Domain(String name, String schema, Map<String, String> decisions, int percent) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Domain> domains() {
        return Stream.of(
                new Domain("library", "library", Map.of(), 50),
                new Domain("depot", "Depot", Map.of(), 50),
                // Most of its tools have a fault of their own, and take their repairs along.
                new Domain(
                        "workshop",
                        "workshop",
                        Map.of(
                                "tools.yaml: # DECIDE: m:", "          m: HAND",
                                "tools.yaml: # DECIDE: \"?\":", "          \"?\": HAND",
                                "tools.yaml: # DECIDE: e:", "          e: POWER"),
                        40));
    }

    @TempDir
    private Path temporary;

    @ParameterizedTest
    @MethodSource("domains")
    void itRunsOnceItsMarkedLinesAreDecided(Domain domain) throws Exception {
        var folder = Path.of("src/test/resources", domain.name);
        try (var database = EmbeddedDatabase.fresh()) {
            execute(database, "create extension if not exists btree_gist; create extension if not exists citext");
            execute(database, Files.readString(folder.resolve("schema.sql")));
            var draft = temporary.resolve("draft");
            var tables = tables(database);

            assess(folder, database, domain.schema).write(draft);

            assertThat(tables(database)).as("what there is in the database").isEqualTo(tables);
            assertThat(MappingSchema.errors(draft)).isEmpty();
            var unused = decide(draft, domain.decisions);
            assertThat(unused)
                    .as("decisions without a marked line in\n%s", text(draft))
                    .isEmpty();
            Migrations.migrateImport(database.dataSource());
            try (var source = source(folder)) {
                var report = new ImportRun(
                                source,
                                database.dataSource(),
                                MappingReader.read(draft),
                                ImportRun.Options.standard(),
                                StageProgress.SILENT)
                        .run();
                assertThat(report.outcome()).as(report.message() + text(draft)).isEqualTo(Outcome.PROVEN);
                assertThat(report.accounts()).allMatch(Account::balances);
                assertThat(report.accounts().stream()
                                .mapToLong(a -> a.loaded() + a.merged())
                                .sum())
                        .as("loaded or merged, of %s", report.accounts())
                        .isGreaterThanOrEqualTo(report.accounts().stream()
                                        .mapToLong(Account::received)
                                        .sum()
                                * domain.percent
                                / 100);
            }
        } catch (dev.rejoin.importer.mapping.MappingException e) {
            throw new AssertionError(e.getMessage() + text(temporary.resolve("draft")), e);
        }
    }

    private static Assess.Drafted assess(Path folder, EmbeddedDatabase database, String schema) throws SQLException {
        try (var source = source(folder);
                var connection = database.dataSource().getConnection()) {
            connection.setReadOnly(true);
            return new Assess(source, "", 1, Optional.of(Assess.Target.read(connection, schema)), StageProgress.SILENT)
                    .run()
                    .draft()
                    .orElseThrow();
        }
    }

    private static Source source(Path folder) {
        return Sources.open(folder.resolve("dump").toString(), SourceOptions.fromEnvironment(Map.of()));
    }

    private static List<String> decide(Path draft, Map<String, String> decisions) throws IOException {
        var open = new LinkedHashMap<>(decisions);
        try (var files = Files.list(draft)) {
            for (var file : files.filter(f -> f.toString().endsWith(".yaml")).toList()) {
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

    private static String text(Path draft) throws IOException {
        var text = new StringBuilder();
        try (var files = Files.list(draft)) {
            for (var file :
                    files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList()) {
                text.append("\n--- ").append(file.getFileName()).append('\n').append(Files.readString(file));
            }
        }
        return text.toString();
    }

    private static List<String> tables(EmbeddedDatabase database) throws SQLException {
        var tables = new ArrayList<String>();
        try (var connection = database.dataSource().getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select oid::regclass::text from pg_class order by 1")) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        return tables;
    }

    private static void execute(EmbeddedDatabase database, String sql) throws SQLException {
        try (var connection = database.dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
