package dev.rejoin.importer.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rejoin.db.EmbeddedDatabase;
import dev.rejoin.db.Migrations;
import dev.rejoin.importer.mapping.MappingReader;
import dev.rejoin.importer.prove.Proof;
import dev.rejoin.importer.prove.Prove;
import dev.rejoin.importer.read.SourceOptions;
import dev.rejoin.importer.read.Sources;
import dev.rejoin.importer.run.ImportRun;
import dev.rejoin.importer.run.LoadedRun;
import dev.rejoin.importer.stage.StageProgress;
import dev.rejoin.legacy.sample.Manifest;
import dev.rejoin.legacy.sample.Manifest.PlantedFinding;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An empty Rejoin database into which samples are imported, to be held against their manifests. */
record SampleTarget(EmbeddedDatabase database) implements AutoCloseable {
    private static final Path MAPPING = Path.of("mapping");

    static SampleTarget start() {
        return new SampleTarget(Migrated.DATABASE.copy());
    }

    /** Another one that holds the same. */
    SampleTarget copy() {
        return new SampleTarget(database.copy());
    }

    @Override
    public void close() {
        database.close();
    }

    /** Imports with the shipped mapping; a dry run finds everything and loads nothing. */
    ImportRun.Report run(String source, String prefix, boolean dryRun) throws Exception {
        empty();
        var options = ImportRun.Options.standard().withPrefix(prefix);
        try (var opened = Sources.open(source, SourceOptions.fromEnvironment(Map.of()))) {
            return new ImportRun(
                            opened,
                            database.dataSource(),
                            MappingReader.read(MAPPING),
                            dryRun ? options.asDryRun() : options,
                            StageProgress.SILENT)
                    .run();
        }
    }

    /** Applies what the source holds now to what was imported. */
    ImportRun.Report delta(String source) throws Exception {
        try (var opened = Sources.open(source, SourceOptions.fromEnvironment(Map.of()))) {
            return new ImportRun(
                            opened,
                            database.dataSource(),
                            MappingReader.read(MAPPING),
                            ImportRun.Options.standard().asDelta(),
                            StageProgress.SILENT)
                    .run();
        }
    }

    /** Holds what the target shows against what the source holds now. */
    Proof prove(String source) throws Exception {
        try (var opened = Sources.open(source, SourceOptions.fromEnvironment(Map.of()))) {
            return new Prove(opened, database.dataSource(), MAPPING, Prove.Options.standard())
                    .run(LoadedRun.toProve(database.dataSource(), null));
        }
    }

    /** The first column of every row. */
    List<String> query(String sql) throws SQLException {
        var values = new ArrayList<String>();
        try (var connection = database.dataSource().getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }

    /** Every row of the domain, without what counts and times changes. */
    List<String> rows() throws SQLException {
        var rows = new ArrayList<String>();
        for (var table : query("""
                select c.relname from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
                and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'legacy_id') order by 1
                """)) {
            rows.addAll(query("""
                    select '%1$s ' || (to_jsonb(t) - 'version' - 'created_at' - 'updated_at')::text from public.%1$s t order by 1
                    """.formatted(table)));
        }
        return rows;
    }

    /** What became of each document, and every finding. */
    List<String> decisions(long run) throws SQLException {
        var decisions = new ArrayList<>(query("""
                select concat_ws(' ', index_name, id, disposition) from rejoin_import.disposition where run_id = %d order by 1
                """.formatted(run)));
        decisions.addAll(query("""
                select concat_ws(' ', severity, code, index_name, id, path, value, message) from rejoin_import.finding
                where run_id = %d order by 1
                """.formatted(run)));
        return decisions;
    }

    void assertFindings(ImportRun.Report report, Manifest manifest) throws SQLException {
        var found = findings(report.run());
        var planted = manifest.findings().stream().map(SampleTarget::line).toList();
        assertThat(without(planted, found)).as("planted, but not found").isEmpty();
        assertThat(without(found, planted)).as("found, but not planted").isEmpty();
    }

    static void assertAccounts(ImportRun.Report report, Manifest manifest) {
        assertThat(report.accounts())
                .allMatch(account -> account.balances())
                .extracting(a ->
                        a.index() + " " + a.loaded() + " " + a.merged() + " " + a.quarantined() + " " + a.excluded())
                .containsExactlyInAnyOrderElementsOf(manifest.documents().entrySet().stream()
                        .filter(e -> !isLeftOut(e.getValue()))
                        .map(e -> e.getKey() + " " + e.getValue().loaded() + " "
                                + e.getValue().merged() + " " + e.getValue().quarantined() + " "
                                + e.getValue().excluded())
                        .toList());
        assertThat(report.excluded().keySet())
                .containsExactlyInAnyOrderElementsOf(manifest.documents().entrySet().stream()
                        .filter(e -> isLeftOut(e.getValue()))
                        .map(Map.Entry::getKey)
                        .toList());
    }

    /** An index of which no document is expected to be read: the mapping excludes it. */
    private static boolean isLeftOut(Manifest.Documents documents) {
        return documents.total() > 0 && documents.excluded() == documents.total();
    }

    void assertRows(Manifest manifest) throws SQLException {
        var counts = new TreeMap<String, Long>();
        try (var connection = database.dataSource().getConnection();
                var statement = connection.createStatement()) {
            for (var table : manifest.rows().keySet()) {
                try (var row = statement.executeQuery("select count(*) from public." + table)) {
                    row.next();
                    counts.put(table, row.getLong(1));
                }
            }
        }
        assertThat(counts).isEqualTo(manifest.rows());
    }

    /** A checksum for each table, without the times at which the database itself wrote a row. */
    Map<String, String> digests() throws SQLException {
        var digests = new TreeMap<String, String>();
        try (var connection = database.dataSource().getConnection();
                var statement = connection.createStatement();
                var tables = connection.createStatement().executeQuery("""
                        select c.relname, string_agg(
                            case when a.attname in ('created_at', 'updated_at', 'recency')
                                 then format('case when %1$I < current_date - 1 then %1$I end', a.attname)
                                 else quote_ident(a.attname) end, ', ' order by a.attnum)
                        from pg_class c join pg_attribute a on a.attrelid = c.oid
                        where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
                            and c.relname not like 'flyway%' and a.attnum > 0 and not a.attisdropped
                        group by c.relname
                        """)) {
            while (tables.next()) {
                try (var digest = statement.executeQuery("""
                        select count(*) || ' ' || coalesce(md5(string_agg(line, '|' order by line)), '')
                        from (select row(%s)::text as line from public.%s) x
                        """.formatted(tables.getString(2), tables.getString(1)))) {
                    digest.next();
                    digests.put(tables.getString(1), digest.getString(1));
                }
            }
        }
        return digests;
    }

    private void empty() throws SQLException {
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

    private List<String> findings(long run) throws SQLException {
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

    private static String line(PlantedFinding finding) {
        return finding.index() + "/" + finding.id() + " " + finding.code();
    }

    /** What is left of a list when each element of another one was taken out once. */
    private static List<String> without(List<String> all, List<String> taken) {
        var counts = new java.util.HashMap<String, Integer>();
        taken.forEach(line -> counts.merge(line, 1, Integer::sum));
        return all.stream()
                .filter(line -> counts.merge(line, -1, Integer::sum) < 0)
                .toList();
    }

    /** What every one of them begins as. */
    private static final class Migrated {
        private static final EmbeddedDatabase DATABASE = migrated();

        private static EmbeddedDatabase migrated() {
            var database = EmbeddedDatabase.fresh();
            Migrations.migrateImport(database.dataSource());
            return database;
        }
    }
}
