package dev.rejoin;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.rejoin.contract.Contract;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** An endpoint that answers as OpenAI's /v1/embeddings; texts mean the words that they have. */
public final class EmbeddingEndpoint implements QuarkusTestResourceLifecycleManager {
    static final String MODEL = "words-32";
    static final String REFUSED = "unspeakable";
    private static final int LENGTH = 32;

    /** How it behaves. */
    enum Mood {
        WELL,
        FAILING,
        SILENT,
        TALKING_NONSENSE
    }

    static volatile Mood mood = Mood.WELL;
    static final List<String> texts = new CopyOnWriteArrayList<>();
    static final List<String> keys = new CopyOnWriteArrayList<>();

    private @Nullable HttpServer server;

    @Override
    public Map<String, String> start() {
        try {
            var started = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            started.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            started.createContext("/v1/embeddings", EmbeddingEndpoint::answer);
            started.start();
            server = started;
            return Map.of(
                    "rejoin.embeddings.url",
                    "http://127.0.0.1:%d/v1/embeddings"
                            .formatted(started.getAddress().getPort()),
                    "rejoin.embeddings.key",
                    "secret",
                    "rejoin.embeddings.model",
                    MODEL,
                    "rejoin.embeddings.timeout",
                    "2s",
                    "rejoin.embeddings.search-timeout",
                    "1s",
                    "rejoin.embeddings.batch",
                    "8");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void stop() {
        if (server != null) {
            server.stop(0);
        }
    }

    private static void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var request = Contract.JSON.readTree(exchange.getRequestBody());
            keys.add(exchange.getRequestHeaders().getFirst("Authorization"));
            switch (mood) {
                case FAILING -> send(exchange, 500, "{\"error\": \"out of memory\"}");
                case SILENT -> {
                    try {
                        Thread.sleep(3_000);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }
                case TALKING_NONSENSE -> send(exchange, 200, "<html>");
                case WELL -> {
                    var input = request.get("input");
                    for (var text : input) {
                        if (text.textValue().contains(REFUSED)) {
                            send(exchange, 400, "{\"error\": \"refused\"}");
                            return;
                        }
                    }
                    input.forEach(text -> texts.add(text.textValue()));
                    send(exchange, 200, embedded(request.get("model").textValue(), input));
                }
            }
        }
    }

    /** In another order than asked, which the index tells. */
    private static String embedded(String model, JsonNode input) {
        var answer = Contract.JSON.createObjectNode().put("object", "list").put("model", model);
        var data = answer.putArray("data");
        for (int i = input.size() - 1; i >= 0; i--) {
            var one = data.addObject().put("object", "embedding").put("index", i);
            var components = one.putArray("embedding");
            for (var component : meaning(input.get(i).textValue())) {
                components.add(component);
            }
        }
        return answer.toString();
    }

    static double[] meaning(String text) {
        var components = new double[LENGTH];
        components[0] = 0.01;
        for (var word : text.toLowerCase(java.util.Locale.ROOT).split("\\W+")) {
            if (!word.isEmpty()) {
                var random = new java.util.Random(word.hashCode());
                for (int i = 0; i < LENGTH; i++) {
                    components[i] += random.nextGaussian();
                }
            }
        }
        return components;
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
