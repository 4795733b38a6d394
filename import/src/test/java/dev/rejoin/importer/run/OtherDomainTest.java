package dev.rejoin.importer.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rejoin.importer.load.Load.Change;
import dev.rejoin.importer.quarantine.CorrectedSource;
import dev.rejoin.importer.quarantine.Corrections;
import dev.rejoin.importer.quarantine.Quarantine;
import dev.rejoin.importer.read.Source;
import dev.rejoin.importer.read.SourceDocument;
import dev.rejoin.importer.repair.Retry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Imports a town library: proof that the engine knows nothing of Rejoin's own tables. */
class OtherDomainTest {
    @TempDir
    private Path temporary;

    private Library library;

    @BeforeEach
    void open() throws Exception {
        library = new Library(temporary);
    }

    @AfterEach
    void close() {
        library.close();
    }

    @Test
    void everyDocumentIsAccountedForAndEveryDoubtIsWrittenDown() throws Exception {
        var report = library.run();

        assertThat(report.outcome()).isEqualTo(Outcome.PROVEN);
        assertThat(report.accounts()).allMatch(a -> a.balances());
        assertThat(report.accounts())
                .extracting(a ->
                        a.index() + " " + a.loaded() + " " + a.merged() + " " + a.quarantined() + " " + a.excluded())
                .containsExactly("authors 2 0 0 0", "books 4 0 2 0", "cards 2 1 0 0", "loans 2 0 4 0");
        assertThat(report.excluded()).containsOnlyKeys("search-log");
        assertThat(library.query(
                        "select index_name || '/' || coalesce(id, path) || ' ' || code from rejoin_import.finding"))
                .containsExactlyInAnyOrder(
                        "authors/a1 aggregate_mismatch",
                        "authors/a2 aggregate_mismatch",
                        "authors/a2 array_for_scalar",
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
        assertThat(library.query(
                        "select b.title || ' by ' || a.name || coalesce(' at ' || price, '') from library.book b"
                                + " join library.author a on a.id = b.author_id"))
                .containsExactlyInAnyOrder(
                        "Emma by Jane Austen at 12.50",
                        "Germinal by Émile Zola at 9.00",
                        "Lost by Anon Ymous",
                        "Lost again by Anon Ymous");
        assertThat(library.query(
                        "select r.name || ' of ' || city || ': ' || string_agg(m.remark, ', ' order by position)"
                                + " from library.loan l join library.reader r on r.id = l.reader_id"
                                + " join library.loan_remark m on m.loan_id = l.id group by r.name, city"))
                .containsExactly("Ann of Leeds: torn, late");
        assertThat(
                        library.query(
                                "select conname || ' ' || convalidated from pg_constraint where conname = 'book_isbn_required'"))
                .containsExactly("book_isbn_required false");
        assertThat(library.query("select acquired_on::text from library.book where title = 'Germinal'"))
                .containsExactly("2001-03-04");
        assertThat(library.query("select name from library.author where legacy_id = 'a2'"))
                .containsExactly("Émile Zola");
        assertThat(library.query("select coalesce(city, 'none') from library.reader where legacy_id = 'cards:c3'"))
                .containsExactly("none");
    }

    @Test
    void rowsHaveTheSameIdsInEveryRun() throws Exception {
        library.run();
        var first = library.query(
                "select id || legacy_id from library.book union all select id || legacy_id from library.reader");
        library.execute("truncate library.author, library.book, library.reader, library.loan, library.loan_remark");

        library.run();

        assertThat(
                        library.query(
                                "select id || legacy_id from library.book union all select id || legacy_id from library.reader"))
                .containsExactlyInAnyOrderElementsOf(first);
    }

    @Test
    void aLaterSnapshotBringsTheTargetUpToDateAndTheSameOneChangesNothing() throws Exception {
        library.run();
        var before = library.query("select id::text || title || version from library.book order by 1");

        var same = library.run(library.dump(), Library.delta());

        assertThat(same.changes().values()).allMatch(c -> c.equals(new Change(0, 0, 0, 0)));
        assertThat(library.query("select id::text || title || version from library.book order by 1"))
                .isEqualTo(before);

        var later = library.later(lines -> lines.replace("\"title\":\"Emma\"", "\"title\":\"Emma, revised\"")
                        .replace("ann@example.org \",\"name\":\"Ann B.\"", "ann@example.org \",\"name\":\"Ann C.\"")
                        .replaceAll("(?m)^.*\"l4\".*\\n", "")
                + "{\"_index\":\"books\",\"_id\":\"b7\",\"_source\":{\"title\":\"Sanditon\",\"isbn\":\"777\","
                + "\"author\":{\"id\":\"a1\",\"name\":\"Jane Austen\"}}}\n");
        var report = library.run(later, Library.delta());

        assertThat(report.changes().get("book")).isEqualTo(new Change(1, 1, 0, 0));
        assertThat(report.changes().get("loan")).isEqualTo(new Change(0, 0, 1, 0));
        assertThat(library.query("select title || ' ' || version from library.book where legacy_id in ('b1', 'b7')"))
                .containsExactlyInAnyOrder("Emma, revised 1", "Sanditon 0");
    }

    @Test
    void aRowThatWasEditedSinceIsKeptAndReported() throws Exception {
        library.run();
        library.execute("update library.book set title = 'Emma (annotated)' where legacy_id = 'b1'");
        library.execute("update library.book set title = 'Found' where legacy_id = 'b4'");
        library.execute("delete from library.book where legacy_id = 'b5'");

        var report = library.run(
                library.later(lines -> lines.replace("\"title\":\"Emma\"", "\"title\":\"Emma, revised\"")),
                Library.delta());

        assertThat(report.changes().get("book")).isEqualTo(new Change(0, 0, 0, 1));
        assertThat(library.query("select title from library.book where legacy_id in ('b1', 'b4', 'b5')"))
                .containsExactlyInAnyOrder("Emma (annotated)", "Found");
        assertThat(library.query(
                        "select index_name || '/' || id from rejoin_import.finding where code = 'edited_since_import'"))
                .containsExactly("books/b1");

        var again = library.run(
                library.later(lines -> lines.replace("\"title\":\"Emma\"", "\"title\":\"Emma, third\"")),
                Library.delta());

        assertThat(again.changes().get("book")).isEqualTo(new Change(0, 0, 0, 1));
    }

    @Test
    void aCorrectedDocumentComesBackWithWhatDependedOnIt() throws Exception {
        var first = library.run();
        var quarantine = new Quarantine(library.database().dataSource());
        var entry = quarantine
                .entries(first.run(), Optional.of("books"), Optional.of("b2"))
                .getFirst();
        assertThat(entry.reasons().path(0).path("code").asText()).isEqualTo("book_isbn_unique");

        var retry = new Retry(library.database().dataSource())
                .apply(
                        first.run(),
                        List.of(new SourceDocument(
                                "books",
                                "b2",
                                null,
                                entry.source().replace("111", "222").getBytes(StandardCharsets.UTF_8))),
                        "ann",
                        "misprint");

        assertThat(retry.applied().rows().get("book")).isEqualTo(new Change(1, 0, 0, 0));
        assertThat(retry.applied().rows().get("loan")).isEqualTo(new Change(1, 0, 0, 0));
        assertThat(library.query("select legacy_id from library.loan where legacy_id = 'l3'"))
                .containsExactly("l3");
        assertThat(library.query("select corrected_by || ' ' || outcome from rejoin_import.correction"))
                .containsExactly("ann ADMITTED");

        var later = library.run(corrected(library.dump()), Library.delta());

        assertThat(later.changes().values()).allMatch(c -> c.equals(new Change(0, 0, 0, 0)));
    }

    private Source corrected(Source source) throws SQLException {
        return new CorrectedSource(source, Corrections.read(library.database().dataSource(), ""));
    }

    @Test
    void aValueFilledInFromALoserThatBreaksARuleIsTheLosersFault() throws Exception {
        library.execute("alter table library.reader add constraint reader_city_short check (length(city) < 10)");

        var report = library.run(
                library.later(d -> d.replace(",\"city\":\"Leeds\"", "")
                        .replace("\"card\":\"c2\"", "\"card\":\"c1\"")
                        .replace("\"Ann B.\"", "\"Ann B.\",\"city\":\"Llanfairpwllgwyngyll\"")),
                Library.first());

        assertThat(library.query(
                        "select index_name || '/' || id from rejoin_import.finding where code = 'reader_city_short'"))
                .containsExactly("cards/c2");
        assertThat(library.query(
                        "select name || coalesce(city, ' of nowhere') from library.reader where email is not null"))
                .containsExactly("Ann of nowhere");
        assertThat(report.outcome()).isEqualTo(Outcome.PROVEN);
    }
}
