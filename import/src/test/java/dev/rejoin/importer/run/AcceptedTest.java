package dev.rejoin.importer.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rejoin.importer.repair.CorrectionLog;
import dev.rejoin.importer.repair.Retry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Documents that a person lets in as they stand, though they break what all new writes have to keep. */
class AcceptedTest {
    private static final String MORE = """
            alter table small.house add city text constraint house_city_required not null, add height int;
            create view small.low as select id, 'low' as detail from small.house where height < 0;
            create function small.no_cellar() returns trigger language plpgsql as $$
            begin
                if new.seat < -100 then
                    raise exception 'a cellar' using errcode = '23514', constraint = 'house_seat_positive';
                end if;
                return new;
            end $$;
            create trigger no_cellar before insert or update on small.house for each row execute function small.no_cellar();
            """;

    private static final String HOUSES = """
            {"_index":"houses","_id":"h1","_source":{"code":"a","city":"Lyon","seat":1}}
            {"_index":"houses","_id":"h2","_source":{"code":"b","city":"Lyon","seat":-2,"rooms":[{"floor":1},{"floor":-1}]}}
            {"_index":"houses","_id":"h3","_source":{"code":"c","seat":3}}
            {"_index":"houses","_id":"h4","_source":{"code":"d","city":"Lyon","seat":-4}}
            {"_index":"houses","_id":"h5","_source":{"code":"e","city":"Lyon","height":900}}
            {"_index":"houses","_id":"h6","_source":{"code":"f","seat":-6}}
            {"_index":"houses","_id":"h7","_source":{"code":"a","city":"Lyon","seat":7}}
            {"_index":"houses","_id":"h8","_source":{"code":"h","city":"Lyon","seat":8,"rooms":[{"floor":2},{"floor":-2}]}}
            """;

    private static final String GUESTS = """
            {"_index":"guests","_id":"g1","_source":{"name":"Ann","house":"h4"}}
            {"_index":"guests","_id":"g2","_source":{"name":"Bob","house":"h2"}}
            """;

    private static final String ACCEPT = """
            - {index: houses, code: house_seat_positive, value: seat = -4, accept: true, because: built so}
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
        var prepared = Houses.in(temporary.resolve(folder), "code: code, city: city, seat: seat, height: height", MORE);
        return prepared.mapping("import.yaml", """
                        schema: small
                        checks:
                          - {view: low, table: house, key: [id], policy: quarantine}
                        """)
                .mapping("houses.yaml", prepared.mapping("houses.yaml") + """
                        rules:
                          - code: house_too_high
                            table: house
                            where: height > 800
                            policy: quarantine
                            message: higher than any house
                        """)
                .dump("houses.ndjson", HOUSES)
                .dump("guests.ndjson", GUESTS);
    }

    @AfterEach
    void close() {
        small.close();
    }

    private Retry.Result decide(String text) throws Exception {
        return small.decide(text, Optional.of("Kim"));
    }

    private List<String> houses() throws Exception {
        return small.query("select concat_ws(' ', code, city, seat, height) from small.house order by 1");
    }

    @Test
    void aDocumentIsLetInThoughItBreaksACheckThatNewWritesKeep() throws Exception {
        var result = decide(ACCEPT);

        assertThat(result.effect().back()).containsExactlyInAnyOrder("houses/h4", "guests/g1");
        assertThat(houses()).contains("d Lyon -4").doesNotContain("b Lyon -2");
        assertThat(small.told("h4"))
                .singleElement()
                .asString()
                .startsWith("WARNING house_seat_positive: breaks the rule ")
                .endsWith("; Kim has accepted it: built so");
        assertThat(small.query("select convalidated::text from pg_constraint where conname = 'house_seat_positive'"))
                .containsExactly("false");
        assertThatThrownBy(() -> small.execute(
                        "insert into small.house (id, code, city, seat) values (gen_random_uuid(), 'x', 'x', -1)"))
                .hasMessageContaining("house_seat_positive");
        assertThat(small.prove().differences()).isEmpty();
        assertThat(new CorrectionLog(small.database().dataSource()).made())
                .extracting(m -> m.kind() + " " + m.id() + " " + m.by() + " " + m.reason() + " " + m.outcome())
                .containsExactly("ACCEPTED h4 Kim built so ADMITTED");
    }

    @Test
    void soItIsWithWhatIsMissingWithARuleOfTheMappingAndWithAnElement() throws Exception {
        decide("""
                - {index: houses, code: house_city_required, accept: true, because: nobody knows}
                - {index: houses, code: house_too_high, accept: true, because: a tower}
                - {index: houses, code: room_floor_positive, accept: true, because: a cellar}
                """);

        assertThat(houses()).containsExactly("a Lyon 1", "c 3", "e Lyon 900", "h Lyon 8");
        assertThat(small.query("select floor::text from small.room order by 1")).containsExactly("-2", "2");
        assertThat(small.told("h5"))
                .containsExactly("WARNING house_too_high: higher than any house; Kim has accepted it: a tower");
        assertThat(small.told("h6"))
                .anyMatch(finding -> finding.startsWith("WARNING house_city_required"))
                .anyMatch(finding -> finding.startsWith("ERROR house_seat_positive"));
        assertThat(small.prove().differences()).isEmpty();

        decide("- {index: houses, code: house_seat_positive, value: seat = -6, accept: true, because: built so}");

        assertThat(houses()).contains("f -6");
        assertThat(small.prove().differences()).isEmpty();
    }

    @Test
    void theEndIsWhatAFreshImportMakesOfTheSameDecisions() throws Exception {
        decide(ACCEPT + """
                - {index: houses, code: house_city_required, value: ~, accept: true, because: nobody knows}
                - {index: houses, code: house_too_high, accept: true, because: a tower}
                - {index: houses, code: room_floor_positive, accept: true, because: a cellar}
                """);

        try (var fresh = prepared("fresh")) {
            for (var made : small.query("""
                    select format('insert into rejoin_import.correction (index_name, id, run_id, wrong_sha256,
                            wrong_content_sha256, wrong_source, corrected_by, reason, kind, accepted)
                            values (%L, %L, %L, %L, %L, %L, %L, %L, %L, %L)',
                        index_name, id, run_id, wrong_sha256, wrong_content_sha256, wrong_source, corrected_by, reason, kind,
                        accepted)
                    from rejoin_import.correction order by no
                    """)) {
                fresh.execute(made);
            }
            assertThat(fresh.run().outcome()).isEqualTo(Outcome.PROVEN);
            assertThat(Houses.end(small)).isEqualTo(Houses.end(fresh));
        }
    }

    @Test
    void itStaysWhileTheSourceSaysTheSameAndIsSetAsideWhenItSaysSomethingElseThatIsWrong() throws Exception {
        decide(ACCEPT);
        var end = Houses.end(small);
        small.dump("houses.ndjson", HOUSES.replace("\"city\":\"Lyon\",\"seat\":-4", "\"seat\": -4, \"city\":\"Lyon\""));
        assertThat(small.delta().outcome()).isEqualTo(Outcome.PROVEN);
        assertThat(Houses.end(small)).isEqualTo(end);

        // Another mapping, so that everything is read and checked anew.
        small.mapping("guests.yaml", """
                index: guests
                rows:
                  - table: guest
                    columns:
                      name: {from: name, transform: upper}
                      house_id: {from: house, to: house, orphans: quarantine}
                """);
        assertThat(small.delta().outcome()).isEqualTo(Outcome.PROVEN);
        assertThat(houses()).contains("d Lyon -4");
        assertThat(small.query("select name from small.guest")).containsExactly("ANN");

        small.dump("houses.ndjson", HOUSES.replace("\"seat\":-4", "\"seat\":-5"));
        assertThat(small.delta().outcome()).isEqualTo(Outcome.PROVEN);
        assertThat(small.told("h4")).anyMatch(finding -> finding.startsWith("ERROR house_seat_positive"));
    }

    @Test
    void takenBackItIsInTheQuarantineAgain() throws Exception {
        decide(ACCEPT);

        var result = small.withdraw("houses", "h4");

        assertThat(result.effect().newly()).containsExactlyInAnyOrder("houses/h4", "guests/g1");
        assertThat(small.told("h4")).anyMatch(finding -> finding.startsWith("ERROR house_seat_positive"));
        assertThat(small.prove().differences()).isEmpty();
    }

    @Test
    void whatIsSetInADocumentAndAcceptedOfItHoldTogether() throws Exception {
        decide("""
                - {index: houses, code: house_seat_positive, value: seat = -6, accept: true, because: built so}
                - {index: houses, code: house_city_required, set: {city: Nice}, because: asked}
                """);

        assertThat(houses()).contains("f Nice -6");
        assertThat(small.prove().differences()).isEmpty();
        assertThat(small.delta().outcome()).isEqualTo(Outcome.PROVEN);
        assertThat(small.told("h6")).singleElement().asString().startsWith("WARNING house_seat_positive");
        small.withdraw("houses", "h6");
        assertThat(small.told("h6")).anyMatch(finding -> finding.startsWith("ERROR house_city_required"));
    }

    @Test
    void theFileAcceptsAgainWhatTheNextImportSetsAside() throws Exception {
        var decisions =
                small.decisions("- {index: houses, code: house_seat_positive, accept: true, because: built so}");
        assertThat(small.replay(decisions).orElseThrow().isProven()).isTrue();

        small.dump(
                "more.ndjson",
                "{\"_index\":\"houses\",\"_id\":\"h9\",\"_source\":{\"code\":\"x\",\"city\":\"Lyon\",\"seat\":-9}}\n");
        small.delta();
        var again = small.replay(decisions).orElseThrow();

        assertThat(again.result().effect().back()).containsExactly("houses/h9");
        assertThat(again.isProven()).isTrue();
    }

    /** A trigger knows nothing of what the importer takes away for a moment. */
    @Test
    void whatTheTargetRefusesAllTheSameStaysSetAside() throws Exception {
        small.dump(
                "more.ndjson",
                "{\"_index\":\"houses\",\"_id\":\"h9\",\"_source\":{\"code\":\"x\",\"city\":\"Lyon\",\"seat\":-500}}\n");
        small.delta();

        var result = Assertions.assertTimeoutPreemptively(
                Duration.ofMinutes(5),
                () -> decide(
                        "- {index: houses, code: house_seat_positive, value: seat = -500, accept: true, because: x}"));

        assertThat(result.effect().still()).extracting(Retry.StillAside::code).containsExactly("house_seat_positive");
        assertThat(small.prove().differences()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            house_code_key      | the target has to hold it for all rows
            guest_house_exists  | the target has to hold it for all rows
            house_id_not_null   | the target has to hold it for all rows
            bad_number          | there is no row to let in
            orphan_reference    | there is no row to let in
            low                 | a view of the target says so
            house_seat_negative | it is no rule of the mapping
            """)
    void whatCannotBeKeptForNewWritesAloneIsRefused(String code, String why) {
        assertThatThrownBy(() -> decide("- {index: houses, code: %s, accept: true, because: x}".formatted(code)))
                .isInstanceOf(RefusedException.class)
                .hasMessageStartingWith("\"%s\" cannot be accepted: %s".formatted(code, why));
    }

    @Test
    void aDecisionThatMeansTwoThingsIsRefused() {
        assertThatThrownBy(
                        () -> small.decisions("- {index: houses, code: x, accept: true, set: {seat: 1}, because: y}"))
                .hasMessage(
                        "Decision 1 accepts documents as they stand: what it is to change in them is another decision.");
        assertThatThrownBy(() -> small.decisions("- {index: houses, code: x, accept: true, exclude: true, because: y}"))
                .hasMessage("Decision 1 leaves documents out: nothing else can be done with them.");
    }
}
