package dev.rejoin.importer.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rejoin.importer.check.Check.ElementAccount;
import dev.rejoin.importer.mapping.MappingException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Books with chapters, their notes and the words of those: arrays in arrays, and arrays that go beside each other. */
class NestedElementsTest {
    private static final String SCHEMA = """
            create table author (id uuid primary key, legacy_id text unique, name text not null);
            create table book (id uuid primary key, legacy_id text unique, title text not null);
            create table chapter (id uuid primary key, legacy_id text, book_id uuid not null references book,
                number integer, title text not null);
            create table note (id uuid primary key, legacy_id text, chapter_id uuid not null references chapter,
                number integer, text text not null, heading text, place text,
                constraint note_once unique (chapter_id, text));
            create table word (id uuid primary key, legacy_id text, note_id uuid not null references note, word text not null);
            create table book_author (id uuid primary key, legacy_id text, book_id uuid not null references book,
                author_id uuid not null references author, written_as text, role text,
                constraint book_author_once unique (book_id, author_id));
            """;
    private static final String BOOKS = """
            index: books
            rows:
              - table: book
                columns: {title: title}
            children:
              - from: chapters
                table: chapter
                columns: {book_id: {row: book}, number: "#", title: .title}
              - from: chapters.notes
                table: note
                when: {path: .kind, in: [shown]}
                columns:
                  chapter_id: {row: chapter}
                  number: "#"
                  text: .text
                  heading: ..title
                  place: {template: "{...title}/{..#}/{#}"}
              - from: chapters.notes.words
                table: word
                distinct: true
                columns: {note_id: {row: note}, word: .}
              - from: author_ids
                beside: [author_names, roles]
                table: book_author
                columns:
                  book_id: {row: book}
                  author_id: {from: ., to: author}
                  written_as: author_names
                  role: {from: roles.name, bad: null}
                copies:
                  author_names: {of: author_id, column: name}
            """;
    private static final String AUTHORS = """
            index: authors
            rows:
              - table: author
                columns: {name: name}
            """;
    private static final String DUMP = """
            {"_index":"authors","_id":"a1","_source":{"name":"Ada"}}
            {"_index":"authors","_id":"a2","_source":{"name":"Bob"}}
            {"_index":"books","_id":"b1","_source":{"title":"One","chapters":[\
            {"title":"I","notes":[{"kind":"shown","text":"n1","words":["x","y","x"]},null,{"kind":"shown","text":"n2"}]},\
            {"title":"II","notes":[{"kind":"hidden","text":"no"},{"kind":"shown","text":"n1","words":[["z"],["w",["v"]]]}]},\
            {"title":"III"}],"author_ids":["a1",null,"a2"],"author_names":["Ada","Nobody","Bobby"],\
            "roles":[{"name":"writer"},null,{"name":"editor"}]}}
            {"_index":"books","_id":"b2","_source":{"title":"Two","chapters":[[{"title":"I","notes":{"kind":"shown","text":"n1"}}],\
            [{"notes":[{"kind":"shown","text":"lost","words":["gone"]}]}]]}}
            {"_index":"books","_id":"b3","_source":{"title":"Three","chapters":{"title":"I","notes":[\
            {"kind":"shown","text":"same"},{"kind":"shown","text":"same"},{"kind":"shown"}]},\
            "author_ids":["a1","a2"],"author_names":["Ada"]}}
            {"_index":"books","_id":"b4","_source":{"title":"Four","author_ids":["a1","a77"],"author_names":["Ada","Who"],\
            "roles":[{"name":"writer"}]}}
            {"_index":"books","_id":"b5","_source":{"chapters":[{"title":"I","notes":[{"kind":"shown","text":"n1"},{"text":"?"}]}]}}
            """;

    @TempDir
    private Path temporary;

    private SmallImport books;

    @BeforeEach
    void open() throws Exception {
        books = opened(temporary);
    }

    static SmallImport opened(Path folder) throws Exception {
        return new SmallImport(folder, SCHEMA)
                .mapping("authors.yaml", AUTHORS)
                .mapping("books.yaml", BOOKS)
                .dump("library.ndjson", DUMP);
    }

    @AfterEach
    void close() {
        books.close();
    }

    @Test
    void everyElementLeadsToTheRowOfTheOneThatItLiesIn() throws Exception {
        var report = books.run();

        assertThat(report.outcome())
                .as(report.message() + report.proof().map(p -> p.differences().toString()))
                .isEqualTo(Outcome.PROVEN);
        assertThat(books.query("""
                        select concat_ws(' ', b.title, c.number, c.title, n.number, n.text, n.heading, n.place,
                                         (select string_agg(word, '' order by word) from word w where w.note_id = n.id))
                        from note n join chapter c on c.id = n.chapter_id join book b on b.id = c.book_id order by 1
                        """))
                .containsExactly(
                        "One 1 I 1 n1 I One/1/1 xy",
                        "One 1 I 2 n2 I One/1/2",
                        "One 2 II 2 n1 II One/2/2 vwz",
                        "Three 1 I 1 same I Three/1/1",
                        "Two 1 I 1 n1 I Two/1/1");
        assertThat(books.query("""
                        select concat_ws(' ', b.title, a.name, ba.written_as, ba.role) from book_author ba
                        join book b on b.id = ba.book_id join author a on a.id = ba.author_id order by 1
                        """)).containsExactly("Four Ada Ada", "One Ada Ada writer", "One Bob Bobby editor");
    }

    @Test
    void everyElementIsAccountedForAndEveryFindingNamesItsPlace() throws Exception {
        var report = books.run();

        assertThat(report.elements())
                .containsExactly(
                        new ElementAccount("books", "children[0]", "chapters", "chapter", 7, 5, 0, 2, 0),
                        new ElementAccount("books", "children[1]", "chapters.notes", "note", 11, 5, 0, 4, 2),
                        new ElementAccount("books", "children[2]", "chapters.notes.words", "word", 7, 5, 1, 1, 0),
                        new ElementAccount("books", "children[3]", "author_ids", "book_author", 6, 3, 0, 3, 0));
        assertThat(report.proof().orElseThrow().fanOuts()).allMatch(fan -> fan.balances());
        assertThat(books.findings())
                .containsExactlyInAnyOrder(
                        "book_title_not_null b5 title ERROR",
                        "chapter_title_not_null b2 chapters[1][0].title ERROR",
                        "copy_drift b1 author_names[2] WARNING",
                        "dependent_of_quarantined b2 chapters[1][0].notes[0] ERROR",
                        "dependent_of_quarantined b2 chapters[1][0].notes[0].words[0] ERROR",
                        "note_once b3 chapters.notes[1] ERROR",
                        "note_text_not_null b3 chapters.notes[2].text ERROR",
                        "orphan_reference b4 author_ids[1] ERROR",
                        "repeated_element b1 chapters[0].notes[0].words[2] INFO",
                        "scalar_for_array b2 chapters[0][0].notes INFO",
                        "scalar_for_array b3 chapters INFO",
                        "unequal_arrays b3 author_ids[0] ERROR",
                        "unequal_arrays b3 author_ids[1] ERROR",
                        "unequal_arrays b4 author_ids[0] WARNING",
                        "unequal_arrays b4 author_ids[1] WARNING");
        assertThat(books.query("select value || ' ' || message from rejoin_import.finding where code = 'note_once'"))
                .containsExactly("b3, same has the same chapter_id, text as books/b3 chapters.notes[0]");
    }

    @Test
    void whatWasSetAsideIsListedAndComesInWithTheCorrectedDocument() throws Exception {
        books.run();

        assertThat(books.quarantine())
                .extracting(entry -> entry.id() + " " + entry.elements() + " "
                        + entry.reasons().findValuesAsText("code"))
                .containsExactly(
                        "b2 [chapters[1][0], chapters[1][0].notes[0], chapters[1][0].notes[0].words[0]]"
                                + " [chapter_title_not_null, dependent_of_quarantined, dependent_of_quarantined]",
                        "b3 [author_ids[0], author_ids[1], chapters.notes[1], chapters.notes[2]]"
                                + " [unequal_arrays, unequal_arrays, note_once, note_text_not_null]",
                        "b4 [author_ids[1]] [orphan_reference]",
                        "b5 [] [book_title_not_null]");

        books.retry("books", "b2", """
                {"title":"Two","chapters":[{"title":"I","notes":[{"kind":"shown","text":"n1"}]},\
                {"title":"II","notes":[{"kind":"shown","text":"lost","words":["gone"]}]}]}""");

        assertThat(books.prove().differences()).isEmpty();
        assertThat(books.query("""
                        select c.title || ' ' || n.text || ' ' || w.word from word w join note n on n.id = w.note_id
                        join chapter c on c.id = n.chapter_id where w.word = 'gone'
                        """)).containsExactly("II lost gone");
        assertThat(books.query("select id || ' ' || outcome from rejoin_import.correction"))
                .containsExactly("b2 ADMITTED");
        assertThat(books.quarantine()).extracting(entry -> entry.id()).containsExactly("b3", "b4", "b5");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            text: .text | text: chapters.notes.text | books.yaml:15: "chapters.notes.text" runs through the array "chapters", which is unfolded here, and would name the values of all its elements; write ".text" for the element's own
            heading: ..title | heading: chapters.title | books.yaml:16: "chapters.title" runs through the array "chapters", which is unfolded here, and would name the values of all its elements; write "..title" for the element's own
            title: .title | title: chapters.title | books.yaml:8: "chapters.title" runs through the array "chapters", which is unfolded here, and would name the values of all its elements; write ".title" for the element's own
            {...title} | {chapters.title} | books.yaml:17: "chapters.title" runs through the array "chapters", which is unfolded here, and would name the values of all its elements; write "..title" for the element's own
            path: .kind | path: chapters.notes.kind | books.yaml:9: "chapters.notes.kind" runs through the array "chapters", which is unfolded here, and would name the values of all its elements; write ".kind" for the element's own
            heading: ..title | heading: ....title | books.yaml:16: "....title" leads out of the document: "chapters.notes" has 2 names
            {row: chapter} | {row: word} | books.yaml:13: no earlier row of this document goes to "word"; known are book, chapter
            beside: [author_names, roles] | beside: [author_ids, roles] | books.yaml:22: "beside" names another array of the document, by its whole path; "author_ids" is not one
            """)
    void aPathThatWouldNameAllElementsIsRefusedWithWhatIsMeant(String what, String instead, String message)
            throws Exception {
        books.mapping("books.yaml", BOOKS.replace(what, instead));

        assertThatThrownBy(books::run).isInstanceOf(MappingException.class).hasMessageContaining(message);
    }

    @Test
    void aPathOfTheDocumentFollowsTheElementsOwnWayWhereNobodyKnowsOfAnArray() throws Exception {
        books.execute("alter table note alter chapter_id drop not null");
        books.mapping("books.yaml", """
                index: books
                rows: [{table: book, columns: {title: title}}]
                children:
                  - from: chapters.notes
                    table: note
                    columns: {text: {from: .text, default: none}, heading: chapters.title, place: title}
                ignore: {chapters.*: no matter, author_ids: no matter, author_names: no matter, roles.*: no matter}
                """);

        var report = books.run();

        assertThat(report.outcome())
                .as(report.message() + report.proof().map(p -> p.differences().toString()))
                .isEqualTo(Outcome.PROVEN);
        assertThat(books.query("select concat_ws(' ', place, heading, text) from note where place = 'One' order by 1"))
                .containsExactly("One I n1", "One I n2", "One II n1", "One II no");
    }
}
