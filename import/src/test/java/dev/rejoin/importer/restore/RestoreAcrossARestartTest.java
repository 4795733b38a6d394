package dev.rejoin.importer.restore;

import static dev.rejoin.importer.read.LiveCluster.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rejoin.importer.read.Cluster;
import dev.rejoin.importer.read.SourceIncompleteException;
import dev.rejoin.importer.read.SourceOptions;
import dev.rejoin.importer.restore.Restore.Options;
import dev.rejoin.importer.restore.Restore.Restored;
import dev.rejoin.importer.restore.Restore.RestoredIndex;
import dev.rejoin.legacy.server.ElasticsearchOptions;
import dev.rejoin.legacy.server.EmbeddedElasticsearch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The only node of a cluster is killed while it restores: what came is known again, what did not is named. */
@Tag("slow")
@Timeout(300)
class RestoreAcrossARestartTest {
    private Path folder;

    @BeforeEach
    void create() throws IOException {
        folder = Files.createTempDirectory("rejoin-restart-");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        for (var part : new String[] {"data", "snapshots"}) {
            var made = Files.createDirectory(folder.resolve(part));
            Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rwxrwxrwx"));
        }
    }

    @AfterEach
    void delete() throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Test
    void whatIsThereIsTakenAsDoneAndWhatIsHalfThereIsNamed() {
        try (var server = start()) {
            // Given: a small index has come and a large one is on its way when the node is killed
            writeAndTakeASnapshot(server);
            assertThatThrownBy(() -> restore(server, "100kb", Duration.ofSeconds(4)))
                    .isInstanceOf(SourceIncompleteException.class)
                    .hasMessageContaining("1 of 2 shards have come")
                    .hasMessageContaining("call again");
            server.processes().forEach(ProcessHandle::destroyForcibly);
        }
        try (var server = start()) {
            // When
            assertThatThrownBy(() -> restore(server, "40mb", Duration.ofMinutes(2)))
                    // Then
                    .isInstanceOf(SourceIncompleteException.class)
                    .hasMessageContaining("ndex \"restored-large\", shard 0 is unassigned")
                    .hasMessageContaining(
                            "delete \"restored-large\" (curl -X DELETE '%s/restored-large') and call again"
                                    .formatted(server.url()))
                    .hasMessageNotContaining("restored-small");
            assertThat(call(server.url(), "GET", "/_cat/indices/restored-*?format=json", ""))
                    .as("nothing is deleted by us")
                    .hasSize(2);

            // And when that was done
            call(server.url(), "DELETE", "/restored-large", "");
            var restored = restore(server, "40mb", Duration.ofMinutes(2));

            assertThat(restored.alreadyThere()).containsExactly("restored-small");
            assertThat(restored.indices())
                    .containsExactlyInAnyOrder(
                            new RestoredIndex("restored-large", 1, 400), new RestoredIndex("restored-small", 1, 3));
        }
    }

    private EmbeddedElasticsearch start() {
        return EmbeddedElasticsearch.start(ElasticsearchOptions.defaults()
                .withSetting("path.data", folder.resolve("data").toString())
                .withSetting("path.repo", folder.resolve("snapshots").toString()));
    }

    private void writeAndTakeASnapshot(EmbeddedElasticsearch server) {
        for (int i = 0; i < 3; i++) {
            call(server.url(), "PUT", "/small/_doc/" + i, "{\"n\":" + i + "}");
        }
        call(server.url(), "PUT", "/large", "{\"mappings\":{\"enabled\":false}}");
        var random = new Random(1);
        for (int i = 0; i < 400; i++) {
            call(server.url(), "PUT", "/large/_doc/" + i, "{\"n\":\"" + noise(random) + "\"}");
        }
        var writer = "/_snapshot/writer";
        call(
                server.url(),
                "PUT",
                writer,
                "{\"type\":\"fs\",\"settings\":{\"location\":\"%s\"}}".formatted(folder.resolve("snapshots")));
        call(server.url(), "PUT", writer + "/one?wait_for_completion=true", "{\"include_global_state\":false}");
        call(server.url(), "DELETE", writer, "");
        call(server.url(), "DELETE", "/small,large", "");
    }

    private Restored restore(EmbeddedElasticsearch server, String perSecond, Duration patience) {
        var options = new Options(Optional.empty(), Set.of(), "restored-", Optional.empty(), patience);
        var from = new Repository(
                "rejoin-" + perSecond,
                Optional.of("fs"),
                Map.of("location", folder.resolve("snapshots").toString(), "max_restore_bytes_per_sec", perSecond));
        try (var cluster = Cluster.at(server.url(), SourceOptions.fromEnvironment(Map.of()))) {
            return new Restore(cluster, from, options, Restore.Progress.SILENT).run();
        }
    }

    private static String noise(Random random) {
        return random.ints(20_000, 'a', 'z')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
