package dev.rejoin.importer.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rejoin.importer.mapping.MappingReader;
import dev.rejoin.importer.read.SourceDocument;
import dev.rejoin.importer.run.SmallImport;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one changed document costs depends on what it concerns, and not on how many documents there are. */
@Tag("slow")
class CostOfOneDocumentTest {
    @TempDir
    private Path temporary;

    @Test
    void tenTimesAsManyDocumentsDoNotMakeOneOfThemDearer() throws Exception {
        var few = cost(temporary.resolve("few"), 3_000);
        var many = cost(temporary.resolve("many"), 30_000);

        System.err.printf("one changed document: %d ms of 6,000, %d ms of 60,000%n", few.toMillis(), many.toMillis());
        assertThat(many).isLessThan(few.multipliedBy(2).plusMillis(100));
    }

    /** Views that say their rules of whole tables, one by counting, are asked for the rows of the changed documents alone. */
    @Test
    void aViewOfTheTargetIsNotReadForOtherRows() throws Exception {
        try (var small = filled(temporary, 30_000)) {
            small.execute("""
                    create view small.crowded as
                        select house_id, count(*) || ' guests' as detail from small.guest group by house_id having count(*) > 3;
                    create view small.nameless as
                        select 'guest' as entity, id as entity_id, 'no name' as detail from small.guest where name = 'none';
                    """);
            small.mapping("import.yaml", """
                    schema: small
                    checks:
                      - {view: crowded, table: house, key: [house_id]}
                      - {view: nameless, policy: quarantine}
                    """);
            small.run();
            small.execute("analyze");
            try (var listening = new Listening(small.database().dataSource())) {
                var apply = Apply.to(listening.dataSource(), MappingReader.read(temporary.resolve("mapping")));
                long before = listening.rowsRead("small.guest");

                var changed = new ArrayList<SourceDocument>();
                for (int i = 0; i < 4; i++) {
                    changed.add(guest("g" + i, "moved", 100));
                }
                changed.add(guest("g4", "none", 200));
                var applied = apply.apply(changed, List.of(), Apply.Alongside.NOTHING);

                assertThat(applied.setAside()).isEqualTo(1);
                assertThat(small.findings())
                        .containsExactly(
                                "crowded h100 WARNING", "kept_though_set_aside g4 WARNING", "nameless g4 ERROR");
                assertThat(listening.rowsRead("small.guest") - before).isLessThan(10_000);
            }
        }
    }

    /** Their sources are not held together: more of them are concerned than are staged at a time. */
    @Test
    void aDocumentThatThousandsReferToGoesAndComesBackWithThem() throws Exception {
        try (var small = filled(temporary, 1)) {
            var lines = new StringBuilder(small.dump("all.ndjson"));
            for (int i = 1; i < 12_000; i++) {
                lines.append("""
                        {"_index":"guests","_id":"g%1$d","_source":{"name":"n%1$d","house":"h0"}}
                        """.formatted(i));
            }
            small.dump("all.ndjson", lines.toString());
            small.run();
            small.execute("analyze");
            var apply = Apply.to(small.database().dataSource(), MappingReader.read(temporary.resolve("mapping")));
            var house = new DocumentName("houses", "h0", null);

            assertThat(apply.apply(List.of(), List.of(house), Apply.Alongside.NOTHING)
                            .concerned())
                    .isEqualTo(12_001);
            assertThat(
                            small.query(
                                    "select disposition || ' ' || count(*) from rejoin_import.disposition group by disposition"))
                    .containsExactly("QUARANTINED 12000");

            assertThat(apply.apply(List.of(house("h0", "c0")), List.of(), Apply.Alongside.NOTHING)
                            .concerned())
                    .isEqualTo(12_001);
            assertThat(small.query("select count(*)::text from small.guest")).containsExactly("12000");
            assertThat(
                            small.query(
                                    "select disposition || ' ' || count(*) from rejoin_import.disposition group by disposition"))
                    .isEmpty();
        }
    }

    private static SourceDocument house(String id, String code) {
        return new SourceDocument(
                "houses", id, null, "{\"code\":\"%s\"}".formatted(code).getBytes(StandardCharsets.UTF_8));
    }

    private static SourceDocument guest(String id, String name, int house) {
        return new SourceDocument(
                "guests",
                id,
                null,
                "{\"name\":\"%s\",\"house\":\"h%d\"}".formatted(name, house).getBytes(StandardCharsets.UTF_8));
    }

    private static SmallImport filled(Path folder, int houses) throws Exception {
        var small = new SmallImport(folder, """
                        create table small.house (id uuid primary key, legacy_id text unique, code text not null unique);
                        create table small.guest (id uuid primary key, legacy_id text unique, name text,
                            house_id uuid not null constraint guest_house_exists references small.house);
                        create index on small.guest (house_id);
                        """);
        var lines = new StringBuilder();
        for (int i = 0; i < houses; i++) {
            lines.append("""
                    {"_index":"houses","_id":"h%1$d","_source":{"code":"c%1$d"}}
                    {"_index":"guests","_id":"g%1$d","_source":{"name":"n%1$d","house":"h%1$d"}}
                    """.formatted(i));
        }
        return small.mapping("houses.yaml", """
                        index: houses
                        rows:
                          - table: house
                            columns: {code: code}
                        """).mapping("guests.yaml", """
                        index: guests
                        rows:
                          - table: guest
                            columns:
                              name: name
                              house_id: {from: house, to: house, orphans: quarantine}
                        """).dump("all.ndjson", lines.toString());
    }

    /** The median of some changes, each of which has one guest move to another house. */
    private static Duration cost(Path folder, int houses) throws Exception {
        try (var small = filled(folder, houses)) {
            small.run();
            small.execute("analyze");
            var apply = Apply.to(small.database().dataSource(), MappingReader.read(folder.resolve("mapping")));
            var times = new long[9];
            for (int i = 0; i < times.length; i++) {
                long began = System.nanoTime();
                var applied =
                        apply.apply(List.of(guest("g" + i, "moved", i + 100)), List.of(), Apply.Alongside.NOTHING);
                times[i] = System.nanoTime() - began;
                assertThat(applied.written()).isEqualTo(1);
                assertThat(applied.concerned()).isEqualTo(1);
            }
            Arrays.sort(times);
            return Duration.ofNanos(times[times.length / 2]);
        }
    }
}
