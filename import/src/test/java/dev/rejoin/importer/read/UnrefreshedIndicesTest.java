package dev.rejoin.importer.read;

import static dev.rejoin.importer.read.LiveCluster.call;
import static dev.rejoin.importer.read.LiveCluster.newName;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rejoin.importer.read.FaultyProxy.Deed;
import dev.rejoin.importer.run.Outcome;
import dev.rejoin.importer.run.SmallImport;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What was written and is shown by no search yet is read all the same, or the reading ends with a sentence about it. */
@Timeout(240)
class UnrefreshedIndicesTest {
    private static final String NEVER = "-1";

    private final SourceOptions options =
            SourceOptions.fromEnvironment(Map.of()).withPatience(Duration.ofSeconds(20));
    private final List<String> made = new ArrayList<>();

    @TempDir
    private Path temporary;

    @AfterEach
    void remove() {
        for (var name : made) {
            call("PUT", "/" + name + "/_settings", """
                    {"index.blocks.write":null,"index.blocks.read_only":null,"index.blocks.read_only_allow_delete":null}""");
            call("DELETE", "/" + name, "");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "write", "read_only", "read_only_allow_delete"})
    void whatWasWrittenAMomentAgoIsReadWhateverBlocksTheIndex(String block) {
        var name = index(NEVER);
        change(name);
        block(name, block);

        try (var source = Sources.open(LiveCluster.url(), options)) {
            assertThat(source.contents(only(name)).indices().getFirst().count()).isEqualTo(3);
            assertThat(texts(source, name)).containsExactlyInAnyOrder("1 one", "2 changed", "4 four");
        }
    }

    @Test
    void aShardThatNobodySearchesIsReadAsItIsNow() throws Exception {
        var name = index("1s");
        call("PUT", "/" + name + "/_settings", "{\"index.search.idle.after\":\"1ms\"}");
        Thread.sleep(1_500);
        change(name);

        try (var source = Sources.open(LiveCluster.url(), options)) {
            assertThat(texts(source, name)).containsExactlyInAnyOrder("1 one", "2 changed", "4 four");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a document added                           | PUT _doc/4
            a document changed                         | PUT _doc/2
            a document deleted                         | DELETE _doc/3
            added, and read by its id                  | PUT _doc/4, GET _doc/4
            changed, and read by its id                | PUT _doc/2, GET _doc/2
            deleted, and what was changed read by it   | DELETE _doc/3, PUT _doc/2, GET _doc/2
            added, and written to the disk             | PUT _doc/4, POST _flush
            changed, and written to the disk           | PUT _doc/2, POST _flush
            deleted, and written to the disk           | DELETE _doc/3, POST _flush
            """)
    void whoMayNotRefreshIsToldThatSomethingIsHidden(String what, String writes) {
        var name = index(NEVER);
        for (var write : writes.split(", ")) {
            var words = write.split(" ");
            call(words[0], "/" + name + "/" + words[1], words[0].equals("PUT") ? "{\"t\":\"later\"}" : "");
        }

        try (var proxy = refusingToRefresh();
                var source = Sources.open(proxy.url(), options)) {
            assertThatThrownBy(() -> source.contents(only(name)))
                    .as(what)
                    .isInstanceOf(SourceIncompleteException.class)
                    .hasMessageContaining("Index \"" + name + "\" holds writes that no search shows yet")
                    .hasMessageContaining("POST /" + name + "/_refresh")
                    .hasMessageContaining("privilege \"maintenance\"")
                    .hasMessageContaining("(403)");

            call("POST", "/" + name + "/_refresh", "");
            assertThat(source.contents(only(name)).indices()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 405})
    void whoMayNotRefreshReadsWhatTheClusterRefreshesByItself(int status) {
        var name = index("1s");
        call("PUT", "/" + name + "/_settings", "{\"index.search.idle.after\":\"1ms\"}");
        change(name);
        block(name, "write");

        try (var proxy = refusingToRefresh(status);
                var source = Sources.open(proxy.url(), options)) {
            assertThat(texts(source, name)).containsExactlyInAnyOrder("1 one", "2 changed", "4 four");
        }
    }

    @Test
    void whoMayNotRefreshReadsWhatIsShownAlready() {
        var name = index(NEVER);
        change(name);
        call("POST", "/" + name + "/_forcemerge?max_num_segments=1", "");
        call("POST", "/" + name + "/_refresh", "");
        var empty = newName("unrefreshed");
        made.add(empty);
        call("PUT", "/" + empty, "{\"settings\":{\"refresh_interval\":\"-1\",\"number_of_replicas\":1}}");

        try (var proxy = refusingToRefresh();
                var source = Sources.open(proxy.url(), options)) {
            assertThat(texts(source, name)).containsExactlyInAnyOrder("1 one", "2 changed", "4 four");
            assertThat(texts(source, empty)).isEmpty();
        }
    }

    @Test
    void whoMayNotRefreshReadsWhatWasRestored() {
        var name = index(NEVER);
        change(name);
        call("PUT", "/_snapshot/" + name, """
                {"type":"fs","settings":{"location":"%s"}}""".formatted(
                        LiveCluster.repositoryFolder().resolve(name)));
        call("PUT", "/_snapshot/" + name + "/one?wait_for_completion=true", """
                {"indices":"%s","include_global_state":false}""".formatted(name));
        var restored = "restored-" + name;
        made.add(restored);
        call("POST", "/_snapshot/" + name + "/one/_restore?wait_for_completion=true", """
                {"indices":"%s","include_global_state":false,"rename_pattern":"(.+)","rename_replacement":"restored-$1",
                 "index_settings":{"index.blocks.read_only":true}}""".formatted(name));
        call("DELETE", "/_snapshot/" + name, "");

        try (var proxy = refusingToRefresh();
                var source = Sources.open(proxy.url(), options)) {
            assertThat(texts(source, restored)).containsExactlyInAnyOrder("1 one", "2 changed", "4 four");
        }
    }

    @Test
    void whoMayNotRefreshIsToldThatFollowingNeedsIt() {
        var name = index(NEVER);
        try (var proxy = refusingToRefresh();
                var live = LiveIndices.at(proxy.url(), options)) {
            assertThatThrownBy(() -> live.refresh(List.of(name)))
                    .isInstanceOf(SourceRefusedException.class)
                    .hasMessageContaining("Index \"" + name + "\" could not be refreshed")
                    .hasMessageContaining("privilege \"maintenance\"");
        }
    }

    @Test
    void manyIndicesAreRefreshedByFewRequests() {
        var prefix = newName("unrefreshed") + "-";
        for (int i = 0; i < 40; i++) {
            var name = prefix + i;
            made.add(name);
            call("PUT", "/" + name, """
                    {"settings":{"number_of_shards":1,"number_of_replicas":0,"refresh_interval":"-1"}}""");
            call("PUT", "/" + name + "/_doc/1", "{\"t\":\"one\"}");
        }

        try (var proxy = new FaultyProxy(LiveCluster.url());
                var source = Sources.open(proxy.url(), options)) {
            assertThat(source.contents(new Scope(prefix, Set.of())).indices())
                    .hasSize(40)
                    .allMatch(index -> index.count() == 1);
            assertThat(proxy.asked())
                    .filteredOn(asked -> asked.path().contains("_refresh"))
                    .hasSize(1);
        }
    }

    @Test
    void aFirstImportAndADeltaHoldWhatNoSearchShowedYet() throws Exception {
        var prefix = newName("unrefreshed") + "-";
        var boats = prefix + "boats";
        made.add(boats);
        call("PUT", "/" + boats, """
                {"settings":{"number_of_shards":2,"number_of_replicas":0,"refresh_interval":"-1"}}""");
        try (var small =
                new SmallImport(temporary, """
                        create table small.boat (id uuid primary key, legacy_id text unique, name text);
                        """).mapping("boats.yaml", """
                        index: boats
                        rows: [{table: boat, columns: {name: t}}]
                        """).cluster(LiveCluster.url(), prefix)) {
            for (int i = 1; i <= 3; i++) {
                call("PUT", "/" + boats + "/_doc/" + i, "{\"t\":\"first\"}");
            }
            assertThat(small.run().outcome()).isEqualTo(Outcome.PROVEN);
            assertThat(small.query("select legacy_id || ' ' || name from small.boat order by 1"))
                    .containsExactly("1 first", "2 first", "3 first");

            call("PUT", "/" + boats + "/_doc/1", "{\"t\":\"second\"}");
            call("DELETE", "/" + boats + "/_doc/2", "");
            call("PUT", "/" + boats + "/_doc/4", "{\"t\":\"second\"}");
            block(boats, "write");
            assertThat(small.delta().outcome()).isEqualTo(Outcome.PROVEN);
            assertThat(small.query("select legacy_id || ' ' || name from small.boat order by 1"))
                    .containsExactly("1 second", "3 first", "4 second");
        }
    }

    /** Three documents that are shown. */
    private String index(String interval) {
        var name = newName("unrefreshed");
        made.add(name);
        call("PUT", "/" + name, """
                {"settings":{"number_of_shards":1,"number_of_replicas":0,"refresh_interval":"%s"}}""".formatted(interval));
        call("PUT", "/" + name + "/_doc/1", "{\"t\":\"one\"}");
        call("PUT", "/" + name + "/_doc/2", "{\"t\":\"two\"}");
        call("PUT", "/" + name + "/_doc/3", "{\"t\":\"three\"}");
        call("POST", "/" + name + "/_refresh", "");
        return name;
    }

    private static void change(String name) {
        call("PUT", "/" + name + "/_doc/2", "{\"t\":\"changed\"}");
        call("DELETE", "/" + name + "/_doc/3", "");
        call("PUT", "/" + name + "/_doc/4", "{\"t\":\"four\"}");
    }

    private static void block(String name, String block) {
        if (!block.equals("none")) {
            call("PUT", "/" + name + "/_settings", "{\"index.blocks." + block + "\":true}");
        }
    }

    private static List<String> texts(Source source, String name) {
        var documents = new ArrayList<SourceDocument>();
        try (var reading = source.open(source.contents(only(name)).indices().getFirst(), 1)) {
            reading.<RuntimeException>read(0, page -> documents.addAll(page.documents()));
            reading.verify();
        }
        return documents.stream()
                .map(document -> document.id() + " "
                        + new String(document.source(), StandardCharsets.UTF_8).replaceAll("(?s).*:\"(.*)\".*", "$1"))
                .toList();
    }

    private static Scope only(String name) {
        return new Scope(name, Set.of());
    }

    private static FaultyProxy refusingToRefresh() {
        return refusingToRefresh(403);
    }

    private static FaultyProxy refusingToRefresh(int status) {
        var proxy = new FaultyProxy(LiveCluster.url());
        proxy.when(asked -> asked.path().contains("/_refresh")
                ? Optional.of(new Deed.Answer(status, """
                        {"error":{"type":"security_exception","reason":"action [indices:admin/refresh] is unauthorized for user [x]"},
                         "status":%d}""".formatted(status), Map.of()))
                : Optional.empty());
        return proxy;
    }
}
