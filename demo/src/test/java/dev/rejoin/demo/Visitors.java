package dev.rejoin.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/** Clients of the service, each of which asks again as soon as it is answered, and remembers how that went. */
final class Visitors implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI address;
    private final String key;
    private final ConcurrentLinkedQueue<Asked> asked = new ConcurrentLinkedQueue<>();
    private final List<Thread> threads = new ArrayList<>();
    private final ConcurrentLinkedQueue<Throwable> broken = new ConcurrentLinkedQueue<>();
    private volatile boolean closed;

    Visitors(URI address, String key) {
        this.address = address;
        this.key = key;
    }

    /** A request and its answer, by the clock of {@link System#nanoTime}. */
    record Asked(String what, String request, int status, String answer, Optional<String> tag, long began, long ended) {
        Duration took() {
            return Duration.ofNanos(ended - began);
        }

        /** Whether the service says that others held for too long what it wanted. */
        boolean isTooLate() {
            return status == 503 && answer.contains("Others held the rows for too long.");
        }

        boolean wasDuring(long from, long to) {
            return began < to && ended > from;
        }

        @Override
        public String toString() {
            return "%s %s: %d after %d ms %s"
                    .formatted(
                            what,
                            request,
                            status,
                            took().toMillis(),
                            status < 300 ? "" : answer.substring(0, Math.min(300, answer.length())));
        }
    }

    /** What one of them asks next. */
    interface Question {
        void ask(long turn) throws IOException, InterruptedException;
    }

    /** Another one, who asks without pause from now on. */
    void comes(Question question) {
        var turn = new AtomicLong();
        threads.add(Thread.ofPlatform().start(() -> {
            try {
                while (!closed) {
                    question.ask(turn.getAndIncrement());
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            } catch (IOException | RuntimeException e) {
                broken.add(e);
            }
        }));
    }

    Asked get(String what, String path) throws IOException, InterruptedException {
        return send(what, HttpRequest.newBuilder(address.resolve(path)).GET(), "GET " + path);
    }

    Asked post(String what, String path, Map<String, ?> body) throws IOException, InterruptedException {
        return send(
                what,
                HttpRequest.newBuilder(address.resolve(path))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body))),
                "POST " + path);
    }

    Asked patch(String what, String path, String ifMatch, Map<String, ?> body)
            throws IOException, InterruptedException {
        return send(
                what,
                HttpRequest.newBuilder(address.resolve(path))
                        .header("Content-Type", "application/merge-patch+json")
                        .header("If-Match", ifMatch)
                        .method("PATCH", HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body))),
                "PATCH " + path);
    }

    private Asked send(String what, HttpRequest.Builder request, String said) throws IOException, InterruptedException {
        long began = System.nanoTime();
        var answer = http.send(
                request.header("Authorization", "Bearer " + key)
                        .timeout(Duration.ofMinutes(2))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        var one = new Asked(
                what,
                said,
                answer.statusCode(),
                answer.body(),
                answer.headers().firstValue("ETag"),
                began,
                System.nanoTime());
        asked.add(one);
        return one;
    }

    /** All that was answered so far. */
    List<Asked> asked() {
        return List.copyOf(asked);
    }

    /** Whoever could not go on. */
    List<Throwable> broken() {
        return List.copyOf(broken);
    }

    /** They stop asking; what is asked already is answered. */
    void leave() throws InterruptedException {
        closed = true;
        for (var thread : threads) {
            thread.join();
        }
    }

    @Override
    public void close() {
        closed = true;
        threads.forEach(Thread::interrupt);
        http.close();
    }
}
