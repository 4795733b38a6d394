package dev.rejoin.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A database that an earlier Rejoin has made and filled is brought up to date with everything in it, and is then what one is
 * that was made today. {@code releases/} has {@code db/migration} as it was, one archive for each state that somebody may have;
 * the next one is made by {@code git archive --format=zip COMMIT:db/migration -o db/src/test/resources/releases/V0nn.zip}.
 */
class UpgradeTest {
    private static final Path RELEASES = Path.of("src/test/resources/releases");

    /** What the service keeps for itself, by the table that it stands in; not in those from before there was such a table. */
    private static final Map<String, String> OF_THE_SERVICE = inOrder(
            "security.api_key",
            """
            insert into security.api_key (id, secret_sha256, name, role, may_act_as, created_at)
            values ('k1', decode(repeat('ab', 32), 'hex'), 'Django', 'EDITOR', true, '2024-01-01')""",
            "api.idempotency_key",
            """
            insert into api.idempotency_key (caller, key, fingerprint, status, headers, body)
            values ('key:k1', 'once', 'f', 201, '{"Location": "/v1/venues/1"}', '{}')""",
            "search.synonym",
            "insert into search.synonym (words, written) values ('{chief,boss}', '{Chief,Boss}')",
            "search.saved_search",
            "insert into search.saved_search (name, q, keys, since) values ('Audits', 'audit', '{audit}', 0)",
            "search.saved_search_match",
            """
            insert into search.saved_search_match (saved_search_id, resource, document)
            select id, 'missions', '%s' from search.saved_search""".formatted(Fixture.ROW),
            "search.vector_model",
            "insert into search.vector_model (name, length) values ('m', 2)",
            "search_vector",
            """
            insert into search_vector (resource, id, model, components) values ('people', '%s', 'm', '{1,2}')""".formatted(Fixture.ROW));

    /** Filled by what runs beside the writers, and worth nothing when it is lost. */
    private static final List<String> OF_NOBODY = List.of(
            "search.word",
            "search.lexeme_frequency",
            "search.collection",
            "search.recency",
            "search.rebuild",
            "search.changed_document",
            "search.vector_provider",
            "search.vector_queue");

    /** Tables that a migration fills by itself, or writes anew. */
    private static final List<String> WRITTEN_ANEW =
            List.of("quality.registered_rule", "search_document", "search.rebuild");

    private static final String TABLES = relations("'r'");
    /** Whose rows are the same wherever the same was written: all but those with random ids, or of what happened when. */
    private static final String TABLES_AND_VIEWS =
            "select r from (%s) x (r) where r !~ '^((audit|guard|security|api|search)\\.|search_vector$)'"
                    .formatted(relations("'r', 'v'"));

    /** What there is in a database, beside its rows: all that belongs to no extension. */
    private static final String STRUCTURE = """
            with ours as (
                select oid, nspname from pg_namespace where nspname !~ '^(pg_|information_schema)'),
            foreign_objects as (select classid, objid from pg_depend where deptype = 'e')
            select 'column ' || c.oid::regclass || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
                   || case when a.attnotnull then ' not null' else '' end
                   || coalesce(' ' || a.attgenerated::text || pg_get_expr(d.adbin, d.adrelid), '')
                   || coalesce(' -- ' || col_description(c.oid, a.attnum), '')
            from pg_class c join ours on ours.oid = c.relnamespace
            join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
            left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
            where c.relkind in ('r', 'v', 'm', 'p', 'c')
              and not (c.relkind = 'r' and c.relname = 'flyway_schema_history')
            union all
            select 'constraint ' || conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(c.oid) || convalidated::text
            from pg_constraint c join ours on ours.oid = c.connamespace where conrelid <> 0
            union all
            select 'index ' || pg_get_indexdef(i.indexrelid) || i.indisvalid::text
            from pg_index i join pg_class c on c.oid = i.indexrelid join ours on ours.oid = c.relnamespace
            union all
            select 'trigger ' || pg_get_triggerdef(t.oid) || t.tgenabled::text
            from pg_trigger t join pg_class c on c.oid = t.tgrelid join ours on ours.oid = c.relnamespace where not t.tgisinternal
            union all
            select 'view ' || c.oid::regclass || ' ' || pg_get_viewdef(c.oid) || coalesce(obj_description(c.oid, 'pg_class'), '')
            from pg_class c join ours on ours.oid = c.relnamespace where c.relkind in ('v', 'm')
              and not exists (select from foreign_objects f where f.classid = 'pg_class'::regclass and f.objid = c.oid)
            union all
            select 'table ' || c.oid::regclass || ' ' || coalesce(obj_description(c.oid, 'pg_class'), '')
            from pg_class c join ours on ours.oid = c.relnamespace where c.relkind = 'r'
            union all
            select 'function ' || pg_get_functiondef(p.oid) || coalesce(obj_description(p.oid, 'pg_proc'), '')
            from pg_proc p join ours on ours.oid = p.pronamespace where p.prokind in ('f', 'p')
              and not exists (select from foreign_objects f where f.classid = 'pg_proc'::regclass and f.objid = p.oid)
            union all
            select 'configuration ' || cfgname from pg_ts_config c join ours on ours.oid = c.cfgnamespace
            order by 1""";

    /** What a row has of the moment in which it was written. */
    private static final String MOMENTS = "'{created_at,updated_at,registered_at,recency,noted_at}'::text[]";

    private static String relations(String kinds) {
        return """
                select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
                where nspname !~ '^(pg_|information_schema)' and relkind in (%s) and relname <> 'flyway_schema_history'
                  and not exists (select from pg_depend where classid = 'pg_class'::regclass and objid = c.oid and deptype = 'e')
                order by 1""".formatted(kinds);
    }

    private static Map<String, String> inOrder(String... tablesAndRows) {
        var all = new LinkedHashMap<String, String>();
        for (int i = 0; i < tablesAndRows.length; i += 2) {
            all.put(tablesAndRows[i], tablesAndRows[i + 1]);
        }
        return all;
    }

    static List<String> releases() throws IOException {
        try (var files = Files.list(RELEASES)) {
            return files.map(file -> file.getFileName().toString().replace(".zip", ""))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("releases")
    void aFilledDatabaseOfAnEarlierRejoinIsWhatOneOfTodayIs(String release, @TempDir Path folder) throws Exception {
        try (var database = Database.empty();
                var today = Database.fresh()) {
            makeAsOf(release, database, folder);
            fill(database);
            var before = contents(database);
            before.keySet().removeAll(OF_NOBODY);
            before.forEach((table, rows) -> assertThat(rows).as(table).isNotEmpty());

            var columns = columns(database);
            Migrations.migrateDomain(database.source());

            before.keySet().removeAll(WRITTEN_ANEW);
            before.forEach((table, rows) -> assertThat(rows(database, table, columns.get(table)))
                    .as(table)
                    .containsExactlyElementsOf(rows));

            rebuild(database);
            fill(today);
            assertThat(without(today.strings(STRUCTURE), database.strings(STRUCTURE)))
                    .as("missing")
                    .isEmpty();
            assertThat(without(database.strings(STRUCTURE), today.strings(STRUCTURE)))
                    .as("left behind")
                    .isEmpty();
            for (var table : database.strings(TABLES_AND_VIEWS)) {
                assertThat(timeless(database, table)).as(table).containsExactlyElementsOf(timeless(today, table));
            }
        }
    }

    /** Whoever upgrades does not have to write the search documents anew for it. */
    @Test
    void aTitleOfLittleWordsThatStoodThereIsFoundWithoutARebuild(@TempDir Path folder) throws Exception {
        try (var database = Database.empty()) {
            makeAsOf("V065", database, folder);
            database.run("insert into topic (id, code, name) values ('%1$s', 'T-1', 'IT'), ('%2$s', 'T-2', 'Strategy')"
                    .formatted(Fixture.id(1), Fixture.id(2)));
            var written = "select concat_ws(' ', title, title_tsv::text, tsv::text, title_length) from search_document"
                    + " where resource = 'topic' order by id";
            assertThat(database.strings(written)).hasSize(2).noneMatch(document -> document.contains("'it'"));

            Migrations.migrateDomain(database.source());

            var migrated = database.strings(written);
            rebuild(database);
            assertThat(migrated).isEqualTo(database.strings(written));
            assertThat(migrated.getFirst()).contains("'it':1A");
        }
    }

    @Test
    void whoOnlyFillsTheTablesRefusesOnesOfAnEarlierRejoinAndLeavesThem(@TempDir Path folder) throws Exception {
        try (var database = Database.empty()) {
            assertThatThrownBy(() -> Migrations.requireDomain(database.source()))
                    .isInstanceOf(WrongDatabaseException.class)
                    .hasMessageContaining("does not hold Rejoin's tables yet")
                    .hasMessageContaining("./rejoin migrate");
            assertThat(database.strings(TABLES_AND_VIEWS)).isEmpty();

            makeAsOf("V065", database, folder);
            var structure = database.strings(STRUCTURE);
            assertThatThrownBy(() -> Migrations.requireDomain(database.source()))
                    .isInstanceOf(WrongDatabaseException.class)
                    .hasMessageContaining("of an older Rejoin")
                    .hasMessageContaining("./rejoin migrate");
            assertThat(database.strings(STRUCTURE)).isEqualTo(structure);

            Migrations.migrateDomain(database.source());
            Migrations.requireDomain(database.source());
        }
    }

    /** As operate.md says of it: the version before goes on as if nothing had been. */
    @Test
    void anUpgradeThatFailsChangesNothing(@TempDir Path folder) throws Exception {
        try (var database = Database.empty()) {
            makeAsOf("V007", database, folder);
            fill(database);
            // A month was one of UTC then; for a later migration, and not the first of them, this is another one.
            database.run("""
                    insert into meeting (id, group_id, month, starts_at, status, title) values
                        ('%s', '%s', '2024-03-01', '2024-03-31 22:30Z', 'PLANNED', 'Late')""".formatted(Fixture.id(2), Fixture.id(2)));
            var structure = database.strings(STRUCTURE);
            var history = "select to_jsonb(h)::text from flyway_schema_history h order by installed_rank";
            var applied = database.strings(history);
            var before = contents(database);

            assertThatThrownBy(() -> Migrations.migrateDomain(database.source()))
                    .hasMessageContaining("meeting_starts_in_month");

            assertThat(database.strings(STRUCTURE)).isEqualTo(structure);
            assertThat(contents(database)).isEqualTo(before);
            assertThat(database.strings(history)).isEqualTo(applied);

            database.run("update meeting set starts_at = '2024-03-31 21:30Z' where id = '%s'".formatted(Fixture.id(2)));
            assertThat(Migrations.migrateDomain(database.source()).applied()).isPositive();
        }
    }

    /** The database as the migrations of that time make it. */
    private static void makeAsOf(String release, Database database, Path folder) throws IOException {
        try (var archive = FileSystems.newFileSystem(RELEASES.resolve(release + ".zip"));
                var files = Files.list(archive.getPath("/"))) {
            for (var file : files.toList()) {
                Files.copy(file, folder.resolve(file.getFileName().toString()));
            }
        }
        Flyway.configure()
                .dataSource(database.source())
                .locations("filesystem:" + folder)
                .load()
                .migrate();
    }

    /** A row in every table that there is. */
    private static void fill(Database database) {
        database.run(Fixture.SQL);
        OF_THE_SERVICE.forEach((table, sql) -> {
            if (database.string("select to_regclass('%s') is not null".formatted(table))
                    .equals("t")) {
                database.run(sql);
            }
        });
    }

    private static List<String> without(List<String> all, List<String> those) {
        var rest = new ArrayList<>(all);
        rest.removeAll(those);
        return rest;
    }

    /** As {@code rejoin search rebuild} does. */
    private static void rebuild(Database database) {
        database.run("insert into search.rebuild (resource) select unnest(search.resources())"
                + " where not exists (select from search.rebuild)");
        for (var resource : database.strings("select resource from search.rebuild")) {
            while (!database.string("select search.rebuild_batch('%s', 100)".formatted(resource))
                    .equals("0")) {
                // The next batch.
            }
        }
    }

    private static Map<String, List<String>> contents(Database database) {
        var columns = columns(database);
        var contents = new TreeMap<String, List<String>>();
        database.strings(TABLES).forEach(table -> contents.put(table, rows(database, table, columns.get(table))));
        return contents;
    }

    /** By table, in an order that all have. */
    private static Map<String, String> columns(Database database) {
        var columns = new TreeMap<String, String>();
        for (var table : database.strings(TABLES)) {
            columns.put(table, String.join(", ", database.strings("""
                    select quote_ident(attname) from pg_attribute
                    where attrelid = '%s'::regclass and attnum > 0 and not attisdropped order by attname""".formatted(table))));
        }
        return columns;
    }

    private static List<String> rows(Database database, String table, String columns) {
        return database.strings(
                "select to_jsonb(r)::text from (select %s from %s) r order by 1".formatted(columns, table));
    }

    private static List<String> timeless(Database database, String table) {
        return database.strings("select (to_jsonb(r) - %s)::text from %s r order by 1".formatted(MOMENTS, table));
    }
}
