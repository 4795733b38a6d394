package dev.rejoin.importer.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rejoin.importer.prove.compare.Difference;
import dev.rejoin.importer.quarantine.Corrections;
import dev.rejoin.importer.quarantine.Decisions;
import dev.rejoin.importer.quarantine.Export;
import dev.rejoin.importer.quarantine.Quarantine;
import dev.rejoin.importer.read.DocumentLine;
import dev.rejoin.importer.read.SourceDocument;
import dev.rejoin.importer.repair.CorrectionLog;
import dev.rejoin.importer.repair.Retry;
import dev.rejoin.importer.report.ReportFolder;
import dev.rejoin.importer.stage.StageProgress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was set aside is looked at, written out, corrected, tried, taken in, and taken back. */
class RepairTest {
    private static final String LONG = "1" + "0".repeat(1_100);

    @TempDir
    private Path temporary;

    private SmallImport small;

    @BeforeEach
    void importWithFaults() throws Exception {
        small = Houses.in(temporary, "code: {from: code, transform: upper}, seat: seat", "")
                .dump("all.ndjson", """
                        {"_index":"houses","_id":"h1","_source":{"code":"a","seat":1}}
                        {"_index":"houses","_id":"h2","_source":{"code":"b", "seat": -2.50e0}}
                        {"_index":"houses","_id":"h3","_source":{"code":"c","seat":%s}}
                        {"_index":"houses","_id":"h4","_source":{"code":"d","seat":-4}}
                        {"_index":"guests","_id":"g1","_source":{"name":"Ann","house":"h2"}}
                        {"_index":"guests","_id":"g2","_source":{"name":"Bob","house":"h9"}}
                        {"_index":"guests","_id":"g3","_source":{"name":"Eve","house":"h9"}}
                        """.formatted(LONG));
        assertThat(small.run().outcome()).isEqualTo(Outcome.PROVEN);
    }

    @AfterEach
    void close() {
        small.close();
    }

    @Test
    void anExportHoldsEverySourceAsItWasAndAppearsOnlyWhenItIsWhole() throws Exception {
        var file = temporary.resolve("out.ndjson");

        long written = new Export(small.database().dataSource()).write(1, Optional.empty(), file);

        assertThat(written).isEqualTo(6);
        assertThat(Files.readAllLines(file))
                .hasSize(6)
                .anyMatch(line -> line.contains("\"_source\":{\"code\":\"c\",\"seat\":" + LONG + "}"))
                .anyMatch(line -> line.contains("\"_source\":{\"code\":\"b\", \"seat\": -2.50e0}"))
                .allMatch(line -> DocumentLine.parse(line.getBytes(StandardCharsets.UTF_8))
                        .isPresent());
        assertThat(file.resolveSibling("out.ndjson.part")).doesNotExist();
    }

    /** Most of a file is handed in again as it was written out, with whatever is in it. */
    @Test
    void anExportIsHandedInAgainWhateverItsSourcesAre() throws Exception {
        var latin = "{\"_index\":\"houses\",\"_id\":\"h3\",\"_source\":{\"code\":\"\u00e9\",\"seat\":1}}\n"
                .getBytes(StandardCharsets.ISO_8859_1);
        try (var odd = Houses.in(temporary.resolve("odd"), "code: code, seat: seat", "")
                .dump("all.ndjson", """
                        {"_index":"houses","_id":"h1","_source":{"code":"a","code":"b","seat":1}}
                        {"_index":"houses","_id":"h2","_source":{"code":"c","seat":-1}}
                        {"_index":"houses","_id":"h4","_source":{"code":"d","code":"e","seat":4}}
                        {"_index":"guests","_id":"g1","_source":{"name":"Ann"}}
                        """)) {
            odd.dump("latin.ndjson", latin);
            assertThat(odd.run().outcome()).isEqualTo(Outcome.PROVEN);
            var file = temporary.resolve("odd.ndjson");
            new Export(odd.database().dataSource()).write(1, Optional.empty(), file);
            var lines = Files.readString(file)
                    .replace("\"seat\":-1", "\"seat\":1")
                    .replace("{\\\"code\\\":\\\"d\\\",", "{")
                    .lines()
                    .toList();
            assertThat(lines).anyMatch(line -> line.contains("\"_source_text\""));
            assertThat(lines).anyMatch(line -> line.contains("\"_source_base64\""));

            var result = new Retry(odd.database().dataSource())
                    .apply(
                            1,
                            lines.stream()
                                    .map(line -> DocumentLine.parse(line.getBytes(StandardCharsets.UTF_8))
                                            .orElseThrow())
                                    .toList(),
                            "a person",
                            null);

            assertThat(result.effect().unchanged()).isEqualTo(2);
            assertThat(result.effect().back()).containsExactlyInAnyOrder("houses/h2", "houses/h4");
            assertThat(odd.query("select code from small.house order by 1")).containsExactly("c", "e");
        }
    }

    /** Whatever was exported before is still there, and whole. */
    @Test
    void anExportThatBreaksOffInTheMiddleLeavesTheFileAsItWas() throws Exception {
        var file = Files.writeString(temporary.resolve("out.ndjson"), "what was exported before\n");
        small.execute("""
                insert into rejoin_import.document (run_id, doc, index_name, id, source, sha256)
                select 1, n, 'guests', 'g' || n, '{"name":"' || repeat('x', 200000) || '"}', '' from generate_series(1001, 1400) n;
                insert into rejoin_import.disposition (run_id, doc, index_name, id, disposition)
                select 1, doc, index_name, id, 'QUARANTINED' from rejoin_import.document where doc > 1000
                """);
        var part = file.resolveSibling("out.ndjson.part");
        var ended = new CountDownLatch(1);
        var cut = CompletableFuture.runAsync(() -> {
            try {
                while (part.toFile().length() < 1_000_000) {
                    assertThat(ended.await(1, TimeUnit.MILLISECONDS))
                            .as("the export has ended before it was cut off")
                            .isFalse();
                }
                small.execute("""
                        select pg_terminate_backend(pid) from pg_stat_activity
                        where query like '%from rejoin_import.quarantine q join%' and pid <> pg_backend_pid()
                        """);
            } catch (SQLException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });

        try {
            assertThatThrownBy(() -> new Export(small.database().dataSource()).write(1, Optional.empty(), file))
                    .isInstanceOf(SQLException.class);
        } finally {
            ended.countDown();
        }

        cut.get(1, TimeUnit.MINUTES);
        assertThat(file).content().isEqualTo("what was exported before\n");
        assertThat(part).doesNotExist();
    }

    @Test
    void whatIsSetAsideIsCountedByReasonIndexFieldAndMissingId() throws Exception {
        assertThat(new Quarantine(small.database().dataSource()).groups(1, Optional.empty()))
                .extracting(g -> g.documents() + " " + g.index() + " " + g.code() + " " + g.path() + " " + g.missing())
                .containsExactlyInAnyOrder(
                        "2 guests orphan_reference house h9",
                        "1 guests dependent_of_quarantined house h2",
                        "1 houses bad_number seat null",
                        "1 houses unreadable_document null null",
                        "1 houses house_seat_positive seat null");
    }

    @Test
    void aPreviewSaysWhatComesBackAndChangesNothing() throws Exception {
        var before = small.query("select count(*)::text from rejoin_import.run");

        var shown = small.preview("houses", "h2", "{\"code\":\"b\",\"seat\":2}");

        assertThat(shown.effect().back()).containsExactlyInAnyOrder("houses/h2", "guests/g1");
        assertThat(shown.effect().still()).isEmpty();
        assertThat(small.preview("houses", "h2", "{\"code\":\"b\",\"seat\":-7}")
                        .effect()
                        .still())
                .extracting(s -> s.id() + " " + s.code())
                .containsExactly("h2 house_seat_positive");
        assertThat(small.query("select count(*)::text from rejoin_import.run")).isEqualTo(before);
        assertThat(small.query("select code from small.house")).containsExactly("A");
        assertThat(small.query("select id from rejoin_import.correction")).isEmpty();
    }

    /** No rollback takes back how far a sequence is. */
    @Test
    void aPreviewLeavesSequencesWhereTheyAre() throws Exception {
        try (var numbered = Houses.in(
                        temporary.resolve("numbered"),
                        "code: code, number: number",
                        "alter table small.house add number bigint generated by default as identity;")
                .dump("all.ndjson", """
                        {"_index":"houses","_id":"h1","_source":{"code":"a","number":7}}
                        {"_index":"houses","_id":"h2","_source":{"code":"a","number":8}}
                        {"_index":"guests","_id":"g1","_source":{"name":"one","house":"h1"}}
                        """)) {
            numbered.run();
            var corrected = "{\"code\":\"b\",\"number\":5000}";
            var before = numbered.query("select last_value::text from small.house_number_seq");

            assertThat(numbered.preview("houses", "h2", corrected).effect().back())
                    .containsExactly("houses/h2");

            assertThat(numbered.query("select last_value::text from small.house_number_seq"))
                    .isEqualTo(before);
            numbered.retry("houses", "h2", corrected);
            assertThat(numbered.query("select last_value::text from small.house_number_seq"))
                    .containsExactly("5000");
        }
    }

    @Test
    void onlyWhatDiffersIsACorrectionAndItIsMadeWithTheMappingOfItsRun() throws Exception {
        small.mapping("houses.yaml", "index: nonsense\n");
        var file = temporary.resolve("out.ndjson");
        new Export(small.database().dataSource()).write(1, Optional.empty(), file);
        var documents = Files.readAllLines(file).stream()
                .map(line -> line.replace("\"code\":\"d\",\"seat\":-4", "\"seat\":4,\"code\":\"d\""))
                .map(line -> line.replace("\"name\":\"Bob\",\"house\":\"h9\"", "\"house\":\"h9\",\"name\":\"Bob\""))
                .map(line -> DocumentLine.parse(line.getBytes(StandardCharsets.UTF_8))
                        .orElseThrow())
                .toList();

        var result = new Retry(small.database().dataSource()).apply(1, documents, "a person", "typing error");

        assertThat(result.effect().corrected()).isEqualTo(1);
        assertThat(result.effect().unchanged()).isEqualTo(5);
        assertThat(result.effect().back()).containsExactly("houses/h4");
        assertThat(small.query(
                        "select concat_ws(' ', id, corrected_by, reason, outcome) from rejoin_import.correction"))
                .containsExactly("h4 a person typing error ADMITTED");
        assertThat(small.query("select code from small.house order by 1")).containsExactly("A", "D");
    }

    @Test
    void aCorrectionStaysThoughTheSourceWritesTheSameInAnotherOrder() throws Exception {
        small.retry("houses", "h4", "{\"code\":\"d\",\"seat\":4}");
        var corrections = Corrections.read(small.database().dataSource(), "");

        var other = new SourceDocument(
                "houses", "h4", null, "{ \"seat\" : -4, \"code\":\"d\" }".getBytes(StandardCharsets.UTF_8));
        var another = new SourceDocument(
                "houses", "h4", null, "{\"seat\":-5,\"code\":\"d\"}".getBytes(StandardCharsets.UTF_8));

        assertThat(corrections.of(other)).isPresent();
        assertThat(corrections.of(another)).isEmpty();
    }

    @Test
    void aCorrectionIsTakenBackAndIsStillInTheList() throws Exception {
        small.retry("houses", "h2", "{\"code\":\"b\",\"seat\":2}");
        assertThat(small.query("select name from small.guest")).containsExactly("Ann");

        var result = small.withdraw("houses", "h2");

        assertThat(small.prove().differences()).isEmpty();
        assertThat(result.effect().newly()).containsExactlyInAnyOrder("houses/h2", "guests/g1");
        assertThat(small.findings()).contains("kept_though_set_aside h2 WARNING");
        assertThat(new CorrectionLog(small.database().dataSource()).made())
                .extracting(m -> m.id() + " " + m.by() + " " + m.withdrawnBy())
                .containsExactly("h2 a person another person");
    }

    @Test
    void aSecondCorrectionOfADocumentStandsOnTheFirst() throws Exception {
        small.retry("houses", "h4", "{\"code\":\"d\",\"seat\":4}");
        small.retry("houses", "h4", "{\"code\":\"e\",\"seat\":5}");
        assertThat(small.query("select code || seat from small.house order by 1"))
                .containsExactly("A1", "E5");

        assertThat(small.prove().differences()).isEmpty();
        small.delta();
        assertThat(small.query("select code || seat from small.house order by 1"))
                .containsExactly("A1", "E5");

        small.withdraw("houses", "h4");
        assertThat(small.prove().differences()).isEmpty();
        assertThat(small.query("select outcome || coalesce(withdrawn_by, '') from rejoin_import.correction"))
                .containsExactly("ADMITTEDanother person", "ADMITTEDanother person");
    }

    @Test
    void takingACorrectionBackChangesNothingWhereTheSourceHasMovedOn() throws Exception {
        small.retry("houses", "h4", "{\"code\":\"d\",\"seat\":4}");
        small.dump("all.ndjson", """
                {"_index":"houses","_id":"h1","_source":{"code":"a","seat":1}}
                {"_index":"houses","_id":"h4","_source":{"code":"moved","seat":7}}
                {"_index":"guests","_id":"g1","_source":{"name":"Ann","house":"h1"}}
                """);
        small.delta();

        var result = small.withdraw("houses", "h4");

        assertThat(result.effect().corrected()).isZero();
        assertThat(small.query("select code || seat from small.house order by 1"))
                .containsExactly("A1", "MOVED7");
        assertThat(small.prove().differences()).isEmpty();
    }

    /** What was corrected first is nothing that the source has said since. */
    @Test
    void whatTheSourceSaysNowCountsAgainAndNotWhatWasCorrectedBeforeThat() throws Exception {
        small.retry("houses", "h4", "{\"code\":\"d\",\"seat\":4}");
        small.dump("all.ndjson", """
                {"_index":"houses","_id":"h1","_source":{"code":"a","seat":1}}
                {"_index":"houses","_id":"h4","_source":{"code":"moved","seat":7}}
                {"_index":"guests","_id":"g1","_source":{"name":"Ann","house":"h1"}}
                """);
        small.delta();
        small.retry("houses", "h4", "{\"code\":\"mended\",\"seat\":8}");
        small.retry("houses", "h4", "{\"code\":\"mended\",\"seat\":9}");
        assertThat(small.query("select code || seat from small.house order by 1"))
                .containsExactly("A1", "MENDED9");

        small.withdraw("houses", "h4");

        assertThat(small.query("select source from rejoin_import.document where id = 'h4'"))
                .containsExactly("{\"code\":\"moved\",\"seat\":7}");
        assertThat(small.query("select code || seat from small.house order by 1"))
                .containsExactly("A1", "MOVED7");
        assertThat(small.prove().differences()).isEmpty();
        assertThatThrownBy(() -> small.withdraw("houses", "h4")).hasMessageContaining("There is no correction");
    }

    @Test
    void aCorrectionThatWaitedIsAdmittedByWhateverBringsItsDocumentIn() throws Exception {
        small.retry("guests", "g2", "{\"name\":\"Bobby\",\"house\":\"h9\"}");
        small.retry("guests", "g3", "{\"name\":\"Eva\",\"house\":\"h8\"}");
        assertThat(small.query("select id || outcome from rejoin_import.correction order by 1"))
                .containsExactly("g2STILL_QUARANTINED", "g3STILL_QUARANTINED");

        small.dump("more.ndjson", "{\"_index\":\"houses\",\"_id\":\"h9\",\"_source\":{\"code\":\"n\",\"seat\":9}}\n");
        small.delta();
        assertThat(small.query("select id || outcome from rejoin_import.correction order by 1"))
                .containsExactly("g2ADMITTED", "g3STILL_QUARANTINED");

        // Everything is read anew, as the mapping is another one.
        small.mapping("guests.yaml", small.mapping("guests.yaml") + "# read anew\n");
        small.dump("most.ndjson", "{\"_index\":\"houses\",\"_id\":\"h8\",\"_source\":{\"code\":\"o\",\"seat\":8}}\n");
        small.delta();
        assertThat(small.query("select id || outcome from rejoin_import.correction order by 1"))
                .containsExactly("g2ADMITTED", "g3ADMITTED");
        assertThat(small.query("select name from small.guest order by 1")).containsExactly("Bobby", "Eva");
    }

    @Test
    void aRepairWritesWhatItConcernsAndNothingElse() throws Exception {
        var before = small.query("select xmin::text || ctid::text from small.house where legacy_id = 'h1'");

        var result = small.retry("houses", "h2", "{\"code\":\"b\",\"seat\":2}");

        assertThat(result.applied().written()).isEqualTo(2);
        assertThat(small.query("select xmin::text || ctid::text from small.house where legacy_id = 'h1'"))
                .isEqualTo(before);
        assertThat(small.prove().differences()).isEmpty();
    }

    @Test
    void whatIsNoneOfTheRunsDocumentsOrNothingNewIsRefusedInASentence() {
        assertThatThrownBy(() -> small.retry("houses", "h99", "{}"))
                .isInstanceOf(RefusedException.class)
                .hasMessage("Run 1 has read no document houses/h99.");
        assertThatThrownBy(() -> small.retry("houses", "h4", "{\"seat\":-4,\"code\":\"d\"}"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("there is nothing to do");
    }

    /** Houses alone, whose ids count within a routing. */
    private void importRouted(String documents) throws Exception {
        small.close();
        small = new SmallImport(Files.createDirectories(temporary.resolve("routed")), """
                        create table small.house (id uuid primary key, legacy_id text, code text not null unique,
                            seat int constraint house_seat_positive check (seat > 0));
                        """)
                .mapping("houses.yaml", """
                        index: houses
                        rows:
                          - table: house
                            identity: [code]
                            columns: {code: code, seat: seat}
                        """)
                .dump("all.ndjson", documents);
        assertThat(small.run().outcome()).isEqualTo(Outcome.PROVEN);
    }

    @Test
    void ofDocumentsWithOneIdTheOneWithoutARoutingIsMeantWhereNoneIsSaid() throws Exception {
        importRouted("""
                {"_index":"houses","_id":"h1","_routing":"x","_source":{"code":"a","seat":-1}}
                {"_index":"houses","_id":"h1","_source":{"code":"b","seat":-2}}
                {"_index":"houses","_id":"h2","_routing":"x","_source":{"code":"c","seat":-3}}
                {"_index":"houses","_id":"h3","_routing":"x","_source":{"code":"d","seat":-4}}
                {"_index":"houses","_id":"h3","_routing":"y","_source":{"code":"e","seat":-5}}
                """);

        small.retry("houses", "h1", "{\"code\":\"b\",\"seat\":2}");
        small.retry("houses", "h2", "{\"code\":\"c\",\"seat\":3}");

        assertThat(small.query("select concat_ws(' ', id, routing, outcome) from rejoin_import.correction order by no"))
                .containsExactly("h1 ADMITTED", "h2 x ADMITTED");
        assertThat(small.query("select code || ' ' || seat from small.house order by 1"))
                .containsExactly("b 2", "c 3");
        assertThatThrownBy(() -> small.retry("houses", "h3", "{\"code\":\"e\",\"seat\":5}"))
                .hasMessageContaining("houses/h3 under several routings");

        // What came in since is still meant, and not the one that is set aside.
        assertThatThrownBy(() -> small.retry("houses", "h1", "{\"code\":\"b\",\"seat\":2}"))
                .hasMessageContaining("there is nothing to do");
        small.withdraw("houses", "h1");
        assertThat(small.query(
                        "select source from rejoin_import.document where id = 'h1' order by routing nulls first"))
                .containsExactly("{\"code\":\"b\",\"seat\":-2}", "{\"code\":\"a\",\"seat\":-1}");
        assertThat(small.prove().differences()).isEmpty();
    }

    @Test
    void ofDocumentsWithOneIdEachHasItsOwnReasonsAndItsOwnCorrections() throws Exception {
        importRouted("""
                {"_index":"houses","_id":"h1","_routing":"x","_source":{"code":"a","seat":"many"}}
                {"_index":"houses","_id":"h1","_routing":"y","_source":{"code":"b","seat":-2}}
                """);
        var told = """
                select concat_ws(' ', d.routing, q.outcome, (select string_agg(r ->> 'code', ', ') from jsonb_array_elements(q.reasons) r))
                from rejoin_import.quarantine q join rejoin_import.document d using (run_id, doc) order by 1
                """;

        assertThat(small.query(told)).containsExactly("x bad_number", "y house_seat_positive");
        assertThat(small.quarantine())
                .extracting(entry -> entry.reasons().size())
                .containsExactly(1, 1);
        // A reason of the one is none of the other.
        assertThat(small.proveAfter("delete from rejoin_import.finding where code = 'house_seat_positive'")
                        .differences())
                .extracting(Difference::kind)
                .containsOnly(Difference.DifferenceKind.ACCOUNT);
        small.retry("houses", "h1", "x", "{\"code\":\"a\",\"seat\":\"few\"}");

        assertThat(small.query(told)).containsExactly("x STILL_QUARANTINED bad_number", "y house_seat_positive");
        var report = temporary.resolve("report");
        new ReportFolder(small.database().dataSource()).write(1, report, StageProgress.SILENT);
        assertThat(Files.readAllLines(report.resolve("quarantine.csv")))
                .hasSize(3)
                .anyMatch(line -> line.startsWith("houses,h1,bad_number,") && line.endsWith(",STILL_QUARANTINED"))
                .anyMatch(line -> line.startsWith("houses,h1,house_seat_positive,") && line.endsWith(","));
    }

    /** What is told of one is not told of the other. */
    @Test
    void ofDocumentsWithOneIdEachIsToldOfByItsRouting() throws Exception {
        importRouted("""
                {"_index":"houses","_id":"h1","_routing":"x","_source":{"code":"a","seat":"many"}}
                {"_index":"houses","_id":"h1","_routing":"y","_source":{"code":"b","seat":-2}}
                """);

        var first =
                small.retry("houses", "h1", "x", "{\"code\":\"a\",\"seat\":1}").effect();

        assertThat(first.back()).containsExactly("houses/h1 (routing x)");
        assertThat(first.still()).isEmpty();
        var second = small.retry("houses", "h1", "x", "{\"code\":\"a\",\"seat\":\"few\"}")
                .effect();
        assertThat(second.still())
                .extracting(still -> still.name() + " " + still.code())
                .containsExactly("houses/h1 (routing x) bad_number");
        assertThat(second.newly()).containsExactly("houses/h1 (routing x)");
        var third =
                small.retry("houses", "h1", "y", "{\"code\":\"b\",\"seat\":-3}").effect();
        assertThat(third.still())
                .extracting(still -> still.name() + " " + still.code())
                .containsExactly("houses/h1 (routing y) house_seat_positive");
    }

    @Test
    void onlyWhatWasCorrectedOfTheDocumentThatIsMeantIsTakenBack() throws Exception {
        importRouted("""
                {"_index":"houses","_id":"h1","_routing":"x","_source":{"code":"a","seat":-1}}
                {"_index":"houses","_id":"h1","_routing":"y","_source":{"code":"b","seat":-2}}
                """);
        small.retry("houses", "h1", "x", "{\"code\":\"a\",\"seat\":1}");
        small.retry("houses", "h1", "y", "{\"code\":\"b\",\"seat\":2}");

        assertThat(new CorrectionLog(small.database().dataSource()).made())
                .extracting(CorrectionLog.Made::routing)
                .containsExactly("y", "x");
        assertThatThrownBy(() -> small.withdraw("houses", "h1"))
                .isInstanceOf(RefusedException.class)
                .hasMessage(
                        "houses/h1 was corrected under several routings: say which one is meant, with --routing: x, y.");
        small.withdraw("houses", "h1", "x");

        assertThat(small.query(
                        "select concat_ws(' ', routing, withdrawn_by) from rejoin_import.correction order by no"))
                .containsExactly("x another person", "y");
        assertThat(small.query("select source from rejoin_import.document where id = 'h1' order by routing"))
                .containsExactly("{\"code\":\"a\",\"seat\":-1}", "{\"code\":\"b\",\"seat\":2}");
        // The only one that is left.
        small.withdraw("houses", "h1");
        assertThat(small.query("select source from rejoin_import.document where id = 'h1' order by routing"))
                .containsExactly("{\"code\":\"a\",\"seat\":-1}", "{\"code\":\"b\",\"seat\":-2}");
        assertThat(small.prove().differences()).isEmpty();
    }

    /** YAML 1.1 would make a moment, false, 83 and another number of these, and nothing would say so. */
    @Test
    void whatADecisionSetsIsWhatIsWrittenAndIsShownBesideWhatStood() throws Exception {
        var file = temporary.resolve("as-written.yaml");
        Files.writeString(file, """
                - index: houses
                  code: house_seat_positive
                  value: 2020-02-30
                  remove: [seat]
                  because: about nothing
                - index: houses
                  code: house_seat_positive
                  set: {day: 2020-02-28, land: NO, chip: 0123, long: 1:30, big: 1_000, hex: 0x1F, seat: 4,
                        exact: 1.50, exponent: 1e3, quoted: '4', yes: true, no: false, none: null, tilde: ~, list: [NO, 1], o: {on: off}}
                  because: 007
                """);
        var retry = new Retry(small.database().dataSource());
        var decisions = Decisions.read(file);

        var shown = retry.decide(1, decisions, Optional.empty());

        assertThat(shown.decisions().getFirst().documents()).isZero();
        assertThat(shown.decisions().get(1).documents()).isOne();
        assertThat(shown.decisions().get(1).changes())
                .contains(
                        new Decisions.Change("seat", "-4", "4", 1),
                        new Decisions.Change("day", null, "\"2020-02-28\"", 1));

        retry.decide(1, decisions, Optional.of("a person"));

        assertThat(small.query("select source || ' ' || reason from rejoin_import.correction"))
                .singleElement()
                .asString()
                .contains(
                        "\"day\":\"2020-02-28\",\"land\":\"NO\",\"chip\":\"0123\",\"long\":\"1:30\",\"big\":\"1_000\",\"hex\":\"0x1F\"",
                        "\"seat\":4",
                        "\"exact\":1.50,\"exponent\":1E+3,\"quoted\":\"4\",\"yes\":true,\"no\":false,\"none\":null,\"tilde\":null,\"list\":[\"NO\",1],\"o\":{\"on\":\"off\"}",
                        " 007");
    }

    @Test
    void theFileOfDecisionsIsMadeAgainAfterTheNextImport() throws Exception {
        var file = temporary.resolve("again.yaml");
        Files.writeString(file, """
                - {index: guests, code: orphan_reference, path: house, value: h9, set: {house: h1}, because: torn down}
                """);
        var decisions = Decisions.read(file);

        var first = small.replay(decisions).orElseThrow();

        assertThat(first.result().effect().back()).containsExactlyInAnyOrder("guests/g2", "guests/g3");
        assertThat(first.proof().orElseThrow().differences()).isEmpty();
        assertThat(small.replay(decisions)).isEmpty();

        small.dump(
                "more.ndjson",
                "{\"_index\":\"guests\",\"_id\":\"g9\",\"_source\":{\"name\":\"Zoe\",\"house\":\"h9\"}}\n");
        assertThat(small.delta().outcome()).isEqualTo(Outcome.PROVEN);

        var again = small.replay(decisions).orElseThrow();

        assertThat(again.result().effect().back()).containsExactly("guests/g9");
        assertThat(again.isProven()).isTrue();
        assertThat(small.query("select name from small.guest order by 1")).containsExactly("Bob", "Eve", "Zoe");
        assertThat(small.query(
                        "select id || ' ' || corrected_by || ' ' || reason from rejoin_import.correction order by 1"))
                .containsExactly("g2 a person torn down", "g3 a person torn down", "g9 a person torn down");
    }

    @Test
    void twoDecisionsAboutOneDocumentAreBothMade() throws Exception {
        var file = temporary.resolve("both.yaml");
        Files.writeString(file, """
                - {index: houses, code: house_seat_positive, set: {seat: 4}, because: counted}
                - {index: houses, code: house_seat_positive, set: {note: x}, because: noted}
                """);
        var retry = new Retry(small.database().dataSource());

        retry.decide(1, Decisions.read(file), Optional.of("a person"));

        assertThat(small.query("select source || ' ' || reason from rejoin_import.correction"))
                .singleElement()
                .asString()
                .contains("\"seat\":4", "\"note\":\"x\"", "counted; noted");
        assertThat(small.prove().differences()).isEmpty();
    }

    @Test
    void aDecisionThatSaysAKeyTwiceIsRefused() throws Exception {
        var file = temporary.resolve("twice.yaml");
        Files.writeString(file, "- {index: houses, code: x, set: {seat: 4, seat: 5}, because: counted}\n");

        assertThatThrownBy(() -> Decisions.read(file))
                .isInstanceOf(RefusedException.class)
                .hasMessage("Decision 1 says \"seat\" twice.");
    }

    @Test
    void oneDecisionMendsAllDocumentsOfAReasonAndIsShownFirst() throws Exception {
        var file = temporary.resolve("decisions.yaml");
        Files.writeString(file, """
                - index: guests
                  code: orphan_reference
                  path: house
                  value: h9
                  set: {house: h1}
                  because: h9 was torn down, its guests went to h1
                - index: houses
                  code: house_seat_positive
                  remove: [seat]
                  because: nobody knows
                """);
        var retry = new Retry(small.database().dataSource());
        var decisions = Decisions.read(file);

        var shown = retry.decide(1, decisions, Optional.empty());
        assertThat(shown.effect().back()).containsExactlyInAnyOrder("guests/g2", "guests/g3", "houses/h4");
        assertThat(small.query("select name from small.guest")).isEmpty();

        var done = retry.decide(1, decisions, Optional.of("a person"));

        assertThat(done.effect().corrected()).isEqualTo(3);
        assertThat(small.prove().differences()).isEmpty();
        assertThat(small.query("select name from small.guest order by 1")).containsExactly("Bob", "Eve");
        assertThat(small.query("select id || reason from rejoin_import.correction order by 1"))
                .containsExactly(
                        "g2h9 was torn down, its guests went to h1",
                        "g3h9 was torn down, its guests went to h1",
                        "h4nobody knows");
        assertThatThrownBy(() -> retry.decide(1, decisions, Optional.of("a person")))
                .isInstanceOf(RefusedException.class);
    }
}
