package dev.rejoin.importer.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values that the target's own functions give to each row: to look at one would be to take it. */
class DrawnDefaultsTest {
    private static final String FUNCTIONS = """
            create sequence numbers;
            create function next_number() returns bigint language sql as $$ select nextval('small.numbers') $$;
            create function said_to_be_stable() returns bigint stable language plpgsql
                as $$ begin return nextval('small.numbers'); end $$;
            create domain numbered as bigint default next_number();
            """;
    private static final String CARD = "{\"_index\":\"cards\",\"_id\":\"%s\",\"_source\":{\"name\":\"%s\"}}\n";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "number bigint not null default next_number()",
                "number bigint default abs(0 + next_number()) constraint number_is_there check (number is not null)",
                "number bigint not null default said_to_be_stable()",
                "number numbered",
                "number bigint not null default nextval('numbers')"
            })
    void noCheckTakesANumberThatARowIsToHave(String number) throws Exception {
        try (var cards = new SmallImport(folder, FUNCTIONS + """
                create table card (id uuid primary key, legacy_id text unique, name text not null,
                    %s constraint number_unique unique, constraint number_is_small check (number between 1 and 9));
                """.formatted(number))) {
            cards.mapping("cards.yaml", "index: cards\nrows: [{table: card, columns: {name: name}}]\n");
            cards.dump("cards.ndjson", CARD.formatted(1, "a") + CARD.formatted(2, "b") + CARD.formatted(3, "c"));

            var report = cards.run();

            assertThat(report.outcome()).as(report.message()).isEqualTo(Outcome.PROVEN);
            assertThat(cards.findings()).isEmpty();
            assertThat(cards.query("select legacy_id || ' ' || number from card order by 1"))
                    .containsExactly("1 1", "2 2", "3 3");

            cards.dump(
                    "cards.ndjson",
                    CARD.formatted(1, "a")
                            + CARD.formatted(2, "changed")
                            + CARD.formatted(3, "c")
                            + CARD.formatted(4, "d"));
            report = cards.delta();

            assertThat(report.outcome()).as(report.message()).isEqualTo(Outcome.PROVEN);
            assertThat(cards.query("select concat_ws(' ', legacy_id, number, name) from card order by 1"))
                    .containsExactly("1 1 a", "2 2 changed", "3 3 c", "4 4 d");
        }
    }
}
