package dev.rejoin.importer.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rejoin.db.EmbeddedDatabase;
import dev.rejoin.db.Migrations;
import dev.rejoin.importer.load.Load.Change;
import dev.rejoin.importer.mapping.MappingReader;
import dev.rejoin.importer.quarantine.CorrectedSource;
import dev.rejoin.importer.quarantine.Corrections;
import dev.rejoin.importer.quarantine.LedgerSource;
import dev.rejoin.importer.quarantine.Quarantine;
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
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Imports a town library: proof that the engine knows nothing of Rejoin's own tables. */
class OtherDomainTest {
    private static final Path LIBRARY = Path.of("src/test/resources/library");

    @TempDir
    private Path temporary;

    private EmbeddedDatabase database;

    @BeforeEach
    void createSchema() throws Exception {
        database = EmbeddedDatabase.fresh();
        Migrations.migrateImport(database.dataSource());
        try (var connection = database.dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(Files.readString(LIBRARY.resolve("schema.sql")));
        }
    }

    @AfterEach
    void stop() {
        database.close();
    }

    @Test
    void everyDocumentIsAccountedForAndEveryDoubtIsWrittenDown() throws Exception {
        var report = run();

        assertThat(report.accounts()).allMatch(a -> a.balances());
        assertThat(report.accounts())
                .extracting(a ->
                        a.index() + " " + a.loaded() + " " + a.merged() + " " + a.quarantined() + " " + a.excluded())
                .containsExactly(
                        "authors 2 0 0 0", "books 4 0 2 0", "cards 2 1 0 0", "loans 2 0 4 0", "search-log 0 0 0 1");
        assertThat(findings())
                .containsExactlyInAnyOrder(
                        "authors/a1 aggregate_mismatch",
                        "authors/a2 aggregate_mismatch",
                        "authors/a2 dotted_key",
                        "authors/a2 number_as_string",
                        "books/b2 book_isbn_unique",
                        "books/b2 date_format",
                        "books/b3 book_isbn_required",
                        "books/b3 date_format",
                        "books/b3 number_rounded",
                        "books/b4 resurrected",
                        "books/b5 resurrected",
                        "books/b6 book_price_not_negative",
                        "cards/c2 merge_conflict",
                        "cards/c2 merged_duplicate",
                        "loans/l2 loan_one_at_a_time",
                        "loans/l2 scalar_for_array",
                        "loans/l3 dependent_of_quarantined",
                        "loans/l4 loan_without_end",
                        "loans/l5 orphan_reference",
                        "loans/l6 bad_date");
        assertThat(query("select b.title || ' by ' || a.name || coalesce(' at ' || price, '') from library.book b"
                        + " join library.author a on a.id = b.author_id"))
                .containsExactlyInAnyOrder(
                        "Emma by Jane Austen at 12.50",
                        "Germinal by Émile Zola at 9.00",
                        "Lost by Anon Ymous",
                        "Lost again by Anon Ymous");
        assertThat(query("select r.name || ' of ' || city || ': ' || string_agg(m.remark, ', ' order by position)"
                        + " from library.loan l join library.reader r on r.id = l.reader_id"
                        + " join library.loan_remark m on m.loan_id = l.id group by r.name, city"))
                .containsExactly("Ann of Leeds: torn, late");
        assertThat(
                        query(
                                "select conname || ' ' || convalidated from pg_constraint where conname = 'book_isbn_required'"))
                .containsExactly("book_isbn_required false");
        assertThat(query("select acquired_on::text from library.book where title = 'Germinal'"))
                .containsExactly("2001-03-04");
    }

    @Test
    void rowsHaveTheSameIdsInEveryRun() throws Exception {
        run();
        var first =
                query("select id || legacy_id from library.book union all select id || legacy_id from library.reader");
        try (var connection = database.dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(
                    "truncate library.author, library.book, library.reader, library.loan, library.loan_remark");
        }

        run();

        assertThat(
                        query(
                                "select id || legacy_id from library.book union all select id || legacy_id from library.reader"))
                .containsExactlyInAnyOrderElementsOf(first);
    }

    @Test
    void aLaterSnapshotBringsTheTargetUpToDateAndTheSameOneChangesNothing() throws Exception {
        run();
        var before = query("select id::text || title || version from library.book order by 1");

        var same = run(LIBRARY.resolve("dump"), delta());

        assertThat(same.changes().values()).allMatch(c -> c.equals(new Change(0, 0, 0, 0)));
        assertThat(query("select id::text || title || version from library.book order by 1"))
                .isEqualTo(before);

        var later = later(lines -> lines.replace("\"title\":\"Emma\"", "\"title\":\"Emma, revised\"")
                        .replace("ann@example.org \",\"name\":\"Ann B.\"", "ann@example.org \",\"name\":\"Ann C.\"")
                        .replaceAll("(?m)^.*\"l4\".*\\n", "")
                + "{\"_index\":\"books\",\"_id\":\"b7\",\"_source\":{\"title\":\"Sanditon\",\"isbn\":\"777\","
                + "\"author\":{\"id\":\"a1\",\"name\":\"Jane Austen\"}}}\n");
        var report = run(later, delta());

        assertThat(report.changes().get("book")).isEqualTo(new Change(1, 1, 0, 0));
        assertThat(report.changes().get("loan")).isEqualTo(new Change(0, 0, 1, 0));
        assertThat(query("select title || ' ' || version from library.book where legacy_id in ('b1', 'b7')"))
                .containsExactlyInAnyOrder("Emma, revised 1", "Sanditon 0");
    }

    @Test
    void aRowThatWasEditedSinceIsKeptAndReported() throws Exception {
        run();
        execute("update library.book set title = 'Emma (annotated)' where legacy_id = 'b1'");
        execute("update library.book set title = 'Found' where legacy_id = 'b4'");
        execute("delete from library.book where legacy_id = 'b5'");

        var report = run(later(lines -> lines.replace("\"title\":\"Emma\"", "\"title\":\"Emma, revised\"")), delta());

        assertThat(report.changes().get("book")).isEqualTo(new Change(0, 0, 0, 1));
        assertThat(query("select title from library.book where legacy_id in ('b1', 'b4', 'b5')"))
                .containsExactlyInAnyOrder("Emma (annotated)", "Found");
        assertThat(query(
                        "select index_name || '/' || id from rejoin_import.finding where code = 'edited_since_import'"))
                .containsExactly("books/b1");

        var again = run(later(lines -> lines.replace("\"title\":\"Emma\"", "\"title\":\"Emma, third\"")), delta());

        assertThat(again.changes().get("book")).isEqualTo(new Change(0, 0, 0, 1));
    }

    @Test
    void aCorrectedDocumentComesBackWithWhatDependedOnIt() throws Exception {
        var first = run();
        var quarantine = new Quarantine(database.dataSource());
        var entry = quarantine
                .entries(first.run(), Optional.of("books"), Optional.of("b2"))
                .getFirst();
        assertThat(entry.reasons().path(0).path("code").asText()).isEqualTo("book_isbn_unique");

        quarantine.correct(entry, entry.source().replace("111", "222"), "ann", Optional.of("misprint"));
        var retry = importFrom(corrected(new LedgerSource(database.dataSource(), first.run())), delta());
        quarantine.settle(retry.run());

        assertThat(retry.changes().get("book")).isEqualTo(new Change(1, 0, 0, 0));
        assertThat(retry.changes().get("loan")).isEqualTo(new Change(1, 0, 0, 0));
        assertThat(query("select legacy_id from library.loan where legacy_id = 'l3'"))
                .containsExactly("l3");
        assertThat(query("select corrected_by || ' ' || outcome from rejoin_import.correction"))
                .containsExactly("ann ADMITTED");

        var dump = Sources.open(LIBRARY.resolve("dump").toString(), SourceOptions.fromEnvironment(Map.of()));
        var later = importFrom(corrected(dump), delta());

        assertThat(later.changes().values()).allMatch(c -> c.equals(new Change(0, 0, 0, 0)));
    }

    private Source corrected(Source source) throws SQLException {
        return new CorrectedSource(source, Corrections.read(database.dataSource(), ""));
    }

    private static ImportRun.Options delta() {
        return new ImportRun.Options("", Set.of(), false, false, true, 2);
    }

    private Path later(UnaryOperator<String> change) throws IOException {
        var folder = Files.createDirectory(
                temporary.resolve("later" + Files.list(temporary).count()));
        Files.writeString(
                folder.resolve("library.ndjson"),
                change.apply(Files.readString(LIBRARY.resolve("dump/library.ndjson"))));
        return folder;
    }

    private ImportRun.Report run() throws Exception {
        return run(LIBRARY.resolve("dump"), ImportRun.Options.standard());
    }

    private ImportRun.Report run(Path dump, ImportRun.Options options) throws Exception {
        return importFrom(Sources.open(dump.toString(), SourceOptions.fromEnvironment(Map.of())), options);
    }

    private ImportRun.Report importFrom(Source opened, ImportRun.Options options) throws Exception {
        try (opened) {
            return new ImportRun(
                            opened,
                            database.dataSource(),
                            MappingReader.read(LIBRARY.resolve("mapping")),
                            options,
                            StageProgress.SILENT)
                    .run();
        }
    }

    private void execute(String sql) throws SQLException {
        try (var connection = database.dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<String> findings() throws SQLException {
        return query("select index_name || '/' || id || ' ' || code from rejoin_import.finding");
    }

    private List<String> query(String sql) throws SQLException {
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
}
