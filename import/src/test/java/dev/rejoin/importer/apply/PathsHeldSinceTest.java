package dev.rejoin.importer.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rejoin.importer.mapping.MappingReader;
import dev.rejoin.importer.read.SourceDocument;
import dev.rejoin.importer.run.Outcome;
import dev.rejoin.importer.run.SmallImport;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That no document holds a path stays true when documents come, change and go. */
class PathsHeldSinceTest {
    private static final String BARE = "{\"name\":\"a\"}";

    @TempDir
    private Path temporary;

    @Test
    void whatIsSaidIsWhatAFreshImportSays() throws Exception {
        try (var small = open("carried").dump("all.ndjson", documents(BARE, BARE))) {
            assertThat(small.run().outcome()).isEqualTo(Outcome.PROVEN);
            assertThat(said(small)).containsExactly("note of 2", "rooms of 2");

            for (var now : List.of(
                    documents(BARE, BARE, BARE),
                    documents(BARE, BARE),
                    documents(BARE, "{\"name\":\"a\",\"rooms\":[{\"door\":1}]}"),
                    documents(BARE, "{\"name\":\"a\",\"rooms\":[{\"door\":1}]}", "{\"name\":\"b\",\"note\":\"x\"}"),
                    documents(
                            BARE,
                            "{\"name\":\"a\",\"rooms\":[{\"door\":1,\"floor\":2}]}",
                            "{\"name\":\"b\",\"note\":\"x\"}"))) {
                var report = small.dump("all.ndjson", now).delta();

                assertThat(report.outcome()).as(report.message()).isEqualTo(Outcome.PROVEN);
                assertThat(report.seconds()).containsKey("read and compare");
                try (var fresh = open("fresh").dump("all.ndjson", now)) {
                    fresh.run();
                    assertThat(said(small)).as(now).isEqualTo(said(fresh));
                }
            }
            assertThat(said(small)).isEmpty();
        }
    }

    @Test
    void ofAnIndexThatWasEmptiedAndIsFilledAgainItIsSaidAnew() throws Exception {
        try (var small = open("emptied").dump("all.ndjson", documents(BARE, BARE))) {
            small.run();
            var apply = Apply.to(
                    small.database().dataSource(),
                    MappingReader.read(temporary.resolve("emptied").resolve("mapping")));

            apply.apply(
                    List.of(),
                    List.of(new DocumentName("houses", "h0", null), new DocumentName("houses", "h1", null)),
                    Apply.Alongside.NOTHING);
            assertThat(said(small)).isEmpty();
            apply.apply(
                    List.of(new SourceDocument(
                            "houses",
                            "h2",
                            null,
                            "{\"name\":\"a\",\"rooms\":[{\"door\":1}]}".getBytes(StandardCharsets.UTF_8))),
                    List.of(),
                    Apply.Alongside.NOTHING);

            assertThat(said(small)).containsExactly("note of 1", "rooms.floor of 1");
        }
    }

    private SmallImport open(String folder) throws Exception {
        return new SmallImport(Files.createDirectories(temporary.resolve(folder)), """
                        create table small.house (id uuid primary key, legacy_id text unique, name text, note text);
                        create table small.room (id uuid primary key, house_id uuid not null references small.house,
                            door int, floor int);
                        """).mapping("houses.yaml", """
                        index: houses
                        rows:
                          - table: house
                            columns: {name: name, note: note}
                        children:
                          - table: room
                            from: rooms
                            columns: {house_id: {row: house}, door: .door, floor: .floor}
                        """);
    }

    private static String documents(String... sources) {
        var lines = new StringBuilder();
        for (int i = 0; i < sources.length; i++) {
            lines.append("{\"_index\":\"houses\",\"_id\":\"h%d\",\"_source\":%s}%n".formatted(i, sources[i]));
        }
        return lines.toString();
    }

    private static List<String> said(SmallImport of) throws Exception {
        return of.query("""
                select path || ' of ' || (detail ->> 'documents') from rejoin_import.finding
                where code = 'path_held_by_no_document'
                and message like '%none of all ' || (detail ->> 'documents') || ' documents holds it' order by 1
                """);
    }
}
