package dev.rejoin.legacy.sample;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** An Elasticsearch cluster that has none of the indices yet; documents go there in bulk requests, two at a time. */
public final class ElasticsearchSink implements SampleSink {
    private static final int BULK_BYTES = 4 << 20;
    private static final int AT_A_TIME = 2;
    private static final int TRIES = 8;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String url;
    private final Optional<String> authorization;
    private final Deque<CompletableFuture<Void>> underway = new ArrayDeque<>();
    private ByteArrayOutputStream bulk = new ByteArrayOutputStream(BULK_BYTES + (1 << 16));

    /**
     * Creates the indices.
     *
     * @param authorization the header of that name, where the cluster asks for one
     * @throws IOException when the cluster does not answer, refuses us, or has one of the indices already
     */
    public ElasticsearchSink(String url, Optional<String> authorization) throws IOException {
        this.url = url.replaceFirst("/+$", "");
        this.authorization = authorization;
        for (var index : IndexMappings.all().entrySet()) {
            var body = JSON.createObjectNode();
            body.putObject("settings")
                    .put("number_of_shards", index.getKey().equals("attendances") ? 2 : 1)
                    .put("number_of_replicas", 0)
                    .put("refresh_interval", "-1")
                    .put("index.mapping.ignore_malformed", true);
            body.set("mappings", index.getValue());
            call("PUT", "/" + index.getKey(), body.toString());
        }
    }

    @Override
    public void put(String index, String id, byte[] source) throws IOException {
        var escaped = new String(JsonStringEncoder.getInstance().quoteAsString(id));
        bulk.writeBytes("{\"index\":{\"_index\":\"%s\",\"_id\":\"%s\"}}\n"
                .formatted(index, escaped)
                .getBytes(StandardCharsets.UTF_8));
        bulk.writeBytes(source);
        bulk.write('\n');
        if (bulk.size() >= BULK_BYTES) {
            send();
        }
    }

    @Override
    public boolean takesAnything() {
        return false;
    }

    @Override
    public void close() throws IOException {
        try (http) {
            send();
            while (!underway.isEmpty()) {
                await();
            }
            for (var index : IndexMappings.all().keySet()) {
                call("PUT", "/" + index + "/_settings", "{\"index\":{\"refresh_interval\":null}}");
                call("POST", "/" + index + "/_refresh", "");
            }
        }
    }

    private void send() throws IOException {
        if (bulk.size() == 0) {
            return;
        }
        var body = bulk.toByteArray();
        bulk = new ByteArrayOutputStream(BULK_BYTES + (1 << 16));
        if (underway.size() == AT_A_TIME) {
            await();
        }
        underway.add(CompletableFuture.runAsync(() -> index(body), Thread::startVirtualThread));
    }

    private void await() throws IOException {
        try {
            underway.remove().get();
        } catch (ExecutionException e) {
            throw new IOException(e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while writing to Elasticsearch", e);
        }
    }

    /** Sends one bulk request, again and later while the cluster says that it has too much to do. */
    private void index(byte[] body) {
        try {
            for (int attempt = 1; ; attempt++) {
                var response = http.send(
                        request("/_bulk?filter_path=errors,items.index.error,items.index._index,items.index._id")
                                .header("Content-Type", "application/x-ndjson")
                                .POST(BodyPublishers.ofByteArray(body))
                                .build(),
                        BodyHandlers.ofString());
                if (response.statusCode() == 429 && attempt < TRIES) {
                    Thread.sleep(Duration.ofMillis(200L << attempt));
                } else {
                    refuseErrors(answer("POST", "/_bulk", response));
                    return;
                }
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void refuseErrors(JsonNode answer) throws IOException {
        if (answer.path("errors").asBoolean()) {
            for (var item : answer.path("items")) {
                var document = item.path("index");
                if (document.has("error")) {
                    throw new IOException("Elasticsearch refused %s/%s: %s"
                            .formatted(
                                    document.path("_index").asText(),
                                    document.path("_id").asText(),
                                    document.path("error").path("reason").asText()));
                }
            }
        }
    }

    private void call(String method, String path, String body) throws IOException {
        try {
            var request = request(path)
                    .header("Content-Type", "application/json")
                    .method(method, BodyPublishers.ofString(body))
                    .build();
            answer(method, path, http.send(request, BodyHandlers.ofString()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while talking to Elasticsearch", e);
        }
    }

    private HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(Duration.ofMinutes(2))
                .header("Accept", "application/json");
        authorization.ifPresent(value -> request.header("Authorization", value));
        return request;
    }

    private static JsonNode answer(String method, String path, HttpResponse<String> response) throws IOException {
        if (response.statusCode() >= 300) {
            throw new IOException("Elasticsearch answered %d to %s %s: %s"
                    .formatted(response.statusCode(), method, path, reason(response.body())));
        }
        return JSON.readTree(response.body());
    }

    private static String reason(String body) {
        try {
            var error = JSON.readTree(body).path("error");
            return error.isObject() ? error.path("reason").asText() : body;
        } catch (IOException _) {
            return body;
        }
    }
}
