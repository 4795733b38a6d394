package dev.rejoin.importer.read;

import static dev.rejoin.importer.read.LiveCluster.readAll;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import co.elastic.clients.elasticsearch._types.HealthStatus;
import co.elastic.clients.elasticsearch._types.Refresh;
import dev.rejoin.importer.server.TestCertificates;
import dev.rejoin.importer.server.Versions;
import dev.rejoin.legacy.server.ElasticsearchOptions;
import dev.rejoin.legacy.server.EmbeddedElasticsearch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading from a server with security on: TLS by a CA of its own, basic auth. */
@Timeout(300)
class SecuredSourceTest {
    private static final String USER = "importer";
    private static final String ADMIN = "admin";
    private static final String PASSWORD = "correct horse é:";

    /** No more than what a refusal says that reading needs. */
    private static final String READER = """
            reader:
              cluster: [monitor]
              indices:
                - names: ["*"]
                  privileges: [read, monitor, view_index_metadata]
            """;

    @TempDir
    private Path folder;

    @Test
    void aSecuredServerIsReadWithWhatItAsksForAndWithNothingLess() throws Exception {
        readSecurely(ElasticsearchOptions.defaults());
    }

    @Tag("slow")
    @ParameterizedTest
    @ValueSource(strings = {"7.17.29", "9.5.3"})
    void otherVersionsAreReadSoToo(String version) throws Exception {
        readSecurely(Versions.of(version));
    }

    private void readSecurely(ElasticsearchOptions options) throws Exception {
        var certificates = TestCertificates.make(folder);
        try (var server = EmbeddedElasticsearch.start(certificates
                .secure(options, ADMIN, PASSWORD)
                .withUser(USER, PASSWORD, "reader")
                .withFile("roles.yml", READER))) {
            var trusting = certificates.authority();
            var byPassword = environment("REJOIN_ES_USER", USER, "REJOIN_ES_PASSWORD", PASSWORD);
            var admin = environment("REJOIN_ES_USER", ADMIN, "REJOIN_ES_PASSWORD", PASSWORD);
            try (var cluster = Cluster.at(server.url(), admin.withCaFile(trusting))) {
                // The port is open before everything behind it is ready.
                cluster.ask(client -> client.cluster()
                        .health(of -> of.waitForStatus(HealthStatus.Yellow).timeout(time -> time.time("60s"))));
                for (var id : List.of("1", "2")) {
                    cluster.ask(client -> client.index(of ->
                            of.index("members").id(id).refresh(Refresh.True).document(Map.of("n", id))));
                }
            }

            assertReads(server, byPassword.withCaFile(trusting));
            assertSaysWhatIsHidden(server, admin.withCaFile(trusting), byPassword.withCaFile(trusting));
            Files.writeString(folder.resolve("password"), PASSWORD + "\n");
            var byFile = environment(
                    "REJOIN_ES_USER",
                    USER,
                    "REJOIN_ES_PASSWORD_FILE",
                    folder.resolve("password").toString());
            assertReads(server, byFile.withCaFile(trusting));

            assertRefused(server, byPassword, "cannot be trusted", "--ca-file");
            assertRefused(server, byPassword.withCaFile(strangers()), "cannot be trusted");
            assertRefused(server, environment().withCaFile(trusting), "(401)");
            assertRefused(
                    server,
                    environment("REJOIN_ES_USER", USER, "REJOIN_ES_PASSWORD", "wr0ng")
                            .withCaFile(trusting),
                    "(401)");
            assertRefused(server, environment("REJOIN_ES_API_KEY", "id:wr0ng").withCaFile(trusting), "(401)");
        }
    }

    private static void assertReads(EmbeddedElasticsearch server, SourceOptions options) {
        try (var source = Sources.open(server.url(), options)) {
            assertThat(readAll(source, "members", 2))
                    .extracting(SourceDocument::id)
                    .containsExactlyInAnyOrder("1", "2");
        }
    }

    /** Whoever may read need not have the right to refresh. */
    private static void assertSaysWhatIsHidden(
            EmbeddedElasticsearch server, SourceOptions admin, SourceOptions reader) {
        try (var cluster = Cluster.at(server.url(), admin);
                var source = Sources.open(server.url(), reader)) {
            cluster.ask(client -> client.indices()
                    .create(of -> of.index("loans").settings(set -> set.refreshInterval(time -> time.time("-1")))));
            cluster.ask(client -> client.index(of -> of.index("loans").id("1").document(Map.of("n", "1"))));
            assertThatThrownBy(source::indices)
                    .isInstanceOf(SourceIncompleteException.class)
                    .hasMessageContaining("Index \"loans\" holds writes that no search shows yet")
                    .hasMessageContaining("\"maintenance\"");
            cluster.ask(client -> client.indices().refresh(of -> of.index("loans")));
            assertThat(readAll(source, "loans", 1)).hasSize(1);
        }
    }

    private static void assertRefused(EmbeddedElasticsearch server, SourceOptions options, String... says) {
        assertThatThrownBy(() -> Sources.open(server.url(), options))
                .isInstanceOf(SourceRefusedException.class)
                .hasMessageContainingAll(says)
                .hasMessageNotContaining("wr0ng")
                .hasMessageNotContaining(PASSWORD);
    }

    private Path strangers() throws Exception {
        return TestCertificates.make(Files.createDirectory(folder.resolve("strangers")))
                .authority();
    }

    private static SourceOptions environment(String... pairs) {
        var environment = new java.util.HashMap<String, String>();
        for (int i = 0; i < pairs.length; i += 2) {
            environment.put(pairs[i], pairs[i + 1]);
        }
        return SourceOptions.fromEnvironment(Map.copyOf(environment));
    }
}
