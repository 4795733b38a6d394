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
                person_id uuid references small.person, partner_id uuid references small.person, role text);
            create table small.room (id uuid primary key, house_id uuid not null references small.house,
                size int constraint room_size_positive check (size > 0));
            create table small.friend (id uuid primary key, house_id uuid not null references small.house,
                person_id uuid references small.person);
            create table small.owner (id uuid primary key, house_id uuid not null references small.house,
                person_id uuid references small.person);
            create table small.calendar (id uuid primary key, house_id uuid not null references small.house, days date[]);
            create table small.site (id uuid primary key, house_id uuid not null references small.house,
                latitude double precision);
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
                  partner_id: {from: .partner_id, to: person, orphans: quarantine}
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
              - from: .
                table: calendar
                columns: {house_id: {row: house}, days: days}
              - from: .
                table: site
                columns: {house_id: {row: house}, latitude: {from: place, transform: latitude}}
            """;
    private static final String WRONG = """
            {"code":"a","days":["2020-01-01","2020-13-45",null],"place":[200,95],"guests":[{"person_id":"p2"},{"person_id":"p9","role":"x"},{"person_id":"p2"}],\
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
            orphan_reference   | path: 'friends[]', value: p9, set: {friends: p1}                        | "p9","p8"                        | "p1","p8"
            orphan_reference   | path: 'friends[]', value: p9, remove: [friends]                         | "p9","p8"                        | "p8"
            orphan_reference   | path: 'friends[]', value: p9, set: {friends: p1, note: seen}            | "p9","p8","p2"],"owners":"p1;p7" | "p1","p8","p2"],"owners":"p1;p7","note":"seen"
            bad_date           | path: days, value: '2020-13-45', set: {days: '2020-12-31'}              | "2020-13-45"                     | "2020-12-31"
            bad_date           | path: days, value: '2020-13-45', remove: [days]                         | ,"2020-13-45"                    | ``
            bad_date           | set: {days: ['2020-12-31']}                                             | ["2020-01-01","2020-13-45",null] | ["2020-12-31"]
            bad_point          | set: {place: '48.8,2.3'}                                                | [200,95]                         | "48.8,2.3"
            orphan_reference   | path: 'owners[]', value: p7, set: {owners: [p1]}                        | "p1;p7"                          | ["p1"]
            orphan_reference   | path: 'owners[]', value: p7, set: {owners: []}                          | "p1;p7"                          | []
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

    @Test
    void inAnArrayThatADecisionHasSetTheNextOneIsAboutItsValueAlone() throws Exception {
        small.decide(
                decision("orphan_reference", "path: 'friends[]', value: p9, set: {friends: [p8, p2, p1]}")
                        + decision("orphan_reference", "path: 'friends[]', value: p8, set: {friends: p1}"),
                Optional.of("a person"));

        assertThat(source()).isEqualTo(WRONG.replace("[\"p1\",\"p9\",\"p8\",\"p2\"]", "[\"p1\",\"p2\",\"p1\"]"));
        assertThat(small.prove().differences()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            path: 'friends[]', value: p9, set: {friends: [p8, p2, p1]}          | path: 'friends[]', set: {friends: p1}           | Decision 2: houses/h1 has 3 elements in friends
            path: 'guests[].person_id', set: {guests: [{role: x}, {role: y}]}   | path: 'guests[].person_id', remove: [guests]    | Decision 2: houses/h1 has 2 elements in guests
            """)
    void theFormerPlacesNameNothingInAnArrayThatADecisionHasSet(String first, String second, String why)
            throws Exception {
        assertThatThrownBy(() -> small.decide(
                        decision("orphan_reference", first) + decision("orphan_reference", second),
                        Optional.of("a person")))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining(why);

        assertThat(source()).isEqualTo(WRONG);
    }

    @Test
    void whatADecisionHasTakenOutIsNoLongerThereForTheNext() throws Exception {
        small.decide(
                decision("orphan_reference", "path: 'guests[].person_id', remove: [guests]")
                        + decision("orphan_reference", "path: 'guests[].person_id', set: {guests.person_id: p1}"),
                Optional.of("a person"));

        assertThat(source()).isEqualTo(WRONG.replace("{\"person_id\":\"p9\",\"role\":\"x\"},", ""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            room_size_positive | set: {guests.role: x}                                    | Decision 1: houses/h1 has 3 elements in guests
            room_size_positive | set: {friends: p1}                                       | Decision 1: houses/h1 has 4 elements in friends
            room_size_positive | remove: [friends]                                        | set: {friends: [..]}
            room_size_positive | set: {'floors[0].rooms[1].size': 3}                      | Write "floors[].rooms[].size"
            room_size_positive | remove: ['floors[0].rooms[1]']                           | Write "floors[].rooms[]"
            bad_date           | set: {days: '2020-12-31'}                                | Decision 1: houses/h1 has 2 elements in days
            bad_date           | remove: [days]                                           | set: {days: [..]}
            orphan_reference   | path: 'owners[]', value: p7, set: {owners: p1}           | Decision 1: in houses/h1 the text of owners holds several values
            orphan_reference   | path: 'owners[]', value: p7, remove: [owners]            | or set all of it: set: {owners: [..]}.
            """)
    void whereNothingSaysWhichElementIsMeantItIsRefusedAndNothingChanged(String code, String rest, String why)
            throws Exception {
        assertThatThrownBy(() -> small.decide(decision(code, rest), Optional.of("a person")))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining(why);

        assertThat(source()).isEqualTo(WRONG);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # The only element is meant, and a null is none.
            room_size_positive | set: {guests.role: x, floors.rooms.size: 5} | "guests":[{}],"floors":{"rooms":[[{"size":-1},{"size":4}]]} | "guests":[{"role":"x"}],"floors":{"rooms":[[{"size":5},{"size":4}]]}
            room_size_positive | set: {friends: p1, floors.rooms.size: 5}    | "friends":[null,"p2"],"floors":{"rooms":[{"size":-1}]}      | "friends":[null,"p1"],"floors":{"rooms":[{"size":5}]}
            bad_date           | set: {days: '2020-12-31'}                   | "days":["2020-13-45",null]                                  | "days":["2020-12-31",null]
            # A text of one value is that value.
            orphan_reference   | set: {owners: p1}                           | "owners":"p7"                                               | "owners":"p1"
            # Where the field itself is wrong in some elements, another error of the same code in others says nothing about theirs.
            orphan_reference   | value: p9, set: {guests.person_id: p1}      | "guests":[{"person_id":"p2","partner_id":"p9"},{"person_id":"p9"}] | "guests":[{"person_id":"p2","partner_id":"p9"},{"person_id":"p1"}]
            orphan_reference   | value: p9, set: {guests.partner_id: p1}     | "guests":[{"person_id":"p2","partner_id":"p9"},{"person_id":"p9"}] | "guests":[{"person_id":"p2","partner_id":"p1"},{"person_id":"p9"}]
            orphan_reference   | value: p9, set: {guests.role: x}            | "guests":[{"partner_id":"p9"},{},{"person_id":"p9"}]        | "guests":[{"partner_id":"p9","role":"x"},{},{"person_id":"p9","role":"x"}]
            # Below a null there is nothing yet.
            bad_date           | set: {days: '2020-12-31', floors.rooms.size: 5} | "days":["2020-13-45"],"floors":null                       | "days":["2020-12-31"],"floors":{"rooms":{"size":5}}
            bad_date           | set: {days: '2020-12-31', floors.rooms.size: 5} | "days":["2020-13-45"],"floors.rooms":null                 | "days":["2020-12-31"],"floors.rooms":{"size":5}
            """)
    void whatIsMeantFollowsFromTheDocument(String code, String rest, String stood, String becomes) throws Exception {
        small.dump("all.ndjson", """
                {"_index":"persons","_id":"p1","_source":{"name":"Ann"}}
                {"_index":"persons","_id":"p2","_source":{"name":"Bob"}}
                {"_index":"houses","_id":"h1","_source":{"code":"a",%s}}
                """.formatted(stood));
        small.delta();

        small.decide(decision(code, rest), Optional.of("a person"));

        assertThat(source()).isEqualTo("{\"code\":\"a\",%s}".formatted(becomes));
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
