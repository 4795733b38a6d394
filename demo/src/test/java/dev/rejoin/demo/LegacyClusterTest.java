package dev.rejoin.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rejoin.legacy.sample.Sample;
import java.nio.file.Path;
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
            var written = legacy.fill(Sample.full(7, 0.01), folder.resolve("manifest.json"));

            legacy.takeSnapshot(written.documents().keySet());
            int shards = legacy.restore();

            assertThat(shards)
                    .as("one of each index, and two of attendances")
                    .isEqualTo(written.documents().size() + 1);
            assertThat(legacy.some("members", 5)).hasSize(5).allSatisfy(hit -> {
                assertThat(hit.path("_id").asText()).isNotEmpty();
                assertThat(hit.path("_source").isObject()).isTrue();
            });
        }
    }
}
