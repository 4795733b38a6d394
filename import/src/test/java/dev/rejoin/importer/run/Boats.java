package dev.rejoin.importer.run;

import dev.rejoin.db.EmbeddedDatabase;
import dev.rejoin.db.Migrations;
import dev.rejoin.importer.mapping.MappingReader;
import dev.rejoin.importer.read.Source;
import dev.rejoin.importer.read.SourceOptions;
import dev.rejoin.importer.read.Sources;
import dev.rejoin.importer.stage.StageProgress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** A table of boats with a column of many types, a dump of them and a mapping, all as a test wants them. */
final class Boats implements AutoCloseable {

    private static final String SCHEMA = """
            create table boat (
                id uuid primary key, legacy_id text constraint boat_legacy_id_unique unique, name text, length_m numeric(8,2),
                tonnage bigint, built_on date, seen_at timestamptz, seen_local timestamp, active boolean, note text,
                extra jsonb, weight double precision);
            create table boat_tag (
                id uuid primary key, legacy_id text, boat_id uuid not null constraint boat_tag_boat_exists references boat,
                position integer not null, tag text, sewn_on date);
            """;

    static final String MAPPING = """
            index: boats
            rows:
              - table: boat
                columns: {name: name, tonnage: tonnage}
            """;

    private final EmbeddedDatabase database = EmbeddedDatabase.fresh();
    private final Path folder;

    Boats(Path folder) throws SQLException {
        this.folder = folder;
        Migrations.migrateImport(database.dataSource());
        execute(SCHEMA);
    }

    EmbeddedDatabase database() {
        return database;
    }

    /** Another file of the dump. */
    Boats dump(String name, String text) throws IOException {
        return dump(name, text.getBytes(StandardCharsets.UTF_8));
    }

    Boats dump(String name, byte[] bytes) throws IOException {
        Files.write(Files.createDirectories(folder.resolve("dump")).resolve(name), bytes);
        return this;
    }

    /** A dump of one document a body, with the ids 1, 2 and so on. */
    Boats documents(List<String> bodies) throws IOException {
        var lines = new StringBuilder();
        for (int i = 0; i < bodies.size(); i++) {
            lines.append("{\"_index\":\"boats\",\"_id\":\"%d\",\"_source\":%s}\n".formatted(i + 1, bodies.get(i)));
        }
        return dump("boats.ndjson", lines.toString());
    }

    Path dumps() {
        return folder.resolve("dump");
    }

    Path mapping(String dates, String boats) throws IOException {
        var mapping = Files.createDirectories(folder.resolve("mapping"));
        Files.writeString(mapping.resolve("import.yaml"), dates);
        Files.writeString(mapping.resolve("boats.yaml"), boats);
        return mapping;
    }

    ImportRun.Report run(String boats) throws Exception {
        return run("dates: {zone: Europe/Paris, formats: [iso]}\n", boats);
    }

    ImportRun.Report run(String dates, String boats) throws Exception {
        return run(source(dumps().toString()), dates, boats, ImportRun.Options.standard());
    }

    ImportRun.Report run(Source opened, String dates, String boats, ImportRun.Options options) throws Exception {
        var mapping = mapping(dates, boats);
        try (opened) {
            return new ImportRun(
                            opened, database.dataSource(), MappingReader.read(mapping), options, StageProgress.SILENT)
                    .run();
        }
    }

    static Source source(String where) {
        return Sources.open(where, SourceOptions.fromEnvironment(Map.of()).withPageBytes(30_000));
    }

    void execute(String sql) throws SQLException {
        try (var connection = database.dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    List<String> query(String sql) throws SQLException {
        return Library.query(database, sql);
    }

    /** Severity, code, id and path of every finding. */
    List<String> findings() throws SQLException {
        return query("select concat_ws(' ', severity, code, id, path) from rejoin_import.finding order by 1");
    }

    @Override
    public void close() {
        database.close();
    }
}
