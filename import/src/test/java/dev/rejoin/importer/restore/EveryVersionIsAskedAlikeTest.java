package dev.rejoin.importer.restore;

import static dev.rejoin.importer.read.LiveCluster.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rejoin.importer.read.Cluster;
import dev.rejoin.importer.read.FaultyProxy;
import dev.rejoin.importer.read.Scope;
import dev.rejoin.importer.read.Shards;
import dev.rejoin.importer.read.SourceDocument;
import dev.rejoin.importer.read.SourceIndex;
import dev.rejoin.importer.read.SourceOptions;
import dev.rejoin.importer.read.SourceRefusedException;
import dev.rejoin.importer.read.Sources;
import dev.rejoin.importer.server.Versions;
import dev.rejoin.legacy.server.EmbeddedElasticsearch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One client asks servers of three versions, of which it is made for the last: each question has to be understood. */
@Tag("slow")
@Timeout(300)
class EveryVersionIsAskedAlikeTest {
    private static final SourceOptions OPTIONS =
            SourceOptions.fromEnvironment(Map.of()).withPatience(Duration.ofSeconds(20));

    @ParameterizedTest
    @ValueSource(strings = {"7.17.29", "8.19.21", "9.5.3"})
    void everyQuestionIsUnderstood(String version) throws Exception {
        try (var server = EmbeddedElasticsearch.start(Versions.of(version));
                var proxy = new FaultyProxy(server.url())) {
            write(server.url());
            takeAndDelete(server);

            // Snapshots, repositories, restore, recovery, shards, mappings and settings
            try (var cluster = Cluster.at(proxy.url(), OPTIONS)) {
                var from = Repository.folder("rejoin", server.repositoryFolder().toString());
                assertThat(cluster.info().version()).isEqualTo(version);
                assertThatThrownBy(() -> restore(cluster, Repository.known("nobody's")))
                        .isInstanceOf(SourceRefusedException.class)
                        .hasMessageContaining("knows no snapshot repository \"nobody's\"");
                assertThatThrownBy(() -> restore(cluster, Repository.folder("rejoin", "/not/allowed")))
                        .hasMessageContaining("path.repo");
                var restored = restore(cluster, from);
                assertThat(restored.snapshot().state()).isEqualTo(Snapshot.State.SUCCESS);
                assertThat(restored.remarks()).isEmpty();
                assertThat(restored.indices())
                        .extracting(index -> index.name() + " " + index.shards() + " " + index.documents())
                        .containsExactly("r-boats 3 40", "r-log 1 1", "r-plain 1 0");
                assertThat(restore(cluster, from).alreadyThere()).hasSize(3);
                assertThat(new Shards(cluster).lost("r-boats")).isEmpty();
                call(server.url(), "PUT", "/r-lost?wait_for_active_shards=0", """
                        {"settings": {"index.routing.allocation.require._name": "nobody"}}
                        """.strip());
                assertThat(new Shards(cluster).stuck("r-lost"))
                        .hasValueSatisfying(why -> assertThat(why).contains("shard 0 is unassigned", "nobody"));
                call(server.url(), "DELETE", "/r-lost", "");
            }

            // Names, mappings, settings, aliases, counts, points in time
            call(server.url(), "POST", "/_aliases", """
                    {"actions": [{"add": {"index": "r-boats", "alias": "ships"}},
                     {"add": {"index": "r-boats", "alias": "mine", "filter": {"term": {"name": "b1"}}}}]}
                    """);
            call(server.url(), "POST", "/r-plain/_close", "");
            try (var source = Sources.open(proxy.url(), OPTIONS)) {
                var contents = source.contents(new Scope("r-", Set.of("log")));
                assertThat(contents.excluded()).containsExactly("r-log");
                assertThat(contents.indices()).extracting(SourceIndex::name).containsExactly("r-boats");
                var boats = contents.indices().getFirst();
                assertThat(boats.count()).isEqualTo(40);
                assertThat(boats.bytes()).isPositive();
                assertThat(boats.aliases()).containsExactlyInAnyOrder("ships", "mine");
                assertThat(boats.uuid())
                        .isEqualTo(call(server.url(), "GET", "/r-boats/_settings", "")
                                .findValue("uuid")
                                .asText());
                assertThat(boats.mapping()
                                .at("/properties/name/fields/raw/type")
                                .asText())
                        .isEqualTo("keyword");
                assertThat(boats.mapping().at("/_meta/theirs").asText()).isEqualTo("kept");
                assertThat(boats.fingerprint()).matches(".*/boats:40:\\{0=\\d+, 1=\\d+, 2=\\d+}");
                assertThat(boats.unsteady().isAlways()).isFalse();
                assertThat(boats.objection()).isNull();
                assertThat(source.remarks())
                        .anyMatch(remark -> remark.contains("\"mine\" shows only a part of index \"r-boats\""))
                        .anyMatch(remark -> remark.contains("\"r-plain\" is closed"))
                        .noneMatch(remark -> remark.contains("can still be written to"));
                var read = new ArrayList<SourceDocument>();
                try (var reading = source.open(boats, 2)) {
                    for (int slice = 0; slice < 2; slice++) {
                        reading.<RuntimeException>read(slice, page -> read.addAll(page.documents()));
                    }
                    reading.verify();
                }
                assertThat(read)
                        .extracting(SourceDocument::id)
                        .doesNotHaveDuplicates()
                        .hasSize(40);
                proxy.when(asked -> asked.path().contains("r-boats/_count")
                        ? Optional.of(new FaultyProxy.Deed.Alter(
                                body -> body.replaceFirst("\"successful\":3", "\"successful\":2")))
                        : Optional.empty());
                assertThatThrownBy(() -> source.contents(new Scope("r-", Set.of("log"))))
                        .hasMessageContaining("only 2 of 3 shards of index \"r-boats\" answered");
            }
        }
    }

    private static void write(String url) {
        call(url, "PUT", "/boats", """
                {"settings": {"number_of_shards": 3, "number_of_replicas": 1},
                 "mappings": {"_meta": {"theirs": "kept"}, "properties": {
                   "name": {"type": "text", "fields": {"raw": {"type": "keyword"}}}}}}
                """);
        call(url, "PUT", "/log/_doc/1?refresh=true", "{\"at\": 1}");
        call(url, "PUT", "/plain", "{}");
        for (int i = 0; i < 40; i++) {
            call(url, "PUT", "/boats/_doc/" + i + "?refresh=" + (i == 39), "{\"name\": \"b" + i + "\"}");
        }
    }

    private static void takeAndDelete(EmbeddedElasticsearch server) {
        call(server.url(), "PUT", "/_snapshot/theirs", """
                {"type": "fs", "settings": {"location": "%s"}}
                """.formatted(server.repositoryFolder()));
        call(
                server.url(),
                "PUT",
                "/_snapshot/theirs/last?wait_for_completion=true",
                "{\"indices\": \"boats,log,plain\"}");
        call(server.url(), "DELETE", "/boats,log,plain", "");
    }

    private static Restore.Restored restore(Cluster cluster, Repository from) {
        var options = new Restore.Options(Optional.empty(), Set.of(), "r-", Optional.empty(), Duration.ofMinutes(2));
        return new Restore(cluster, from, options, Restore.Progress.SILENT).run();
    }
}
