package dev.rejoin.demo;

import co.elastic.clients.elasticsearch.core.SearchRequest;
import com.fasterxml.jackson.databind.JsonNode;
import dev.rejoin.importer.read.Cluster;
import dev.rejoin.importer.read.SourceOptions;
import dev.rejoin.importer.restore.Repository;
import dev.rejoin.importer.restore.Restore;
import dev.rejoin.legacy.sample.ElasticsearchSink;
import dev.rejoin.legacy.sample.Sample;
import dev.rejoin.legacy.server.EmbeddedElasticsearch;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The legacy application's cluster: filled with the sample and put into a snapshot, which is restored beside it; the
 * application goes on writing.
 */
record LegacyCluster(EmbeddedElasticsearch server, Cluster cluster) implements AutoCloseable {
    static final String PREFIX = "restored-";
    private static final String REPOSITORY = "legacy";

    static LegacyCluster start() {
        var server = EmbeddedElasticsearch.start();
        return new LegacyCluster(server, Cluster.at(server.url(), SourceOptions.fromEnvironment(Map.of())));
    }

    String version() {
        return cluster.info().version();
    }

    Sample.Written fill(Sample sample, Path manifest) throws IOException {
        try (var sink = new ElasticsearchSink(server.url(), Optional.empty())) {
            return sample.write(sink, manifest, part -> {});
        }
    }

    void takeSnapshot(Collection<String> indices) {
        var folder = server.repositoryFolder().toString();
        cluster.ask(client -> client.snapshot().createRepository(of -> of.name(REPOSITORY)
                .repository(as -> as.fs(fs -> fs.settings(in -> in.location(folder))))));
        var names = List.copyOf(indices);
        var taken = cluster.ask(client -> client.snapshot().create(of -> of.repository(REPOSITORY)
                        .snapshot("last")
                        .waitForCompletion(true)
                        .indices(names)
                        .includeGlobalState(false)))
                .snapshot();
        if (taken == null || !"SUCCESS".equals(taken.state())) {
            throw new DemoException("The snapshot failed: " + taken);
        }
    }

    /** What the application does when somebody changes something. */
    void change(String index, String id, Map<String, String> part) {
        cluster.ask(client -> client.update(of -> of.index(index).id(id).doc(part), Map.class));
    }

    /** Restores the snapshot as the command does, from a repository that cannot be written to; returns its shards. */
    int restore() {
        cluster.ask(client -> client.snapshot().deleteRepository(of -> of.name(REPOSITORY)));
        var options =
                new Restore.Options(Optional.of("last"), Set.of(), PREFIX, Optional.empty(), Duration.ofMinutes(30));
        var from = Repository.folder("rejoin", server.repositoryFolder().toString());
        return new Restore(cluster, from, options, Restore.Progress.SILENT)
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
