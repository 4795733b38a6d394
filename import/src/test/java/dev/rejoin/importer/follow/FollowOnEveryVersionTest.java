package dev.rejoin.importer.follow;

import static dev.rejoin.importer.read.LiveCluster.call;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rejoin.importer.Main;
import dev.rejoin.importer.apply.Apply;
import dev.rejoin.importer.follow.Follow.Round;
import dev.rejoin.importer.mapping.MappingReader;
import dev.rejoin.importer.read.LiveIndices;
import dev.rejoin.importer.read.SourceOptions;
import dev.rejoin.importer.run.Outcome;
import dev.rejoin.importer.run.SmallImport;
import dev.rejoin.importer.server.Versions;
import dev.rejoin.legacy.server.EmbeddedElasticsearch;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written to a cluster of any version becomes rows, by looks of this process and by the command. */
@Tag("slow")
@Timeout(900)
class FollowOnEveryVersionTest {
    @TempDir
    private Path temporary;

    @ParameterizedTest
    @ValueSource(strings = {"7.17.29", "8.19.21", "9.5.3"})
    void writesDeletesAndLateReferencesArrive(String version) throws Exception {
        try (var server = EmbeddedElasticsearch.start(Versions.of(version));
                var small = imported(server);
                var live = LiveIndices.at(server.url(), SourceOptions.fromEnvironment(Map.of()))) {
            var url = server.url();
            var database = small.database().dataSource();
            var mapping = temporary.resolve("mapping");
            var follow = new Follow(live, database, Apply.to(database, MappingReader.read(mapping)), "");
            assertThat(follow.round(step -> {})).isEqualTo(new Round(20, 0, 0, 0, 0, 0));

            call(url, "PUT", "/boats/_doc/b1", "{\"name\":\"renamed\"}");
            call(url, "PUT", "/boats/_doc/new", "{\"name\":\"new\"}");
            call(url, "DELETE", "/crews/_doc/c9", "");
            call(url, "PUT", "/crews/_doc/early", "{\"name\":\"early\",\"boat\":\"late\"}");
            var first = follow.round(step -> {});

            assertThat(first.changed()).isEqualTo(3);
            assertThat(first.gone()).isEqualTo(1);
            assertThat(first.setAside()).isEqualTo(1);
            assertThat(small.findings()).containsExactly("orphan_reference early boat ERROR");
            assertThat(rows(small)).contains("b1 renamed", "new new").doesNotContain("c9 crew 9", "early early");

            call(url, "PUT", "/boats/_doc/late", "{\"name\":\"late\"}");
            assertThat(follow.round(step -> {}).changed()).isEqualTo(1);

            assertThat(small.findings()).isEmpty();
            assertThat(rows(small)).contains("late late", "early early");
            assertThat(follow.round(step -> {})).isEqualTo(Round.NOTHING);

            call(url, "PUT", "/boats/_doc/b1", "{\"name\":\"by the command\"}");
            call(url, "PUT", "/boats/_doc/b8", "{\"name\":\"as well\"}");
            call(url, "DELETE", "/crews/_doc/early", "");
            call(url, "PUT", "/crews/_doc/last", "{\"name\":\"last\",\"boat\":\"later\"}");
            assertThat(command(small, "follow", "--source", url, "--mapping", mapping.toString(), "--once"))
                    .contains("3 changed, 1 deleted, 1 set aside")
                    .contains("all that was complete");
            assertThat(rows(small)).contains("b1 by the command", "b8 as well").doesNotContain("early early");

            call(url, "PUT", "/boats/_doc/later", "{\"name\":\"later\"}");
            command(small, "follow", "--source", url, "--mapping", mapping.toString(), "--once");

            assertThat(rows(small)).contains("later later", "last last").hasSize(10 + 3 + 10 - 1 + 1);
            assertThat(small.findings()).isEmpty();
            call(url, "POST", "/_refresh", "");
            assertThat(small.prove().differences()).isEmpty();
        }
    }

    private SmallImport imported(EmbeddedElasticsearch server) throws Exception {
        var small = new SmallImport(temporary, """
            create table small.boat (id uuid primary key, legacy_id text unique, name text);
            create table small.crew (id uuid primary key, legacy_id text unique, name text,
                boat_id uuid not null constraint crew_boat_exists references small.boat);
            """)
                .mapping("boats.yaml", """
                    index: boats
                    rows: [{table: boat, columns: {name: name}}]
                    """)
                .mapping("crews.yaml", """
                    index: crews
                    rows:
                      - table: crew
                        columns:
                          name: name
                          boat_id: {from: boat, to: boat, orphans: quarantine}
                    """)
                .cluster(server.url(), "");
        for (var index : List.of("boats", "crews")) {
            call(server.url(), "PUT", "/" + index, "{\"settings\":{\"number_of_shards\":2,\"number_of_replicas\":0}}");
        }
        for (int i = 0; i < 10; i++) {
            call(server.url(), "PUT", "/boats/_doc/b" + i, "{\"name\":\"boat %d\"}".formatted(i));
            call(server.url(), "PUT", "/crews/_doc/c" + i, "{\"name\":\"crew %1$d\",\"boat\":\"b%1$d\"}".formatted(i));
        }
        call(server.url(), "POST", "/_refresh", "");
        assertThat(small.run().outcome()).isEqualTo(Outcome.PROVEN);
        return small;
    }

    private static List<String> rows(SmallImport small) throws Exception {
        return small.query("""
            select legacy_id || ' ' || name from small.boat union all select legacy_id || ' ' || name from small.crew
            """);
    }

    /** What the program says that admins start. */
    private static String command(SmallImport small, String... arguments) throws Exception {
        var words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Main.class.getName()));
        words.addAll(List.of(arguments));
        var builder = new ProcessBuilder(words).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("REJOIN_"));
        builder.environment().put("REJOIN_DB_URL", small.database().jdbcUrl());
        builder.environment().put("REJOIN_DB_USER", small.database().user());
        builder.environment().put("REJOIN_DB_PASSWORD", small.database().password());
        var process = builder.start();
        process.getOutputStream().close();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
