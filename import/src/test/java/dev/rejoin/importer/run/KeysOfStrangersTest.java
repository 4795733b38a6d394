package dev.rejoin.importer.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys that two documents claim, that have a part missing, or that documents exchange. */
class KeysOfStrangersTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1 | 2 | the one of the two that comes first
            2 | 1 | the other one, whose number makes it come first
            """)
    void whatNamesAKeyThatTwoClaimLeadsToTheOneThatStays(String first, String second) throws Exception {
        try (var wards = new SmallImport(folder, """
                create table ward (code text primary key, beds integer constraint ward_has_beds check (beds > 0));
                create table doctor (id uuid primary key, legacy_id text unique, ward text references ward);
                """)) {
            wards.mapping("wards.yaml", """
                            index: wards
                            rows: [{table: ward, columns: {code: code, beds: beds}}]
                            """).mapping("doctors.yaml", """
                            index: doctors
                            rows: [{table: doctor, columns: {ward: {from: ward, to: ward, by: code, orphans: null}}}]
                            """).dump("all.ndjson", """
                            {"_index":"wards","_id":"w%s","_source":{"code":"A","beds":0}}
                            {"_index":"wards","_id":"w%s","_source":{"code":"A","beds":3}}
                            {"_index":"wards","_id":"w3","_source":{"code":"A","beds":5}}
                            {"_index":"doctors","_id":"d","_source":{"ward":"A"}}
                            """.formatted(
                            first, second));

            var report = wards.run();

            assertThat(report.outcome()).as(report.message()).isEqualTo(Outcome.PROVEN);
            assertThat(wards.findings())
                    .containsExactly("ward_has_beds w" + first + " beds ERROR", "ward_pkey w3 code ERROR");
            assertThat(wards.query("select ward || ' ' || beds from doctor join ward on ward = code"))
                    .containsExactly("A 3");
        }
    }

    @Test
    void aKeyOfWhichAPartIsMissingIsSetAsideWhereTheTargetWantsAllOfIt() throws Exception {
        try (var pairs = new SmallImport(folder, """
                create table pair (x integer, y integer, primary key (x, y));
                create table use (id uuid primary key, legacy_id text unique, x integer, y integer,
                    constraint use_pair_exists foreign key (x, y) references pair match full);
                """)) {
            pairs.mapping("pairs.yaml", "index: pairs\nrows: [{table: pair, columns: {x: x, \"y\": y}}]\n")
                    .mapping("uses.yaml", "index: uses\nrows: [{table: use, columns: {x: x, \"y\": y}}]\n")
                    .dump("all.ndjson", """
                            {"_index":"pairs","_id":"p","_source":{"x":1,"y":1}}
                            {"_index":"uses","_id":"whole","_source":{"x":1,"y":1}}
                            {"_index":"uses","_id":"none","_source":{}}
                            {"_index":"uses","_id":"part","_source":{"x":1}}
                            """);

            var report = pairs.run();

            assertThat(report.outcome()).as(report.message()).isEqualTo(Outcome.PROVEN);
            assertThat(pairs.findings()).containsExactly("use_pair_exists part y ERROR");
        }
    }

    /** What is one key to the target is one key to a reference by it, also where only some documents are looked at. */
    @Test
    void aReferenceByAKeyFindsItHoweverItIsSpelled() throws Exception {
        var source = """
                {"_index":"people","_id":"p1","_source":{"email":"Lena@Ex.org","no":100,"code":"AbC"}}
                {"_index":"loans","_id":"mail","_source":{"note":"first","mail":"lena@ex.org"}}
                {"_index":"loans","_id":"number","_source":{"nr":100.0}}
                {"_index":"loans","_id":"digits","_source":{"nr":"0100"}}
                {"_index":"loans","_id":"code","_source":{"code":"ABC"}}
                {"_index":"loans","_id":"early","_source":{"mail":"ZOE@ex.org"}}
                """;
        try (var loans = new SmallImport(folder, """
                create extension citext;
                create table person (id uuid primary key, legacy_id text unique, email text, no bigint unique,
                    code citext unique);
                create unique index person_email on person (lower(email));
                create table loan (id uuid primary key, legacy_id text unique, note text, a uuid references person,
                    b uuid references person, c uuid references person);
                """)) {
            loans.mapping("people.yaml", """
                            index: people
                            rows: [{table: person, columns: {email: email, "no": "no", code: code}}]
                            """).mapping("loans.yaml", """
                            index: loans
                            rows:
                              - table: loan
                                columns:
                                  note: note
                                  a: {from: mail, to: person, by: email, orphans: null}
                                  b: {from: nr, to: person, by: "no", orphans: null}
                                  c: {from: code, to: person, by: code, orphans: null}
                            """).dump("all.ndjson", source);

            var report = loans.run();

            assertThat(report.outcome()).as(report.message()).isEqualTo(Outcome.PROVEN);
            assertThat(loans.query("select legacy_id from loan where coalesce(a, b, c) is not null order by 1"))
                    .containsExactly("code", "digits", "mail", "number");

            loans.dump("all.ndjson", source.replace("\"first\"", "\"changed\"") + """
                            {"_index":"people","_id":"p2","_source":{"email":"zoe@EX.org","no":7}}
                            """);
            report = loans.delta();

            assertThat(report.outcome()).as(report.message()).isEqualTo(Outcome.PROVEN);
            assertThat(loans.query("select legacy_id from loan where coalesce(a, b, c) is not null order by 1"))
                    .containsExactly("code", "digits", "early", "mail", "number");
            assertThat(loans.findings()).isEmpty();
        }
    }

    private record Exchange(String type, String one, String other) {}

    private static final List<Exchange> EXCHANGES = List.of(
            new Exchange("citext", "\"a\"", "\"b\""),
            new Exchange("bytea", "\"YQ==\"", "\"Yg==\""),
            new Exchange("inet", "\"10.0.0.1\"", "\"10.0.0.2\""),
            new Exchange("colour", "\"red\"", "\"blue\""),
            new Exchange("text[]", "[\"a\"]", "[\"b\"]"),
            new Exchange("int4range", "{\"gte\":1,\"lt\":3}", "{\"gte\":3,\"lt\":5}"),
            new Exchange("time", "\"10:00\"", "\"11:00\""));

    @Test
    void documentsExchangeValuesOfAnyTypeThoughTheirRowsHaveNumbers() throws Exception {
        var schema = new StringBuilder("create extension citext; create type colour as enum ('red', 'blue');");
        for (int i = 0; i < EXCHANGES.size(); i++) {
            schema.append("""
                    create table card%d (number bigint generated always as identity primary key, legacy_id text unique,
                        code %s not null unique, seen text);
                    """.formatted(i, EXCHANGES.get(i).type));
        }
        try (var cards = new SmallImport(folder, schema.toString())) {
            var before = new StringBuilder();
            var after = new StringBuilder();
            for (int i = 0; i < EXCHANGES.size(); i++) {
                var exchange = EXCHANGES.get(i);
                cards.mapping(
                        "cards%d.yaml".formatted(i),
                        "index: cards%1$d\nrows: [{table: card%1$d, columns: {code: code}}]\n".formatted(i));
                var two = """
                        {"_index":"cards%1$d","_id":"1","_source":{"code":%2$s}}
                        {"_index":"cards%1$d","_id":"2","_source":{"code":%3$s}}
                        """;
                before.append(two.formatted(i, exchange.one, exchange.other));
                after.append(two.formatted(i, exchange.other, exchange.one));
            }
            cards.dump("cards.ndjson", before.toString());
            assertThat(cards.run().outcome()).isEqualTo(Outcome.PROVEN);
            var numbers = numbers(cards);

            cards.dump("cards.ndjson", after.toString());
            var report = cards.delta();

            assertThat(report.outcome()).as(report.message()).isEqualTo(Outcome.PROVEN);
            assertThat(cards.findings()).isEmpty();
            assertThat(numbers(cards)).isEqualTo(numbers);
        }
    }

    /** A row that makes room by a delete and an insert, since its key takes no other value, is an updated one all the same. */
    @Test
    void triggersThatHearOfUpdatesAloneHearOfRowsThatExchangeTheirKeys() throws Exception {
        try (var cards = new SmallImport(folder, """
                create type colour as enum ('red', 'blue', 'green', 'grey');
                create table card (id uuid primary key, legacy_id text unique, code colour not null unique, name text not null,
                    version integer not null default 1);
                create function count_up() returns trigger language plpgsql as $$ begin
                    new.version := old.version + 1;
                    return new;
                end $$;
                create function refuse() returns trigger language plpgsql as $$ begin
                    raise exception 'this one is never changed' using errcode = 'check_violation', constraint = 'card_sealed';
                end $$;
                create trigger count_up before update on card for each row execute function count_up();
                create trigger sealed before update on card for each row
                    when (old.name = 'sealed' and old.name <> new.name) execute function refuse();
                """)) {
            cards.mapping("cards.yaml", "index: cards\nrows: [{table: card, columns: {code: code, name: name}}]\n");
            cards.dump("cards.ndjson", colours("red", "a", "blue", "b", "green", "sealed", "grey", "d"));
            assertThat(cards.run().outcome()).isEqualTo(Outcome.PROVEN);

            cards.dump("cards.ndjson", colours("blue", "a", "red", "changed", "green", "sealed", "grey", "d"));
            var report = cards.delta();

            assertThat(report.outcome()).as(report.message()).isEqualTo(Outcome.PROVEN);
            assertThat(cards.query("select concat_ws(' ', legacy_id, code, name, version) from card order by 1"))
                    .containsExactly("1 blue a 2", "2 red changed 2", "3 green sealed 1", "4 grey d 1");

            cards.dump("cards.ndjson", colours("red", "a", "blue", "b", "grey", "opened", "green", "d"));
            report = cards.delta();

            assertThat(report.outcome()).as(report.message()).isNotEqualTo(Outcome.REFUSED);
            assertThat(cards.findings())
                    .containsExactly(
                            "card_code_key 4 ERROR",
                            "card_sealed 3 ERROR",
                            "kept_though_set_aside 3 WARNING",
                            "kept_though_set_aside 4 WARNING");
            assertThat(cards.query("select concat_ws(' ', legacy_id, code, name, version) from card order by 1"))
                    .containsExactly("1 red a 3", "2 blue b 3", "3 green sealed 1", "4 grey d 1");
        }
    }

    private static String colours(String... values) {
        var lines = new StringBuilder();
        for (int i = 0; i < values.length; i += 2) {
            lines.append("{\"_index\":\"cards\",\"_id\":\"%d\",\"_source\":{\"code\":\"%s\",\"name\":\"%s\"}}\n"
                    .formatted(i / 2 + 1, values[i], values[i + 1]));
        }
        return lines.toString();
    }

    /** A row may also be parked by a delete and an insert, which a trigger on updates alone does not see. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                            | unique_violation
            ''                            | foreign_key_violation
            deferrable                    | unique_violation
            deferrable initially deferred | unique_violation
            deferrable initially deferred | foreign_key_violation
            """)
    void aRefusedDocumentAndOneThatWantsItsValueSetNoOthersExchangeAside(String deferrable, String refused)
            throws Exception {
        try (var cards = new SmallImport(folder, """
                create table card (number bigint generated always as identity primary key, legacy_id text unique,
                    code text not null unique %1$s, other text not null unique %1$s);
                create function refuse() returns trigger language plpgsql as $$ begin
                    raise exception 'this one is never changed' using errcode = '%2$s', constraint = 'card_sealed';
                end $$;
                create trigger sealed before update or delete on card for each row when (old.legacy_id = '1')
                    execute function refuse();
                """.formatted(deferrable, refused))) {
            cards.mapping("cards.yaml", "index: cards\nrows: [{table: card, columns: {code: code, other: other}}]\n");
            cards.dump("cards.ndjson", cards("a", "k", "b", "l", "c", "m", "d", "n", "e", "o", "f", "p"));
            assertThat(cards.run().outcome()).isEqualTo(Outcome.PROVEN);

            // 1 is refused, 2 wants its code; 3 and 4 exchange theirs, 4 and 5 what else is unique; 7 wants that of 6,
            // which is gone.
            cards.dump(
                    "cards.ndjson",
                    cards("z", "k", "a", "l", "d", "m", "c", "o", "e", "n")
                            + "{\"_index\":\"cards\",\"_id\":\"7\",\"_source\":{\"code\":\"f\",\"other\":\"q\"}}\n");
            var report = cards.delta();

            assertThat(report.outcome()).as(report.message()).isNotEqualTo(Outcome.REFUSED);
            assertThat(cards.findings())
                    .containsExactly(
                            "card_code_key 2 ERROR",
                            "card_sealed 1 ERROR",
                            "kept_though_set_aside 1 WARNING",
                            "kept_though_set_aside 2 WARNING");
            assertThat(cards.query("select concat_ws(' ', legacy_id, code, other) from card order by legacy_id"))
                    .containsExactly("1 a k", "2 b l", "3 d m", "4 c o", "5 e n", "7 f q");
        }
    }

    /** Documents 1, 2, … with these pairs of values. */
    private static String cards(String... values) {
        var lines = new StringBuilder();
        for (int i = 0; i < values.length; i += 2) {
            lines.append("{\"_index\":\"cards\",\"_id\":\"%d\",\"_source\":{\"code\":\"%s\",\"other\":\"%s\"}}\n"
                    .formatted(i / 2 + 1, values[i], values[i + 1]));
        }
        return lines.toString();
    }

    private static List<String> numbers(SmallImport cards) throws Exception {
        var numbers = new ArrayList<String>();
        for (int i = 0; i < EXCHANGES.size(); i++) {
            numbers.addAll(cards.query("select number || ' ' || legacy_id from card%d order by 1".formatted(i)));
        }
        return numbers;
    }
}
