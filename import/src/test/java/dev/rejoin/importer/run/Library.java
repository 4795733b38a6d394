package dev.rejoin.importer.run;

import dev.rejoin.db.EmbeddedDatabase;
import dev.rejoin.db.Migrations;
import dev.rejoin.importer.apply.CarriedOn;
import dev.rejoin.importer.mapping.MappingReader;
import dev.rejoin.importer.read.Source;
import dev.rejoin.importer.read.SourceOptions;
import dev.rejoin.importer.read.Sources;
import dev.rejoin.importer.stage.StageProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** A town library as another domain: its schema in a fresh database, its dump files, its mapping. */
public final class Library implements AutoCloseable {
    static final Path FOLDER = Path.of("src/test/resources/library");

    private final EmbeddedDatabase database;
    private final Path temporary;

    public Library(Path temporary) throws IOException, SQLException {
        this(temporary, EmbeddedDatabase.fresh());
        fill();
    }

    /** In a database that may have it already. */
    Library(Path temporary, EmbeddedDatabase database) {
        this.temporary = temporary;
        this.database = database;
    }

    void fill() throws IOException, SQLException {
        Migrations.migrateImport(database.dataSource());
        execute("create extension if not exists btree_gist");
        execute(Files.readString(FOLDER.resolve("schema.sql")));
    }

    public EmbeddedDatabase database() {
        return database;
    }

    public static ImportRun.Options first() {
        return ImportRun.Options.standard();
    }

    public static ImportRun.Options delta() {
        return ImportRun.Options.standard().asDelta();
    }

    static ImportRun.Options resumed() {
        return ImportRun.Options.standard().resumed();
    }

    public Source dump() {
        return dump(FOLDER.resolve("dump"));
    }

    static Source dump(Path folder) {
        return Sources.open(folder.toString(), SourceOptions.fromEnvironment(Map.of()));
    }

    /** The dump as it is after some change. */
    public Source later(UnaryOperator<String> change) throws IOException {
        return dump(changed("dump", change));
    }

    /** The mapping after some change of one of its files. */
    public Path mapping(String file, UnaryOperator<String> change) throws IOException {
        var folder = changed("mapping", UnaryOperator.identity());
        Files.writeString(folder.resolve(file), change.apply(Files.readString(folder.resolve(file))));
        return folder;
    }

    private Path changed(String part, UnaryOperator<String> change) throws IOException {
        var folder = Files.createTempDirectory(temporary, part);
        try (var files = Files.list(FOLDER.resolve(part))) {
            for (var file : files.toList()) {
                Files.writeString(folder.resolve(file.getFileName()), change.apply(Files.readString(file)));
            }
        }
        return folder;
    }

    public ImportRun.Report run() throws Exception {
        return run(dump(), first());
    }

    public ImportRun.Report run(Source opened, ImportRun.Options options) throws Exception {
        return run(opened, FOLDER.resolve("mapping"), options);
    }

    public ImportRun.Report run(Source opened, Path mapping, ImportRun.Options options) throws Exception {
        try (opened) {
            return new ImportRun(
                            opened,
                            database.dataSource(),
                            MappingReader.read(mapping),
                            options,
                            StageProgress.SILENT,
                            CarriedOn.shortcut())
                    .run();
        }
    }

    /** Keeps what an admin would have been told. */
    ImportRun.Report run(Source opened, ImportRun.Options options, List<String> remarks) throws Exception {
        try (opened) {
            return new ImportRun(
                            opened,
                            database.dataSource(),
                            MappingReader.read(FOLDER.resolve("mapping")),
                            options,
                            new Remarks(remarks))
                    .run();
        }
    }

    private record Remarks(List<String> said) implements StageProgress {
        @Override
        public void started(String index, long total, long done) {}

        @Override
        public void advanced(String index, long documents, long errors) {}

        @Override
        public void finished(String index) {}

        @Override
        public void remark(String sentence) {
            said.add(sentence);
        }
    }

    /** A first import that is observed, and perhaps disturbed. */
    ImportRun.Report run(TracedDatabase.Observer observer) throws Exception {
        try (var opened = dump()) {
            return new ImportRun(
                            opened,
                            TracedDatabase.of(database.dataSource(), observer),
                            MappingReader.read(FOLDER.resolve("mapping")),
                            first(),
                            StageProgress.SILENT)
                    .run();
        }
    }

    public void execute(String sql) throws SQLException {
        try (var connection = database.dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    public List<String> query(String sql) throws SQLException {
        return query(database, sql);
    }

    /** The first column of every row. */
    static List<String> query(EmbeddedDatabase database, String sql) throws SQLException {
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

    /** Every row of the target. */
    List<String> tables() throws SQLException {
        var rows = new ArrayList<String>();
        for (var table : List.of("author", "book", "reader", "loan", "loan_remark")) {
            rows.addAll(query(
                    "select 'row of %1$s ' || to_jsonb(t)::text from library.%1$s t order by 1".formatted(table)));
        }
        return rows;
    }

    /** Everything that an import leaves: the rows, where they come from, the findings and the accounts. */
    List<String> state() throws SQLException {
        var state = new ArrayList<>(tables());
        state.addAll(query("""
                select concat_ws(' ', 'origin', table_name, row_id, index_name, id, part, how, version)
                from rejoin_import.row_origin order by 1
                """));
        state.addAll(query("""
                select concat_ws(' ', 'finding', severity, code, index_name, id, path, value, message)
                from rejoin_import.finding order by 1
                """));
        state.addAll(query("""
                select concat_ws(' ', 'account', name, expected, received, loaded, merged, quarantined, excluded)
                from rejoin_import.source_index order by 1
                """));
        state.addAll(
                query("select concat_ws(' ', 'excluded', name, because) from rejoin_import.excluded_index order by 1"));
        return state;
    }

    /** The server notices after a moment that a process is gone, and only then lets go of its lock. */
    void awaitNoImport() throws Exception {
        while (!query(
                        "select 1::text from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()")
                .isEmpty()) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    /** The same, while somebody else is connected; within a few seconds. */
    void awaitNoImport(java.sql.Connection other) throws Exception {
        var others =
                "select 1::text from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()"
                        + " and pid <> "
                        + other.unwrap(org.postgresql.PGConnection.class).getBackendPID();
        for (int tries = 0; !query(others).isEmpty(); tries++) {
            if (tries == 250) {
                throw new AssertionError("an import is still at work in the database");
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    @Override
    public void close() {
        database.close();
    }
}
