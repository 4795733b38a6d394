package dev.rejoin.importer.read;

import static dev.rejoin.importer.read.LiveCluster.call;
import static dev.rejoin.importer.read.LiveCluster.index;
import static dev.rejoin.importer.read.LiveCluster.indexOf;
import static dev.rejoin.importer.read.LiveCluster.newName;
import static dev.rejoin.importer.read.LiveCluster.readAll;
import static dev.rejoin.importer.read.LiveCluster.shards;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rejoin.importer.read.FaultyProxy.Deed;
import dev.rejoin.legacy.server.EmbeddedElasticsearch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(240)
class FaultsWhileReadingTest {

    private static final int DOCUMENTS = 4_000;
    private static String name;

    private final SourceOptions options = SourceOptions.fromEnvironment(Map.of())
            .withPatience(Duration.ofSeconds(4))
            .withPageBytes(60_000);

    @BeforeAll
    static void writeDocuments() {
        name = index(
                newName("faults"), shards(2), DOCUMENTS, i -> "{\"n\":" + i + ",\"t\":\"" + "x".repeat(80) + "\"}");
    }

    @AfterAll
    static void removeDocuments() {
        call("DELETE", "/" + name, "");
    }

    @Test
    void anOverloadedServerIsAskedLaterAndForLess() {
        try (var proxy = new FaultyProxy(LiveCluster.url());
                var source = Sources.open(proxy.url(), options)) {
            var refused = new AtomicInteger();
            proxy.when(asked -> asked.isPage() && asked.size() > 100 && refused.incrementAndGet() > 0
                    ? Optional.of(new Deed.Answer(
                            429,
                            "{\"error\":{\"type\":\"circuit_breaking_exception\",\"reason\":\"Data too large\"},\"status\":429}",
                            Map.of()))
                    : Optional.empty());
            assertThat(readAll(source, name, 2))
                    .extracting(SourceDocument::id)
                    .doesNotHaveDuplicates()
                    .hasSize(DOCUMENTS);
            assertThat(refused.get()).isPositive();
        }
    }

    @Test
    void retryAfterIsHonoured() {
        try (var proxy = new FaultyProxy(LiveCluster.url());
                var source = Sources.open(proxy.url(), options)) {
            var times = new ArrayList<Instant>();
            proxy.when(asked -> {
                if (!asked.isPage() || times.size() > 1) {
                    return Optional.empty();
                }
                times.add(Instant.now());
                return times.size() == 1
                        ? Optional.of(new Deed.Answer(503, "{}", Map.of("Retry-After", "2")))
                        : Optional.empty();
            });
            assertThat(readAll(source, name, 1)).hasSize(DOCUMENTS);
            assertThat(Duration.between(times.get(0), times.get(1))).isGreaterThanOrEqualTo(Duration.ofSeconds(2));
        }
    }

    @Test
    void aServerThatStaysOverloadedEndsTheReadingInTime() {
        try (var proxy = new FaultyProxy(LiveCluster.url());
                var source = Sources.open(proxy.url(), options)) {
            proxy.when(asked -> asked.isPage()
                    ? Optional.of(new Deed.Answer(429, "{\"error\":\"busy\"}", Map.of()))
                    : Optional.empty());
            var began = Instant.now();
            assertThatThrownBy(() -> readAll(source, name, 1))
                    .isInstanceOf(SourceIncompleteException.class)
                    .hasMessageContaining(name)
                    .hasMessageContaining("busy");
            assertThat(Duration.between(began, Instant.now())).isLessThan(Duration.ofSeconds(20));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 500, 20_000})
    void anAnswerCutShortIsNeverTakenForAShortPage(int bytes) {
        try (var proxy = new FaultyProxy(LiveCluster.url());
                var source = Sources.open(proxy.url(), options)) {
            var pages = new AtomicInteger();
            proxy.when(asked -> asked.isPage() && pages.incrementAndGet() % 3 == 1
                    ? Optional.of(new Deed.CutAfter(bytes))
                    : Optional.empty());
            assertThat(readAll(source, name, 2))
                    .extracting(SourceDocument::id)
                    .doesNotHaveDuplicates()
                    .hasSize(DOCUMENTS);
        }
    }

    @Test
    void anAnswerWhoseEndIsMissingThoughItsLengthFitsIsAskedForAgain() {
        // Given: a middleman that cuts the body and corrects the length
        try (var proxy = new FaultyProxy(LiveCluster.url());
                var source = Sources.open(proxy.url(), options)) {
            var pages = new AtomicInteger();
            proxy.when(asked -> asked.isPage() && pages.incrementAndGet() % 2 == 1
                    ? Optional.of(new Deed.Alter(body -> body.substring(0, body.length() - 1)))
                    : Optional.empty());
            assertThat(readAll(source, name, 1)).hasSize(DOCUMENTS);
        }
    }

    @Test
    void connectionsThatBreakAreOpenedAnew() {
        try (var proxy = new FaultyProxy(LiveCluster.url());
                var source = Sources.open(proxy.url(), options)) {
            var requests = new AtomicInteger();
            proxy.when(
                    asked -> requests.incrementAndGet() % 4 == 1 ? Optional.of(new Deed.HangUp()) : Optional.empty());
            assertThat(readAll(source, name, 2)).hasSize(DOCUMENTS);
        }
    }

    @Test
    void timedOutInsideAnAnswerOf200StopsTheIndex() {
        assertThatThrownBy(() -> readAltered(body -> body.replace("\"timed_out\":false", "\"timed_out\":true")))
                .isInstanceOf(SourceIncompleteException.class)
                .hasMessageContaining(name)
                .hasMessageContaining("timed_out");
    }

    @Test
    void aFailedShardInsideAnAnswerOf200StopsTheIndexAndIsNamed() {
        assertThatThrownBy(() -> readAltered(body -> body.replaceFirst(
                        "\"_shards\":\\{[^}]*\\}",
                        "\"_shards\":{\"total\":2,\"successful\":1,\"skipped\":0,\"failed\":1,\"failures\":[{\"shard\":1,"
                                + "\"index\":\"" + name
                                + "\",\"reason\":{\"type\":\"io\",\"reason\":\"disk gone\"}}]}")))
                .isInstanceOf(SourceIncompleteException.class)
                .hasMessageContaining("nly 1 of 2 shards of index \"" + name + "\"")
                .hasMessageContaining("shard 1: disk gone");
    }

    @Test
    void fewerShardsThanThereAreStopTheIndexEvenIfNoneFailed() {
        assertThatThrownBy(() -> readAltered(body -> body.replaceFirst(
                        "\"_shards\":\\{[^}]*\\}",
                        "\"_shards\":{\"total\":2,\"successful\":1,\"skipped\":0,\"failed\":0}")))
                .isInstanceOf(SourceIncompleteException.class)
                .hasMessageContaining("1 of 2 shards");
    }

    @Test
    void pagesThatLoseDocumentsAreNoticedByTheSum() {
        // Given: an answer without its last hits, as issue 100260 of Elasticsearch had it with nested mappings
        assertThatThrownBy(() -> readAltered(body -> body.replaceFirst("\"hits\":\\[.*\\]", "\"hits\":[]")))
                .isInstanceOf(SourceIncompleteException.class)
                .hasMessageContaining(name)
                .hasMessageContaining("holds " + DOCUMENTS);
    }

    @Test
    void aCountWithoutOneOfItsShardsIsNoCount() {
        try (var proxy = new FaultyProxy(LiveCluster.url());
                var source = Sources.open(proxy.url(), options)) {
            proxy.when(asked -> asked.path().contains("/" + name + "/_count")
                    ? Optional.of(new Deed.Answer(
                            200,
                            "{\"count\":7,\"_shards\":{\"total\":2,\"successful\":1,\"skipped\":0,\"failed\":0}}",
                            Map.of()))
                    : Optional.empty());
            assertThatThrownBy(source::indices)
                    .isInstanceOf(SourceIncompleteException.class)
                    .hasMessageContaining("nly 1 of 2 shards of index \"" + name + "\"");
        }
    }

    @Test
    void theNewestPointInTimeIsAlwaysUsed() {
        try (var proxy = new FaultyProxy(LiveCluster.url());
                var source = Sources.open(proxy.url(), options)) {
            // Given: a server that gives out a new id with every page (here marked; the mark is taken off again)
            var marks = new AtomicInteger();
            var wrong = new AtomicInteger();
            proxy.when(asked -> {
                if (!asked.isPage()) {
                    return Optional.empty();
                }
                int expected = marks.getAndIncrement();
                if (expected > 0 && !asked.body().contains("MARK" + expected + "-")) {
                    wrong.incrementAndGet();
                }
                var answer = LiveCluster.send(
                        LiveCluster.url(), "POST", asked.path(), asked.body().replaceAll("MARK\\d+-", ""));
                return Optional.of(new Deed.Answer(
                        answer.statusCode(),
                        answer.body().replaceFirst("\"pit_id\":\"", "\"pit_id\":\"MARK" + (expected + 1) + "-"),
                        Map.of()));
            });
            assertThat(readAll(source, name, 1)).hasSize(DOCUMENTS);
            assertThat(marks.get()).isGreaterThan(2);
            assertThat(wrong).hasValue(0);
        }
    }

    @Test
    void everySearchForbidsPartialResults() {
        try (var proxy = new FaultyProxy(LiveCluster.url());
                var source = Sources.open(proxy.url(), options)) {
            readAll(source, name, 2);
            assertThat(proxy.asked().stream().filter(FaultyProxy.Asked::isSearch))
                    .isNotEmpty()
                    .allMatch(asked -> asked.path().contains("allow_partial_search_results=false"));
        }
    }

    /** An API key as Kibana shows it, or as its two parts; the server of the tests cannot issue one. */
    @ParameterizedTest
    @ValueSource(strings = {"id:s3cret", "aWQ6czNjcmV0"})
    void everyRequestShowsTheApiKey(String key) {
        try (var proxy = new FaultyProxy(LiveCluster.url());
                var source =
                        Sources.open(proxy.url(), SourceOptions.fromEnvironment(Map.of("REJOIN_ES_API_KEY", key)))) {
            readAll(source, name, 1);
            assertThat(proxy.asked()).isNotEmpty().allMatch(asked -> asked.authorization()
                    .equals("ApiKey aWQ6czNjcmV0"));
        }
    }

    @Test
    void openSearchIsRefusedByItsName() {
        try (var proxy = new FaultyProxy(LiveCluster.url())) {
            proxy.when(asked -> Optional.of(new Deed.Answer(
                    200,
                    "{\"cluster_name\":\"c\",\"version\":{\"distribution\":\"opensearch\",\"number\":\"2.11.0\"},"
                            + "\"tagline\":\"The OpenSearch Project: https://opensearch.org/\"}",
                    Map.of())));
            assertThatThrownBy(() -> Sources.open(proxy.url(), options))
                    .isInstanceOf(SourceRefusedException.class)
                    .hasMessageContaining("OpenSearch 2.11.0");
        }
    }

    /** The server of the tests has no data streams: this is how others answer. */
    @Test
    void dataStreamsAreReported() {
        try (var proxy = new FaultyProxy(LiveCluster.url());
                var source = Sources.open(proxy.url(), options)) {
            proxy.when(asked -> asked.path().startsWith("/_data_stream")
                    ? Optional.of(new Deed.Answer(
                            200,
                            "{\"data_streams\":[{\"name\":\"clicks\",\"indices\":[{\"index_name\":\".ds-clicks-1\"},"
                                    + "{\"index_name\":\".ds-clicks-2\"}]}]}",
                            Map.of()))
                    : Optional.empty());
            source.indices();
            assertThat(source.remarks())
                    .anyMatch(remark -> remark.startsWith("Data stream \"clicks\" (2 backing indices) was left out"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"6.8.23", "7.10.2", "2.4.6"})
    void anOldServerIsRefusedWithWhatToDo(String version) {
        try (var proxy = new FaultyProxy(LiveCluster.url())) {
            proxy.when(asked -> Optional.of(new Deed.Answer(
                    200, "{\"cluster_name\":\"c\",\"version\":{\"number\":\"" + version + "\"}}", Map.of())));
            assertThatThrownBy(() -> Sources.open(proxy.url(), options))
                    .isInstanceOf(SourceRefusedException.class)
                    .hasMessageContaining(version)
                    .hasMessageContaining("restore");
        }
    }

    @Test
    void aServerThatIsSomethingElseIsRefused() {
        try (var proxy = new FaultyProxy(LiveCluster.url())) {
            proxy.when(asked -> Optional.of(new Deed.Answer(200, "<html>hello</html>", Map.of())));
            assertThatThrownBy(() -> Sources.open(proxy.url(), options))
                    .isInstanceOf(SourceRefusedException.class)
                    .hasMessageContaining("check the address");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void credentialsThatDoNotSufficeAreSaid(int status) {
        try (var proxy = new FaultyProxy(LiveCluster.url())) {
            proxy.when(asked -> Optional.of(new Deed.Answer(
                    status,
                    "{\"error\":{\"type\":\"security_exception\",\"reason\":\"no\"},\"status\":%d}".formatted(status),
                    Map.of())));
            var withKey = SourceOptions.fromEnvironment(Map.of("REJOIN_ES_API_KEY", "id:s3cret"));
            assertThatThrownBy(() -> Sources.open(proxy.url(), withKey))
                    .isInstanceOf(SourceRefusedException.class)
                    .hasMessageContaining("credentials")
                    .hasMessageContaining(String.valueOf(status))
                    .hasMessageNotContaining("s3cret")
                    .hasStackTraceContaining("SourceRefusedException");
        }
    }

    /** On a server of its own, whose folders the test may damage. */
    @Test
    void aLostShardOfARestoredIndexIsNamed() throws Exception {
        try (var server = EmbeddedElasticsearch.start()) {
            // Given: an index of three shards, restored from a snapshot
            call(server.url(), "PUT", "/groups", shards(3));
            for (int i = 0; i < 60; i++) {
                call(server.url(), "PUT", "/groups/_doc/" + i, "{\"n\":" + i + "}");
            }
            call(
                    server.url(),
                    "PUT",
                    "/_snapshot/backup",
                    "{\"type\":\"fs\",\"settings\":{\"location\":\"%s\"}}".formatted(server.repositoryFolder()));
            call(server.url(), "PUT", "/_snapshot/backup/one?wait_for_completion=true", "{\"indices\":\"groups\"}");
            call(server.url(), "DELETE", "/groups", "");
            call(server.url(), "POST", "/_snapshot/backup/one/_restore?wait_for_completion=true", "{}");
            try (var source = Sources.open(server.url(), options)) {
                assertThat(readAll(source, "groups", 2)).hasSize(60);
                var index = indexOf(source, "groups");
                var reading = source.open(index, 1);

                // When: the files of its second shard are lost
                var uuid = index.uuid();
                call(server.url(), "POST", "/groups/_close", "");
                deleteShard(server.repositoryFolder().getParent(), uuid, 1);
                call(server.url(), "POST", "/groups/_open?wait_for_active_shards=0", "");

                // Then: neither counting, nor opening, nor the reading under way goes on with the other two
                assertThatThrownBy(source::indices)
                        .isInstanceOf(SourceIncompleteException.class)
                        .hasMessageContaining("ndex \"groups\", shard 1 is");
                assertThatThrownBy(() -> source.open(index, 2))
                        .isInstanceOf(SourceIncompleteException.class)
                        .hasMessageContaining("ndex \"groups\", shard 1 is");
                assertThatThrownBy(() -> reading.<RuntimeException>read(0, page -> {}))
                        .isInstanceOf(PointInTimeLostException.class);
            }
        }
    }

    private List<SourceDocument> readAltered(UnaryOperator<String> change) {
        try (var proxy = new FaultyProxy(LiveCluster.url());
                var source = Sources.open(proxy.url(), options)) {
            var pages = new AtomicInteger();
            proxy.when(asked -> asked.isPage() && pages.incrementAndGet() == 3
                    ? Optional.of(new Deed.Alter(change))
                    : Optional.empty());
            return readAll(source, name, 1);
        }
    }

    private static void deleteShard(Path root, String uuid, int shard) throws Exception {
        try (Stream<Path> files = Files.walk(root)) {
            var folder = files.filter(path -> path.endsWith(Path.of(uuid, String.valueOf(shard))))
                    .findFirst()
                    .orElseThrow();
            try (var contents = Files.walk(folder)) {
                for (var path :
                        contents.sorted(java.util.Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }
}
