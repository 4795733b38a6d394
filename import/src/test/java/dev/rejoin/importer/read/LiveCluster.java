package dev.rejoin.importer.read;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rejoin.legacy.server.EmbeddedElasticsearch;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/** One real server for all tests of a JVM, and the requests with which tests prepare it. */
public final class LiveCluster {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final AtomicInteger NAMES = new AtomicInteger();

    private LiveCluster() {}

    /** Starts with the first test that needs it, and stops with the JVM. */
    private static final class Holder {
        static final EmbeddedElasticsearch SERVER = EmbeddedElasticsearch.start();
    }

    public static String url() {
        return Holder.SERVER.url();
    }

    public static Path repositoryFolder() {
        return Holder.SERVER.repositoryFolder();
    }

    /** A name no other test uses. */
    public static String newName(String what) {
        return what + "-" + NAMES.incrementAndGet();
    }

    public static JsonNode call(String method, String path, String body) {
        return call(url(), method, path, body);
    }

    public static JsonNode call(String url, String method, String path, String body) {
        var response = send(url, method, path, body);
        if (response.statusCode() >= 300) {
            throw new AssertionError(method + " " + path + ": " + response.body());
        }
        try {
            return Json.MAPPER.readTree(response.body());
        } catch (IOException e) {
            throw new AssertionError(response.body(), e);
        }
    }

    public static HttpResponse<String> send(String url, String method, String path, String body) {
        try {
            return HTTP.send(
                    HttpRequest.newBuilder(URI.create(url + path))
                            .header("Content-Type", "application/json")
                            .method(method, HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Creates an index and writes documents 0 to count - 1 into it, with their numbers as ids; blocks it against writes. */
    public static String index(String name, String definition, int count, IntFunction<String> source) {
        call("PUT", "/" + name, definition);
        for (int from = 0; from < count; from += 5_000) {
            var bulk = new StringBuilder();
            for (int i = from; i < Math.min(count, from + 5_000); i++) {
                bulk.append("{\"index\":{\"_id\":\"").append(i).append("\"}}\n");
                bulk.append(source.apply(i)).append('\n');
            }
            var answer = call("POST", "/" + name + "/_bulk", bulk.toString());
            if (answer.path("errors").asBoolean()) {
                throw new AssertionError(answer.toString());
            }
        }
        call("POST", "/" + name + "/_refresh", "");
        call("PUT", "/" + name + "/_settings", "{\"index.blocks.write\": true}");
        return name;
    }

    static String shards(int number) {
        return "{\"settings\":{\"number_of_shards\":%d,\"number_of_replicas\":0}}".formatted(number);
    }

    static SourceIndex indexOf(Source source, String name) {
        return source.indices().stream()
                .filter(index -> index.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Reads all slices, one after the other, and verifies. */
    static List<SourceDocument> readAll(Source source, String name, int slices) {
        var documents = new ArrayList<SourceDocument>();
        try (var reading = source.open(indexOf(source, name), slices)) {
            for (int slice = 0; slice < slices; slice++) {
                reading.<RuntimeException>read(slice, page -> documents.addAll(page.documents()));
            }
            reading.verify();
        }
        return documents;
    }
}
