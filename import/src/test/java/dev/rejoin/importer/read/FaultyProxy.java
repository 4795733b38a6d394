package dev.rejoin.importer.read;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Stands between the reader and a real server, and does to requests what networks and overloaded servers do. */
public final class FaultyProxy implements AutoCloseable {

    public record Asked(String method, String path, String body, String authorization) {

        boolean isSearch() {
            return path.startsWith("/_search");
        }

        public boolean isPage() {
            return isSearch() && !body.contains("\"size\":0,");
        }

        int size() {
            return Integer.parseInt(body.replaceAll("(?s).*\"size\":(\\d+).*", "$1"));
        }
    }

    /** What is done instead of passing the answer on. */
    public sealed interface Deed {
        record Answer(int status, String body, Map<String, String> headers) implements Deed {}

        record Alter(UnaryOperator<String> body) implements Deed {}

        /** Announces the whole answer, and hangs up after some of its bytes. */
        record CutAfter(int bytes) implements Deed {}

        record HangUp() implements Deed {}
    }

    private final HttpServer server;
    private final HttpClient http = HttpClient.newHttpClient();
    private final String target;
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private volatile Function<Asked, Optional<Deed>> rule = request -> Optional.empty();

    public FaultyProxy(String target) {
        this.target = target;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** From now on every request is asked of this rule; empty lets it pass. */
    public void when(Function<Asked, Optional<Deed>> newRule) {
        rule = newRule;
    }

    public List<Asked> asked() {
        return asked;
    }

    @Override
    public void close() {
        server.stop(0);
        http.close();
    }

    private void handle(HttpExchange exchange) throws IOException {
        var request = new Asked(
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
                String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
        asked.add(request);
        var deed = rule.apply(request);
        switch (deed.orElse(null)) {
            case null -> {
                var answer = pass(request);
                send(exchange, answer.statusCode(), answer.body().getBytes(StandardCharsets.UTF_8), Map.of());
            }
            case Deed.Answer(var status, var body, var headers) ->
                send(exchange, status, body.getBytes(StandardCharsets.UTF_8), headers);
            case Deed.Alter(var change) -> {
                var answer = pass(request);
                send(
                        exchange,
                        answer.statusCode(),
                        change.apply(answer.body()).getBytes(StandardCharsets.UTF_8),
                        Map.of());
            }
            case Deed.CutAfter(var bytes) -> {
                var answer = pass(request).body().getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, answer.length);
                exchange.getResponseBody().write(answer, 0, Math.min(bytes, answer.length - 1));
                exchange.getResponseBody().flush();
                exchange.close();
            }
            case Deed.HangUp() -> exchange.close();
        }
    }

    private HttpResponse<String> pass(Asked request) throws IOException {
        try {
            return http.send(
                    HttpRequest.newBuilder(URI.create(target + request.path()))
                            .header("Content-Type", "application/json")
                            .method(request.method(), HttpRequest.BodyPublishers.ofString(request.body()))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static void send(HttpExchange exchange, int status, byte[] body, Map<String, String> headers)
            throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        headers.forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
