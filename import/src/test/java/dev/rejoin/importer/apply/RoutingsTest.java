package dev.rejoin.importer.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rejoin.importer.run.SmallImport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of ids that stand under several routings stays true when single documents come and go. */
class RoutingsTest {
    @TempDir
    private Path temporary;

    @Test
    void whatIsSaidIsWhatAFreshImportSays() throws Exception {
        var after = house("h1", "a") + house("h2", "a") + house("h2", "c") + house("h3", "a") + house("h3", "b");
        try (var small = small("first", house("h1", "a") + house("h1", "b") + house("h2", "a") + house("h3", "a"));
                var fresh = small("second", after)) {
            small.run();
            assertThat(told(small)).hasSize(2);
            small.dump("all.ndjson", after);

            small.delta();

            fresh.run();
            assertThat(told(small)).hasSize(4).isEqualTo(told(fresh));
        }
    }

    private SmallImport small(String folder, String documents) throws Exception {
        return new SmallImport(Files.createDirectories(temporary.resolve(folder)), """
                        create table small.house (id uuid primary key, legacy_id text not null unique, code text);
                        """)
                .mapping("houses.yaml", """
                        index: houses
                        rows:
                          - table: house
                            columns: {code: code}
                        """)
                .dump("all.ndjson", documents);
    }

    private static String house(String id, String routing) {
        return "{\"_index\":\"houses\",\"_id\":\"%s\",\"_routing\":\"%s\",\"_source\":{\"code\":\"%2$s\"}}\n"
                .formatted(id, routing);
    }

    private static List<String> told(SmallImport small) throws Exception {
        return small.query("""
                select concat_ws(' ', id, value, message) from rejoin_import.finding
                where code = 'id_under_several_routings' order by 1
                """);
    }
}
