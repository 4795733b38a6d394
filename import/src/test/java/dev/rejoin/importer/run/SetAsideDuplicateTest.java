package dev.rejoin.importer.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rejoin.importer.prove.Proof;
import dev.rejoin.importer.prove.Prove;
import dev.rejoin.importer.prove.compare.Difference;
import dev.rejoin.importer.prove.compare.Difference.DifferenceKind;
import dev.rejoin.importer.quarantine.CorrectedSource;
import dev.rejoin.importer.quarantine.Corrections;
import dev.rejoin.importer.quarantine.Quarantine;
import dev.rejoin.importer.read.SourceDocument;
import dev.rejoin.importer.repair.Retry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** References to a document that would have been merged into another, had it not been set aside. */
class SetAsideDuplicateTest {
    /** Card c2, the same reader as card c1 by e-mail, gets a birthday that does not exist. Loan l1 names it. */
    private static final UnaryOperator<String> BAD_BIRTHDAY =
            lines -> lines.replace("\"name\":\"Ann B.\"", "\"name\":\"Ann B.\",\"born\":\"31/02/1990\"");

    @TempDir
    private Path temporary;

    private Library library;

    @BeforeEach
    void open() throws Exception {
        library = new Library(temporary);
        library.execute("alter table library.reader add column born date");
    }

    @AfterEach
    void close() {
        library.close();
    }

    @Test
    void theyLeadToTheRowOfTheOtherAndAFindingSaysSo() throws Exception {
        var report = run(BAD_BIRTHDAY);

        assertThat(report.outcome()).as(report.message()).isEqualTo(Outcome.PROVEN);
        assertThat(readerOfLoan("l1")).containsExactly("cards:c1");
        assertThat(findings("cards/c2"))
                .containsExactly("ERROR bad_date born: this is not a date of the years 1 to 9999 in any of the formats"
                        + " [iso, dd/MM/yyyy, epoch_millis]");
        assertThat(findings("loans/l1"))
                .containsExactly(
                        "WARNING reference_to_duplicate card: refers to cards/c2, which was set aside; it leads"
                                + " to cards/c1, the same reader by email");
    }

    @Test
    void theyLeadToTheLoserWhereTheWinnerWasSetAside() throws Exception {
        var report = run(lines -> lines.replace("\"name\":\"Ann\"", "\"name\":\"Ann\",\"born\":\"31/02/1990\"")
                .replace("\"book\":\"b1\",\"card\":\"c2\"", "\"book\":\"b1\",\"card\":\"c1\""));

        assertThat(report.outcome()).as(report.message()).isEqualTo(Outcome.PROVEN);
        assertThat(readerOfLoan("l1")).containsExactly("cards:c2");
        assertThat(findings("loans/l1"))
                .containsExactly(
                        "WARNING reference_to_duplicate card: refers to cards/c1, which was set aside; it leads"
                                + " to cards/c2, the same reader by email");
    }

    @Test
    void theyAreSetAsideWhereNothingOfThatIdentityIsLeft() throws Exception {
        var report = run(lines ->
                BAD_BIRTHDAY.apply(lines).replace("\"name\":\"Ann\"", "\"name\":\"Ann\",\"born\":\"31/02/1990\""));

        assertThat(report.outcome()).as(report.message()).isEqualTo(Outcome.PROVEN);
        assertThat(findings("loans/l1"))
                .containsExactly("ERROR dependent_of_quarantined card: refers to a reader that was set aside");
    }

    @Test
    void theyAreSetAsideWhereTheDocumentContradictsItself() throws Exception {
        var report =
                run(lines -> lines.replace("\"name\":\"Ann B.\"", "\"name\":\"Ann B.\",\"x.y\":1,\"x\":{\"y\":2}"));

        assertThat(report.outcome()).as(report.message()).isEqualTo(Outcome.PROVEN);
        assertThat(findings("loans/l1"))
                .containsExactly("ERROR dependent_of_quarantined card: refers to a reader that was set aside");
    }

    @Test
    void theProofIsRedWhereTheyLeadToSomethingElseOrNobodyWasTold() throws Exception {
        run(BAD_BIRTHDAY);
        library.execute("delete from rejoin_import.finding where code = 'reference_to_duplicate'");
        assertThat(prove().counts()).containsExactly(Map.entry(DifferenceKind.REFERENCE, 1L));
        assertThat(prove().differences())
                .extracting(Difference::message)
                .containsExactly(
                        "what the reference names was set aside; it leads to the same thing, but no finding says so");

        library.execute(
                "update library.loan set reader_id = (select id from library.reader where legacy_id = 'cards:c3')"
                        + " where legacy_id = 'l1'");
        assertThat(prove().differences())
                .extracting(Difference::message)
                .containsExactly("the reference leads to another row than its source names");
    }

    @Test
    void aCorrectedOneGetsItsReferencesBack() throws Exception {
        var first = run(BAD_BIRTHDAY);
        var quarantine = new Quarantine(library.database().dataSource());
        var entry = quarantine
                .entries(first.run(), Optional.of("cards"), Optional.of("c2"))
                .getFirst();

        var corrected = entry.source()
                .replace("ann@example.org ", "bob@example.org")
                .replace("31/02", "28/02")
                .getBytes(StandardCharsets.UTF_8);
        new Retry(library.database().dataSource())
                .apply(first.run(), List.of(new SourceDocument("cards", "c2", null, corrected)), "ann", null);

        try (var source = new CorrectedSource(
                library.later(BAD_BIRTHDAY), Corrections.read(library.database().dataSource(), ""))) {
            assertThat(new Prove(source, library.database().dataSource(), mapping(), Prove.Options.standard())
                            .run(first.run())
                            .differences())
                    .isEmpty();
        }
        assertThat(readerOfLoan("l1")).containsExactly("cards:c2");
        assertThat(findings("loans/l1")).isEmpty();
    }

    private List<String> readerOfLoan(String loan) throws Exception {
        return library.query(
                "select r.legacy_id from library.loan l join library.reader r on r.id = l.reader_id where l.legacy_id = '"
                        + loan + "'");
    }

    private List<String> findings(String document) throws Exception {
        return library.query(
                "select severity || ' ' || code || ' ' || path || ': ' || message from rejoin_import.finding"
                        + " where run_id = (select max(id) from rejoin_import.run) and index_name || '/' || id = '"
                        + document
                        + "'");
    }

    private Proof prove() throws Exception {
        long run = Long.parseLong(
                library.query("select max(id)::text from rejoin_import.run").getFirst());
        try (var source = library.later(BAD_BIRTHDAY)) {
            return new Prove(source, library.database().dataSource(), mapping(), Prove.Options.standard()).run(run);
        }
    }

    private Path mapping() throws Exception {
        return library.mapping(
                "cards.yaml",
                text -> text
                        + "      born: born\nconflicts: quarantine\nignore:\n  x.*: only there to contradict itself\n");
    }

    private ImportRun.Report run(UnaryOperator<String> change) throws Exception {
        return library.run(library.later(change), mapping(), Library.first());
    }
}
