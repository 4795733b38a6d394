package dev.rejoin.importer.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rejoin.importer.apply.Apply;
import dev.rejoin.importer.mapping.MappingReader;
import dev.rejoin.importer.quarantine.Decisions;
import dev.rejoin.importer.read.SourceDocument;
import dev.rejoin.importer.repair.CorrectionLog;
import dev.rejoin.importer.repair.Retry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Documents that a person leaves out for a reason are none of the quarantine's any more, and none of the target's. */
class LeftOutTest {
    private static final String HOUSES = """
            {"_index":"houses","_id":"h1","_source":{"code":"a","seat":1}}
            {"_index":"houses","_id":"h2","_source":{"code":"b","seat":-2,"rooms":[{"floor":1},{"floor":-1}]}}
            {"_index":"houses","_id":"h3","_source":{"code":"c","seat":1,"seat":2}}
            {"_index":"houses","_id":"h4","_source":{"code":"d","seat":-4}}
            {"_index":"houses","_id":"h5","_source":{"code":"e","seat":5,"rooms":[{"floor":1},{"floor":-3}]}}
            """;

    private static final String GUESTS = """
            {"_index":"guests","_id":"g1","_source":{"name":"Ann","house":"h2"}}
            {"_index":"guests","_id":"g2","_source":{"name":"Bob","house":"h9"}}
            {"_index":"visits","_id":"v1","_source":{"name":"Eve","house":"h2"}}
            {"_index":"visits","_id":"h2","_source":{"name":"Zoe"}}
            """;

    private static final String LEAVE_OUT = """
            - {index: houses, code: house_seat_positive, exclude: true, because: test data}
            """;

    @TempDir
    private Path temporary;

    private SmallImport small;

    @BeforeEach
    void importWithFaults() throws Exception {
        small = prepared("first");
        var report = small.run();
        assertThat(report.outcome()).as(report.message()).isEqualTo(Outcome.PROVEN);
    }

    private SmallImport prepared(String folder) throws Exception {
        return Houses.in(temporary.resolve(folder))
                .mapping("visits.yaml", """
                        index: visits
                        rows:
                          - table: guest
                            columns:
                              name: name
                              house_id: {from: house, to: house, orphans: "null"}
                        """)
                .dump("houses.ndjson", HOUSES)
                .dump("guests.ndjson", GUESTS);
    }

    @AfterEach
    void close() {
        small.close();
    }

    private Retry.Result leaveOut() throws Exception {
        return small.decide(LEAVE_OUT, Optional.of("Kim"));
    }

    @Test
    void aClusterIsShownFirstAndThenLeftOutAccountedForAndProven() throws Exception {
        var before = Houses.end(small);

        var shown = small.decide(LEAVE_OUT, Optional.empty());

        assertThat(shown.excluded()).containsExactlyInAnyOrder("houses/h2", "houses/h4");
        assertThat(shown.effect().back()).isEmpty();
        assertThat(shown.decisions().getFirst().documents()).isEqualTo(2);
        assertThat(Houses.end(small)).isEqualTo(before);

        leaveOut();

        assertThat(small.quarantine())
                .extracting(q -> q.index() + "/" + q.id())
                .containsExactly("guests/g1", "guests/g2", "houses/h3", "houses/h5");
        assertThat(small.told("h4")).containsExactly("INFO excluded_by_decision: Kim has left it out: test data");
        assertThat(small.query("select concat_ws(' ', received, loaded, quarantined, excluded) from"
                        + " rejoin_import.source_index where name = 'houses'"))
                .containsExactly("5 2 1 2");
        var proof = small.prove();
        assertThat(proof.differences()).isEmpty();
        assertThat(proof.accounts())
                .filteredOn(account -> account.index().equals("houses"))
                .singleElement()
                .matches(account -> account.balances() && account.excluded() == 2 && account.quarantined() == 1);
        assertThat(new CorrectionLog(small.database().dataSource()).made())
                .extracting(m -> m.kind() + " " + m.id() + " " + m.by() + " " + m.reason() + " " + m.outcome())
                .containsExactlyInAnyOrder("EXCLUDED h2 Kim test data EXCLUDED", "EXCLUDED h4 Kim test data EXCLUDED");
    }

    /** A document of another index with the same id is another one. */
    @Test
    void whatRefersToItMissesItAndSaysWhoHasLeftItOutAndWhy() throws Exception {
        assertThat(small.told("g1"))
                .containsExactly("ERROR dependent_of_quarantined: refers to a house that was set aside");

        leaveOut();

        assertThat(small.told("g1"))
                .containsExactly("ERROR orphan_reference: refers to a house that Kim has left out: test data");
        assertThat(small.told("v1"))
                .containsExactly("WARNING orphan_reference: refers to a house that Kim has left out: test data;"
                        + " loaded without the link");
        assertThat(small.told("g2")).containsExactly("ERROR orphan_reference: refers to a house that does not exist");

        // Judged anew, while the house is only looked at.
        small.retry("guests", "g1", "{\"name\":\"Anna\",\"house\":\"h2\"}");
        assertThat(small.told("g1"))
                .containsExactly("ERROR orphan_reference: refers to a house that Kim has left out: test data");
        assertThat(small.told("h2")).containsExactly("INFO excluded_by_decision: Kim has left it out: test data");
    }

    @Test
    void theProofBelievesNobodyThatADocumentWasLeftOutOrThatItWasNot() throws Exception {
        leaveOut();
        small.execute("update rejoin_import.correction set withdrawn_at = now() where id = 'h4'");
        assertThat(small.prove().differences()).anySatisfy(d -> assertThat(d.toString())
                .contains("h4", "the ledger says something else of this document"));

        small.execute("""
                update rejoin_import.correction c set withdrawn_at = null, id = 'h1', wrong_sha256 = d.sha256
                from rejoin_import.document d where c.id = 'h4' and d.id = 'h1'
                """);
        assertThat(small.prove().differences())
                .anySatisfy(d -> assertThat(d.toString())
                        .contains("h1", "a person has left its document out, and yet it made a row"))
                .anySatisfy(d -> assertThat(d.toString())
                        .contains("h1", "a person has left the document out, and yet it was not"));
    }

    @Test
    void takenBackItIsInTheQuarantineAgainAsIfNothingHadBeenDecided() throws Exception {
        var before = Houses.end(small);
        leaveOut();

        var result = small.withdraw("houses", "h2");
        small.withdraw("houses", "h4");

        assertThat(result.effect().newly()).containsExactly("houses/h2");
        assertThat(Houses.end(small)).isEqualTo(before);
        assertThat(small.prove().differences()).isEmpty();
        assertThat(new CorrectionLog(small.database().dataSource()).made())
                .extracting(m -> m.id() + " " + m.withdrawnBy())
                .containsExactlyInAnyOrder("h2 another person", "h4 another person");
        assertThatThrownBy(() -> small.withdraw("houses", "h4")).isInstanceOf(RefusedException.class);
    }

    @Test
    void theEndIsWhatAFreshImportMakesOfTheSameDecisions() throws Exception {
        leaveOut();

        try (var fresh = prepared("fresh")) {
            assertSameDecidedAtOnce(fresh);
        }
    }

    /** They have no row by which it would show what they refer to. */
    @Test
    void whatIsSetAsideItselfHearsThatWhatItRefersToIsLeftOut() throws Exception {
        small.close();
        small = withNamelessGuests("named");
        assertThat(small.run().outcome()).isEqualTo(Outcome.PROVEN);
        var before = Houses.end(small);
        leaveOut();

        try (var fresh = withNamelessGuests("fresh")) {
            assertSameDecidedAtOnce(fresh);
        }
        assertThat(small.told("n1")).anyMatch(told -> told.contains("orphan_reference"));

        small.withdraw("houses", "h2");
        small.withdraw("houses", "h4");
        assertThat(Houses.end(small)).isEqualTo(before);
    }

    private SmallImport withNamelessGuests(String folder) throws Exception {
        var nameless = prepared(folder).dump("nameless.ndjson", """
                {"_index":"guests","_id":"n1","_source":{"name":"","house":"h2"}}
                {"_index":"visits","_id":"n2","_source":{"name":"","house":"h4"}}
                """);
        nameless.execute("alter table small.guest add constraint guest_has_a_name check (name <> '')");
        return nameless;
    }

    private void assertSameDecidedAtOnce(SmallImport fresh) throws Exception {
        for (var made : small.query("""
                select format('insert into rejoin_import.correction (index_name, id, run_id, wrong_sha256,
                        wrong_content_sha256, wrong_source, corrected_by, reason, kind) values (%L, %L, %L, %L, %L, %L, %L, %L, %L)',
                    index_name, id, run_id, wrong_sha256, wrong_content_sha256, wrong_source, corrected_by, reason, kind)
                from rejoin_import.correction order by no
                """)) {
            fresh.execute(made);
        }
        assertThat(fresh.run().outcome()).isEqualTo(Outcome.PROVEN);
        assertThat(Houses.end(small)).isEqualTo(Houses.end(fresh));
    }

    @Test
    void itStaysLeftOutWhileTheSourceSaysTheSameWhoeverReadsItAgain() throws Exception {
        leaveOut();
        var end = Houses.end(small);
        small.dump("houses.ndjson", HOUSES.replace("{\"code\":\"d\",\"seat\":-4}", "{\"seat\": -4, \"code\":\"d\"}"));

        assertThat(small.delta().outcome()).isEqualTo(Outcome.PROVEN);
        assertThat(Houses.end(small)).isEqualTo(end);

        var apply = Apply.to(
                small.database().dataSource(),
                MappingReader.read(temporary.resolve("first").resolve("mapping")));
        apply.apply(
                List.of(new SourceDocument(
                        "houses", "h4", null, "{\"code\":\"d\", \"seat\":-4}".getBytes(StandardCharsets.UTF_8))),
                List.of(),
                Apply.Alongside.NOTHING);
        assertThat(Houses.end(small)).isEqualTo(end);

        // Another mapping, so that everything is read and checked anew.
        small.mapping("visits.yaml", """
                index: visits
                rows:
                  - table: guest
                    columns:
                      name: {from: name, transform: upper}
                      house_id: {from: house, to: house, orphans: "null"}
                """);
        assertThat(small.delta().outcome()).isEqualTo(Outcome.PROVEN);
        assertThat(small.query("select name from small.guest order by 1")).containsExactly("EVE", "ZOE");
        assertThat(small.told("h4")).containsExactly("INFO excluded_by_decision: Kim has left it out: test data");
        assertThat(small.query("select distinct kind || phase from rejoin_import.run order by 1"))
                .contains("DELTADONE");
    }

    @Test
    void aDocumentThatSaysSomethingElseSinceCountsAgainAndSaysSo() throws Exception {
        leaveOut();
        small.dump("houses.ndjson", HOUSES.replace("\"seat\":-4", "\"seat\":4").replace("\"seat\":-2", "\"seat\":-3"));

        assertThat(small.delta().outcome()).isEqualTo(Outcome.PROVEN);

        var since = "WARNING exclusion_outdated: Kim had left it out (test data), but it says something else since, and"
                + " counts again";
        assertThat(small.told("h4")).containsExactly(since);
        assertThat(small.told("h2"))
                .contains(since)
                .anyMatch(finding -> finding.startsWith("ERROR house_seat_positive"));
        assertThat(small.query("select code from small.house order by 1")).containsExactly("a", "d", "e");

        small.withdraw("houses", "h4");
        assertThat(small.told("h4")).isEmpty();
        assertThat(small.prove().differences()).isEmpty();
    }

    @Test
    void aRowThatIsLeftOfADocumentThatWasSetAsideSinceGoesWhenTheDocumentIsLeftOut() throws Exception {
        small.dump("houses.ndjson", HOUSES.replace("{\"code\":\"a\",\"seat\":1}", "{\"code\":\"a\",\"seat\":-1}"));
        small.delta();
        assertThat(small.told("h1")).anyMatch(finding -> finding.startsWith("WARNING kept_though_set_aside"));

        leaveOut();

        assertThat(small.told("h1")).containsExactly("INFO excluded_by_decision: Kim has left it out: test data");
        assertThat(small.query("select code from small.house")).containsExactly("e");
        assertThat(small.prove().differences()).isEmpty();
    }

    @Test
    void whatCannotEvenBeReadIsLeftOut() throws Exception {
        small.decide(
                "- {index: houses, code: duplicate_key, exclude: true, because: nobody can read it}",
                Optional.of("Kim"));

        assertThat(small.told("h3"))
                .containsExactly("INFO excluded_by_decision: Kim has left it out: nobody can read it");
        assertThat(small.prove().differences()).isEmpty();
        small.withdraw("houses", "h3");
        assertThat(small.told("h3")).singleElement().asString().startsWith("ERROR duplicate_key");
    }

    @Test
    void aDocumentThatIsThereWithoutSomeElementsIsNotLeftOut() {
        assertThatThrownBy(() -> small.decide(
                        "- {index: houses, code: room_floor_positive, value: floor = -3, path: 'rooms[].floor',"
                                + " exclude: true, because: none}",
                        Optional.of("Kim")))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("No document in the quarantine");
    }

    @Test
    void theFileLeavesOutAgainWhatTheNextImportSetsAside() throws Exception {
        var decisions = small.decisions(LEAVE_OUT);
        assertThat(small.replay(decisions).orElseThrow().result().excluded())
                .containsExactlyInAnyOrder("houses/h2", "houses/h4");
        assertThat(small.replay(decisions)).isEmpty();

        small.dump("more.ndjson", "{\"_index\":\"houses\",\"_id\":\"h8\",\"_source\":{\"code\":\"x\",\"seat\":-8}}\n");
        small.delta();
        var again = small.replay(decisions).orElseThrow();

        assertThat(again.result().excluded()).containsExactly("houses/h8");
        assertThat(again.isProven()).isTrue();
    }

    @Test
    void whatWasLeftOutIsCorrectedAsAnyOtherAndIsThere() throws Exception {
        leaveOut();

        var result = small.retry("houses", "h4", "{\"code\":\"d\",\"seat\":4}");

        assertThat(result.effect().corrected()).isOne();
        assertThat(small.told("h4")).isEmpty();
        assertThat(small.query("select code from small.house order by 1")).containsExactly("a", "d", "e");
        assertThat(small.prove().differences()).isEmpty();
        assertThat(small.delta().outcome()).isEqualTo(Outcome.PROVEN);
        assertThat(small.told("h4")).isEmpty();
    }

    @Test
    void whatIsLeftOutIsSoWhateverElseIsDecidedAboutIt() throws Exception {
        var result = small.decide("""
                - {index: houses, code: house_seat_positive, set: {seat: 4}, because: counted}
                - {index: houses, code: house_seat_positive, value: seat = -4, exclude: true, because: test data}
                - {index: houses, code: house_seat_positive, value: seat = -4, exclude: true, because: torn down}
                - {index: houses, code: house_seat_positive, value: seat = -4, remove: [seat], because: nobody knows}
                """, Optional.of("Kim"));

        assertThat(result.excluded()).containsExactly("houses/h4");
        assertThat(result.decisions()).extracting(Decisions.Decided::documents).containsExactly(2L, 1L, 1L, 0L);
        assertThat(small.told("h4"))
                .containsExactly("INFO excluded_by_decision: Kim has left it out: test data; torn down");
        assertThat(small.query("select kind || ' ' || id || ' ' || reason from rejoin_import.correction order by 1"))
                .containsExactly("CORRECTED h2 counted", "EXCLUDED h4 test data; torn down");
        assertThat(small.prove().differences()).isEmpty();
    }

    @Test
    void aDecisionThatMeansTwoThingsIsRefused() {
        assertThatThrownBy(() -> small.decisions("- {index: houses, code: x, exclude: yes, because: y}"))
                .hasMessage("Decision 1: \"exclude\" is true, or not said.");
        assertThatThrownBy(
                        () -> small.decisions("- {index: houses, code: x, exclude: true, remove: [seat], because: y}"))
                .hasMessage("Decision 1 leaves documents out: nothing else can be done with them.");
    }
}
