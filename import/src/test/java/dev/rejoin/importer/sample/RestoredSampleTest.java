package dev.rejoin.importer.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rejoin.legacy.sample.ElasticsearchSink;
import dev.rejoin.legacy.sample.IndexMappings;
import dev.rejoin.legacy.sample.Manifest;
import dev.rejoin.legacy.sample.Sample;
import dev.rejoin.legacy.server.EmbeddedElasticsearch;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The sample on a real server: written in bulk, put into a snapshot, deleted, restored, imported. */
class RestoredSampleTest {
    private static final String PREFIX = "restored-";

    private static EmbeddedElasticsearch server;
    private static SampleTarget target;

    @BeforeAll
    static void start() throws Exception {
        server = EmbeddedElasticsearch.start();
        target = SampleTarget.start();
    }

    @AfterAll
    static void stop() {
        target.close();
        server.close();
    }

    @Test
    void theFindingsOfARestoredSampleEqualItsManifest() throws Exception {
        // Given
        Manifest manifest;
        try (var sink = new ElasticsearchSink(server.url(), Optional.empty())) {
            manifest = Sample.full(42, 0.1).write(sink);
        }
        assertThatThrownBy(() -> new ElasticsearchSink(server.url(), Optional.empty()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("already exists");
        snapshotDeleteAndRestore();

        // When
        var report = target.run(server.url(), PREFIX, false);

        // Then
        target.assertFindings(report, manifest);
        SampleTarget.assertAccounts(report, manifest);
        target.assertRows(manifest);
    }

    private static void snapshotDeleteAndRestore() throws Exception {
        call("PUT", "/_snapshot/legacy", """
                {"type": "fs", "settings": {"location": "%s"}}
                """.formatted(server.repositoryFolder()));
        call("PUT", "/_snapshot/legacy/last?wait_for_completion=true", "{\"include_global_state\": false}");
        call("DELETE", "/" + String.join(",", IndexMappings.all().keySet()), "");
        call("POST", "/_snapshot/legacy/last/_restore?wait_for_completion=true", """
                {"indices": "*", "rename_pattern": "(.+)", "rename_replacement": "%s$1",
                 "index_settings": {"index.blocks.write": true}}
                """.formatted(PREFIX));
    }

    private static void call(String method, String path, String body) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            var response = http.send(
                    HttpRequest.newBuilder(URI.create(server.url() + path))
                            .header("Content-Type", "application/json")
                            .method(method, HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode()).as(response.body()).isLessThan(300);
        }
    }
}
