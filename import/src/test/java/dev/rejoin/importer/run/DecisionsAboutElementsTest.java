package dev.rejoin.importer.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rejoin.importer.quarantine.Decisions;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A decision about an element of an array changes that one, and nothing beside it. */
class DecisionsAboutElementsTest {
    private static final String SCHEMA = """
            create table small.person (id uuid primary key, legacy_id text unique, name text);
            create table small.house (id uuid primary key, legacy_id text unique, code text not null);
            create table small.stay (id uuid primary key, house_id uuid not null references small.house,
                person_id uuid references small.person, role text);
            create table small.room (id uuid primary key, house_id uuid not null references small.house,
                size int constraint room_size_positive check (size > 0));
            create table small.friend (id uuid primary key, house_id uuid not null references small.house,
                person_id uuid references small.person);
            create table small.owner (id uuid primary key, house_id uuid not null references small.house,
                person_id uuid references small.person);
            """;
    private static final String HOUSES = """
            index: houses
            rows:
              - table: house
                columns: {code: code}
            children:
              - from: guests
                table: stay
                columns:
                  house_id: {row: house}
                  person_id: {from: .person_id, to: person, orphans: quarantine}
                  role: .role
              - from: floors.rooms
                table: room
                columns: {house_id: {row: house}, size: .size}
              - from: friends
                table: friend
                columns:
                  house_id: {row: house}
                  person_id: {from: ., to: person, orphans: quarantine}
              - from: owners
                split: ";"
                table: owner
                columns:
                  house_id: {row: house}
                  person_id: {from: ., to: person, orphans: quarantine}
            """;
    private static final String WRONG = """
            {"code":"a","guests":[{"person_id":"p2"},{"person_id":"p9","role":"x"},{"person_id":"p2"}],\
            "floors":[{"rooms":[{"size":1},{"size":-1}]},{"rooms":[{"size":2}]}],\
            "friends":["p1","p9","p8","p2"],"owners":"p1;p7"}""";

    @TempDir
    private Path temporary;

    private SmallImport small;

    @BeforeEach
    void importWithFaults() throws Exception {
        small = new SmallImport(temporary, SCHEMA)
                .mapping("houses.yaml", HOUSES)
                .mapping("persons.yaml", """
                        index: persons
                        rows:
                          - table: person
                            columns: {name: name}
                        """)
                .dump("all.ndjson", """
                        {"_index":"persons","_id":"p1","_source":{"name":"Ann"}}
                        {"_index":"persons","_id":"p2","_source":{"name":"Bob"}}
                        {"_index":"houses","_id":"h1","_source":%s}
                        """.formatted(WRONG));
        assertThat(small.run().outcome()).isEqualTo(Outcome.PROVEN);
    }

    @AfterEach
    void close() {
        small.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            orphan_reference   | path: 'guests[].person_id', value: p9, set: {guests.person_id: p1}      | {"person_id":"p9","role":"x"}    | {"person_id":"p1","role":"x"}
            orphan_reference   | path: 'guests[].person_id', set: {guests.person_id: p1}                 | {"person_id":"p9","role":"x"}    | {"person_id":"p1","role":"x"}
            orphan_reference   | path: 'guests[1].person_id', set: {'guests[].person_id': p1}            | {"person_id":"p9","role":"x"}    | {"person_id":"p1","role":"x"}
            orphan_reference   | path: 'guests[].person_id', value: p9, set: {guests.person_id: p1, guests.role: y} | {"person_id":"p9","role":"x"} | {"person_id":"p1","role":"y"}
            orphan_reference   | path: 'guests[].person_id', value: p9, remove: [guests.person_id]       | {"person_id":"p9","role":"x"}    | {"role":"x"}
            orphan_reference   | path: 'guests[].person_id', value: p9, remove: [guests]                 | {"person_id":"p9","role":"x"},   | ``
            orphan_reference   | path: 'guests[].person_id', value: p9, set: {guests: []}                | [{"person_id":"p2"},{"person_id":"p9","role":"x"},{"person_id":"p2"}] | []
            room_size_positive | set: {floors.rooms.size: 3}                                             | {"size":-1}                      | {"size":3}
            room_size_positive | remove: [floors.rooms]                                                  | ,{"size":-1}                     | ``
            room_size_positive | remove: ['floors[].rooms[].size']                                       | {"size":-1}                      | {}
            orphan_reference   | path: 'friends[]', value: p9, set: {friends: p1}                        | "p9"                             | "p1"
            orphan_reference   | path: 'friends[]', value: p9, remove: [friends]                         | "p9",                            | ``
            orphan_reference   | path: 'friends[]', value: p9, set: {friends: p1, note: seen}            | "p9","p8","p2"],"owners":"p1;p7" | "p1","p8","p2"],"owners":"p1;p7","note":"seen"
            """)
    void onlyTheElementThatHasTheErrorIsChanged(String code, String rest, String stood, String becomes)
            throws Exception {
        small.decide(decision(code, rest), Optional.of("a person"));

        assertThat(source()).isEqualTo(WRONG.replace(stood, becomes));
        if (!rest.contains("note")) {
            assertThat(small.prove().differences()).isEmpty();
        }
    }

    @Test
    void itIsShownWhatStoodThereAlone() throws Exception {
        var shown = small.decide(
                decision("orphan_reference", "path: 'guests[].person_id', value: p9, set: {guests.person_id: p1}"),
                Optional.empty());

        assertThat(shown.decisions().getFirst().changes())
                .isEqualTo(List.of(new Decisions.Change("guests.person_id", "\"p9\"", "\"p1\"", 1)));
    }

    @Test
    void whatOneDecisionTakesOutMovesNothingThatTheNextOneIsAbout() throws Exception {
        small.decide(
                decision("orphan_reference", "path: 'friends[]', value: p9, remove: [friends]")
                        + decision("orphan_reference", "path: 'friends[]', value: p8, set: {friends: p1}"),
                Optional.of("a person"));

        assertThat(source()).isEqualTo(WRONG.replace("\"p9\",\"p8\"", "\"p1\""));
        assertThat(small.prove().differences()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            room_size_positive | set: {guests.role: x}                                    | Decision 1: houses/h1 has 3 elements in guests
            room_size_positive | set: {friends: p1}                                       | Decision 1: houses/h1 has 4 elements in friends
            room_size_positive | remove: [friends]                                        | set: {friends: []}
            room_size_positive | set: {'floors[0].rooms[1].size': 3}                      | Write "floors[].rooms[].size"
            room_size_positive | remove: ['floors[0].rooms[1]']                           | Write "floors[].rooms[]"
            orphan_reference   | path: 'owners[]', value: p7, set: {owners: p1}           | the text of owners holds several values
            """)
    void whereNothingSaysWhichElementIsMeantItIsRefusedAndNothingChanged(String code, String rest, String why)
            throws Exception {
        assertThatThrownBy(() -> small.decide(decision(code, rest), Optional.of("a person")))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining(why);

        assertThat(source()).isEqualTo(WRONG);
    }

    @Test
    void theOnlyElementIsMeantWhereNothingSaysWhich() throws Exception {
        small.dump("all.ndjson", """
                {"_index":"houses","_id":"h1","_source":{"code":"a","guests":[{}],"floors":{"rooms":[[{"size":-1},{"size":4}]]}}}
                """);
        small.delta();

        small.decide(
                decision("room_size_positive", "set: {guests.role: x, floors.rooms.size: 5}"), Optional.of("a person"));

        assertThat(source())
                .isEqualTo(
                        "{\"code\":\"a\",\"guests\":[{\"role\":\"x\"}],\"floors\":{\"rooms\":[[{\"size\":5},{\"size\":4}]]}}");
        assertThat(small.prove().differences()).isEmpty();
    }

    private static String decision(String code, String rest) {
        return "- {index: houses, code: %s, %s, because: asked}\n".formatted(code, rest);
    }

    private String source() throws Exception {
        return small.query("select source from rejoin_import.document where id = 'h1'")
                .getFirst();
    }
}
