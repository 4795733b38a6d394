package dev.rejoin.importer.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rejoin.importer.mapping.MappingReader;
import dev.rejoin.importer.read.SourceDocument;
import dev.rejoin.importer.run.Houses;
import dev.rejoin.importer.run.Outcome;
import dev.rejoin.importer.run.SmallImport;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What a follower sees one write after the other: between two of them a state may be wrong that is right after the last one.
 * The end is what a fresh import makes of it.
 */
class OneStepAfterTheOtherTest {
    @TempDir
    private Path temporary;

    private enum Steps {
        TWO_CHANGE_PLACES("h1 b", "h2 a"),
        THREE_CHANGE_PLACES("h1 b", "h2 c", "h3 a"),
        THREE_THE_OTHER_WAY("h3 a", "h2 c", "h1 b"),
        TWO_CHANGE_PLACES_AND_BACK("h1 b", "h2 a", "h1 a", "h2 b"),
        ONE_TAKES_WHAT_ANOTHER_GIVES_UP("h1 b", "h2 d"),
        A_NEW_ONE_TAKES_IT("h4 b", "h2 d"),
        A_NEW_ONE_TAKES_IT_AND_GIVES_ITS_OWN("h4 b", "h2 d", "h1 d", "h2 a"),
        ONE_TAKES_WHAT_A_DELETED_ONE_HAD("h1 b", "-h2"),
        TWO_WANT_IT_AND_ONE_GOES("h1 c", "h2 c", "-h3", "-h1");

        private final List<String> steps;

        Steps(String... steps) {
            this.steps = List.of(steps);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theEndIsThatOfAFreshImport(Steps way) throws Exception {
        var codes = new TreeMap<String, String>();
        codes.put("h1", "a");
        codes.put("h2", "b");
        codes.put("h3", "c");
        codes.put("h9", "z");
        try (var small = Houses.in(temporary.resolve("followed"));
                var fresh = Houses.in(temporary.resolve("fresh"))) {
            imported(small, codes);
            var apply = Apply.to(
                    small.database().dataSource(),
                    MappingReader.read(temporary.resolve("followed").resolve("mapping")));
            for (var step : way.steps) {
                if (step.startsWith("-")) {
                    var id = step.substring(1);
                    codes.remove(id);
                    apply.apply(List.of(), List.of(new DocumentName("houses", id, null)), Apply.Alongside.NOTHING);
                } else {
                    var parts = step.split(" ");
                    codes.put(parts[0], parts[1]);
                    apply.apply(
                            List.of(new SourceDocument(
                                    "houses", parts[0], null, source(parts[1]).getBytes(StandardCharsets.UTF_8))),
                            List.of(),
                            Apply.Alongside.NOTHING);
                }
            }
            imported(fresh, codes);

            assertThat(small.query("select concat_ws(' ', legacy_id, code) from small.house order by 1"))
                    .as("%s", small.told("h1"))
                    .isEqualTo(fresh.query("select concat_ws(' ', legacy_id, code) from small.house order by 1"));
            assertThat(Houses.end(small)).containsExactlyInAnyOrderElementsOf(Houses.end(fresh));
        }
    }

    private static String source(String code) {
        return "{\"code\":\"%s\",\"seat\":1,\"rooms\":[{\"floor\":1}]}".formatted(code);
    }

    private static void imported(SmallImport into, TreeMap<String, String> codes) throws Exception {
        var lines = new StringBuilder();
        codes.forEach((id, code) ->
                lines.append("{\"_index\":\"houses\",\"_id\":\"%s\",\"_source\":%s}%n".formatted(id, source(code))));
        into.dump("houses.ndjson", lines.toString());
        into.dump(
                "guests.ndjson",
                "{\"_index\":\"guests\",\"_id\":\"g9\",\"_source\":{\"name\":\"nine\",\"house\":\"h9\"}}\n");
        var report = into.run();
        assertThat(report.outcome()).as(report.message()).isEqualTo(Outcome.PROVEN);
    }
}
