package dev.rejoin.importer.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/** Houses with their rooms, and guests who stay in them: what repairs are tried on. A test brings the documents. */
public final class Houses {
    private static final String TABLES = """
            create table small.house (id uuid primary key, legacy_id text unique, code text not null unique,
                seat int constraint house_seat_positive check (seat > 0));
            create table small.room (id uuid primary key, house_id uuid not null references small.house,
                floor int constraint room_floor_positive check (floor > 0));
            create table small.guest (id uuid primary key, legacy_id text unique, name text,
                house_id uuid constraint guest_house_exists references small.house);
            """;

    private Houses() {}

    public static SmallImport in(Path folder) throws Exception {
        return in(folder, "code: code, seat: seat", "");
    }

    /**
     * @param columns of a house, as the mapping says them
     * @param more statements after the tables are there
     */
    static SmallImport in(Path folder, String columns, String more) throws Exception {
        return new SmallImport(Files.createDirectories(folder), TABLES + more)
                .mapping("houses.yaml", """
                        index: houses
                        rows:
                          - table: house
                            columns: {%s}
                        children:
                          - table: room
                            from: rooms
                            columns: {house_id: {row: house}, floor: .floor}
                        """.formatted(columns))
                .mapping("guests.yaml", """
                        index: guests
                        rows:
                          - table: guest
                            columns:
                              name: name
                              house_id: {from: house, to: house, orphans: quarantine}
                        """);
    }

    /** What became of each document, with every finding and account, the rows, and what new ones have to keep. */
    public static List<String> end(SmallImport of) throws SQLException {
        return of.query("""
                with last as (select max(id) as run from rejoin_import.run)
                select concat_ws(' ', index_name, id, disposition) from rejoin_import.disposition, last where run_id = run
                union all
                select concat_ws(' ', severity, code, index_name, id, path, value, message, suggestion)
                from rejoin_import.finding, last where run_id = run
                union all
                select concat_ws(' ', name, expected, received, loaded, merged, quarantined, excluded)
                from rejoin_import.source_index, last where run_id = run
                union all
                select concat_ws(' ', index_name, part, read, loaded, merged, quarantined, ignored)
                from rejoin_import.element_account, last where run_id = run
                union all select (summary -> 'grandfathered')::text from rejoin_import.run, last where id = run
                union all select to_jsonb(h)::text from small.house h
                union all select to_jsonb(r)::text from small.room r
                union all select to_jsonb(g)::text from small.guest g
                union all select concat_ws(' ', conname, convalidated, pg_get_constraintdef(oid)) from pg_constraint
                          where connamespace = 'small'::regnamespace order by 1
                """);
    }
}
