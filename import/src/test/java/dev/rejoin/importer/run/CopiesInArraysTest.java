package dev.rejoin.importer.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rejoin.importer.mapping.MappingException;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reviews stand in an array of a book, and repeat the name of the author who wrote them. */
class CopiesInArraysTest {
    private static final String REVIEWS = """
            children:
              - from: reviews
                table: review
                columns:
                  book_id: {row: book}
                  author_id: {from: .by, to: author, orphans: null}
                copies:
                  .name: {of: author_id, column: name, transform: trim}
            """;

    @TempDir
    private Path temporary;

    private Library library;

    @BeforeEach
    void open() throws Exception {
        library = new Library(temporary);
        library.execute("""
                create table library.review (
                    id uuid primary key, legacy_id text,
                    book_id uuid constraint review_book_required not null
                        constraint review_book_exists references library.book,
                    author_id uuid constraint review_author_exists references library.author)
                """);
    }

    @AfterEach
    void close() {
        library.close();
    }

    @Test
    void theyAreComparedElementByElementAndNeverLoaded() throws Exception {
        var report = library.run(
                library.later(
                        lines -> lines.replace(
                                        "{\"title\":\"Emma\",",
                                        "{\"title\":\"Emma\",\"reviews\":[{\"by\":\"a1\",\"name\":\" Jane Austen\"},"
                                                + "{\"by\":\"a2\",\"name\":\"Emile Zola\"},{\"by\":\"a77\",\"name\":\"Nobody\"}],")
                                .replace(
                                        "{\"title\":\"Germinal\",",
                                        "{\"title\":\"Germinal\",\"reviews\":[{\"by\":\"a2\",\"name\":\"Émile Zola\"},{\"by\":\"a2\"}],")),
                mapping(UnaryOperator.identity()),
                Library.first());

        assertThat(report.outcome()).as(report.message()).isEqualTo(Outcome.PROVEN);
        assertThat(library.query("select count(*)::text from library.review")).containsExactly("5");
        assertThat(library.query("""
                        select concat_ws(' ', index_name || '/' || id, path, value, '-', message, detail ->> 'agreeing', 'of',
                                         detail ->> 'copies')
                        from rejoin_import.finding where code = 'copy_drift' and path like 'reviews%'
                        """))
                .containsExactly("books/b1 reviews[1].name Emile Zola - repeats author_id.name as \"Emile Zola\","
                        + " but the original says \"Émile Zola\" 1 of 2");
        assertThat(library.query("""
                        select concat_ws(' ', c.index, c.path, c.of, c.compared, c.differing)
                        from rejoin_import.run, jsonb_to_recordset(summary -> 'copies')
                            as c (index text, path text, of text, compared int, differing int)
                        where c.path like 'reviews%'
                        """)).containsExactly("books reviews.name author_id.name 3 1");
    }

    @Test
    void whereTheyLeadToIsCheckedBeforeAnythingIsRead() throws Exception {
        var mapping = mapping(text -> text.replace("column: name, transform", "column: nme, transform"));

        assertThatThrownBy(() -> library.run(library.dump(), mapping, Library.first()))
                .isInstanceOf(MappingException.class)
                .hasMessageContaining("books.yaml:")
                .hasMessageContaining("the table author has no column \"nme\"; did you mean \"name\"?");
    }

    private Path mapping(UnaryOperator<String> change) throws Exception {
        return library.mapping("books.yaml", text -> change.apply(text + REVIEWS));
    }
}
