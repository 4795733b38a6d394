package dev.rejoin.importer.read;

import static dev.rejoin.importer.read.LiveCluster.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rejoin.importer.read.LiveIndices.SequencedDocument;
import dev.rejoin.importer.read.LiveIndices.SequencedId;
import dev.rejoin.importer.server.Versions;
import dev.rejoin.legacy.server.EmbeddedElasticsearch;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sequence numbers are asked for in the same words, and mean the same, in three versions. */
@Tag("slow")
@Timeout(300)
class EveryVersionIsFollowedAlikeTest {

    @ParameterizedTest
    @ValueSource(strings = {"7.17.29", "8.19.21", "9.5.3"})
    void numbersBlocksAndDeletesAreUnderstood(String version) throws Exception {
        try (var server = EmbeddedElasticsearch.start(Versions.of(version));
                var live = LiveIndices.at(server.url(), SourceOptions.fromEnvironment(Map.of()))) {
            var url = server.url();
            call(url, "PUT", "/boats", "{\"settings\":{\"number_of_shards\":1,\"number_of_replicas\":0}}");
            assertThat(live.state(List.of("boats"), live.listed("boats"))
                            .get("boats")
                            .shards()
                            .getFirst()
                            .complete())
                    .isEqualTo(-1);
            assertThat(live.written("boats", 0, -1, 10, 10).documents()).isEmpty();
            assertThat(live.blocks("boats", 0, 10)).isEmpty();

            call(url, "PUT", "/boats/_doc/b1", "{\"name\": 1.50}");
            call(url, "PUT", "/boats/_doc/b2?routing=quai", "{\"kind\":\"two\"}");
            call(url, "PUT", "/boats/_doc/b1", "{\"name\": 1.5e0}");
            call(url, "DELETE", "/boats/_doc/b2?routing=quai", "");
            call(url, "PUT", "/boats/_doc/b3", "{}");
            live.refresh(List.of("boats"));
            assertThat(live.state(List.of("boats"), live.listed(""))
                            .get("boats")
                            .shards()
                            .getFirst()
                            .history())
                    .isNotEmpty();

            live.refuseUnfit(live.state(List.of("boats"), live.listed("")).values());
            assertThat(live.state(List.of("boats"), live.listed("boats"))
                            .get("boats")
                            .shards()
                            .getFirst()
                            .complete())
                    .isEqualTo(4);
            assertThat(live.written("boats", 0, -1, 4, 10).documents())
                    .extracting(
                            SequencedDocument::number,
                            n -> n.document().id(),
                            n -> new String(n.document().source(), StandardCharsets.UTF_8))
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple(2L, "b1", "{\"name\": 1.5e0}"),
                            org.assertj.core.groups.Tuple.tuple(4L, "b3", "{}"));
            assertThat(live.written("boats", 0, 2, 4, 10).documents()).hasSize(1);
            assertThat(live.blocks("boats", 0, 3)).isEqualTo(Map.of(0L, 1L));
            assertThat(live.numbersIn("boats", 0, List.of(0L, 7L), 4)).containsExactlyInAnyOrder(2L, 4L);
            assertThat(live.numbersIn("boats", 0, List.of(0L), 3)).containsExactly(2L);
            assertThat(live.missing("boats", List.of(new SequencedId(1, "b2", "quai"), new SequencedId(2, "b1", null))))
                    .containsExactly(new SequencedId(1, "b2", "quai"));
            assertThatThrownBy(() -> live.state(List.of("boats", "nothing"), live.listed("")))
                    .isInstanceOf(SourceRefusedException.class);
            if (version.startsWith("9.")) {
                call(url, "PUT", "/unnumbered", "{\"settings\":{\"index.disable_sequence_numbers\":true}}");
                assertThatThrownBy(() -> live.refuseUnfit(live.state(List.of("boats", "unnumbered"), live.listed(""))
                                .values()))
                        .isInstanceOf(SourceRefusedException.class)
                        .hasMessageContaining("Index \"unnumbered\" keeps no sequence numbers");
            }
        }
    }
}
