package dev.rejoin.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** The service's answers, as any client gets them. */
final class Api implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI address;
    private final String key;

    Api(URI address, String key) {
        this.address = address;
        this.key = key;
    }

    JsonNode get(String path) throws IOException {
        var answer = send(path, "application/json", HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new DemoException("GET %s answers %d: %s".formatted(path, answer.statusCode(), answer.body()));
        }
        return JSON.readTree(answer.body());
    }

    Optional<JsonNode> find(String path) throws IOException {
        var answer = send(path, "application/json", HttpResponse.BodyHandlers.ofString());
        return answer.statusCode() == 404 ? Optional.empty() : Optional.of(JSON.readTree(answer.body()));
    }

    /** The status without a key: an API that answers strangers is no success. */
    int statusForStrangers(String path) throws IOException {
        return send(HttpRequest.newBuilder(address.resolve(path)), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    /** Hands over every item of a collection, and returns the number that the stream itself ends with. */
    long stream(String path, Consumer<JsonNode> items) throws IOException {
        var answer = send(path, "application/x-ndjson", HttpResponse.BodyHandlers.ofInputStream());
        if (answer.statusCode() != 200) {
            throw new DemoException("GET %s answers %d: %s"
                    .formatted(
                            path,
                            answer.statusCode(),
                            new String(answer.body().readAllBytes(), StandardCharsets.UTF_8)));
        }
        long count = -1;
        long read = 0;
        try (var lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                read++;
                var node = JSON.readTree(line);
                if (node.has("id")) {
                    items.accept(node);
                } else {
                    count = node.path("count").asLong(-1);
                }
            }
        } catch (IOException e) {
            throw new DemoException("GET %s breaks off after %,d lines: %s".formatted(path, read, e.getMessage()), e);
        }
        if (count < 0) {
            throw new DemoException("GET %s does not answer to its end".formatted(path));
        }
        return count;
    }

    @Override
    public void close() {
        http.close();
    }

    private <T> HttpResponse<T> send(String path, String accept, HttpResponse.BodyHandler<T> body) throws IOException {
        return send(
                HttpRequest.newBuilder(address.resolve(path))
                        .header("Accept", accept)
                        .header("Authorization", "Bearer " + key),
                body);
    }

    private <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> body) throws IOException {
        try {
            return http.send(request.timeout(Duration.ofSeconds(60)).build(), body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DemoException("interrupted", e);
        }
    }
}
