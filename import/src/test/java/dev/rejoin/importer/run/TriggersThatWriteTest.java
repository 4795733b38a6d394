package dev.rejoin.importer.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rejoin.importer.prove.compare.Difference;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a trigger of the target writes into a mapped column is not the source's: the proof says so, and who did it. */
class TriggersThatWriteTest {
    private static final String TABLES = """
            create table town (id uuid primary key, legacy_id text unique, name text);
            create table card (id uuid primary key, legacy_id text unique, name text, updated_at timestamptz,
                town_id uuid references town);
            create function touch() returns trigger language plpgsql as $$ begin
                new.updated_at := '2020-02-02T02:02:02Z'; return new; end $$;
            create function bystander() returns trigger language plpgsql as $$ begin
                new.name := new.name; return new; end $$;
            create function move() returns trigger language plpgsql as $$ begin
                update card set town_id = (select id from town order by legacy_id limit 1); return null; end $$;
            create function by_another_name() returns trigger language plpgsql as $$ begin
                new := jsonb_populate_record(new, ('{"updated' || '_at": "2020-02-02T02:02:02Z"}')::jsonb); return new; end $$;
            """;

    private static final String TOUCH =
            "create trigger touch before insert or update on card for each row %s execute function touch();";

    private static final String CARD =
            "{\"_index\":\"cards\",\"_id\":\"%s\",\"_source\":{\"name\":\"%s\",\"at\":\"2019-01-01T00:00:00Z\",\"town\":\"t2\"}}\n";

    private static final String TOWNS = """
            {"_index":"towns","_id":"t1","_source":{"name":"A"}}
            {"_index":"towns","_id":"t2","_source":{"name":"B"}}
            """;

    @TempDir
    private Path folder;

    private SmallImport cards(String triggers) throws Exception {
        return new SmallImport(folder, TABLES + triggers)
                .mapping("towns.yaml", "index: towns\nrows: [{table: town, columns: {name: name}}]\n")
                .mapping("cards.yaml", """
                        index: cards
                        rows:
                          - table: card
                            columns:
                              name: name
                              updated_at: at
                              town_id: {from: town, to: town, orphans: quarantine}
                        """)
                .dump("towns.ndjson", TOWNS)
                .dump("cards.ndjson", CARD.formatted("c1", "a"));
    }

    private static List<String> messages(SmallImport small) throws Exception {
        return small.prove().differences().stream().map(Difference::message).toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            before insert or update on card for each row execute function touch()           | trigger it may have
            before insert or update on card for each row execute function by_another_name() | trigger it may have
            after insert on town execute function move()                                    |
            """)
    void aFirstLoadIsNotProvenAndTheTriggerIsNamed(String trigger, String named) throws Exception {
        try (var small = cards(
                "create trigger it " + trigger + ";"
                        + " create trigger passer_by before insert or update on town for each row execute function bystander();")) {
            var report = small.run();

            if (named == null) {
                // Nothing was there yet that it could have moved.
                assertThat(report.outcome()).isEqualTo(Outcome.PROVEN);
                return;
            }
            assertThat(report.outcome()).isEqualTo(Outcome.NOT_PROVEN);
            assertThat(messages(small))
                    .singleElement()
                    .asString()
                    .startsWith("the row holds another value than the source; the target's own " + named)
                    .doesNotContain("passer_by");
        }
    }

    @Test
    void aTriggerThatDoesNotNameTheColumnIsNotNamedBesideOneThatDoes() throws Exception {
        try (var small = cards(TOUCH.formatted("")
                + "create trigger bystander before insert on card for each row execute function bystander();")) {
            small.run();

            assertThat(messages(small))
                    .singleElement()
                    .asString()
                    .contains("trigger touch may")
                    .doesNotContain("bystander");
        }
    }

    @Test
    void aReferenceThatATriggerMovesAfterwardsNamesItToo() throws Exception {
        try (var small = cards("create trigger moving after update on card for each row when (pg_trigger_depth() = 0)"
                + " execute function move();")) {
            assertThat(small.run().outcome()).isEqualTo(Outcome.PROVEN);
            small.dump("cards.ndjson", CARD.formatted("c1", "b"));

            assertThat(small.delta().outcome()).isEqualTo(Outcome.NOT_PROVEN);

            assertThat(messages(small)).singleElement().asString().contains("trigger moving may have written it");
        }
    }

    @Test
    void aDeltaIsNotProvenEitherAndTheTriggerIsNamed() throws Exception {
        try (var small = cards("")) {
            assertThat(small.run().outcome()).isEqualTo(Outcome.PROVEN);
            small.execute(TOUCH.formatted(""));
            small.dump("cards.ndjson", CARD.formatted("c1", "changed"));

            assertThat(small.delta().outcome()).isEqualTo(Outcome.NOT_PROVEN);

            assertThat(messages(small)).singleElement().asString().contains("trigger touch may have written it");
        }
    }

    /** The two ways out that import/README.md tells. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aTriggerThatStandsBackLeavesWhatTheSourceSays(boolean bySetting) throws Exception {
        var when = bySetting ? "when (current_setting('rejoin.source_decides', true) is distinct from 'on')" : "";
        var imports = bySetting ? """
                        schema: small
                        before_load: ["set local rejoin.source_decides = 'on'"]
                        before_delta: ["set local rejoin.source_decides = 'on'"]
                        """ : """
                        schema: small
                        before_load: [alter table card disable trigger touch]
                        after_load: [alter table card enable trigger touch]
                        before_delta: [alter table card disable trigger touch]
                        after_delta: [alter table card enable trigger touch]
                        """;
        try (var small = cards(TOUCH.formatted(when)).mapping("import.yaml", imports)) {
            assertThat(small.run().outcome()).isEqualTo(Outcome.PROVEN);
            small.dump("cards.ndjson", CARD.formatted("c1", "changed"));
            assertThat(small.delta().outcome()).isEqualTo(Outcome.PROVEN);

            small.execute("update card set name = 'by somebody else'");

            assertThat(small.query("select (updated_at = '2020-02-02T02:02:02Z')::text from card"))
                    .containsExactly("true");
        }
    }
}
