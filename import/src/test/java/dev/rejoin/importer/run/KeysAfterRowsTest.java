package dev.rejoin.importer.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A first load builds keys over all rows at once, and leaves them as it found them; those that are needed meanwhile stay. */
class KeysAfterRowsTest {
    private static final String TABLES = """
            create extension if not exists btree_gist;
            create table room (id uuid primary key, legacy_id text unique, floor integer not null,
                               name text constraint room_name_unique unique nulls not distinct deferrable initially deferred);
            create table course (id uuid constraint course_key primary key, legacy_id text,
                                 room_id uuid constraint course_room references room,
                                 begins date not null, ends date not null,
                                 constraint one_at_a_time exclude using gist (room_id with =, daterange(begins, ends) with &&));
            comment on constraint one_at_a_time on course is 'a room holds one course';
            create unique index course_legacy on course (lower(legacy_id)) include (begins) where legacy_id is not null;
            """;

    private static final String CATALOG = """
            select r.relname || ' ' || i.relname || ': ' || pg_get_indexdef(i.oid) || coalesce(' '
                   || pg_get_constraintdef(c.oid) || coalesce(' ' || obj_description(c.oid, 'pg_constraint'), ''), '')
            from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class r on r.oid = x.indrelid
            left join pg_constraint c on c.conindid = i.oid and c.contype in ('p', 'u', 'x')
            where r.relnamespace = 'small'::regnamespace
            union all
            select conrelid::regclass || ' ' || conname || ': ' || pg_get_constraintdef(oid) from pg_constraint
            where connamespace = 'small'::regnamespace and contype not in ('p', 'u', 'x')
            order by 1
            """;

    private static final String NUMBERS = """
            select i.relname || ' ' || i.oid from pg_index x join pg_class i on i.oid = x.indexrelid
            where i.relnamespace = 'small'::regnamespace order by 1
            """;

    @TempDir
    private Path temporary;

    private SmallImport small;
    private final List<String> kept = new ArrayList<>();

    @BeforeEach
    void nothingIsKept() {
        kept.clear();
    }

    @AfterEach
    void close() {
        small.close();
    }

    @Test
    void allKeysAreBuiltOverTheRowsAndAreWhatTheyWere() throws Exception {
        load("");

        assertThat(kept).isEmpty();
    }

    @Test
    void aKeyOnWhichAViewOrAnotherTableRestsStays() throws Exception {
        load("""
                create view rooms as select r.*, count(*) from room r group by r.id;
                create table chair (course_id uuid references course (id));
                """);

        assertThat(kept).containsExactly("course_key", "room_pkey");
    }

    @Test
    void aKeyOfWhichItsDefinitionDoesNotTellAllStays() throws Exception {
        load("""
                alter table room alter column legacy_id set not null;
                alter table room replica identity using index room_legacy_id_key;
                comment on index course_legacy is 'as it was';
                alter index course_key set (fillfactor = 70);
                """);

        assertThat(kept).containsExactly("course_key", "course_legacy", "room_legacy_id_key");
    }

    @Test
    void aTriggerThatLooksRowsUpFindsThemByTheirKeys() throws Exception {
        load("""
                create function look() returns trigger language plpgsql as $$ begin
                    perform from room where id = new.room_id;
                    return new;
                end $$;
                create trigger look before insert on course for each row execute function look();
                """);

        assertThat(kept)
                .containsExactly(
                        "course_key",
                        "course_legacy",
                        "one_at_a_time",
                        "room_legacy_id_key",
                        "room_name_unique",
                        "room_pkey");
    }

    @Test
    void aRuleThatAsksAFunctionKeepsTheKeysOfItsTable() throws Exception {
        load("""
                create function is_free(room uuid) returns boolean stable language plpgsql as $$ begin
                    return not exists (select from small.course where id = room);
                end $$;
                alter table course add constraint course_room_free check (is_free(room_id));
                """);

        assertThat(kept).containsExactly("course_key", "course_legacy", "one_at_a_time");
    }

    /** Two rooms and three courses; remembers which indexes are still the same ones. */
    private void load(String more) throws Exception {
        small = new SmallImport(temporary, TABLES + more)
                .mapping("rooms.yaml", """
                        index: rooms
                        rows:
                          - table: room
                            columns: {name: name, floor: floor}
                        """)
                .mapping("courses.yaml", """
                        index: courses
                        rows:
                          - table: course
                            columns:
                              room_id: {from: room, to: room, orphans: quarantine}
                              begins: begins
                              ends: ends
                        """)
                .dump("rooms.ndjson", """
                        {"_id": "one", "_source": {"name": "One", "floor": 1}}
                        {"_id": "two", "_source": {"name": "Two", "floor": 2}}
                        """)
                .dump("courses.ndjson", """
                        {"_id": "a", "_source": {"room": "one", "begins": "2026-01-01", "ends": "2026-02-01"}}
                        {"_id": "b", "_source": {"room": "one", "begins": "2026-02-01", "ends": "2026-03-01"}}
                        {"_id": "c", "_source": {"room": "two", "begins": "2026-01-01", "ends": "2026-03-01"}}
                        """);
        var catalog = small.query(CATALOG);
        var numbers = small.query(NUMBERS);

        assertThat(small.run().outcome()).isEqualTo(Outcome.PROVEN);

        assertThat(small.query(CATALOG)).isEqualTo(catalog);
        assertThat(small.query("select count(*) from course")).containsExactly("3");
        for (var name : small.query(NUMBERS)) {
            if (numbers.contains(name)) {
                kept.add(name.substring(0, name.indexOf(' ')));
            }
        }
    }
}
