package dev.rejoin.importer.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rejoin.importer.run.Outcome;
import dev.rejoin.importer.run.SmallImport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Views that only report tell of a row because of others. Whichever of these changes, comes or goes, a delta that leaves the
 * row's own document alone says of it what a fresh import says.
 */
class ReportedOthersTest {
    /** Which documents make a view tell of some house, owner, guest or bed whose own document stays as it is. */
    private enum Cause {
        /** A row that the one told of refers to. */
        REFERRED(Map.of("houses/h", house("closed", "o"))),
        /** One more that refers to it. */
        REFERRING(Map.of("guests/second", guest("h", "Zoe"))),
        /** One that is two references away. */
        TWO_STEPS_UP(Map.of("owners/o", "\"name\":\"blocked\"")),
        TWO_STEPS_DOWN(Map.of("guests/second", guest("h", "Noisy"))),
        /** Another row of the same table, by way of what both refer to. */
        BESIDE(Map.of("guests/second", guest("h", "Ann"))),
        /** An element of another document, by way of what the view does not read. */
        ELEMENT(Map.of("houses/h", house("open", "o") + ",\"beds\":[{\"number\":1},{\"number\":7}]")),
        /** A row of a view that the view reads. */
        THROUGH_A_VIEW(Map.of("owners/o", "\"name\":\"away\"")),
        /** It refers to another row now. */
        MOVED(Map.of("houses/h", house("open", "p")));

        private final Map<String, String> documents;

        Cause(Map<String, String> documents) {
            this.documents = documents;
        }
    }

    private static final Map<String, String> BEFORE = Map.of(
            "owners/o", "\"name\":\"there\"",
            "owners/p", "\"name\":\"blocked\"",
            "houses/h", house("open", "o"),
            "houses/i", house("open", "o"),
            "guests/first", guest("h", "Bob"),
            "guests/other", guest("i", "Eve"));

    @TempDir
    private Path temporary;

    private static String house(String state, String owner) {
        return "\"state\":\"%s\",\"owner\":\"%s\"".formatted(state, owner);
    }

    private static String guest(String house, String name) {
        return "\"name\":\"%s\",\"house\":\"%s\"".formatted(name, house);
    }

    private SmallImport open(String folder) throws Exception {
        return new SmallImport(Files.createDirectories(temporary.resolve(folder)), """
                        create table small.owner (id uuid primary key, legacy_id text unique, name text);
                        create table small.house (id uuid primary key, legacy_id text unique, state text,
                            owner_id uuid references small.owner);
                        create table small.bed (id uuid primary key, house_id uuid not null references small.house, number int);
                        create table small.guest (id uuid primary key, legacy_id text unique, name text,
                            house_id uuid references small.house);
                        create view small.guest_of_closed_house as
                            select 'guest' entity, g.id entity_id, 'closed' detail
                            from small.guest g join small.house h on h.id = g.house_id where h.state = 'closed';
                        create view small.house_is_full as
                            select 'house' entity, h.id entity_id, format('%s guests', count(*)) detail
                            from small.house h join small.guest g on g.house_id = h.id group by h.id having count(*) > 1;
                        create view small.guest_of_blocked_owner as
                            select 'guest' entity, g.id entity_id, o.name detail
                            from small.guest g join small.house h on h.id = g.house_id join small.owner o on o.id = h.owner_id
                            where o.name = 'blocked';
                        create view small.owner_of_noise as
                            select distinct 'owner' entity, o.id entity_id, 'noise' detail
                            from small.owner o join small.house h on h.owner_id = o.id join small.guest g on g.house_id = h.id
                            where g.name = 'Noisy';
                        create view small.guest_is_not_the_first as
                            select 'guest' entity, id entity_id, format('number %s', place) detail
                            from (select id, row_number() over (partition by house_id order by name) place from small.guest) q
                            where place > 1;
                        create view small.guest_in_house_with_bed_seven as
                            select 'guest' entity, g.id entity_id, 'seven' detail from small.guest g
                            where exists (select from small.bed b where b.house_id = g.house_id and b.number = 7);
                        create view small.away as select id from small.owner where name = 'away';
                        create view small.house_without_owner as
                            select 'house' entity, h.id entity_id, 'away' detail
                            from small.house h join small.away a on a.id = h.owner_id;
                        """)
                .mapping("import.yaml", """
                        schema: small
                        checks:
                          - view: guest_of_closed_house
                          - view: house_is_full
                          - view: guest_of_blocked_owner
                          - view: owner_of_noise
                          - view: guest_is_not_the_first
                          - view: guest_in_house_with_bed_seven
                          - view: house_without_owner
                        """)
                .mapping("owners.yaml", "index: owners\nrows: [{table: owner, columns: {name: name}}]\n")
                .mapping("houses.yaml", """
                        index: houses
                        rows:
                          - table: house
                            columns: {state: state, owner_id: {from: owner, to: owner}}
                        children:
                          - {from: beds, table: bed, columns: {house_id: {row: house}, number: .number}}
                        """)
                .mapping("guests.yaml", """
                        index: guests
                        rows:
                          - {table: guest, columns: {name: name, house_id: {from: house, to: house}}}
                        """);
    }

    @ParameterizedTest
    @EnumSource
    void whatAViewTellsOfARowThatNobodyHasTouchedIsCarriedOn(Cause cause) throws Exception {
        var after = new LinkedHashMap<>(BEFORE);
        after.putAll(cause.documents);
        try (var small = open("carried").dump("all.ndjson", lines(BEFORE));
                var fresh = open("fresh").dump("all.ndjson", lines(after))) {
            assertThat(small.run().outcome()).isEqualTo(Outcome.PROVEN);
            assertThat(fresh.run().outcome()).isEqualTo(Outcome.PROVEN);
            var before = said(small);

            small.dump("all.ndjson", lines(after));
            assertCarriedOn(small);

            assertThat(said(small)).isEqualTo(said(fresh)).isNotEqualTo(before);

            small.dump("all.ndjson", lines(BEFORE));
            assertCarriedOn(small);

            assertThat(said(small)).isEqualTo(before);
        }
    }

    private static void assertCarriedOn(SmallImport small) throws Exception {
        var report = small.delta();
        assertThat(report.outcome()).as(report.message()).isEqualTo(Outcome.PROVEN);
        assertThat(report.seconds()).containsKey("read and compare");
    }

    /** That the last document is gone which held a path shows only when all are read again. */
    private static List<String> said(SmallImport of) throws Exception {
        return of.query("""
                select concat_ws(' ', severity, code, index_name, id, table_name, value, message) from rejoin_import.finding
                where run_id = (select max(id) from rejoin_import.run)
                and code <> 'path_held_by_no_document' order by 1
                """);
    }

    private static String lines(Map<String, String> documents) {
        var lines = new StringBuilder();
        documents.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(each -> lines.append("{\"_index\":\"%s\",\"_id\":\"%s\",\"_source\":{%s}}%n"
                        .formatted(
                                each.getKey().substring(0, each.getKey().indexOf('/')),
                                each.getKey().substring(each.getKey().indexOf('/') + 1),
                                each.getValue())));
        return lines.toString();
    }
}
