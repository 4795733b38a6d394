package dev.rejoin.importer.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * References of rows that become one: cards c1 and c2 are the same reader, c1 wins. A favourite is a reference that may
 * be left out, a first book one that may not.
 */
class MergedReferencesTest {
    private static final String LONG_CITY = "\"city\":\"Llanfairpwllgwyngyll\"";

    @TempDir
    private Path temporary;

    private Library library;

    @BeforeEach
    void open() throws Exception {
        library = new Library(temporary);
        library.execute("""
                alter table library.reader
                    add column phone text constraint reader_phone_unique unique,
                    add column favourite_id uuid constraint reader_favourite_exists references library.book,
                    add column best_id uuid constraint reader_best_exists references library.book,
                    add column first_id uuid constraint reader_first_exists references library.book,
                    add constraint reader_city_short check (length(city) < 10)
                """);
    }

    @AfterEach
    void close() {
        library.close();
    }

    @Test
    void aLinkThatWasLeftOutStaysSoWhenTheElectionIsHeldAgain() throws Exception {
        var report = run("\"favourite\":\"b2\"", LONG_CITY, books -> books.replace("04/03/2001", "31/02/2001"));

        assertThat(report.outcome()).as(report.message()).isEqualTo(Outcome.PROVEN);
        assertThat(findings("cards"))
                .containsExactly(
                        "c1 dependent_of_quarantined favourite: refers to a book that was set aside; loaded without the"
                                + " link",
                        "c2 reader_city_short city: breaks the rule length(city) < 10");
        assertThat(ann("favourite_id")).containsExactly("none");
    }

    @Test
    void anOrphanStaysOneWhenTheElectionIsHeldAgain() throws Exception {
        var report = run("\"favourite\":\"b99\"", LONG_CITY, UnaryOperator.identity());

        assertThat(report.outcome()).as(report.message()).isEqualTo(Outcome.PROVEN);
        assertThat(findings("cards"))
                .containsExactly(
                        "c1 orphan_reference favourite: refers to a book that does not exist; loaded without the link",
                        "c2 reader_city_short city: breaks the rule length(city) < 10");
    }

    @Test
    void whatAnotherSaysDoesNotTakeThePlaceOfAnOrphan() throws Exception {
        var report = run("\"favourite\":\"b99\"", "\"favourite\":\"b1\"", UnaryOperator.identity());

        assertThat(report.outcome()).as(report.message()).isEqualTo(Outcome.PROVEN);
        assertThat(ann("favourite_id")).containsExactly("none");
        assertThat(library.query("select detail->>'kept' || ' ' || (detail->>'dropped') from rejoin_import.finding"
                        + " where code = 'merge_conflict' and path = 'favourite'"))
                .containsExactly("b99 b1");
    }

    @Test
    void aLinkByNaturalKeyIsKeptWhenTheElectionIsHeldAgain() throws Exception {
        var report = run("\"best\":\"111\"", LONG_CITY, UnaryOperator.identity());

        assertThat(report.outcome()).as(report.message()).isEqualTo(Outcome.PROVEN);
        assertThat(ann("best_id")).containsExactly("Emma");
    }

    @Test
    void aLinkThatFillsAGapIsTakenBackWithWhatItLeadsTo() throws Exception {
        var report = run("\"k\":0", "\"favourite\":\"b2\"", books -> books.replace("04/03/2001", "31/02/2001"));

        assertThat(report.outcome()).as(report.message()).isEqualTo(Outcome.PROVEN);
        assertThat(findings("cards"))
                .containsExactly(
                        "c2 dependent_of_quarantined favourite: refers to a book that was set aside; loaded without the"
                                + " link");
        assertThat(ann("favourite_id")).containsExactly("none");
    }

    @Test
    void aReferenceToNothingSetsAsideTheDocumentThatHasItAlone() throws Exception {
        var report = run("\"k\":0", "\"first\":\"b99\"", UnaryOperator.identity());

        assertThat(report.outcome()).as(report.message()).isEqualTo(Outcome.PROVEN);
        assertThat(findings("cards"))
                .containsExactly("c2 orphan_reference first: refers to a book that does not exist");
        assertThat(ann("first_id")).containsExactly("none");
    }

    @Test
    void aReferenceToSomethingSetAsideSetsAsideTheDocumentThatHasItAlone() throws Exception {
        var report = run("\"k\":0", "\"first\":\"b2\"", books -> books.replace("04/03/2001", "31/02/2001"));

        assertThat(report.outcome()).as(report.message()).isEqualTo(Outcome.PROVEN);
        assertThat(findings("cards"))
                .containsExactly("c2 dependent_of_quarantined first: refers to a book that was set aside");
        assertThat(ann("first_id")).containsExactly("none");
    }

    @Test
    void aReferenceThatTheWinnersMappingDoesNotHaveFillsItsGapAllTheSame() throws Exception {
        var report = run(
                "\"best\":\"111\"",
                "\"favourite\":\"b1\"",
                lines -> lines + "{\"_index\":\"staff\",\"_id\":\"s1\",\"_source\":"
                        + "{\"mail\":\"ann@example.org\",\"name\":\"Ann\"}}\n");

        assertThat(report.outcome()).as(report.message()).isEqualTo(Outcome.PROVEN);
        assertThat(ann("legacy_id")).containsExactly("staff:s1");
        assertThat(ann("best_id")).containsExactly("Emma");
        assertThat(ann("favourite_id")).containsExactly("Emma");
    }

    @Test
    void aKeyThatFillsAGapAndIsTakenSetsAsideTheDocumentThatHasIt() throws Exception {
        var report = run(
                "\"k\":0",
                "\"phone\":\"1\"",
                cards -> cards.replace(
                        "{\"_index\":\"loans\",\"_id\":\"l1\"",
                        "{\"_index\":\"cards\",\"_id\":\"c0\",\"_source\":{\"name\":\"Bo\",\"phone\":\"1\"}}\n"
                                + "{\"_index\":\"loans\",\"_id\":\"l1\""));

        assertThat(report.outcome()).as(report.message()).isEqualTo(Outcome.PROVEN);
        assertThat(findings("cards")).containsExactly("c2 reader_phone_unique phone: has the same phone as cards/c0");
        assertThat(ann("phone")).containsExactly("none");
    }

    /** Imports with something more in each of the two cards. */
    private ImportRun.Report run(String inFirst, String inSecond, UnaryOperator<String> change) throws Exception {
        var mapping = library.mapping("cards.yaml", text -> text + """
                      phone: phone
                      favourite_id: {from: favourite, to: book, orphans: "null"}
                      best_id: {from: best, to: book, by: isbn, orphans: "null"}
                      first_id: {from: first, to: book, orphans: quarantine}
                ignore:
                  k: only there to be something
                """);
        var source = library.later(lines -> change.apply(lines.replace("\"city\":\"Leeds\"", inFirst)
                .replace("\"name\":\"Ann B.\"", "\"name\":\"Ann B.\"," + inSecond)));
        if (source.indices().stream().anyMatch(index -> index.name().equals("staff"))) {
            Files.writeString(mapping.resolve("staff.yaml"), """
                    index: staff
                    rows:
                      - table: reader
                        identity: [email]
                        prefer: 0
                        columns:
                          email: {from: mail, transform: email}
                          name: name
                    """);
        }
        return library.run(source, mapping, Library.first());
    }

    private List<String> ann(String column) throws Exception {
        return library.query(
                column.matches("best_id|first_id|favourite_id")
                        ? "select coalesce(b.title, 'none') from library.reader r left join library.book b on b.id = r."
                                + column + " where r.email = 'ann@example.org'"
                        : "select coalesce(" + column
                                + ", 'none') from library.reader where email = 'ann@example.org'");
    }

    private List<String> findings(String index) throws Exception {
        return library.query(
                "select id || ' ' || code || ' ' || path || ': ' || message from rejoin_import.finding where index_name = '"
                        + index + "' and id is not null and code not like 'merge%' order by id, code");
    }
}
