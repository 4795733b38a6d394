package dev.rejoin.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.rejoin.importer.read.Cluster;
import dev.rejoin.importer.read.SourceOptions;
import dev.rejoin.importer.restore.Restore;
import dev.rejoin.importer.stage.StageProgress;
import dev.rejoin.legacy.sample.Sample;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The way of the demo's data: written, put into a snapshot, deleted and restored. */
@Timeout(300)
class LegacyClusterTest {

    @TempDir
    private Path folder;

    @Test
    void whatWasWrittenComesBackFromItsSnapshot() throws Exception {
        try (var legacy = LegacyCluster.start()) {
            assertThat(legacy.version()).matches("\\d+\\.\\d+\\.\\d+");
            var written = legacy.fill(Sample.full(7, 0.01), folder.resolve("manifest.json"), StageProgress.SILENT);

            legacy.takeSnapshot(written.documents().keySet(), StageProgress.SILENT);
            int shards = legacy.restore(Restore.Progress.SILENT);

            assertThat(shards)
                    .as("one of each index, and two of attendances")
                    .isEqualTo(written.documents().size() + 1);
            assertThat(legacy.some("members", 5)).hasSize(5).allSatisfy(hit -> {
                assertThat(hit.path("_id").asText()).isNotEmpty();
                assertThat(hit.path("_source").isObject()).isTrue();
            });
        }
    }

    @Test
    void aSnapshotWhoseAnswerWasLostIsTakenAllTheSame() throws Exception {
        try (var started = LegacyCluster.start();
                var way = new LosingOneAnswer(started.server().url(), "/_snapshot/legacy/last?");
                var legacy = new LegacyCluster(
                        started.server(), Cluster.at(way.url(), SourceOptions.fromEnvironment(Map.of())))) {
            legacy.fill(Sample.full(7, 0.01), folder.resolve("manifest.json"), StageProgress.SILENT);

            legacy.takeSnapshot(List.of("members", "groups"), StageProgress.SILENT);

            assertThat(way.lost).hasValueGreaterThan(1);
            assertThat(legacy.restore(Restore.Progress.SILENT)).isEqualTo(2);
        }
    }

    @Test
    void aSnapshotIsWaitedForThoughTheClusterFailsToSayOnceHowFarItIs() throws Exception {
        try (var started = LegacyCluster.start();
                var way = new LosingOneAnswer(started.server().url(), "none");
                var legacy = new LegacyCluster(
                        started.server(), Cluster.at(way.url(), SourceOptions.fromEnvironment(Map.of())))) {
            legacy.fill(Sample.full(7, 0.01), folder.resolve("manifest.json"), StageProgress.SILENT);
            way.failing.addAll(List.of("/_snapshot/legacy/last", "/_snapshot/legacy/last/_status"));

            legacy.takeSnapshot(List.of("members", "groups"), StageProgress.SILENT);

            assertThat(way.failing).isEmpty();
            assertThat(legacy.restore(Restore.Progress.SILENT)).isEqualTo(2);
        }
    }

    @Test
    void timeThatPassesIsNoSignOfASnapshotThatComesOn() throws Exception {
        var status = """
                {"shards_stats":{"done":1,"total":2},"stats":{"incremental":{"size_in_bytes":7},
                "processed":{"size_in_bytes":%d},"total":{"size_in_bytes":9},"time_in_millis":%d}}""";
        var json = new ObjectMapper();
        var before = LegacyCluster.sign(json.readTree(status.formatted(3, 100)));

        assertThat(LegacyCluster.sign(json.readTree(status.formatted(3, 200)))).isEqualTo(before);
        assertThat(LegacyCluster.sign(json.readTree(status.formatted(4, 200)))).isNotEqualTo(before);
    }

    /** Hangs up after the first of these requests has been done, and fails once where it is told to. */
    private static final class LosingOneAnswer implements AutoCloseable {
        private final AtomicInteger lost = new AtomicInteger();
        private final Set<String> failing = ConcurrentHashMap.newKeySet();
        private final HttpClient http = HttpClient.newHttpClient();
        private final HttpServer server;
        private final String target;
        private final String put;

        LosingOneAnswer(String target, String put) throws IOException {
            this.target = target;
            this.put = put;
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", this::pass);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.start();
        }

        String url() {
            return "http://127.0.0.1:" + server.getAddress().getPort();
        }

        private void pass(HttpExchange exchange) throws IOException {
            var path = exchange.getRequestURI().toString();
            var body = exchange.getRequestBody().readAllBytes();
            if (exchange.getRequestMethod().equals("GET")
                    && failing.remove(exchange.getRequestURI().getPath())) {
                exchange.getResponseHeaders().set("X-Elastic-Product", "Elasticsearch");
                exchange.sendResponseHeaders(500, -1);
                exchange.close();
                return;
            }
            var request = HttpRequest.newBuilder(URI.create(target + path))
                    .header("Content-Type", "application/json")
                    .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body))
                    .build();
            try {
                var answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
                if (exchange.getRequestMethod().equals("PUT") && path.startsWith(put) && lost.incrementAndGet() == 1) {
                    exchange.close();
                    return;
                }
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.getResponseHeaders().set("X-Elastic-Product", "Elasticsearch");
                exchange.sendResponseHeaders(
                        answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
                exchange.getResponseBody().write(answer.body());
                exchange.close();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException(e);
            }
        }

        @Override
        public void close() {
            server.stop(0);
            http.close();
        }
    }
}
