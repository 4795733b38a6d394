package dev.rejoin.importer.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rejoin.importer.prove.compare.Difference;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a mistake of the loader would leave of elements, nested ones and their accounts: the proof finds it. */
class ErrorsInElementsTest {
    @TempDir
    private static Path temporary;

    private static SmallImport books;

    @BeforeAll
    static void load() throws Exception {
        books = NestedElementsTest.opened(temporary);
        books.run();
    }

    @AfterAll
    static void close() {
        books.close();
    }

    @Test
    void aFaultlessLoadIsProven() throws Exception {
        assertThat(books.proveAfter("select 1").differences()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', maxCharsPerColumn = 10_000, textBlock = """
            a note under another chapter of its book | VALUE | update note set chapter_id = (select id from chapter c where c.title = 'II' and c.book_id = (select id from book where title = 'One')) where heading = 'I' and text = 'n2'
            every note under the first chapter | VALUE | alter table note drop constraint note_once; update note n set chapter_id = (select f.id from chapter f join chapter c on c.book_id = f.book_id where c.id = n.chapter_id order by f.number limit 1)
            a word under another note of its chapter | VALUE | update word set note_id = (select id from note where text = 'n2') where word = 'x'
            a note under a chapter of another book | VALUE | update note set chapter_id = (select c.id from chapter c join book b on b.id = c.book_id where b.title = 'Three') where text = 'n2'
            names beside ids shifted by one | VALUE | update book_author set written_as = 'Nobody' where role = 'editor'
            a field of another chapter | VALUE | update note set heading = 'II' where text = 'n2'
            an element's row lost where another element was set aside | LOST_ROW | with gone as (delete from note where text = 'n1' and place = 'Two/1/1' returning id) delete from rejoin_import.row_origin where row_id in (select id from gone)
            an element lost and said to be set aside, without a finding of its own | LOST_ROW | with gone as (delete from note where text = 'n1' and place = 'Two/1/1' returning id), origin as (delete from rejoin_import.row_origin where row_id in (select id from gone) returning *) insert into rejoin_import.set_aside_element (run_id, doc, part, index_name, id, place, table_name) select run_id, doc, part, index_name, id, 'chapters[0][0].notes', table_name from origin
            an element's finding forgotten | LOST_ROW | delete from rejoin_import.finding where element is not null and code = 'note_text_not_null'
            an element that was set aside forgotten | LOST_ROW | delete from rejoin_import.set_aside_element where place = 'chapters.notes[2]'
            a loaded element said to be set aside | ACCOUNT | insert into rejoin_import.set_aside_element (run_id, doc, part, index_name, id, place, table_name) select run_id, doc, part, index_name, id, '', table_name from rejoin_import.row_origin where table_name = 'word' limit 1
            one element more read than there are | ACCOUNT | update rejoin_import.element_account set read = read + 1, ignored = ignored + 1 where part = 'children[2]'
            a loaded element counted as ignored | ACCOUNT | update rejoin_import.element_account set loaded = loaded - 1, ignored = ignored + 1 where part = 'children[1]'
            the elements of an array not accounted for | ACCOUNT | delete from rejoin_import.element_account where part = 'children[0]'
            elements of an array that is not there | ACCOUNT | insert into rejoin_import.element_account select run_id, 'authors', part, path, table_name, read, loaded, merged, quarantined, ignored from rejoin_import.element_account where part = 'children[0]'
            """)
    void aPlantedErrorInElementsIsFound(String name, String kind, String statements) throws Exception {
        var proof = books.proveAfter(statements);

        assertThat(proof.proven()).isFalse();
        assertThat(proof.counts()).containsKey(Difference.DifferenceKind.valueOf(kind));
    }
}
