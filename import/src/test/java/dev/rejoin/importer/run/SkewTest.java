package dev.rejoin.importer.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rejoin.importer.read.Window;
import dev.rejoin.importer.report.ReportFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An orphan that was written while the snapshot was taken may be the snapshot's own work: it says so. */
class SkewTest {
    private static final Window WINDOW =
            new Window(Instant.parse("2026-11-20T22:00:00Z"), Instant.parse("2026-11-20T22:20:00Z"));

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
    void anOrphanWrittenInTheWindowIsMarked() throws Exception {
        runWithLoanWritten("20/11/2026 22:10", WINDOW);

        assertThat(marked()).containsExactly("loans/l5");
        assertThat(library.query("select message from rejoin_import.finding where code = 'orphan_reference'"))
                .containsExactly(
                        "refers to a reader that does not exist; this document was written while the snapshot was"
                                + " taken: a newer snapshot may have it");
    }

    @Test
    void anOrphanWrittenBeforeTheWindowIsNot() throws Exception {
        runWithLoanWritten("20/11/2026 21:59", WINDOW);

        assertThat(marked()).isEmpty();
        // b4 and b5 refer to authors that were rebuilt; nothing says when these books were written.
        assertThat(kept()).containsExactly("0 marked, 2 not judged");
    }

    @Test
    void aDocumentThatDoesNotSayWhenItWasWrittenIsCountedAndNotJudged() throws Exception {
        runWithLoanWritten("some day", WINDOW);

        assertThat(marked()).isEmpty();
        assertThat(kept()).containsExactly("0 marked, 3 not judged");
        new ReportFolder(library.database().dataSource()).write(1, temporary.resolve("report"));
        assertThat(Files.readString(temporary.resolve("report/report.html")))
                .contains("The snapshot was taken from 2026-11-20T22:00:00Z to 2026-11-20T22:20:00Z.")
                .contains("3 more documents with such references do not say when they were written.");
    }

    @Test
    void everyOrphanOfAnIndexThatCouldBeWrittenToIsMarked() throws Exception {
        runWithLoanWritten("20/11/2026 21:59", Window.ALWAYS);

        assertThat(marked()).containsExactly("books/b4", "books/b5", "loans/l5");
    }

    @Test
    void aTimeOfWritingThatTheIndexDoesNotHaveIsRefused() throws Exception {
        var mapping =
                library.mapping("loans.yaml", y -> y.replace("index: loans\n", "index: loans\nwritten: untill\n"));
        var dump = Files.createDirectories(temporary.resolve("with-mapping"));
        Files.copy(Library.FOLDER.resolve("dump/library.ndjson"), dump.resolve("library.ndjson"));
        Files.writeString(dump.resolve("loans.mapping.json"), """
                {"dynamic": "strict", "properties": {"book": {"type": "keyword"}, "card": {"type": "keyword"}, "from": {"type": "date"},
                                "until": {"type": "date"}, "remarks": {"type": "text"}}}
                """);

        assertThatThrownBy(() -> library.run(Library.dump(dump), mapping, Library.first()))
                .hasMessageContaining(
                        "loans.yaml:1: no document can hold \"untill\": the index does not list it, and takes nothing else"
                                + " (dynamic: strict); did you mean \"until\"?");
    }

    @Test
    void withoutAWindowNothingIsSaid() throws Exception {
        library.run();

        assertThat(marked()).isEmpty();
    }

    private void runWithLoanWritten(String when, Window window) throws Exception {
        var mapping = library.mapping(
                "loans.yaml",
                y -> y.replace(
                        "index: loans\n",
                        "index: loans\nwritten: changed\ndates: {zone: UTC, formats: [iso, dd/MM/yyyy HH:mm, dd/MM/yyyy]}\n"
                                + "ignore: {changed: tells when the document was written}\n"));
        var source = library.later(lines -> lines.replace(
                "\"_id\":\"l5\",\"_source\":{", "\"_id\":\"l5\",\"_source\":{\"changed\":\"" + when + "\","));
        var report = library.run(source, mapping, Library.first().writtenBetween(window));
        assertThat(report.outcome()).isEqualTo(Outcome.PROVEN);
    }

    private List<String> marked() throws Exception {
        return library.query("""
                select index_name || '/' || id from rejoin_import.finding where (detail ->> 'possible_skew')::boolean
                order by 1
                """);
    }

    private List<String> kept() throws Exception {
        return library.query("""
                select format('%s marked, %s not judged', summary #>> '{skew,marked}', summary #>> '{skew,unjudged}')
                from rejoin_import.run
                """);
    }
}
