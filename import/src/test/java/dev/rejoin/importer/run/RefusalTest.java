package dev.rejoin.importer.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rejoin.importer.mapping.MappingException;
import dev.rejoin.importer.read.ForwardingSource;
import dev.rejoin.importer.read.IndexReading;
import dev.rejoin.importer.read.PageConsumer;
import dev.rejoin.importer.read.Source;
import dev.rejoin.importer.read.SourceIncompleteException;
import dev.rejoin.importer.read.SourceIndex;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an import refuses, in which words, and that it leaves nothing behind. */
class RefusalTest {
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
    void anUnknownKeyIsNamedWithItsLineAndTheNearestOne() {
        assertRefused(
                "books.yaml",
                y -> y.replace("orphans: resurrect", "orphan: resurrect"),
                "books.yaml:7: unknown key \"orphan\"; did you mean \"orphans\"?");
    }

    @Test
    void aChoiceLeftOpenIsNotTakenForTheDefault() {
        assertRefused(
                "books.yaml",
                y -> y.replace("orphans: resurrect", "orphans: ~"),
                "books.yaml:7: \"orphans\" has no value; write null where that is meant");
    }

    @Test
    void anUnknownColumnIsNamedWithItsLineAndTheNearestOne() {
        assertRefused(
                "books.yaml",
                y -> y.replace("title: title", "titel: title"),
                "books.yaml:5: the table book has no column \"titel\"; did you mean \"title\"?");
    }

    @Test
    void aReferenceByAnIdThatNamesNoRowIsRefused() {
        assertRefused(
                "loans.yaml",
                y -> y.replace("index: cards, ", ""),
                "loans.yaml:6: the rows of reader are named by their identity and not by an _id; say whose _id this is,"
                        + " with \"index: cards\", or refer to them \"by\" a column");
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnce() {
        assertRefused(
                "loans.yaml",
                y -> y.replace("table: loan_remark", "table: loan_remarks").replace("to: book", "to: boook"),
                "loans.yaml:10: the schema library has no table \"loan_remarks\"; did you mean \"loan_remark\"?",
                "loans.yaml:5: no mapping fills the table \"boook\"; did you mean \"book\"?");
    }

    @Test
    void aRequiredColumnWithoutAMappingIsNamed() {
        assertRefused(
                "authors.yaml",
                y -> y.replace("      name: {from: name, transform: trim}\n", ""),
                "authors.yaml:3: author.name is required and nothing is mapped to it");
    }

    @Test
    void aConstraintThatCannotBeGrandfatheredIsNamed() {
        assertRefused(
                "import.yaml",
                y -> y.replace("book_isbn_required", "book_isbn_unique"),
                "\"book_isbn_unique\" cannot be grandfathered: only NOT NULL and CHECK constraints");
    }

    @Test
    void aYamlTagIsRefused() {
        assertRefused(
                "books.yaml",
                y -> y.replace("title: title", "title: !!java.io.File x"),
                "books.yaml:5: this is not YAML: Global tag is not allowed");
    }

    @Test
    void anIndexWithoutAMappingIsRefused() {
        assertThatThrownBy(() -> library.run(
                        library.later(d -> d + "{\"_index\":\"bookz\",\"_id\":\"1\",\"_source\":{}}\n"),
                        Library.first()))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("The index \"bookz\" has no mapping")
                .hasMessageContaining("did you mean \"books\"?");
    }

    @Test
    void aDatabaseWithoutAnyTableOfTheMappingIsRefusedInOneSentence() throws Exception {
        library.execute("drop schema library cascade");

        assertThatThrownBy(() -> library.run())
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("The database has none of the ")
                .hasMessageContaining("in its schema library")
                .hasMessageContaining("./rejoin migrate");
    }

    @Test
    void aMappingWithoutAnIndexIsRefused() {
        assertThatThrownBy(() -> library.run(library.later(d -> d.replace("\"cards\"", "\"card\"")), Library.first()))
                .hasMessageContaining("cards.yaml:1: the source has no index \"cards\"; did you mean \"card\"?");
    }

    @Test
    void anUnmappedPathStopsTheRunBeforeAnythingIsLoaded() throws Exception {
        var report = library.run(
                library.later(d -> d.replace("\"isbn\":\"444\"", "\"isbn\":\"444\",\"shelf\":{\"row\":3}")),
                Library.first());

        assertThat(report.outcome()).isEqualTo(Outcome.NOT_PROVEN);
        assertThat(report.message()).contains("1 paths are neither mapped nor ignored");
        assertThat(library.query("select path || ' ' || value from rejoin_import.finding where code = 'unmapped_path'"))
                .containsExactly("shelf.row 3");
        assertThat(library.query("select title from library.book")).isEmpty();
    }

    @Test
    void aTargetThatHoldsDataIsRefused() throws Exception {
        library.run();

        assertThatThrownBy(library::run)
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("The target already holds data, in author, book, loan, loan_remark, reader");
    }

    @Test
    void aDryRunChecksEverythingAndLoadsNothing() throws Exception {
        var report = library.run(library.dump(), ImportRun.Options.standard().asDryRun());

        assertThat(report.outcome()).isEqualTo(Outcome.DRY_RUN);
        assertThat(report.findings()).containsKey("WARNING resurrected").hasSizeGreaterThan(10);
        assertThat(library.query("select title from library.book")).isEmpty();
    }

    @Test
    void twoImportsAtOnceAreRefusedAndTheHolderIsNamed() throws Exception {
        try (var lock = RunLock.take(library.database().dataSource())) {
            assertThatThrownBy(library::run)
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("Another import is running into this database: process ");
        }
    }

    @Test
    void anotherImportMayBeginAtOnceWhereOneHasEnded() throws Exception {
        for (int i = 0; i < 300; i++) {
            RunLock.take(library.database().dataSource()).close();
        }
    }

    @Test
    void aSourceThatBreaksOffLeavesTheTargetUntouchedAndIsResumed() throws Exception {
        assertThatThrownBy(() -> library.run(new BreaksOff(library.dump()), Library.first()))
                .isInstanceOf(SourceIncompleteException.class);
        assertThat(library.query("select outcome from rejoin_import.run")).containsExactly("INCOMPLETE");
        assertThat(library.query("select title from library.book")).isEmpty();

        var report = library.run(library.dump(), Library.resumed());

        assertThat(report.run()).isEqualTo(1);
        assertThat(report.accounts()).allMatch(a -> a.balances());
        assertThat(library.query("select count(*)::text from library.book")).containsExactly("4");
    }

    @Test
    void stagingThatACrashHasEmptiedIsReadAgain() throws Exception {
        assertThatThrownBy(() -> library.run(new BreaksOff(library.dump()), Library.first()))
                .isInstanceOf(SourceIncompleteException.class);
        library.execute("""
                do $$ begin
                    execute (select 'truncate ' || string_agg(c.oid::regclass::text, ', ') from pg_class c
                             where c.relnamespace = 'rejoin_stage'::regnamespace and c.relkind = 'r'
                               and c.relname like 'row@_%' escape '@');
                end $$""");

        var report = library.run(library.dump(), Library.resumed());

        assertThat(report.accounts()).allMatch(a -> a.balances());
        assertThat(library.query("select count(*)::text from library.book")).containsExactly("4");
        assertThat(library.query("select count(*)::text from rejoin_import.finding where code = 'date_format'"))
                .containsExactly("2");
    }

    @Test
    void aLoadThatFailsLeavesNothingAndIsResumedAsIfNothingHadHappened() throws Exception {
        library.execute(
                "create table library.veto (id int); create function library.no() returns trigger language plpgsql as"
                        + " $$ begin raise disk_full using message = 'disk full'; end $$; create trigger no before insert on library.loan_remark for each row"
                        + " execute function library.no()");
        assertThatThrownBy(library::run).hasMessageContaining("disk full");
        assertThat(library.query("select title from library.book")).isEmpty();
        library.execute("drop trigger no on library.loan_remark");

        var report = library.run(library.dump(), Library.resumed());

        assertThat(report.accounts()).allMatch(a -> a.balances());
        assertThat(report.findings().values().stream().mapToLong(n -> n).sum()).isEqualTo(21);
    }

    @Test
    void whatATriggerRefusesOfAFirstLoadIsSetAsideWithItsDocumentAlsoWhereRowsStandInForMissingOnes() throws Exception {
        library.execute(
                "create function library.no() returns trigger language plpgsql as $$ begin raise 'no remarks here'; end $$;"
                        + " create trigger no before insert on library.loan_remark for each row"
                        + " execute function library.no()");

        var report = library.run();

        assertThat(report.accounts()).allMatch(a -> a.balances());
        assertThat(library.query("select count(*)::text from library.loan_remark"))
                .containsExactly("0");
        assertThat(library.query("select title from library.book")).isNotEmpty();
        assertThat(library.query("select distinct index_name || ' ' || code || ': ' || message"
                        + " from rejoin_import.finding where message like '%no remarks%'"))
                .containsExactly("loans refused_by_target: the database refused it: no remarks here");
    }

    @Test
    void aResumeWithAnotherMappingIsRefused() throws Exception {
        assertThatThrownBy(() -> library.run(new BreaksOff(library.dump()), Library.first()))
                .isInstanceOf(SourceIncompleteException.class);

        assertThatThrownBy(() -> library.run(
                        library.dump(),
                        library.mapping("books.yaml", y -> y.replace("cover.*", "cover.**")),
                        Library.resumed()))
                .hasMessageContaining("was begun with another mapping: books.yaml:16 was \"cover.*: pictures are kept"
                        + " elsewhere\" and is \"cover.**: pictures are kept elsewhere\". Put the mapping back");
    }

    private void assertRefused(String file, UnaryOperator<String> change, String... messages) {
        var refusal = assertThatThrownBy(
                        () -> library.run(library.dump(), library.mapping(file, change), Library.first()))
                .isInstanceOf(MappingException.class);
        for (var message : messages) {
            refusal.hasMessageContaining(message);
        }
    }

    /** A source of which one index cannot be read to its end. */
    private static final class BreaksOff extends ForwardingSource {
        BreaksOff(Source source) {
            super(source);
        }

        @Override
        public IndexReading open(SourceIndex index, int slices) {
            var reading = super.open(index, slices);
            return index.name().equals("cards") ? new BreakingReading(reading) : reading;
        }
    }

    private record BreakingReading(IndexReading reading) implements IndexReading {
        @Override
        public <E extends Exception> void read(int slice, PageConsumer<E> pages) {
            throw new SourceIncompleteException("The index cards lost its shard 0.", null);
        }

        @Override
        public void verify() {
            reading.verify();
        }

        @Override
        public void close() {
            reading.close();
        }
    }
}
