package dev.rejoin.importer.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rejoin.db.EmbeddedDatabase;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A column that a trigger assigns wants no mapping; one that it only reads does, or every row is refused. */
class TriggersOnInsertTest {
    private static final String ALL = "Mixed found kind kind_id tags title";

    private static EmbeddedDatabase database;

    @BeforeAll
    static void create() throws Exception {
        database = EmbeddedDatabase.fresh();
        execute("create schema few; create table few.card"
                + " (kind text, kind_id int, title text, \"Mixed\" text, tags text[], found tsvector)");
    }

    @AfterAll
    static void close() {
        database.close();
    }

    private static void execute(String sql) throws Exception {
        try (var connection = database.dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String columns(Predicate<TargetColumn> which) throws Exception {
        try (var connection = database.dataSource().getConnection()) {
            return TargetCatalog.read(connection, "few").table("card").orElseThrow().columns().values().stream()
                    .filter(which)
                    .map(TargetColumn::name)
                    .sorted()
                    .collect(Collectors.joining(" "));
        }
    }

    private static String given() throws Exception {
        return columns(TargetColumn::isGiven);
    }

    private static String unforeseen() throws Exception {
        return columns(TargetColumn::writtenByTrigger);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', emptyValue = "", textBlock = """
            new.title := 'x';                                                         | title
            if new.title is null then new.title = 'x'; end if;                        | title
            if new.kind = 'a' then null; else new.title = 'x'; end if;                | title
            select 'x', 1 into strict new.title, new.kind_id;                         | kind_id title
            NEW."Mixed" := new."title";                                               | Mixed
            new.mixed_up := new."Mixed"; new."kind" := 'x';                           | kind
            new.tags[1] := 'x';                                                       | tags
            new.kind_id := 1;                                                         | kind_id
            if new.title = 'x' then raise 'no title'; end if;                         | ``
            if new.kind_id > length(new.title) then raise 'no: new.title := x'; end if; | ``
            /* new.title := 'x'; */ new.kind := 'x'; -- new.title := 'x'              | kind
            insert into few.card (title) select new.title where new.kind = 'x';       | ``
            """)
    void whatIsAssignedIsGivenAndWhatIsReadIsNot(String body, String columns) throws Exception {
        inserting(body);

        assertThat(given()).isEqualTo(columns);
        assertThat(unforeseen()).isEqualTo(columns);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            if tg_op = 'UPDATE' then new.title := 'x'; end if; | title
            new := jsonb_populate_record(new, '{}');           | Mixed found kind kind_id tags title
            select c.* into new from few.card c;               | Mixed found kind kind_id tags title
            """)
    void whatMayBeAssignedIsNeitherForeseenNorGiven(String body, String columns) throws Exception {
        inserting(body);

        assertThat(given()).isEmpty();
        assertThat(unforeseen()).isEqualTo(columns);
    }

    private static void inserting(String body) throws Exception {
        execute("""
                create or replace function few.it() returns trigger language plpgsql as $$ begin
                    %s
                    return new; end $$;
                create or replace trigger it before insert or update on few.card for each row execute function few.it();
                """.formatted(body));
    }

    @Test
    void postgresqlsOwnWriteTheColumnThatTheyAreTold() throws Exception {
        execute("create or replace trigger it before insert or update on few.card for each row"
                + " execute function tsvector_update_trigger(found, 'pg_catalog.simple', title, kind)");

        assertThat(given()).isEqualTo("found");
        assertThat(unforeseen()).isEqualTo("found");
    }

    @Test
    void aFunctionThatNobodyCanReadMayWriteAnyColumnAndGivesNone() throws Exception {
        execute("""
                create function few.sealed() returns trigger language c as '$libdir/plpgsql', 'plpgsql_call_handler';
                create or replace trigger it before insert on few.card for each row execute function few.sealed();
                """);

        assertThat(given()).isEmpty();
        assertThat(unforeseen()).isEqualTo(ALL);
    }
}
