package dev.rejoin.importer.run;

import dev.rejoin.db.EmbeddedDatabase;
import dev.rejoin.db.Migrations;
import dev.rejoin.importer.apply.CarriedOn;
import dev.rejoin.importer.mapping.MappingReader;
import dev.rejoin.importer.prove.OneConnection;
import dev.rejoin.importer.prove.Proof;
import dev.rejoin.importer.prove.Prove;
import dev.rejoin.importer.quarantine.CorrectedSource;
import dev.rejoin.importer.quarantine.Corrections;
import dev.rejoin.importer.quarantine.Decisions;
import dev.rejoin.importer.quarantine.Quarantine;
import dev.rejoin.importer.read.Counting;
import dev.rejoin.importer.read.Source;
import dev.rejoin.importer.read.SourceDocument;
import dev.rejoin.importer.read.SourceOptions;
import dev.rejoin.importer.read.Sources;
import dev.rejoin.importer.repair.Replay;
import dev.rejoin.importer.repair.Retry;
import dev.rejoin.importer.stage.StageProgress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;

/** A schema (called small), a mapping and a source of a few lines each, for one subject. */
public final class SmallImport implements AutoCloseable {
    private final EmbeddedDatabase database = EmbeddedDatabase.fresh();
    private final Path mapping;
    private final Path dump;
    private String url = "";
    private ImportRun.Options options = ImportRun.Options.standard();
    private UnaryOperator<DataSource> through = UnaryOperator.identity();
    private StageProgress progress = StageProgress.SILENT;
    private ImportRun.Report report;

    public SmallImport(Path folder, String schema) throws Exception {
        mapping = Files.createDirectories(folder.resolve("mapping"));
        dump = Files.createDirectories(folder.resolve("dump"));
        Migrations.migrateImport(database.dataSource());
        execute("""
                create schema small;
                do $$ begin execute format('alter database %I set search_path = small, public', current_database()); end $$
                """);
        execute(schema);
        mapping("import.yaml", "schema: small\n");
    }

    public SmallImport mapping(String file, String text) throws IOException {
        Files.writeString(mapping.resolve(file), text);
        return this;
    }

    /** What a file of the mapping says. */
    String mapping(String file) throws IOException {
        return Files.readString(mapping.resolve(file));
    }

    /** Lines of a dump, or a file that lies beside one. */
    public SmallImport dump(String file, String text) throws IOException {
        return dump(file, text.getBytes(StandardCharsets.UTF_8));
    }

    public SmallImport dump(String file, byte[] bytes) throws IOException {
        Files.write(dump.resolve(file), bytes);
        return this;
    }

    /** What a file of the dump says. */
    public String dump(String file) throws IOException {
        return Files.readString(dump.resolve(file));
    }

    /** Reads a cluster instead, whose indices have this in front of their names. */
    public SmallImport cluster(String url, String prefix) {
        this.url = url;
        this.options = options.withPrefix(prefix);
        return this;
    }

    /** Lets runs ask the database by another way, which may listen. */
    public SmallImport through(UnaryOperator<DataSource> through) {
        this.through = through;
        return this;
    }

    /** Lets somebody watch the runs. */
    SmallImport watchedBy(StageProgress watcher) {
        this.progress = watcher;
        return this;
    }

    private Source source() {
        return Sources.open(url.isEmpty() ? dump.toString() : url, SourceOptions.fromEnvironment(Map.of()));
    }

    public ImportRun.Report run() throws Exception {
        return run(source(), options);
    }

    /** Applies what the dump holds now to what an earlier run has loaded. */
    public ImportRun.Report delta() throws Exception {
        return run(source(), options.asDelta());
    }

    public EmbeddedDatabase database() {
        return database;
    }

    private ImportRun.Report run(Source opened, ImportRun.Options how) throws Exception {
        try (var corrected = new CorrectedSource(opened, Corrections.read(database.dataSource(), options.prefix()))) {
            report = new ImportRun(
                            corrected,
                            through.apply(database.dataSource()),
                            MappingReader.read(mapping),
                            how,
                            progress,
                            CarriedOn.shortcut())
                    .run();
            return report;
        }
    }

    /** Proves what the target shows against what the source holds now, as {@code prove} does. */
    public Proof prove() throws Exception {
        try (var opened = new CorrectedSource(source(), Corrections.read(database.dataSource(), options.prefix()))) {
            return new Prove(opened, database.dataSource(), mapping, new Prove.Options(options.prefix(), 1))
                    .run(LoadedRun.toProve(database.dataSource(), null));
        }
    }

    /** The same for whoever watches. */
    Proof prove(Prove.Progress watched, Counting counting) throws Exception {
        try (var opened = source()) {
            opened.tell(counting);
            return new Prove(opened, database.dataSource(), mapping, new Prove.Options(options.prefix(), 1, watched))
                    .run(LoadedRun.toProve(database.dataSource(), null));
        }
    }

    /** Proves the load after these statements, as strictly as at the end of a first one, and takes them back. */
    public Proof proveAfter(String statements) throws Exception {
        try (var connection = database.dataSource().getConnection();
                var statement = connection.createStatement();
                var opened = source()) {
            connection.setAutoCommit(false);
            statement.execute("update rejoin_import.run set outcome = null; " + statements);
            var proof = new Prove(opened, OneConnection.of(connection), mapping, new Prove.Options("", 1))
                    .run(report.run());
            connection.rollback();
            return proof;
        }
    }

    /** Corrects a document that is in the quarantine, as {@code quarantine retry} does. */
    public Retry.Result retry(String index, String id, String source) throws Exception {
        return new Retry(database.dataSource())
                .apply(report.run(), List.of(document(index, id, source)), "a person", null);
    }

    /** The same of the document of a routing. */
    public Retry.Result retry(String index, String id, String routing, String source) throws Exception {
        return new Retry(database.dataSource())
                .apply(
                        report.run(),
                        List.of(new SourceDocument(index, id, routing, source.getBytes(StandardCharsets.UTF_8))),
                        "a person",
                        null);
    }

    /** Makes decisions about what the last run has set aside, as {@code run --decisions} does. */
    public Optional<Replay.Replayed> replay(Decisions decisions) throws Exception {
        return new Replay(
                        database.dataSource(), this::source, mapping, new Prove.Options(options.prefix(), 1), progress)
                .after(report.run(), decisions, "a person");
    }

    /** Decisions as a file of them says. */
    public Decisions decisions(String text) throws IOException {
        return Decisions.read(Files.writeString(mapping.resolveSibling("decisions.yaml"), text));
    }

    /** Makes decisions about what is set aside, as {@code quarantine decide} does; only shows them without somebody who does. */
    public Retry.Result decide(String text, Optional<String> by) throws Exception {
        var retry = new Retry(database.dataSource());
        return retry.decide(retry.shown(), decisions(text), by);
    }

    public Retry.Result preview(String index, String id, String source) throws Exception {
        return new Retry(database.dataSource()).preview(report.run(), List.of(document(index, id, source)));
    }

    public Retry.Result withdraw(String index, String id) throws Exception {
        return new Retry(database.dataSource()).withdraw(index, id, "another person");
    }

    /** Takes back what was corrected of the document of this routing. */
    public Retry.Result withdraw(String index, String id, String routing) throws Exception {
        return new Retry(database.dataSource()).withdraw(index, id, routing, "another person");
    }

    private static SourceDocument document(String index, String id, String source) {
        return new SourceDocument(index, id, null, source.getBytes(StandardCharsets.UTF_8));
    }

    public List<Quarantine.Entry> quarantine() throws SQLException {
        return new Quarantine(database.dataSource()).entries(report.run(), Optional.empty(), Optional.empty());
    }

    public void execute(String sql) throws SQLException {
        try (var connection = database.dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The first column of every row. */
    public List<String> query(String sql) throws SQLException {
        return Library.query(database, sql);
    }

    /** Code, id, path and severity of every finding of the last run. */
    public List<String> findings() throws SQLException {
        return query("""
                select concat_ws(' ', code, id, path, severity) from rejoin_import.finding
                where run_id = %d order by 1
                """.formatted(report.run()));
    }

    /** What the findings of the last run say of a document. */
    public List<String> told(String id) throws SQLException {
        return query("""
                select severity || ' ' || code || ': ' || message from rejoin_import.finding where id = '%s'
                and run_id = (select max(id) from rejoin_import.run) order by 1
                """.formatted(id));
    }

    @Override
    public void close() {
        database.close();
    }
}
