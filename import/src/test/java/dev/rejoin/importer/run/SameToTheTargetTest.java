package dev.rejoin.importer.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rejoin.db.EmbeddedDatabase;
import dev.rejoin.db.Migrations;
import dev.rejoin.importer.mapping.Mapping.IndexMapping;
import dev.rejoin.importer.mapping.MappingReader;
import dev.rejoin.importer.read.SourceOptions;
import dev.rejoin.importer.read.Sources;
import dev.rejoin.importer.stage.StageProgress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the target takes for equal is one thing to {@code identity} and to the proof, however it is written. */
class SameToTheTargetTest {

    /** With the accent as a sign of its own (NFD), and as a part of the letter (NFC). */
    private static final String APART = "zoe\u0301@x.org";

    private static final String TOGETHER = "zo\u00e9@x.org";

    @TempDir
    private Path folder;

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            text      | create unique index on reader (lower(normalize(email)))        | both
            text      | create unique index on reader (normalize(lower(email)))        | both
            text      | create unique index on reader (lower(email))                   | case
            text      | create unique index on reader (upper(btrim(email)))            | case
            text      | create unique index on reader (normalize(email))               | form
            text      | alter table reader add unique (email)                          | none
            text      | create unique index on reader (left(email, 3))                 | none
            varchar(80) | create unique index on reader (lower(email))                 | case
            citext    | alter table reader add unique (email)                          | case
            """)
    void rowsOfOneIdentityAreThoseThatTheTargetTakesForOne(String type, String key, String same) throws Exception {
        assertMerged(type, key, TOGETHER, "Zo\u00e9@X.ORG", same.equals("both") || same.equals("case"));
        assertMerged(type, key, TOGETHER, APART, same.equals("both") || same.equals("form"));
        assertMerged(type, key, APART, "Zo\u00e9@X.org", same.equals("both"));
        assertMerged(type, key, TOGETHER, TOGETHER, true);
    }

    private void assertMerged(String type, String key, String one, String other, boolean merged) throws Exception {
        var here = Files.createTempDirectory(folder, "case");
        try (var readers = new SmallImport(here, """
                create extension if not exists citext schema public;
                create table reader (id uuid primary key, email %s, name text, phone text);
                %s;
                create table account (id uuid primary key, legacy_id text, reader_id uuid not null references reader);
                """.formatted(type, key))) {
            readers.mapping("cards.yaml", """
                            index: cards
                            rows: [{table: reader, identity: [email], columns: {email: mail, name: name}}]
                            """)
                    .mapping("users.yaml", """
                            index: users
                            rows:
                              - {table: reader, identity: [email], columns: {email: login, phone: phone}}
                              - {table: account, columns: {reader_id: {row: reader}}}
                            """)
                    .dump("cards.ndjson", """
                            {"_index":"cards","_id":"c1","_source":{"mail":"%s","name":"Zoe"}}
                            {"_index":"cards","_id":"c2","_source":{"mail":"other@x.org","name":"Nobody"}}
                            """.formatted(one))
                    .dump("users.ndjson", """
                            {"_index":"users","_id":"u1","_source":{"login":"%s","phone":"1"}}
                            """.formatted(other));

            var report = readers.run();

            assertThat(report.outcome())
                    .as(report.message()
                            + report.proof().map(p -> p.differences().toString()))
                    .isEqualTo(Outcome.PROVEN);
            assertThat(readers.query("select concat_ws(' ', name, phone) from reader order by 1"))
                    .as("%s and %s by %s", one, other, key)
                    .containsExactly(merged ? new String[] {"Nobody", "Zoe 1"} : new String[] {"1", "Nobody", "Zoe"});
            assertThat(readers.query("select r.phone from account a join reader r on r.id = a.reader_id"))
                    .containsExactly("1");
            // What is not the same is found by the proof, and how it was written is in a finding
            if (merged && !one.equals(other)) {
                assertThat(readers.findings()).anyMatch(finding -> finding.contains("merge_conflict"));
                assertThat(readers.proveAfter("update reader set email = 'not@x.org' where name = 'Zoe'")
                                .counts()
                                .toString())
                        .contains("MERGE");
            }
        }
    }

    @Test
    void anIdentityOfSeveralColumnsIsComparedColumnByColumn() throws Exception {
        try (var codes = new SmallImport(folder, """
                create table code (id uuid primary key, house integer, code text, label text);
                create unique index on code (house, lower(code));
                """)) {
            codes.mapping("codes.yaml", """
                            index: codes
                            rows: [{table: code, identity: [house, code], columns: {house: house, code: code, label: label}}]
                            """).dump("codes.ndjson", """
                            {"_index":"codes","_id":"1","_source":{"house":1,"code":"Ab"}}
                            {"_index":"codes","_id":"2","_source":{"house":1,"code":"aB","label":"x"}}
                            {"_index":"codes","_id":"3","_source":{"house":2,"code":"AB"}}
                            """);
            var report = codes.run();
            assertThat(report.outcome()).as(report.message()).isEqualTo(Outcome.PROVEN);
            assertThat(codes.query("select concat_ws(' ', house, code, label) from code order by 1"))
                    .containsExactly("1 Ab x", "2 AB");
        }
    }

    @Test
    void theShippedMappingTakesOnePersonForOne() throws Exception {
        var mapping = MappingReader.read(Path.of("mapping"));
        var dump = Files.createDirectories(folder.resolve("dump"));
        Files.writeString(dump.resolve("staff.ndjson"), """
                {"_index":"staff","_id":"s1","_source":{"first_name":"Zoe","last_name":"M","email":"%s","active":true}}
                """.formatted(APART));
        Files.writeString(dump.resolve("users.ndjson"), """
                {"_index":"users","_id":"u1","_source":{"login":"zoe","nom_complet":"Zoe M","mail":"Zo\u00e9@X.org",\
                "role":"lecteur","is_active":true}}
                """);
        var others = mapping.indices().stream()
                .map(IndexMapping::index)
                .filter(index -> !Set.of("staff", "users").contains(index))
                .collect(Collectors.toSet());
        try (var database = EmbeddedDatabase.fresh();
                var source = Sources.open(dump.toString(), SourceOptions.fromEnvironment(Map.of()))) {
            Migrations.migrateDomain(database.dataSource());
            Migrations.migrateImport(database.dataSource());

            var report = new ImportRun(
                            source,
                            database.dataSource(),
                            mapping,
                            new ImportRun.Options("", others, false, false, false, 1, Optional.empty()),
                            StageProgress.SILENT)
                    .run();

            assertThat(report.outcome())
                    .as(report.message()
                            + report.proof().map(p -> p.differences().toString()))
                    .isEqualTo(Outcome.PROVEN);
            assertThat(Library.query(database, "select count(*)::text from person"))
                    .containsExactly("1");
            assertThat(Library.query(database, "select (s.person_id = u.person_id)::text from staff s, user_account u"))
                    .containsExactly("true");
        }
    }
}
