package dev.rejoin.importer.run;

import dev.rejoin.db.EmbeddedDatabase;
import dev.rejoin.db.Migrations;
import dev.rejoin.importer.mapping.MappingReader;
import dev.rejoin.importer.prove.Proof;
import dev.rejoin.importer.prove.Prove;
import dev.rejoin.importer.read.Source;
import dev.rejoin.importer.read.SourceOptions;
import dev.rejoin.importer.read.Sources;
import dev.rejoin.importer.stage.StageProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A depot of spare parts, whose schema asks nothing of its importer: in a fresh database, with dump files and mapping. */
final class Depot implements AutoCloseable {
    static final Path FOLDER = Path.of("src/test/resources/depot");

    private final EmbeddedDatabase database = EmbeddedDatabase.fresh();
    private final Path temporary;

    Depot(Path temporary) throws IOException, SQLException {
        this.temporary = temporary;
        Migrations.migrateImport(database.dataSource());
        execute("create extension if not exists citext");
        execute(Files.readString(FOLDER.resolve("schema.sql")));
    }

    EmbeddedDatabase database() {
        return database;
    }

    Source dump(UnaryOperator<String> change) throws IOException {
        var folder = Files.createTempDirectory(temporary, "dump");
        Files.writeString(
                folder.resolve("depot.ndjson"), change.apply(Files.readString(FOLDER.resolve("dump/depot.ndjson"))));
        return source(folder.toString());
    }

    static Source source(String where) {
        return Sources.open(where, SourceOptions.fromEnvironment(Map.of()));
    }

    ImportRun.Report run(Source opened, ImportRun.Options options) throws Exception {
        try (opened) {
            return new ImportRun(
                            opened,
                            database.dataSource(),
                            MappingReader.read(FOLDER.resolve("mapping")),
                            options,
                            StageProgress.SILENT)
                    .run();
        }
    }

    Proof prove(Source opened) throws Exception {
        try (opened) {
            long run = Long.parseLong(
                    query("select max(id)::text from rejoin_import.run").getFirst());
            return new Prove(opened, database.dataSource(), FOLDER.resolve("mapping"), Prove.Options.standard())
                    .run(run);
        }
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

    @Override
    public void close() {
        database.close();
    }
}
