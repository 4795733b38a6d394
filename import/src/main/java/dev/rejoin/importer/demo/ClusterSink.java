package dev.rejoin.importer.demo;

import dev.rejoin.importer.read.Cluster;
import dev.rejoin.importer.sample.SampleSink;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/** Writes documents into a cluster, many at a time. */
final class ClusterSink implements SampleSink {
    private static final int BATCH_BYTES = 4 << 20;

    private final Cluster cluster;
    private final Set<String> indices = new HashSet<>();
    private final ByteArrayOutputStream batch = new ByteArrayOutputStream(BATCH_BYTES + (1 << 20));

    ClusterSink(Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public void put(String index, String id, byte[] source) throws IOException {
        if (indices.add(index)) {
            cluster.ask("PUT", "/" + index, """
                    {"settings": {"number_of_shards": 2, "number_of_replicas": 0, "refresh_interval": "-1"},
                     "mappings": {"dynamic": false}}
                    """);
        }
        batch.writeBytes("{\"index\":{\"_index\":\"%s\",\"_id\":\"%s\"}}\n"
                .formatted(index, id)
                .getBytes(StandardCharsets.UTF_8));
        batch.writeBytes(source);
        batch.write('\n');
        if (batch.size() >= BATCH_BYTES) {
            send();
        }
    }

    @Override
    public boolean takesAnything() {
        return false;
    }

    @Override
    public void close() throws IOException {
        send();
        cluster.ask("POST", "/_refresh", null);
    }

    private void send() throws IOException {
        if (batch.size() > 0) {
            var answer = cluster.ask("POST", "/_bulk", batch.toString(StandardCharsets.UTF_8));
            if (answer.path("errors").asBoolean()) {
                throw new IOException("Elasticsearch refuses documents of the sample: "
                        + answer.findValue("error").toString());
            }
            batch.reset();
        }
    }
}
