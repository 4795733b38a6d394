package dev.rejoin.importer.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A view that objects to rows is asked before everything is loaded where that says the same, and only there. */
class EarlyChecksTest {
    private static final String TABLES = """
            create table topic (id uuid primary key, legacy_id text unique, name text not null,
                                parent_id uuid references topic, taught boolean not null default false);
            create table lesson (id uuid primary key, legacy_id text unique, topic_id uuid not null references topic,
                                 year integer);
            """;

    private static final String CIRCLE = """
            create view objected as
            with recursive path as (
                select id, parent_id from topic where parent_id is not null
                union
                select p.id, t.parent_id from path p join topic t on t.id = p.parent_id where t.parent_id is not null)
            select 'topic' as entity, id as entity_id, 'is its own ancestor' as detail from path where id = parent_id;
            """;

    private static final String[] OF_THE_CIRCLE = {
        "dependent_of_quarantined child parent WARNING",
        "dependent_of_quarantined l-one topic ERROR",
        "objected one ERROR",
        "objected two ERROR"
    };

    @TempDir
    private Path temporary;

    private SmallImport small;
    private final AtomicInteger loads = new AtomicInteger();

    @AfterEach
    void close() {
        small.close();
    }

    @Test
    void aRowThatAViewObjectsToDoesNotCostAWholeLoad() throws Exception {
        run(TABLES + CIRCLE);

        assertThat(small.findings()).containsExactly(OF_THE_CIRCLE);
        assertThat(small.query("select legacy_id from topic order by 1")).containsExactly("child", "three");
        assertThat(loads).hasValue(1);
    }

    @Test
    void aTriggerThatABulkLoadPutsToSleepIsNoReasonToWait() throws Exception {
        run(
                TABLES
                        + CIRCLE
                        + refusing(
                                "for each row when (new.parent_id is not null and current_setting('my.bulk', true) is distinct from 'on')"));

        assertThat(small.findings()).containsExactly(OF_THE_CIRCLE);
        assertThat(loads).hasValue(1);
    }

    @Test
    void aViewThatAsksAFunctionIsAskedWhenEverythingIsThere() throws Exception {
        run(TABLES + CIRCLE + """
                alter view objected rename to ring;
                create function circles() returns setof ring language sql stable as 'select * from ring';
                create view objected as select c.* from circles() c join topic t on t.id = c.entity_id;
                """);

        assertThat(small.findings()).containsExactly(OF_THE_CIRCLE);
        assertThat(loads).hasValue(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                     | lesson
            partition by hash (id) | lesson
            partition by hash (id) | lesson_1
            """)
    void whatATriggerOfAnotherTableWritesIsAskedWhenEverythingIsThere(String partitioned, String table)
            throws Exception {
        run((partitioned.isEmpty()
                        ? TABLES
                        : TABLES.replace("year integer)", "year integer) " + partitioned)
                                        .replace(
                                                "lesson (id uuid primary key, legacy_id text unique",
                                                "lesson (id uuid primary key, legacy_id text")
                                + "create table lesson_1 partition of lesson for values with (modulus 1, remainder 0);")
                + """
                        create view objected as
                        select 'topic' as entity, id as entity_id, 'nobody teaches it' as detail from topic where not taught;
                        create function teach() returns trigger language plpgsql as $$ begin
                            update topic set taught = true where id = new.topic_id;
                            return null;
                        end $$;
                        create trigger teach after insert on %s for each row execute function teach();
                        """.formatted(table));

        onlyTheUntaughtAreSetAside();
        assertThat(loads).hasValue(2);
    }

    private void onlyTheUntaughtAreSetAside() throws Exception {
        assertThat(small.query("select legacy_id from topic order by 1")).containsExactly("one", "three");
        assertThat(small.findings())
                .containsExactly(
                        "dependent_of_quarantined one parent WARNING", "objected child ERROR", "objected two ERROR");
    }

    /** What PostgreSQL brings is nothing that a view is known to depend on. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "query_to_xml(format('select 1 from lesson where topic_id = %L', t.id), true, false, '')::text ~ '<row'",
                "exists (select from ts_stat('select array_to_tsvector(array[topic_id::text]) from lesson') where word = t.id::text)",
                "exists (select from seen where seen.name = 'lesson' and (t.legacy_id is null or t.legacy_id in ('one', 'three')))"
            })
    void aViewThatReadsWithoutNamingATableIsAskedWhenEverythingIsThere(String taught) throws Exception {
        run(TABLES + """
                create view seen as select relname as name from pg_class where reltuples > 0;
                create view objected as
                select 'topic' as entity, id as entity_id, 'nobody is taught it' as detail from topic t where not %s;
                """.formatted(taught));

        onlyTheUntaughtAreSetAside();
        assertThat(loads).hasValue(2);
    }

    /** What a sequence has given is not taken back with the rows. */
    @ParameterizedTest
    @ValueSource(strings = {"number smallserial", "number integer generated by default as identity", "number numbered"})
    void aLoadThatNothingIsSetAsideFromTakesNoNumberTwice(String column) throws Exception {
        run("""
                create sequence drawn;
                create domain numbered as integer default nextval('drawn');
                """ + TABLES.replace("name text not null", "name text not null, " + column) + """
                create view objected as
                select 'topic' as entity, id as entity_id, 'nobody is taught it' as detail from topic t where name = '';
                """);

        assertThat(small.query("select min(number) || ' ' || max(number) from topic"))
                .containsExactly("1 4");
    }

    @Test
    void aDefaultThatMayLookElsewhereIsLeftToTheLoad() throws Exception {
        run("create function looked() returns integer language sql stable as 'select 1';"
                + TABLES.replace("name text not null", "name text not null, looked integer default looked()")
                + CIRCLE);

        assertThat(small.findings()).containsExactly(OF_THE_CIRCLE);
        assertThat(loads).hasValue(2);
    }

    /** It is asked of staged rows whether a trigger will fire; what only a row of the target can say, is not. */
    @ParameterizedTest
    @ValueSource(strings = {"is_public(new)", "new.tableoid = 0"})
    void aConditionThatOnlyARowOfTheTargetCanAnswerIsLeftToTheLoad(String condition) throws Exception {
        run(TABLES + CIRCLE + """
                create function is_public(topic) returns boolean language sql as 'select $1.name is null';
                """ + refusing("for each row when (%s)".formatted(condition)));

        assertThat(small.findings()).containsExactly(OF_THE_CIRCLE);
        assertThat(loads).hasValue(2);
    }

    @Test
    void aViewOfMostOfAllRowsIsAskedWhenEverythingIsThere() throws Exception {
        run(TABLES + """
                create view objected as
                select 'lesson' as entity, l.id as entity_id, 'long ago' as detail from lesson l where year < 2000;
                """);

        assertThat(small.findings()).containsExactly("objected l-three-0 ERROR");
        assertThat(loads).hasValue(2);
    }

    private static String refusing(String when) {
        return """
                create function refuse() returns trigger language plpgsql as $$ begin raise 'no'; end $$;
                create trigger refuse after insert on topic %s execute function refuse();
                """.formatted(when);
    }

    /** Two topics in a circle, one below them, one beside, and lessons of two of them. */
    private void run(String schema) throws Exception {
        small = new SmallImport(temporary, schema)
                .through(database -> TracedDatabase.of(database, statement -> {
                    if (statement.startsWith("insert into \"small\".\"lesson\"")) {
                        loads.incrementAndGet();
                    }
                }))
                .mapping("import.yaml", """
                        schema: small
                        checks: [{view: objected, policy: quarantine}]
                        before_load: ["set local my.bulk = 'on'"]
                        """)
                .mapping("topics.yaml", """
                        index: topics
                        rows:
                          - table: topic
                            columns: {name: name, parent_id: {from: parent, to: topic, orphans: null}}
                        """)
                .mapping("lessons.yaml", """
                        index: lessons
                        rows:
                          - table: lesson
                            columns: {topic_id: {from: topic, to: topic, orphans: quarantine}, year: year}
                        """)
                .dump("topics.ndjson", """
                        {"_id": "one", "_source": {"name": "One", "parent": "two"}}
                        {"_id": "two", "_source": {"name": "Two", "parent": "one"}}
                        {"_id": "three", "_source": {"name": "Three"}}
                        {"_id": "child", "_source": {"name": "Child", "parent": "two"}}
                        """)
                .dump(
                        "lessons.ndjson",
                        "{\"_id\": \"l-one\", \"_source\": {\"topic\": \"one\", \"year\": 2020}}\n"
                                + IntStream.range(0, 20)
                                        .mapToObj(i ->
                                                "{\"_id\": \"l-three-%1$d\", \"_source\": {\"topic\": \"three\", \"year\": %2$d}}%n"
                                                        .formatted(i, 1999 + i))
                                        .collect(Collectors.joining()));
        assertThat(small.run().outcome()).isEqualTo(Outcome.PROVEN);
    }
}
