package dev.rejoin.search;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.rejoin.api.Json;
import dev.rejoin.api.Text;
import dev.rejoin.db.ShownAddress;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks an endpoint of the shape of OpenAI's {@code /v1/embeddings}. */
final class HttpEmbeddings implements Embeddings {
    private static final int MOST_BYTES = 64 << 20;

    /** A text that is too long, or that the model does not take: it will not be taken tomorrow either. */
    private static final Set<Integer> REFUSALS_OF_TEXTS = Set.of(400, 413, 422);

    private final URI url;
    private final Optional<String> key;
    private final String model;
    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(2))
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    HttpEmbeddings(URI url, Optional<String> key, String model) {
        if (!Set.of("http", "https").contains(String.valueOf(url.getScheme())) || url.getHost() == null) {
            throw new IllegalArgumentException(
                    "REJOIN_EMBEDDINGS_URL is '%s', which is no address as https://host/v1/embeddings."
                            .formatted(ShownAddress.of(url)));
        }
        this.url = url;
        this.key = key;
        this.model = model;
    }

    @Override
    public String model() {
        return model;
    }

    @Override
    public List<float[]> of(List<String> texts, Duration within) throws EmbeddingException {
        var body = Json.MAPPER.createObjectNode().put("model", model);
        var input = body.putArray("input");
        texts.forEach(input::add);
        var request = HttpRequest.newBuilder(url)
                .timeout(within)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString(), StandardCharsets.UTF_8));
        key.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
        var asked = client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofInputStream())
                .thenApplyAsync(HttpEmbeddings::read);
        try {
            return vectors(asked.get(within.toMillis(), TimeUnit.MILLISECONDS), texts.size());
        } catch (TimeoutException e) {
            throw new EmbeddingException("%s has not answered within %d ms.".formatted(url, within.toMillis()), false);
        } catch (ExecutionException e) {
            // The same deadline, as the client says it.
            if (e.getCause() instanceof HttpTimeoutException) {
                throw new EmbeddingException(
                        "%s has not answered within %d ms.".formatted(url, within.toMillis()), false);
            }
            throw new EmbeddingException("%s cannot be reached: %s".formatted(url, reason(e)), false);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddingException("The service is stopping.", false);
        } finally {
            asked.cancel(true);
        }
    }

    private record Answered(int status, byte[] body) {}

    private static Answered read(HttpResponse<InputStream> response) {
        try (var in = response.body()) {
            return new Answered(response.statusCode(), in.readNBytes(MOST_BYTES + 1));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String reason(ExecutionException e) {
        var cause = e.getCause();
        while (cause != null && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause == null || cause.getMessage() == null ? "the connection failed." : cause.getMessage() + ".";
    }

    private List<float[]> vectors(Answered answer, int wanted) throws EmbeddingException {
        if (answer.status() != 200) {
            throw new EmbeddingException(
                    "%s answered %d: %s"
                            .formatted(
                                    url,
                                    answer.status(),
                                    Text.shorten(new String(answer.body(), StandardCharsets.UTF_8))),
                    REFUSALS_OF_TEXTS.contains(answer.status()));
        }
        var data = tree(answer.body()).path("data");
        if (!data.isArray() || data.size() != wanted) {
            throw unexpected("it has %d vectors under data, and not %d".formatted(data.size(), wanted));
        }
        var vectors = new float[wanted][];
        for (int i = 0; i < wanted; i++) {
            var place = data.get(i).path("index").asInt(i);
            if (place < 0 || place >= wanted || vectors[place] != null) {
                throw unexpected("the index %d stands there for no text, or twice".formatted(place));
            }
            vectors[place] = components(data.get(i).path("embedding"));
        }
        var all = new ArrayList<float[]>();
        for (var vector : vectors) {
            if (vector == null || vector.length != all.stream().findFirst().orElse(vector).length) {
                throw unexpected("its vectors are of several lengths");
            }
            all.add(vector);
        }
        return all;
    }

    private JsonNode tree(byte[] body) throws EmbeddingException {
        try {
            return Json.MAPPER.readTree(body);
        } catch (JsonProcessingException e) {
            throw unexpected("it is no JSON");
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory failed", e);
        }
    }

    private float[] components(JsonNode embedding) throws EmbeddingException {
        var components = new float[embedding.size()];
        var zero = true;
        for (int i = 0; i < components.length; i++) {
            components[i] = embedding.get(i).isNumber() ? embedding.get(i).floatValue() : Float.NaN;
            if (!Float.isFinite(components[i])) {
                throw unexpected("a component is no number");
            }
            zero &= components[i] == 0;
        }
        if (zero) {
            throw unexpected("a vector is missing, or zero");
        }
        return components;
    }

    private EmbeddingException unexpected(String what) {
        return new EmbeddingException(
                "%s answered what is no answer of an embeddings endpoint: %s.".formatted(url, what), false);
    }
}
