package dev.rejoin.legacy.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * A real Elasticsearch server as a child process: loopback only, ports chosen by the system, everything it wrote
 * deleted on close.
 *
 * <p>It stops on {@link #close()}, on the shutdown of this JVM, and also when this JVM is killed outright: its parent
 * is a shell that ends it as soon as the pipe from us closes.
 */
public final class EmbeddedElasticsearch implements AutoCloseable {
    private static final Duration QUIET = Duration.ofMinutes(2);
    private static final Duration START_TIMEOUT = Duration.ofMinutes(15);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(20);
    private static final int TAIL_LINES = 40;

    /**
     * Ends the server when standard input closes, and itself when the server ends; the traps keep Ctrl-C from ending it
     * before the server.
     */
    private static final String WATCHDOG = """
            trap : INT TERM HUP
            exec 3<&0
            "$@" </dev/null 3<&- &
            server=$!
            { read -r _ <&3; kill $server; } 2>/dev/null &
            reader=$!
            while kill -0 $server 2>/dev/null; do wait $server; done
            kill $reader 2>/dev/null
            """;

    private final InstanceFolder folder;
    private final Process watchdog;
    private final Thread shutdownHook;
    private String url = "";

    private EmbeddedElasticsearch(InstanceFolder folder, Process watchdog) {
        this.folder = folder;
        this.watchdog = watchdog;
        this.shutdownHook = new Thread(this::stop, "stop-elasticsearch");
    }

    /** Starts the server of the build's zip with the default options; blocks until it answers. */
    public static EmbeddedElasticsearch start() {
        return start(ElasticsearchOptions.defaults());
    }

    /**
     * Starts a server; blocks until it answers.
     *
     * @throws ElasticsearchStartException when it does not answer though nothing moves any more, or ends before; the
     *     message carries the end of its log
     */
    public static EmbeddedElasticsearch start(ElasticsearchOptions options) {
        try {
            var home = Distribution.unpacked(options.zip());
            var folder = InstanceFolder.create(home, options);
            var server = new EmbeddedElasticsearch(folder, launch(home, folder, options));
            Runtime.getRuntime().addShutdownHook(server.shutdownHook);
            try {
                server.url = server.awaitAnswer(options);
                return server;
            } catch (RuntimeException | IOException e) {
                server.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Elasticsearch could not be started", e);
        }
    }

    /** The address of the server, such as {@code http://127.0.0.1:41233}. */
    public String url() {
        return url;
    }

    /** A folder the server may use for snapshot repositories of type {@code fs}. */
    public Path repositoryFolder() {
        return folder.repository();
    }

    /** The watchdog and every process below it, for tests that end the server the hard way. */
    public List<ProcessHandle> processes() {
        return Stream.concat(Stream.of(watchdog.toHandle()), watchdog.descendants())
                .toList();
    }

    /** Stops the server and deletes its folders; closing twice does nothing. */
    @Override
    public void close() {
        stop();
        try {
            Runtime.getRuntime().removeShutdownHook(shutdownHook);
        } catch (IllegalStateException _) {
            // The JVM is shutting down already and runs the hook itself.
        }
    }

    private static Process launch(Path home, InstanceFolder folder, ElasticsearchOptions options) throws IOException {
        var command = Stream.concat(
                        CurrentUser.isRoot() ? CurrentUser.asNobody() : Stream.<String>empty(),
                        Stream.of(
                                "sh",
                                "-c",
                                WATCHDOG,
                                "elasticsearch-watchdog",
                                home.resolve("bin/elasticsearch").toString()))
                .toList();
        var builder = new ProcessBuilder(command)
                .directory(folder.root().toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.console().toFile());
        var environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("ES_"));
        environment.remove("JAVA_HOME");
        environment.put("ES_JAVA_HOME", options.javaHome().toString());
        environment.put("JAVA_HOME", options.javaHome().toString());
        environment.put("ES_PATH_CONF", folder.config().toString());
        environment.put("ES_TMPDIR", folder.temporary().toString());
        environment.put("HOME", folder.root().toString());
        environment.put("ES_JAVA_OPTS", "-Xms%1$dm -Xmx%1$dm".formatted(options.heapMegabytes()));
        return builder.start();
    }

    private String awaitAnswer(ElasticsearchOptions options) throws IOException {
        var patience =
                new Patience("Elasticsearch's answer", QUIET, START_TIMEOUT, watchdog.toHandle(), folder.console());
        while (!patience.isExhausted()) {
            var address = folder.httpAddress();
            if (address.isPresent()) {
                var candidate = options.scheme() + "://" + address.get();
                if (answers(candidate, options)) {
                    return candidate;
                }
            }
            if (!watchdog.isAlive()) {
                throw new ElasticsearchStartException("Elasticsearch ended while starting" + logTail());
            }
            pause();
        }
        throw new ElasticsearchStartException("Elasticsearch did not start: " + patience.sentence() + logTail());
    }

    /** Asks {@code /_nodes/_local}: the zips of 8.19 and 9.5 lack the module that answers {@code GET /}. */
    private static boolean answers(String url, ElasticsearchOptions options) {
        if (options.scheme().equals("https")) {
            return true; // The port is open; trusting the certificate is the caller's affair.
        }
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(url + "/_nodes/_local"))
                    .timeout(Duration.ofSeconds(10))
                    .header("Accept", "application/json");
            options.users().stream().findFirst().ifPresent(user -> request.header("Authorization", basic(user)));
            return http.send(request.build(), HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ElasticsearchStartException("interrupted while Elasticsearch was starting");
        }
    }

    private static String basic(ElasticsearchOptions.User user) {
        var credentials = user.name() + ":" + user.password();
        return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    }

    private String logTail() throws IOException {
        var lines = Files.readAllLines(folder.console(), StandardCharsets.ISO_8859_1);
        var tail = lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size());
        return "; the end of its log:\n" + String.join("\n", tail);
    }

    private synchronized void stop() {
        var processes = processes();
        try {
            watchdog.getOutputStream().close();
        } catch (IOException _) {
            // The pipe is closed already, which is all we want.
        }
        if (!ended(processes, STOP_TIMEOUT)) {
            processes.forEach(ProcessHandle::destroyForcibly);
            ended(processes, STOP_TIMEOUT);
        }
        folder.delete();
    }

    private static boolean ended(List<ProcessHandle> processes, Duration patience) {
        var deadline = Instant.now().plus(patience);
        for (var process : processes) {
            try {
                var left = Math.max(0, Duration.between(Instant.now(), deadline).toMillis());
                process.onExit().get(left, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            } catch (ExecutionException | TimeoutException _) {
                return false;
            }
        }
        return true;
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ElasticsearchStartException("interrupted while Elasticsearch was starting");
        }
    }

    static Optional<Path> ownFolder() {
        return Optional.ofNullable(
                        EmbeddedElasticsearch.class.getProtectionDomain().getCodeSource())
                .map(source ->
                        Path.of(URI.create(source.getLocation().toString())).getParent());
    }
}
