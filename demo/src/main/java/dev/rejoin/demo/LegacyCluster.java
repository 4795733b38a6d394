package dev.rejoin.demo;

import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.snapshot.SnapshotStatusRequest;
import com.fasterxml.jackson.databind.JsonNode;
import dev.rejoin.importer.read.Cluster;
import dev.rejoin.importer.read.SourceOptions;
import dev.rejoin.importer.read.SourceRefusedException;
import dev.rejoin.importer.restore.Repository;
import dev.rejoin.importer.restore.Restore;
import dev.rejoin.importer.stage.StageProgress;
import dev.rejoin.legacy.sample.ElasticsearchSink;
import dev.rejoin.legacy.sample.Sample;
import dev.rejoin.legacy.server.EmbeddedElasticsearch;
import dev.rejoin.legacy.server.Patience;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The legacy application's cluster: filled with the sample and put into a snapshot, which is restored beside it; the
 * application goes on writing.
 */
record LegacyCluster(EmbeddedElasticsearch server, Cluster cluster) implements AutoCloseable {
    static final String PREFIX = "restored-";
    private static final String REPOSITORY = "legacy";
    private static final String SNAPSHOT = "last";
    private static final String STEP = "snapshot";

    /** What a cluster that fails once (500) seems to say as well as one that has no such snapshot: it is asked again. */
    private static final String MISSING = "MISSING";

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);
    private static final Duration QUIET = Duration.ofMinutes(5);
    private static final Duration MOST = Duration.ofHours(6);

    static LegacyCluster start() {
        var server = EmbeddedElasticsearch.start();
        return new LegacyCluster(server, Cluster.at(server.url(), SourceOptions.fromEnvironment(Map.of())));
    }

    String version() {
        return cluster.info().version();
    }

    Sample.Written fill(Sample sample, Path manifest, StageProgress progress) throws IOException {
        try (var sink = new ElasticsearchSink(server.url(), Optional.empty())) {
            return sample.write(sink, manifest, Hundredths.of("sample, %", progress));
        }
    }

    void takeSnapshot(Collection<String> indices, StageProgress progress) {
        var folder = server.repositoryFolder().toString();
        cluster.ask(client -> client.snapshot().createRepository(of -> of.name(REPOSITORY)
                .repository(as -> as.fs(fs -> fs.settings(in -> in.location(folder))))));
        beginSnapshot(List.copyOf(indices));
        awaitSnapshot(progress);
    }

    /** It is not waited for in one request: an answer that came too late would be asked for again, and refused. */
    private void beginSnapshot(List<String> indices) {
        try {
            cluster.ask(client -> client.snapshot().create(of -> of.repository(REPOSITORY)
                    .snapshot(SNAPSHOT)
                    .waitForCompletion(false)
                    .indices(indices)
                    .includeGlobalState(false)));
        } catch (SourceRefusedException e) {
            // The answer was lost, and the second request met what the first had begun.
            if (state().equals(MISSING)) {
                throw e;
            }
        }
    }

    private void awaitSnapshot(StageProgress progress) {
        var sign = new AtomicReference<String>("");
        var patience = new Patience("the snapshot", QUIET, MOST, sign::get);
        progress.started(STEP, status().map(first -> shards(first, "total")).orElse(StageProgress.UNKNOWN), 0);
        long done = 0;
        var state = state();
        for (; state.equals("IN_PROGRESS") || state.equals(MISSING); state = state()) {
            var status = status();
            if (status.isPresent()) {
                long now = shards(status.get(), "done");
                progress.advanced(STEP, now - done, 0);
                done = now;
                sign.set(sign(status.get()));
            }
            if (patience.isExhausted()) {
                throw new DemoException("The snapshot was not taken: %s; %d of its shards are done."
                        .formatted(patience.sentence(), done));
            }
            pause();
        }
        progress.finished(STEP);
        if (!state.equals("SUCCESS")) {
            throw new DemoException(
                    "The snapshot failed: " + status().map(JsonNode::toString).orElse("the cluster does not say why"));
        }
    }

    /** Other than in its status it is called a success here only when it can be used. */
    private String state() {
        return cluster.find(client ->
                        client.snapshot().get(of -> of.repository(REPOSITORY).snapshot(SNAPSHOT)))
                .flatMap(answer -> answer.snapshots().stream().findFirst())
                .map(snapshot -> String.valueOf(snapshot.state()))
                .orElse(MISSING);
    }

    /** What is another one whenever something was copied; the time, which passes all the same, is no part of it. */
    static String sign(JsonNode status) {
        var stats = status.path("stats");
        return Stream.of(
                        status.path("shards_stats"),
                        stats.path("incremental"),
                        stats.path("processed"),
                        stats.path("total"))
                .map(JsonNode::toString)
                .collect(Collectors.joining(" "));
    }

    private static long shards(JsonNode status, String which) {
        return status.path("shards_stats").path(which).asLong();
    }

    /** Nothing where the cluster cannot say it just now. */
    private Optional<JsonNode> status() {
        var asked = SnapshotStatusRequest.of(of -> of.repository(REPOSITORY).snapshot(SNAPSHOT));
        return cluster.find(Cluster.asWritten(asked, SnapshotStatusRequest._ENDPOINT))
                .map(answer -> answer.path("snapshots").path(0));
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_LOOKS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DemoException("interrupted", e);
        }
    }

    /** What the application does when somebody changes something. */
    void change(String index, String id, Map<String, String> part) {
        cluster.ask(client -> client.update(of -> of.index(index).id(id).doc(part), Map.class));
    }

    /** Restores the snapshot as the command does, from a repository that cannot be written to; returns its shards. */
    int restore(Restore.Progress progress) {
        cluster.find(client -> client.snapshot().deleteRepository(of -> of.name(REPOSITORY)));
        var options = new Restore.Options(Optional.of(SNAPSHOT), Set.of(), PREFIX, Optional.empty(), QUIET);
        var from = Repository.folder("rejoin", server.repositoryFolder().toString());
        return new Restore(cluster, from, options, progress)
                .run().indices().stream()
                        .mapToInt(Restore.RestoredIndex::shards)
                        .sum();
    }

    /** Some of the restored documents of an index, the same ones every time. */
    JsonNode some(String index, int number) {
        var search =
                SearchRequest.of(of -> of.index(PREFIX + index).size(number).sort(by -> by.doc(order -> order)));
        return cluster.ask(Cluster.asWritten(search, SearchRequest._ENDPOINT))
                .path("hits")
                .path("hits");
    }

    @Override
    public void close() {
        cluster.close();
        server.close();
    }
}
