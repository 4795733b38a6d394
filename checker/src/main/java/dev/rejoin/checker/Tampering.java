package dev.rejoin.checker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Executors;

/**
 * Stands between the follower and Elasticsearch, and answers so that the real follower behaves as one with a fault would.
 *
 * <p>The application is not concerned: it goes to the server itself.
 */
final class Tampering implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final PlantedFault fault;
    private final String server;
    private final Path hints;
    private final HttpServer http;
    private final HttpClient client = HttpClient.newHttpClient();

    private Tampering(PlantedFault fault, String server, Path hints, HttpServer http) {
        this.fault = fault;
        this.server = server;
        this.hints = hints;
        this.http = http;
    }

    /** @param hints what the application has deleted, one index and id a line */
    static Tampering with(PlantedFault fault, String server, Path hints) throws IOException {
        var http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var tampering = new Tampering(fault, server, hints, http);
        http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        http.createContext("/", tampering::pass);
        http.start();
        return tampering;
    }

    String url() {
        return "http://127.0.0.1:" + http.getAddress().getPort();
    }

    private void pass(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getRawPath();
            if (fault == PlantedFault.UNREFRESHED && path.endsWith("/_refresh")) {
                answer(
                        exchange,
                        200,
                        "{\"_shards\":{\"total\":1,\"successful\":1,\"failed\":0}}".getBytes(StandardCharsets.UTF_8));
                return;
            }
            var request = HttpRequest.newBuilder(URI.create(server + exchange.getRequestURI()))
                    .method(
                            exchange.getRequestMethod(),
                            HttpRequest.BodyPublishers.ofByteArray(
                                    exchange.getRequestBody().readAllBytes()));
            for (var name : new String[] {"Content-Type", "Accept"}) {
                var value = exchange.getRequestHeaders().getFirst(name);
                if (value != null) {
                    request.header(name, value);
                }
            }
            var answer = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            answer.headers().firstValue("Content-Type").ifPresent(type -> exchange.getResponseHeaders()
                    .set("Content-Type", type));
            exchange.getResponseHeaders().set("X-Elastic-Product", "Elasticsearch");
            answer(
                    exchange,
                    answer.statusCode(),
                    answer.statusCode() == 200 ? tampered(path, answer.body()) : answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("X-Elastic-Product", "Elasticsearch");
        exchange.getResponseHeaders().putIfAbsent("Content-Type", java.util.List.of("application/json"));
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    private byte[] tampered(String path, byte[] body) throws IOException {
        boolean numbers = path.contains("/_stats");
        boolean missing = path.endsWith("/_mget");
        return switch (fault) {
            case GREATEST_NUMBER -> numbers ? greatestForComplete(body) : body;
            case LOST_DELETE -> missing ? foundAgain(body, id -> Math.floorMod(id.hashCode(), 5) == 0) : body;
            case HINTS -> {
                if (!missing) {
                    yield body;
                }
                var told = told();
                yield foundAgain(body, id -> !told.contains(id));
            }
            case UNREFRESHED, CHECKPOINT_APART -> body;
        };
    }

    private static byte[] greatestForComplete(byte[] body) throws IOException {
        var answer = JSON.readTree(body);
        for (var index : answer.path("indices")) {
            for (var shard : index.path("shards")) {
                for (var copy : shard) {
                    if (copy.path("seq_no") instanceof ObjectNode number) {
                        number.set("global_checkpoint", number.get("max_seq_no"));
                    }
                }
            }
        }
        return JSON.writeValueAsBytes(answer);
    }

    private interface Chosen {
        boolean id(String id);
    }

    private static byte[] foundAgain(byte[] body, Chosen chosen) throws IOException {
        var answer = JSON.readTree(body);
        for (JsonNode document : answer.path("docs")) {
            if (chosen.id(document.path("_id").asText())) {
                ((ObjectNode) document).put("found", true);
            }
        }
        return JSON.writeValueAsBytes(answer);
    }

    private Set<String> told() throws IOException {
        var told = new HashSet<String>();
        if (Files.exists(hints)) {
            for (var line : Files.readAllLines(hints, StandardCharsets.UTF_8)) {
                told.add(line.substring(line.indexOf(' ') + 1));
            }
        }
        return told;
    }

    @Override
    public void close() {
        http.stop(0);
        client.close();
    }
}
