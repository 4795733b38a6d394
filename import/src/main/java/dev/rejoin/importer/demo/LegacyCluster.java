package dev.rejoin.importer.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rejoin.importer.read.Cluster;
import dev.rejoin.importer.read.SourceOptions;
import dev.rejoin.importer.restore.Repository;
import dev.rejoin.importer.restore.Restore;
import dev.rejoin.importer.sample.ElasticsearchSink;
import dev.rejoin.importer.sample.Sample;
import dev.rejoin.importer.server.EmbeddedElasticsearch;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The legacy application's cluster: filled with the sample, put into a snapshot, emptied, and restored from it. */
record LegacyCluster(EmbeddedElasticsearch server, Cluster cluster) implements AutoCloseable {
    static final String PREFIX = "restored-";
    private static final String REPOSITORY = "/_snapshot/legacy";

    static LegacyCluster start() {
        var server = EmbeddedElasticsearch.start();
        return new LegacyCluster(server, Cluster.at(server.url(), SourceOptions.fromEnvironment(Map.of())));
    }

    String version() {
        return cluster.get("/_nodes/_local")
                .path("nodes")
                .elements()
                .next()
                .path("version")
                .asText();
    }

    Sample.Written fill(Sample sample, Path manifest) throws IOException {
        try (var sink = new ElasticsearchSink(server.url(), Optional.empty())) {
            return sample.write(sink, manifest, part -> {});
        }
    }

    /** Takes the snapshot and deletes what is in it: from here on it is all there is. */
    void snapshotAndDelete(Collection<String> indices) {
        cluster.ask("PUT", REPOSITORY, """
                {"type": "fs", "settings": {"location": "%s"}}
                """.formatted(server.repositoryFolder()));
        var names = String.join(",", indices);
        var taken = cluster.ask("PUT", REPOSITORY + "/last?wait_for_completion=true", """
                {"indices": "%s", "include_global_state": false}
                """.formatted(names));
        if (!"SUCCESS".equals(taken.path("snapshot").path("state").asText())) {
            throw new DemoException("The snapshot failed: " + taken);
        }
        cluster.ask("DELETE", "/" + names, null);
    }

    /** Restores the snapshot as the command does, from a repository that cannot be written to; returns its shards. */
    int restore() {
        cluster.ask("DELETE", REPOSITORY, null);
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
        return cluster.get("/%s%s/_search?sort=_doc&size=%d".formatted(PREFIX, index, number))
                .path("hits")
                .path("hits");
    }

    @Override
    public void close() {
        cluster.close();
        server.close();
    }
}
