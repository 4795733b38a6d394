package dev.rejoin.db;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The catalog keeps the conventions of the domain. */
class CatalogTest {

    private static final String OUR_SCHEMAS = "('public', 'audit', 'quality', 'guard', 'security', 'api', 'search')";
    private static final String OUR_TABLES = """
            from pg_class t join pg_namespace n on n.oid = t.relnamespace
            where t.relkind = 'r' and n.nspname in %s and t.relname <> 'flyway_schema_history'
            """.formatted(OUR_SCHEMAS);
    private static final String DOMAIN_TABLES =
            OUR_TABLES + " and n.nspname = 'public' and t.relname not in ('search_document', 'search_vector')";

    private static Database database;

    @BeforeAll
    static void start() {
        database = Database.fresh();
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @Test
    void theDomainHasTheseTables() {
        assertThat(database.strings("select t.relname " + DOMAIN_TABLES))
                .containsExactlyInAnyOrder(
                        "organization",
                        "person",
                        "staff",
                        "member",
                        "member_group",
                        "group_membership",
                        "group_leadership",
                        "teacher",
                        "topic",
                        "teacher_topic",
                        "venue",
                        "meeting",
                        "meeting_attendance",
                        "event",
                        "event_participation",
                        "mission",
                        "invoice",
                        "invoice_line",
                        "payment",
                        "subscription",
                        "note",
                        "user_account");
    }

    @Test
    void everyTableHasAPrimaryKeyAndAComment() {
        assertThat(database.strings("select t.relname " + OUR_TABLES
                        + " and (not exists (select from pg_constraint c where c.conrelid = t.oid and c.contype = 'p')"
                        + " or obj_description(t.oid) is null)"))
                .isEmpty();
    }

    @Test
    void everyDomainTableKeepsTheConventions() {
        assertThat(database.strings("""
                        select t.relname || '.' || c.name
                        from (values ('id', 'uuid', true, 'uuidv7()'), ('legacy_id', 'text', false, null),
                                     ('created_at', 'timestamp with time zone', true, 'now()'),
                                     ('updated_at', 'timestamp with time zone', true, 'now()'),
                                     ('version', 'bigint', true, '0')) c (name, type, required, preset),
                             (select t.oid, t.relname %s) t
                        where not exists (
                            select from pg_attribute a
                            left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
                            where a.attrelid = t.oid and a.attname = c.name
                              and format_type(a.atttypid, a.atttypmod) = c.type and a.attnotnull = c.required
                              and pg_get_expr(d.adbin, d.adrelid) is not distinct from c.preset)
                        """.formatted(DOMAIN_TABLES))).isEmpty();
    }

    @Test
    void everyDomainTableHasItsTriggers() {
        assertThat(database.strings("select t.relname " + DOMAIN_TABLES
                        + " and (select count(*) from pg_trigger g where g.tgrelid = t.oid"
                        + " and g.tgname in ('touch_row', 'keep_moment', 'record_change')) <> 3"))
                .isEmpty();
    }

    @Test
    void everyForeignKeyHasAnIndex() {
        assertThat(database.strings("""
                        select c.conname from pg_constraint c
                        where c.contype = 'f' and c.connamespace::regnamespace::text in %s
                          and not exists (
                              select from pg_index i
                              where i.indrelid = c.conrelid and i.indpred is null
                                and (i.indkey::int2[])[0:cardinality(c.conkey) - 1] @> c.conkey)
                        """.formatted(OUR_SCHEMAS))).isEmpty();
    }

    @Test
    void noIndexLetsEveryQuestionReadALongListOfWhatWaits() {
        assertThat(database.strings("""
                        select c.relname from pg_class c join pg_am a on a.oid = c.relam
                        where a.amname = 'gin' and c.relnamespace::regnamespace::text in %s
                          and not coalesce(c.reloptions, '{}') && '{fastupdate=off,gin_pending_list_limit=256}'
                        """.formatted(OUR_SCHEMAS))).isEmpty();
    }

    @Test
    void everyConstraintStartsWithItsTableAndNoneIsNamedByPostgres() {
        assertThat(database.strings("""
                        select c.conname from pg_constraint c join pg_class t on t.oid = c.conrelid
                        where c.connamespace::regnamespace::text in %s and t.relname <> 'flyway_schema_history'
                          and (not starts_with(c.conname, t.relname || '_')
                               or c.conname ~ '_(pkey|fkey|check|excl|not_null)\\d*$')
                        """.formatted(OUR_SCHEMAS))).isEmpty();
    }

    @Test
    void everyRequiredColumnNamesItsConstraintAfterItself() {
        assertThat(database.strings("""
                        select c.conname from pg_constraint c
                        join pg_class t on t.oid = c.conrelid
                        join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
                        where c.contype = 'n' and c.connamespace::regnamespace::text in %s
                          and t.relname <> 'flyway_schema_history'
                          and c.conname <> t.relname || '_' || a.attname || '_required'
                        """.formatted(OUR_SCHEMAS))).isEmpty();
    }

    @Test
    void onlyPartsOfAWholeAreDeletedWithIt() {
        assertThat(database.strings("select conname from pg_constraint where contype = 'f' and confdeltype <> 'a'"))
                .containsExactlyInAnyOrder(
                        "invoice_line_invoice_exists",
                        "teacher_topic_teacher_exists",
                        "event_gate_event_exists",
                        "saved_search_match_saved_search_exists");
    }
}
