package dev.rejoin.demo;

import dev.rejoin.db.EmbeddedDatabase;
import dev.rejoin.legacy.server.Patience;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The service as a child process. */
final class Service implements AutoCloseable {
    private static final Duration QUIET = Duration.ofSeconds(60);
    private static final Duration MOST = Duration.ofMinutes(15);
    private static final int LAST_LINES = 30;
    private static final int DEFAULT_PORT = 8080;

    private final Process process;
    private final URI address;
    private final Path log;

    private Service(Process process, URI address, Path log) {
        this.process = process;
        this.address = address;
        this.log = log;
    }

    /** The port that was asked for, or else 8080, or else, where that is taken, any that is free. */
    static int port(int wanted) {
        if (isFree(wanted == 0 ? DEFAULT_PORT : wanted)) {
            return wanted == 0 ? DEFAULT_PORT : wanted;
        }
        if (wanted != 0) {
            throw new DemoException(
                    "Port %d is taken by another program. Choose another one with --port, or leave it out."
                            .formatted(wanted));
        }
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new DemoException("There is no free port: " + e.getMessage(), e);
        }
    }

    /** Starts the service's jar and waits until it is ready; what it prints goes to the log. */
    static Service start(Path jar, EmbeddedDatabase database, int port, Path log) throws IOException {
        var builder = java(database, "-Xmx256m", "-jar", jar.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("REJOIN_PORT", String.valueOf(port));
        var process = builder.start();
        process.getOutputStream().close();
        var service = new Service(process, URI.create("http://127.0.0.1:" + port), log);
        Runtime.getRuntime().addShutdownHook(new Thread(service::stop, "stop the service"));
        try {
            service.awaitReady();
            return service;
        } catch (RuntimeException e) {
            service.close();
            throw e;
        }
    }

    /** Creates an API key as {@code rejoin key} does. */
    static String createKey(Path jar, EmbeddedDatabase database, String name, String role) throws IOException {
        var app = jar.getParent();
        var classPath = List.of("app", "lib/main", "lib/boot").stream()
                .map(folder -> app.resolve(folder) + File.separator + "*")
                .toList();
        var process = java(
                        database,
                        "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                        "-cp",
                        String.join(File.pathSeparator, classPath),
                        "dev.rejoin.security.KeyCommand",
                        "create",
                        "--name",
                        name,
                        "--role",
                        role)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        process.getOutputStream().close();
        var key = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        try {
            if (process.waitFor() != 0) {
                throw new DemoException("The API key could not be created: " + key);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DemoException("interrupted", e);
        }
        return key;
    }

    URI address() {
        return address;
    }

    /** The end of its log. */
    String lastWords() throws IOException {
        var lines = Files.readAllLines(log);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
    }

    private String saying() throws IOException {
        var words = lastWords();
        return words.isBlank() ? "it has said nothing." : "it says:\n" + words;
    }

    void awaitEnd() throws InterruptedException {
        process.waitFor();
    }

    @Override
    public void close() {
        stop();
    }

    private void stop() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private void awaitReady() throws IOException {
        var ready = address.resolve("/q/health/ready");
        var patience = new Patience("a good answer from " + ready, QUIET, MOST, process.toHandle(), log);
        try (var http = HttpClient.newHttpClient()) {
            while (!isReady(http)) {
                if (!process.isAlive()) {
                    throw new DemoException("The service ended while it started, with status %d; %s"
                            .formatted(process.exitValue(), saying()));
                }
                if (patience.isExhausted()) {
                    throw new DemoException(
                            "The service did not start: %s; %s".formatted(patience.sentence(), saying()));
                }
                Thread.sleep(100);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DemoException("interrupted", e);
        }
    }

    private boolean isReady(HttpClient http) throws InterruptedException {
        var request = HttpRequest.newBuilder(address.resolve("/q/health/ready"))
                .timeout(Duration.ofSeconds(5))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException _) {
            return false;
        }
    }

    private static ProcessBuilder java(EmbeddedDatabase database, String... arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command);
        builder.environment().put("REJOIN_DB_URL", database.jdbcUrl());
        builder.environment().put("REJOIN_DB_USER", database.user());
        builder.environment().put("REJOIN_DB_PASSWORD", database.password());
        return builder;
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
