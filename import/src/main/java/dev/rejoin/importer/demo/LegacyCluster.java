package dev.rejoin.importer.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rejoin.importer.read.Cluster;
import dev.rejoin.importer.read.SourceOptions;
import dev.rejoin.importer.sample.ElasticsearchSink;
import dev.rejoin.importer.sample.Sample;
import dev.rejoin.importer.server.EmbeddedElasticsearch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

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

    /** Restores the snapshot under a prefix, complete or not at all; returns its number of shards. */
    int restore() {
        var restored =
                cluster.ask("POST", REPOSITORY + "/last/_restore?wait_for_completion=true", """
                {"indices": "*", "include_global_state": false, "partial": false,
                 "rename_pattern": "(.+)", "rename_replacement": "%s$1",
                 "index_settings": {"index.blocks.write": true, "index.number_of_replicas": 0}}
                """.formatted(PREFIX));
        var shards = restored.path("snapshot").path("shards");
        if (shards.path("total").asInt() == 0 || shards.path("failed").asInt() > 0) {
            throw new DemoException("The snapshot could not be restored: " + restored);
        }
        return shards.path("successful").asInt();
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
