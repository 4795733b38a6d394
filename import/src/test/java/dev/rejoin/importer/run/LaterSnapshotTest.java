package dev.rejoin.importer.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rejoin.importer.load.Load.Change;
import dev.rejoin.importer.prove.compare.Difference.DifferenceKind;
import dev.rejoin.importer.read.SourceIncompleteException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A later snapshot is applied with every constraint in force, although only its end has to be valid. */
class LaterSnapshotTest {
    private static final String SCHEMA = """
            set search_path = small, public;
            create extension if not exists btree_gist;
            create table house (id uuid primary key, legacy_id text unique, code text not null
                constraint house_code_unique unique, seat int constraint house_seat_unique unique,
                head uuid constraint house_head_exists references house);
            create table bill (id uuid primary key, legacy_id text unique, state text not null,
                house_id uuid constraint bill_house_exists references house);
            create table bill_line (id uuid primary key, legacy_id text unique,
                bill_id uuid not null constraint bill_line_bill_exists references bill on delete cascade,
                position int not null, article text not null,
                constraint bill_line_position_unique unique (bill_id, position),
                constraint bill_line_article_unique unique (bill_id, article));
            create table stay (id uuid primary key, legacy_id text unique,
                house_id uuid not null constraint stay_house_exists references house,
                period daterange not null, constraint stay_one_at_a_time unique (house_id, period without overlaps));
            create function frozen() returns trigger language plpgsql as $$
            begin
                if exists (select from small.bill b where b.id = coalesce(new.bill_id, old.bill_id) and b.state <> 'DRAFT') then
                    raise exception using errcode = '23514', message = 'an issued bill is not written to',
                        constraint = 'bill_line_frozen', table = 'bill_line';
                end if;
                return coalesce(new, old);
            end $$;
            create trigger frozen before insert or update or delete on bill_line for each row execute function frozen();
            """;

    @TempDir
    private Path temporary;

    private SmallImport small() throws Exception {
        return new SmallImport(temporary, SCHEMA)
                .mapping("houses.yaml", """
                        index: houses
                        rows:
                          - table: house
                            columns:
                              code: code
                              seat: seat
                              head: {from: head, to: house, orphans: null}
                        """)
                .mapping("bills.yaml", """
                        index: bills
                        rows:
                          - table: bill
                            columns:
                              state: state
                              house_id: {from: house, to: house, orphans: null}
                        children:
                          - from: lines
                            table: bill_line
                            columns:
                              bill_id: {row: bill}
                              position: {from: "#"}
                              article: .
                        """)
                .mapping("stays.yaml", """
                        index: stays
                        rows:
                          - table: stay
                            columns:
                              house_id: {from: house, to: house, orphans: quarantine}
                              period: during
                        """);
    }

    private static String house(String id, String code, String seat) {
        return "{\"_index\":\"houses\",\"_id\":\"%s\",\"_source\":{\"code\":\"%s\",\"seat\":%s,\"head\":\"%s\"}}"
                .formatted(id, code, seat, id);
    }

    private static String bill(String id, String state, String house, String... lines) {
        return "{\"_index\":\"bills\",\"_id\":\"%s\",\"_source\":{\"state\":\"%s\",\"house\":\"%s\",\"lines\":[%s]}}"
                .formatted(
                        id,
                        state,
                        house,
                        Stream.of(lines).map(l -> '"' + l + '"').collect(Collectors.joining(",")));
    }

    private static String stay(String id, String house, String from, String to) {
        return "{\"_index\":\"stays\",\"_id\":\"%s\",\"_source\":{\"house\":\"%s\",\"during\":{\"gte\":\"%s\",\"lt\":\"%s\"}}}"
                .formatted(id, house, from, to);
    }

    private static String lines(String... documents) {
        return String.join("\n", documents) + "\n";
    }

    private static final String[] BEFORE = {
        house("h1", "A", "1"),
        house("h2", "B", "2"),
        house("h3", "C", "3"),
        bill("b1", "DRAFT", "h1", "apple", "pear", "plum"),
        stay("s1", "h1", "2020-01-01", "2020-02-01"),
        stay("s2", "h1", "2020-02-01", "2020-03-01"),
    };

    private SmallImport loaded() throws Exception {
        var small = small().dump("all.ndjson", lines(BEFORE));
        assertThat(small.run().outcome()).isEqualTo(Outcome.PROVEN);
        return small;
    }

    private static String[] with(String... changed) {
        return Stream.of(BEFORE)
                .map(old -> Stream.of(changed)
                        .filter(now -> now.substring(0, now.indexOf("_source"))
                                .equals(old.substring(0, old.indexOf("_source"))))
                        .findFirst()
                        .orElse(old))
                .toArray(String[]::new);
    }

    private static String[] and(String[] documents, String... more) {
        return Stream.concat(Stream.of(documents), Stream.of(more)).toArray(String[]::new);
    }

    @Test
    void anItemThatCouldNotBeWrittenStepByStepIsBroughtInAsItIs() throws Exception {
        try (var small = loaded().dump("all.ndjson", lines(and(BEFORE, bill("b2", "ISSUED", "h2", "fig", "date"))))) {
            var report = small.delta();

            assertThat(small.findings()).isEmpty();
            assertThat(report.outcome()).as(report.message()).isEqualTo(Outcome.PROVEN);
            assertThat(report.changes().get("bill_line")).isEqualTo(new Change(2, 0, 0, 0));
        }
    }

    @Test
    void whatATriggerOfTheTargetRefusesIsSetAsideByItsOwnNameAndTheRestIsApplied() throws Exception {
        try (var small = small().dump("all.ndjson", lines(and(BEFORE, bill("b2", "ISSUED", "h2", "fig"))))) {
            small.run();

            small.dump(
                    "all.ndjson", lines(and(with(house("h3", "Z", "9")), bill("b2", "ISSUED", "h2", "fig", "date"))));
            var report = small.delta();

            assertThat(small.findings()).contains("bill_line_frozen b2 ERROR", "kept_though_set_aside b2 WARNING");
            assertThat(small.query("select code || seat from small.house where legacy_id = 'h3'"))
                    .containsExactly("Z9");
            assertThat(small.query("select article from small.bill_line l join small.bill b on b.id = l.bill_id"
                            + " where b.legacy_id = 'b2'"))
                    .containsExactly("fig");
            assertThat(report.outcome()).as(report.message()).isEqualTo(Outcome.PROVEN);
        }
    }

    @Test
    void uniqueValuesMoveBetweenRowsInEveryKindOfKey() throws Exception {
        try (var small = loaded().dump(
                        "all.ndjson",
                        lines(with(
                                house("h1", "B", "2"),
                                house("h2", "C", "3"),
                                house("h3", "A", "1"),
                                bill("b1", "DRAFT", "h1", "plum", "apple", "pear"),
                                stay("s1", "h1", "2020-02-01", "2020-03-01"),
                                stay("s2", "h1", "2020-01-01", "2020-02-01"))))) {
            var report = small.delta();

            assertThat(report.outcome()).as(report.message() + small.findings()).isEqualTo(Outcome.PROVEN);
            assertThat(small.query("select code || message from rejoin_import.finding"))
                    .isEmpty();
            assertThat(small.query("select legacy_id || code || seat from small.house order by 1"))
                    .containsExactly("h1B2", "h2C3", "h3A1");
            assertThat(small.query("select position || article from small.bill_line order by 1"))
                    .containsExactly("1plum", "2apple", "3pear");
            assertThat(small.query("select legacy_id || period from small.stay order by 1"))
                    .containsExactly("s1[2020-02-01,2020-03-01)", "s2[2020-01-01,2020-02-01)");
        }
    }

    /** A foreign key over values as they are written, and one that a default fills: no reference of the mapping says so. */
    @Test
    void whatAPlainValueOrADefaultRefersToIsFoundThoughItHasNotChanged() throws Exception {
        try (var small = new SmallImport(temporary, """
                        create table country (id uuid primary key, legacy_id text unique, code text not null unique);
                        create table town (id uuid primary key, legacy_id text unique, name text,
                            code text constraint town_country references country (code),
                            spoken text default 'fr' constraint town_spoken references country (code));
                        """)
                .mapping("countries.yaml", "index: countries\nrows: [{table: country, columns: {code: code}}]\n")
                .mapping("towns.yaml", "index: towns\nrows: [{table: town, columns: {name: name, code: country}}]\n")) {
            var countries = lines(
                    "{\"_index\":\"countries\",\"_id\":\"c1\",\"_source\":{\"code\":\"fr\"}}",
                    "{\"_index\":\"countries\",\"_id\":\"c2\",\"_source\":{\"code\":\"be\"}}");
            var town = "{\"_index\":\"towns\",\"_id\":\"%s\",\"_source\":{\"name\":\"%s\",\"country\":\"%s\"}}";
            small.dump(
                    "all.ndjson", countries + lines(town.formatted("t1", "A", "be"), town.formatted("t2", "B", "lu")));
            assertThat(small.run().outcome()).isEqualTo(Outcome.PROVEN);
            assertThat(small.findings()).containsExactly("town_country t2 country ERROR");

            small.dump(
                    "all.ndjson",
                    countries
                            + lines(
                                    town.formatted("t1", "A", "be"),
                                    town.formatted("t2", "B", "lu"),
                                    town.formatted("t3", "C", "fr")));
            assertThat(small.delta().outcome()).isEqualTo(Outcome.PROVEN);
            assertThat(small.findings()).containsExactly("town_country t2 country ERROR");
            assertThat(small.query("select name from town order by 1")).containsExactly("A", "C");

            small.dump(
                    "all.ndjson",
                    countries
                            + lines(
                                    "{\"_index\":\"countries\",\"_id\":\"c3\",\"_source\":{\"code\":\"lu\"}}",
                                    town.formatted("t1", "A", "be"),
                                    town.formatted("t2", "B", "lu"),
                                    town.formatted("t3", "C", "fr")));
            assertThat(small.delta().outcome()).isEqualTo(Outcome.PROVEN);
            assertThat(small.findings()).isEmpty();
            assertThat(small.query("select count(*)::text from rejoin_import.run"))
                    .containsExactly("1");
        }
    }

    @Test
    void whatAViewObjectedToIsAskedAgainWhenAnotherDocumentMakesItRight() throws Exception {
        try (var small =
                new SmallImport(temporary, """
                        create table topic (id uuid primary key, legacy_id text unique, name text,
                            parent_id uuid references topic);
                        create view circle as
                        with recursive path as (
                            select id, parent_id from topic where parent_id is not null
                            union
                            select p.id, t.parent_id from path p join topic t on t.id = p.parent_id
                            where t.parent_id is not null)
                        select id, 'is its own ancestor' as detail from path where id = parent_id;
                        """).mapping("import.yaml", """
                        schema: small
                        checks: [{view: circle, policy: quarantine, table: topic}]
                        """).mapping("topics.yaml", """
                        index: topics
                        rows:
                          - table: topic
                            columns: {name: name, parent_id: {from: parent, to: topic, orphans: null}}
                        """)) {
            var topic = "{\"_index\":\"topics\",\"_id\":\"%s\",\"_source\":{\"name\":\"%s\",\"parent\":%s}}";
            var one = topic.formatted("one", "One", "\"two\"");
            var two = topic.formatted("two", "Two", "\"one\"");
            var three = topic.formatted("three", "Three", "null");
            small.dump("all.ndjson", lines(one, two, three));
            assertThat(small.run().outcome()).isEqualTo(Outcome.PROVEN);
            assertThat(small.findings()).containsExactly("circle one ERROR", "circle two ERROR");

            small.dump("all.ndjson", lines(one, two, topic.formatted("three", "Drei", "null")));
            assertThat(small.delta().outcome()).isEqualTo(Outcome.PROVEN);
            assertThat(small.findings()).containsExactly("circle one ERROR", "circle two ERROR");

            small.dump("all.ndjson", lines(one, topic.formatted("two", "Two", "null"), three));
            assertThat(small.delta().outcome()).isEqualTo(Outcome.PROVEN);
            assertThat(small.findings()).isEmpty();
            assertThat(small.query("select count(*)::text from topic where parent_id is not null"))
                    .containsExactly("1");
            assertThat(small.query("select count(*)::text from rejoin_import.run"))
                    .containsExactly("1");
        }
    }

    @Test
    void aUniqueValueMovesFromAVanishedDocumentToANewOne() throws Exception {
        try (var small = loaded()) {
            small.dump(
                    "all.ndjson",
                    lines(
                            house("h1", "A", "1"),
                            house("h2", "B", "2"),
                            house("h4", "C", "3"),
                            bill("b1", "DRAFT", "h4", "apple"),
                            BEFORE[4],
                            BEFORE[5]));

            var report = small.delta();

            assertThat(report.outcome()).as(report.message() + small.findings()).isEqualTo(Outcome.PROVEN);
            assertThat(small.query("select legacy_id || code from small.house order by 1"))
                    .containsExactly("h1A", "h2B", "h4C");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gone", "set aside"})
    void noReferenceOfAnUntouchedDocumentIsLostWithoutAFinding(String how) throws Exception {
        try (var small = loaded()) {
            var remaining = how.equals("gone")
                    ? Stream.of(BEFORE)
                            .filter(d -> !d.contains("\"_id\":\"h1\""))
                            .toArray(String[]::new)
                    : with(house("h1", "A", "\"no number\""));
            small.dump("all.ndjson", lines(remaining));

            var report = small.delta();

            var code = how.equals("gone") ? "orphan_reference" : "dependent_of_quarantined";
            assertThat(small.findings())
                    .contains(code + " b1 house WARNING", code + " s1 house ERROR", "kept_though_set_aside s1 WARNING");
            assertThat(small.query("select article from small.bill_line")).hasSize(3);
            assertThat(small.query("select legacy_id from small.stay order by 1"))
                    .containsExactly("s1", "s2");
            assertThat(report.outcome()).as(report.message() + small.findings()).isEqualTo(Outcome.PROVEN);

            small.dump("all.ndjson", lines(with(house("h1", "AA", "1"))));
            var back = small.delta();

            assertThat(back.outcome()).as(back.message() + small.findings()).isEqualTo(Outcome.PROVEN);
            assertThat(small.query("select h.code from small.stay s join small.house h on h.id = s.house_id"))
                    .containsExactly("AA", "AA");
            assertThat(small.query("select h.code from small.bill s join small.house h on h.id = s.house_id"))
                    .containsExactly("AA");
            assertThat(small.findings()).isEmpty();
        }
    }

    @Test
    void othersWorkOnTheSameTablesMeanwhile() throws Exception {
        try (var small = loaded()) {
            var many = Stream.iterate(10, i -> i < 400, i -> i + 1)
                    .map(i -> house("h" + i, "code " + i, String.valueOf(i)))
                    .toArray(String[]::new);
            small.dump("all.ndjson", lines(and(BEFORE, many)));
            small.delta();
            for (int i = 0; i < many.length; i += 4) {
                many[i] = many[i].replace("\"code ", "\"new ");
            }
            small.dump("all.ndjson", lines(and(BEFORE, many)));
            small.execute("insert into small.house (id, code) values (gen_random_uuid(), 'service')");
            var refusals = new AtomicLong();
            var done = new AtomicBoolean();
            var worker = Thread.ofPlatform().start(() -> {
                while (!done.get()) {
                    try (var connection = small.database().dataSource().getConnection();
                            var statement = connection.createStatement()) {
                        statement.execute("set lock_timeout = '1s'");
                        statement.execute("update small.house set seat = coalesce(seat, 0) - 1 where code = 'service'");
                        statement.execute("insert into small.stay select gen_random_uuid(), null, id,"
                                + " daterange(current_date, current_date + 1) from small.house where code = 'service'");
                        statement.execute(
                                "delete from small.stay where house_id in (select id from small.house where code = 'service')");
                        statement.executeQuery("select count(*) from small.house");
                    } catch (SQLException e) {
                        refusals.incrementAndGet();
                    }
                }
            });

            var report = small.delta();
            done.set(true);
            worker.join();

            assertThat(report.changes()).as(report.message() + small.findings()).containsKey("house");
            assertThat(report.changes().get("house").updated()).isEqualTo(98);
            // None has waited for a lock, be it of a row or a table, as long as its lock_timeout.
            assertThat(refusals).hasValue(0);
        }
    }

    @Test
    void onlyWhatDiffersIsCheckedAndTheRunIsCarriedOn() throws Exception {
        try (var small = loaded()) {
            small.dump("all.ndjson", lines(and(with(house("h1", "new", "7")), house("h9", "added", "9"))));

            var report = small.delta();

            assertThat(report.outcome()).as(report.message()).isEqualTo(Outcome.PROVEN);
            assertThat(report.run()).isEqualTo(1);
            assertThat(report.accounts())
                    .extracting(a -> a.index() + " " + a.received() + " " + a.loaded())
                    .containsExactly("bills 1 1", "houses 4 4", "stays 2 2");
            assertThat(report.seconds()).containsOnlyKeys("read and compare", "apply", "prove");
            assertThat(report.changes().get("house")).isEqualTo(new Change(1, 1, 0, 0));
            assertThat(small.query("select id || kind || outcome from rejoin_import.run"))
                    .containsExactly("1DELTAPROVEN");
            // What the target shows is proven against the source as it is now, and against no other.
            assertThat(small.prove().differences()).isEmpty();
            small.dump("all.ndjson", lines(BEFORE));
            assertThat(small.prove().counts()).containsKey(DifferenceKind.SOURCE_MOVED);
        }
    }

    @Test
    void whereAPartCannotDecideEverythingIsReadAndCheckedAnew() throws Exception {
        try (var small = loaded()) {
            small.dump(
                    "all.ndjson",
                    lines(and(
                            BEFORE,
                            "{\"_index\":\"houses\",\"_id\":\"h9\",\"_source\":{\"code\":\"I\",\"unknown\":1}}")));
            var unmapped = small.delta();
            assertThat(unmapped.outcome()).isEqualTo(Outcome.NOT_PROVEN);
            assertThat(unmapped.message()).startsWith("Nothing was loaded: 1 paths");
            assertThat(small.query("select code from small.house order by 1")).containsExactly("A", "B", "C");

            small.dump("all.ndjson", lines(and(BEFORE, BEFORE[0])));
            assertThatThrownBy(small::delta)
                    .isInstanceOf(SourceIncompleteException.class)
                    .hasMessageContaining("gave document h1 2 times");

            small.dump(
                    "all.ndjson",
                    lines(and(
                            BEFORE,
                            Stream.iterate(10, i -> i < 1_100, i -> i + 1)
                                    .map(i -> house("h" + i, "code " + i, String.valueOf(i)))
                                    .toArray(String[]::new))));
            var much = small.delta();
            assertThat(much.outcome()).as(much.message()).isEqualTo(Outcome.PROVEN);
            assertThat(much.seconds()).containsKey("read and stage");
            assertThat(small.query("select count(*)::text from small.house where code like 'code %'"))
                    .containsExactly("1090");
        }
    }

    @Test
    void aDeltaThatBreaksOffHasNotHappenedAndIsMadeAgain() throws Exception {
        try (var small = loaded()) {
            small.dump("all.ndjson", lines(with(house("h1", "new", "7"))));
            small.execute("alter table rejoin_import.source_index add constraint none check (uuid is null) not valid");

            assertThatThrownBy(small::delta).isInstanceOf(SQLException.class);

            assertThat(small.query("select outcome from rejoin_import.run")).containsExactly("PROVEN");
            assertThat(small.query("select code from small.house order by 1")).containsExactly("A", "B", "C");
            small.execute("alter table rejoin_import.source_index drop constraint none");
            assertThat(small.delta().outcome()).isEqualTo(Outcome.PROVEN);
            assertThat(small.query("select code from small.house order by 1")).containsExactly("B", "C", "new");
        }
    }

    @Test
    void aDeltaTakesNoLockOnATableThatKeepsOthersOut() throws Exception {
        try (var small = loaded().dump("all.ndjson", lines(with(house("h1", "new", "7"))))) {
            small.execute("""
                    create table small.seen (mode text);
                    create function small.see() returns trigger language plpgsql as $$ begin
                        insert into small.seen select distinct l.mode from pg_locks l join pg_class c on c.oid = l.relation
                        where l.pid = pg_backend_pid() and c.relnamespace in ('small'::regnamespace, 'rejoin_import'::regnamespace)
                            and l.mode not in ('AccessShareLock', 'RowShareLock', 'RowExclusiveLock');
                        return null;
                    end $$;
                    create constraint trigger see after update on small.house deferrable initially deferred
                        for each row execute function small.see();
                    """);

            small.delta();

            assertThat(small.query("select code from small.house where legacy_id = 'h1'"))
                    .isEqualTo(List.of("new"));
            assertThat(small.query("select mode from small.seen")).isEmpty();
        }
    }
}
