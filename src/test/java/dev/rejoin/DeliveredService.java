package dev.rejoin;

import io.quarkus.bootstrap.app.QuarkusBootstrap;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The service as it is delivered, built once, and started as a program of its own on the tests' database. */
final class DeliveredService implements AutoCloseable {
    private static final String LISTENING = "Listening on:";
    private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(45);
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Process process;
    private final int port;

    private DeliveredService(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** One that listens already; what it says further is read and forgotten. */
    static DeliveredService listening(Map<String, String> settings) throws IOException {
        var process = start(command(), settings);
        var lines = process.inputReader(StandardCharsets.UTF_8);
        var said = until(process, lines, LISTENING);
        Thread.ofVirtual().start(() -> lines.lines().forEach(line -> {}));
        return new DeliveredService(
                process,
                Integer.parseInt(said.substring(said.lastIndexOf(':') + 1).strip()));
    }

    static Process start(Map<String, String> settings) throws IOException {
        return start(command(), settings);
    }

    static Process start(List<String> command, Map<String, String> settings) throws IOException {
        var database = TestDatabase.database();
        var environment = new TreeMap<>(Map.of(
                "REJOIN_DB_URL", database.getUrl(),
                "REJOIN_DB_USER", database.getUser(),
                "REJOIN_DB_PASSWORD", database.getPassword(),
                "REJOIN_PORT", "0"));
        environment.putAll(settings);
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        return builder.start();
    }

    static List<String> command() {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return List.of(java, "-Xmx256m", "-XX:TieredStopAtLevel=1", "-jar", Built.JAR.toString());
    }

    /** What it says until it has said this; fails if it ends before. */
    static String until(Process process, String what) throws IOException {
        return until(process, process.inputReader(StandardCharsets.UTF_8), what);
    }

    private static String until(Process process, BufferedReader lines, String what) throws IOException {
        var all = new StringBuilder();
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            all.append(line).append('\n');
            if (line.contains(what)) {
                return all.toString();
            }
        }
        process.destroyForcibly();
        throw new AssertionError(all);
    }

    /** What it says when it does not start. */
    static String refusal(Map<String, String> settings) throws IOException, InterruptedException {
        var process = start(settings);
        try {
            var said = new StringBuilder();
            var lines = process.inputReader(StandardCharsets.UTF_8);
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                said.append(line).append('\n');
                if (line.contains(LISTENING)) {
                    throw new AssertionError("It started: " + said);
                }
            }
            if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() == 0) {
                throw new AssertionError("It did not fail: " + said);
            }
            return said.toString();
        } finally {
            process.destroyForcibly();
        }
    }

    int port() {
        return port;
    }

    HttpResponse<String> get(String path, String key) throws IOException, InterruptedException {
        return send("GET", path, key, null);
    }

    HttpResponse<String> send(String method, String path, String key, @Nullable String body, String... headers)
            throws IOException, InterruptedException {
        return send(port, method, path, key, body, headers);
    }

    /** A request to whatever listens there. */
    static HttpResponse<String> send(
            int port, String method, String path, String key, @Nullable String body, String... headers)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(ANSWERED_WITHIN)
                .header("Authorization", "Bearer " + key)
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (body != null) {
            request.header(
                    "Content-Type", method.equals("PATCH") ? "application/merge-patch+json" : "application/json");
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    void kill() {
        process.destroyForcibly();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class Built {
        private static final Path JAR = build();

        private static Path build() {
            var module = Path.of("").toAbsolutePath();
            try (var application = QuarkusBootstrap.builder()
                    .setApplicationRoot(module.resolve("target/classes"))
                    .setProjectRoot(module)
                    .setTargetDirectory(module.resolve("target/started"))
                    .setBaseName("started")
                    .setMode(QuarkusBootstrap.Mode.PROD)
                    .setIsolateDeployment(true)
                    .setLocalProjectDiscovery(true)
                    .setBaseClassLoader(DeliveredService.class.getClassLoader())
                    .build()
                    .bootstrap()) {
                return application
                        .createAugmentor()
                        .createProductionApplication()
                        .getJar()
                        .getPath();
            } catch (Exception e) {
                throw new IllegalStateException("the service could not be built", e);
            }
        }
    }
}
