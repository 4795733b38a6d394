package dev.rejoin.importer.prove;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rejoin.db.EmbeddedDatabase;
import dev.rejoin.db.Migrations;
import dev.rejoin.importer.mapping.MappingReader;
import dev.rejoin.importer.read.Source;
import dev.rejoin.importer.read.SourceOptions;
import dev.rejoin.importer.read.Sources;
import dev.rejoin.importer.run.ImportRun;
import dev.rejoin.importer.stage.StageProgress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** A workshop, imported once; each test damages it and takes the damage back. */
final class Workshop implements AutoCloseable {

    static final Path FOLDER = Path.of("src/test/resources/workshop");

    private final EmbeddedDatabase database = EmbeddedDatabase.fresh();
    private final long run;

    Workshop() throws Exception {
        Migrations.migrateImport(database.dataSource());
        execute(database.dataSource(), Files.readString(FOLDER.resolve("schema.sql")));
        try (var source = source()) {
            run = new ImportRun(
                            source,
                            database.dataSource(),
                            MappingReader.read(mapping()),
                            ImportRun.Options.standard(),
                            StageProgress.SILENT)
                    .run()
                    .run();
        }
    }

    static Source source() {
        return Sources.open(FOLDER.resolve("dump").toString(), SourceOptions.fromEnvironment(Map.of()));
    }

    static Path mapping() {
        return FOLDER.resolve("mapping");
    }

    /** How the proof comes to what it expects. */
    interface Expecting {
        Proof prove(Prove prove, long run, DataSource database) throws Exception;
    }

    /** Proves the load after these statements, which no constraint or trigger stops, and takes them back. */
    Proof proveAfter(String statements) throws Exception {
        return proven(source(), (prove, run, database) -> {
            execute(database, statements);
            return prove.run(run);
        });
    }

    /** The same by what was worked out before these statements, without a document being read after them. */
    Proof proveAfterwards(String statements) throws Exception {
        var opened = new AtomicInteger();
        var source = WatchedSource.of(source(), index -> opened.incrementAndGet());
        return proven(source, (prove, run, database) -> {
            try (var foresight = Foresight.begin(source, database, mapping(), "", run)) {
                foresight.finish();
                int before = opened.get();
                execute(database, statements);
                var proof = prove.run(run, Optional.of(foresight));
                assertThat(opened).as("the indices that were read").hasValue(before);
                return proof;
            }
        });
    }

    private Proof proven(Source source, Expecting expecting) throws Exception {
        try (var connection = database.dataSource().getConnection();
                var statement = connection.createStatement();
                source) {
            connection.setAutoCommit(false);
            statement.execute("set local session_replication_role = replica; set local search_path = workshop, public");
            statement.execute(
                    "update rejoin_import.run set outcome = null"); // the proof that ends a first load is strict
            var one = OneConnection.of(connection);
            var proof = expecting.prove(new Prove(source, one, mapping(), new Prove.Options("", 1)), run, one);
            connection.rollback();
            return proof;
        }
    }

    @Override
    public void close() {
        database.close();
    }

    private static void execute(DataSource database, String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
