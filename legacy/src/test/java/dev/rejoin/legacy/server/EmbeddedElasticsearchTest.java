package dev.rejoin.legacy.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(240)
class EmbeddedElasticsearchTest {
    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void aSnapshotRestoresWhatWasDeletedAndNothingIsLeftRunning() throws Exception {
        // Given
        var server = EmbeddedElasticsearch.start();
        var processes = server.processes();
        var folder = server.repositoryFolder().getParent();
        try (server) {
            call(server, "PUT", "/cities/_doc/1?refresh=true", "{\"name\":\"Besançon\"}");
            call(
                    server,
                    "PUT",
                    "/_snapshot/backup",
                    "{\"type\":\"fs\",\"settings\":{\"location\":\"%s\"}}".formatted(server.repositoryFolder()));
            call(server, "PUT", "/_snapshot/backup/first?wait_for_completion=true", "{\"indices\":\"cities\"}");
            call(server, "DELETE", "/cities", "");

            // When
            call(server, "POST", "/_snapshot/backup/first/_restore?wait_for_completion=true", "{}");

            // Then
            assertThat(call(server, "GET", "/cities/_doc/1", "")
                            .at("/_source/name")
                            .asText())
                    .isEqualTo("Besançon");
            assertThat(processes).hasSizeGreaterThanOrEqualTo(2).allMatch(ProcessHandle::isAlive);
        }
        assertThat(processes).noneMatch(ProcessHandle::isAlive);
        assertThat(folder).doesNotExist();
    }

    @Test
    void aServerWithSecurityWantsItsPassword() throws Exception {
        try (var server =
                EmbeddedElasticsearch.start(ElasticsearchOptions.defaults().withUser("admin", "correct horse"))) {
            assertThat(status(server, "")).isEqualTo(401);
            assertThat(status(server, "admin:wrong")).isEqualTo(401);
            assertThat(status(server, "admin:correct horse")).isEqualTo(200);
        }
    }

    @Test
    void aServerThatDoesNotStartShowsTheEndOfItsLog() {
        var options = ElasticsearchOptions.defaults().withSetting("no.such.setting", "x");
        assertThatThrownBy(() -> EmbeddedElasticsearch.start(options))
                .isInstanceOf(ElasticsearchStartException.class)
                .hasMessageContaining("ended while starting")
                .hasMessageContaining("no.such.setting");
    }

    @Test
    void aMissingZipIsSaid(@TempDir Path empty) {
        var options = ElasticsearchOptions.defaults().withZip(empty);
        assertThatThrownBy(() -> EmbeddedElasticsearch.start(options))
                .isInstanceOf(ElasticsearchStartException.class)
                .hasMessageContaining("no Elasticsearch zip")
                .hasMessageContaining(empty.toString());
        assertThat(Files.exists(empty)).isTrue();
    }

    @Test
    void theServerDiesWithAKilledJvm() throws Exception {
        // Given: a JVM of its own that starts a server and waits
        var program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-D" + ElasticsearchOptions.ZIP_PROPERTY + "="
                                + System.getProperty(ElasticsearchOptions.ZIP_PROPERTY),
                        "-cp",
                        System.getProperty("java.class.path"),
                        StartAndWait.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var lines = program.inputReader();
        var folder = Path.of(lines.readLine());
        var processes = program.descendants().toList();
        assertThat(processes).hasSizeGreaterThanOrEqualTo(2);

        // When
        program.destroyForcibly().waitFor();

        // Then
        for (var process : processes) {
            process.onExit().get(30, java.util.concurrent.TimeUnit.SECONDS);
        }
        InstanceFolder.deleteTree(folder);
    }

    /** The main class of the JVM that gets killed. */
    static final class StartAndWait {
        public static void main(String[] args) throws Exception {
            var server = EmbeddedElasticsearch.start();
            System.out.println(server.repositoryFolder().getParent());
            Thread.sleep(120_000);
            server.close();
        }
    }

    private JsonNode call(EmbeddedElasticsearch server, String method, String path, String body) throws Exception {
        var response = http.send(
                HttpRequest.newBuilder(URI.create(server.url() + path))
                        .header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isLessThan(300);
        return new ObjectMapper().readTree(response.body());
    }

    private int status(EmbeddedElasticsearch server, String credentials) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(server.url() + "/_nodes/_local"));
        if (!credentials.isEmpty()) {
            request.header(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)));
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
