package dev.rejoin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rejoin.contract.Role;
import dev.rejoin.security.TestKeys;
import io.quarkus.bootstrap.app.QuarkusBootstrap;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The service as it is delivered, started as a program of its own: with settings under which it would be unsafe it says
 * what is wrong with them, and does not start.
 */
class StartTest {
    private static Path jar = Path.of("");

    @BeforeAll
    static void build() throws Exception {
        var module = Path.of("").toAbsolutePath();
        try (var application = QuarkusBootstrap.builder()
                .setApplicationRoot(module.resolve("target/classes"))
                .setProjectRoot(module)
                .setTargetDirectory(module.resolve("target/started"))
                .setBaseName("started")
                .setMode(QuarkusBootstrap.Mode.PROD)
                .setIsolateDeployment(true)
                .setLocalProjectDiscovery(true)
                .setBaseClassLoader(StartTest.class.getClassLoader())
                .build()
                .bootstrap()) {
            jar = application
                    .createAugmentor()
                    .createProductionApplication()
                    .getJar()
                    .getPath();
        }
    }

    @Test
    void withRightSettingsItStarts() throws IOException {
        var process = start(Map.of(
                "REJOIN_CORS_ORIGINS", "https://app.example.com,http://localhost:5173",
                "REJOIN_OIDC_ISSUER", "https://login.example.com",
                "REJOIN_OIDC_AUDIENCE", "rejoin"));
        try {
            var lines = process.inputReader(StandardCharsets.UTF_8).lines();
            assertThat(lines.anyMatch(line -> line.contains("Listening on:"))).isTrue();
        } finally {
            process.destroyForcibly();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Content-Length: 1000\r\n\r\n"})
    void whoeverSendsByteByByteIsNotKept(String rest) throws Exception {
        var key = TestKeys.create(TestDatabase.source(), Role.EDITOR);
        var process = start(Map.of("REJOIN_LIMITS_SILENCE", "2s"));
        try (var socket = new Socket()) {
            var port = process.inputReader(StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.contains("Listening on:"))
                    .findFirst()
                    .orElseThrow()
                    .replaceAll(".*:", "");
            socket.connect(new InetSocketAddress("127.0.0.1", Integer.parseInt(port.strip())));
            var out = socket.getOutputStream();
            out.write(("POST /v1/people HTTP/1.1\r\nHost: rejoin\r\nContent-Type: application/json\r\n"
                            + "Authorization: Bearer " + key + "\r\n" + rest)
                    .getBytes(StandardCharsets.US_ASCII));

            var sent = 0;
            try {
                for (; sent < 1000; sent++) {
                    out.write('x');
                    Thread.sleep(100);
                }
            } catch (SocketException e) {
                // It is closed, as it should be.
            }

            assertThat(sent).as("bytes taken, one each 100 ms").isLessThan(1000);
        } finally {
            process.destroyForcibly();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "https://app.example.com/", "app.example.com", "https://*.example.com", "null"})
    void whatIsNoOriginIsRefused(String origin) throws Exception {
        assertThat(refusal(Map.of("REJOIN_CORS_ORIGINS", origin))).contains(origin + " is no origin");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://login.example.com", "ftp://127.0.0.1/", "login"})
    void keysThatAnybodyCouldReplaceOnTheWayAreNoKeys(String issuer) throws Exception {
        assertThat(refusal(Map.of("REJOIN_OIDC_ISSUER", issuer, "REJOIN_OIDC_AUDIENCE", "rejoin")))
                .contains(issuer + " is no https address");
    }

    @Test
    void anIssuerWithoutAnAudienceWouldLetInEveryTokenItMakes() throws Exception {
        assertThat(refusal(Map.of("REJOIN_OIDC_ISSUER", "https://login.example.com")))
                .contains("REJOIN_OIDC_AUDIENCE");
    }

    /** What it says when it does not start. */
    private static String refusal(Map<String, String> settings) throws Exception {
        var process = start(settings);
        try {
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(process.exitValue()).as(said).isNotZero();
            return said;
        } finally {
            process.destroyForcibly();
        }
    }

    private static Process start(Map<String, String> settings) throws IOException {
        var database = TestDatabase.database();
        var environment = new TreeMap<>(settings);
        environment.put("REJOIN_DB_URL", database.getUrl());
        environment.put("REJOIN_DB_USER", database.getUser());
        environment.put("REJOIN_DB_PASSWORD", database.getPassword());
        environment.put("REJOIN_PORT", "0");
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-jar", jar.toString()));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        return builder.start();
    }
}
