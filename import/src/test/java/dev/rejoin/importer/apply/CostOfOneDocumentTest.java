package dev.rejoin.importer.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rejoin.importer.mapping.MappingReader;
import dev.rejoin.importer.read.SourceDocument;
import dev.rejoin.importer.run.SmallImport;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
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

    /** The median of some changes, each of which has one guest move to another house. */
    private static Duration cost(Path folder, int houses) throws Exception {
        try (var small = new SmallImport(folder, """
                        create table small.house (id uuid primary key, legacy_id text unique, code text not null unique);
                        create table small.guest (id uuid primary key, legacy_id text unique, name text,
                            house_id uuid not null constraint guest_house_exists references small.house);
                        create index on small.guest (house_id);
                        """)) {
            var lines = new StringBuilder();
            for (int i = 0; i < houses; i++) {
                lines.append("""
                        {"_index":"houses","_id":"h%1$d","_source":{"code":"c%1$d"}}
                        {"_index":"guests","_id":"g%1$d","_source":{"name":"n%1$d","house":"h%1$d"}}
                        """.formatted(i));
            }
            small.mapping("houses.yaml", """
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
            small.run();
            small.execute("analyze");
            var apply = Apply.to(small.database().dataSource(), MappingReader.read(folder.resolve("mapping")));
            var times = new long[9];
            for (int i = 0; i < times.length; i++) {
                long began = System.nanoTime();
                var applied = apply.apply(
                        List.of(new SourceDocument(
                                "guests",
                                "g" + i,
                                null,
                                "{\"name\":\"moved\",\"house\":\"h%d\"}"
                                        .formatted(i + 100)
                                        .getBytes(StandardCharsets.UTF_8))),
                        List.of(),
                        Apply.Alongside.NOTHING);
                times[i] = System.nanoTime() - began;
                assertThat(applied.written()).isEqualTo(1);
                assertThat(applied.concerned()).isEqualTo(1);
            }
            Arrays.sort(times);
            return Duration.ofNanos(times[times.length / 2]);
        }
    }
}
