package dev.rejoin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rejoin.contract.Role;
import dev.rejoin.security.TestKeys;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three instances of the service behind HAProxy are one to their clients, also while one of them is killed. */
class InstancesTest {
    private static final int INSTANCES = 3;
    private static final int WRITERS = 6;
    /** Longer than any request may take, so that what is under way has an end, on a slow machine too. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    static Path folder = Path.of("");

    private static final List<DeliveredService> INSTANCE = new ArrayList<>();
    private static HaProxy proxy;
    private static String key;

    @BeforeAll
    static void start() throws Exception {
        HaProxy.needed();
        key = TestKeys.create(TestDatabase.source(), Role.ADMIN);
        for (int i = 0; i < INSTANCES; i++) {
            INSTANCE.add(instance(ListeningProcess.freePort()));
        }
        proxy = HaProxy.before(INSTANCE.stream().map(DeliveredService::port).toList(), folder);
        for (var instance : INSTANCE) {
            awaitRequestsTo(instance);
        }
    }

    private static DeliveredService instance(int port) throws IOException {
        return DeliveredService.listening(Map.of("REJOIN_PORT", String.valueOf(port), "REJOIN_DB_POOL", "8"));
    }

    @AfterAll
    static void stop() {
        if (proxy != null) {
            proxy.close();
        }
        INSTANCE.forEach(DeliveredService::close);
    }

    private static HttpResponse<String> send(String method, String path, String body, String... headers)
            throws Exception {
        return DeliveredService.send(proxy.port(), method, path, key, body, headers);
    }

    private static HttpResponse<String> get(String path) throws Exception {
        return DeliveredService.send(proxy.port(), "GET", path, key, null);
    }

    @Test
    void aWriteRepeatedThroughAnotherInstanceIsMadeOnceAndAnsweredAlike() throws Exception {
        var once = UUID.randomUUID().toString();
        var body = "{\"name\": \"%s\"}".formatted(once);
        var first = INSTANCE.get(0).send("POST", "/v1/venues", key, body, "Idempotency-Key", once);
        assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
        for (var other : INSTANCE.subList(1, INSTANCES)) {
            var again = other.send("POST", "/v1/venues", key, body, "Idempotency-Key", once);
            assertThat(again.statusCode()).isEqualTo(201);
            assertThat(again.body()).isEqualTo(first.body());
            assertThat(again.headers().firstValue("Idempotent-Replayed")).hasValue("true");
        }
        assertThat(named(once)).isEqualTo(1);
    }

    @Test
    void aWriteThatComesToAllInstancesAtOnceIsMadeOnce() throws Exception {
        for (int round = 0; round < 5; round++) {
            var once = UUID.randomUUID().toString();
            var body = "{\"name\": \"%s\"}".formatted(once);
            var answers = atOnce(IntStream.range(0, 4 * INSTANCES)
                    .mapToObj(i -> (Callable<HttpResponse<String>>)
                            () -> send("POST", "/v1/venues", body, "Idempotency-Key", once))
                    .toList());
            // Whoever comes while the first one is at work is told so, and may ask again.
            assertThat(answers).extracting(HttpResponse::statusCode).isSubsetOf(201, 409);
            assertThat(answers.stream()
                            .filter(answer -> answer.statusCode() == 201)
                            .map(HttpResponse::body)
                            .distinct())
                    .hasSize(1);
            assertThat(named(once)).isEqualTo(1);
        }
    }

    @Test
    void aKeyRevokedThroughOneInstanceStopsAtAllWithinFiveSeconds() throws Exception {
        var made = JsonPath.from(INSTANCE.get(0)
                .send("POST", "/v1/api-keys", key, "{\"name\": \"short\", \"role\": \"READER\"}")
                .body());
        var revoked = made.getString("key");
        for (var instance : INSTANCE) {
            assertThat(instance.get("/v1/venues", revoked).statusCode()).isEqualTo(200);
        }

        assertThat(INSTANCE.get(0)
                        .send("DELETE", "/v1/api-keys/" + made.getString("id"), key, null)
                        .statusCode())
                .isEqualTo(204);

        var end = Instant.now().plusSeconds(5);
        for (var instance : INSTANCE) {
            Instant asked;
            int status;
            // Once more when the time is over, however long the others took.
            do {
                asked = Instant.now();
                status = instance.get("/v1/venues", revoked).statusCode();
            } while (status == 200 && asked.isBefore(end));
            assertThat(status).isEqualTo(401);
        }
    }

    @Test
    void aCursorOfOneInstanceIsReadByTheNext() throws Exception {
        var city = UUID.randomUUID().toString();
        var written = new ArrayList<String>();
        for (int i = 0; i < 10; i++) {
            written.add(
                    JsonPath.from(send("POST", "/v1/venues", "{\"name\": \"%s\", \"city\": \"%s\"}".formatted(i, city))
                                    .body())
                            .getString("id"));
        }
        var seen = new ArrayList<String>();
        var next = "/v1/venues?sort=name&limit=3&city=" + city;
        for (int i = 0; next != null; i++) {
            var page = INSTANCE.get(i % INSTANCES).get(next, key);
            assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
            seen.addAll(JsonPath.from(page.body()).getList("results.id", String.class));
            next = JsonPath.from(page.body()).getString("next");
        }
        assertThat(seen).isEqualTo(written);
    }

    @Test
    void whatAnInstanceIsAskedAboutItselfStaysInside() throws Exception {
        assertThat(get("/q/health/ready").statusCode()).isEqualTo(404);
        assertThat(get("/q/metrics").statusCode()).isEqualTo(404);
        assertThat(INSTANCE.get(0).get("/q/metrics", key).statusCode()).isEqualTo(200);
    }

    @Test
    void anInstanceThatIsKilledUnderLoadLosesNothingAndKeepsNobodyOut() throws Exception {
        var mark = UUID.randomUUID().toString();
        var cursor = JsonPath.from(get("/v1/changes?after=now").body()).getString("cursor");
        var killed = new AtomicBoolean();
        var afterwards = new AtomicInteger();
        var failed = new AtomicInteger();
        var ended = new AtomicBoolean();
        var acknowledged = new ArrayList<String>();
        var dead = INSTANCE.get(1);
        var threads = Executors.newFixedThreadPool(WRITERS + 1);
        try {
            var feed = threads.submit(() -> follow(cursor, ended, mark));
            var writers = IntStream.range(0, WRITERS)
                    .mapToObj(writer -> threads.submit(() -> {
                        var names = new ArrayList<String>();
                        // Before the end, and well beyond it.
                        while (!killed.get() || afterwards.get() < 40 * WRITERS) {
                            var name = "%s %d %d".formatted(mark, writer, names.size());
                            failed.addAndGet(write(name));
                            names.add(name);
                            if (killed.get()) {
                                afterwards.incrementAndGet();
                            }
                        }
                        return names;
                    }))
                    .toList();
            Thread.sleep(3000);
            dead.kill();
            killed.set(true);
            for (var writer : writers) {
                acknowledged.addAll(writer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
            }
            ended.set(true);
            var fed = feed.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);

            assertThat(acknowledged).hasSizeGreaterThan(40 * WRITERS);
            assertThat(fed).doesNotHaveDuplicates();
            assertThat(kept(mark)).containsExactlyInAnyOrderElementsOf(acknowledged);
            assertThat(fed).containsAll(ids(mark));
            // Each writer at most had one request at it, and one on its way there.
            assertThat(failed.get()).isLessThanOrEqualTo(2 * WRITERS);
        } finally {
            threads.shutdownNow();
            dead.kill();
            INSTANCE.set(1, instance(dead.port()));
        }
        // Taken in again.
        awaitRequestsTo(INSTANCE.get(1));
    }

    /** Until one of the requests to the proxy has gone there. */
    private static void awaitRequestsTo(DeliveredService instance) throws Exception {
        var until = Instant.now().plus(PATIENCE);
        var before = requests(instance);
        while (requests(instance) == before) {
            assertThat(Instant.now()).as("requests to port " + instance.port()).isBefore(until);
            get("/v1/venues?limit=1");
            Thread.sleep(50);
        }
    }

    /**
     * As a client does it that repeats what was not answered, until it is. Returns how often that was; that the first try is
     * still under way is an answer.
     */
    private static int write(String name) throws Exception {
        var until = Instant.now().plus(PATIENCE);
        for (int failed = 0; ; ) {
            var said = "no answer";
            try {
                var answer = send(
                        "POST",
                        "/v1/venues",
                        "{\"name\": \"%s\"}".formatted(name),
                        "Idempotency-Key",
                        name.replace(' ', '-'));
                if (answer.statusCode() == 201) {
                    return failed;
                }
                said = answer.statusCode() + " " + answer.body();
                assertThat(answer.statusCode()).as(said).isIn(409, 502, 503, 504);
                failed += answer.statusCode() == 409 ? 0 : 1;
            } catch (IOException e) {
                said = e.toString();
                failed++;
            }
            assertThat(Instant.now()).as(said).isBefore(until);
            Thread.sleep(50);
        }
    }

    /**
     * All that the feed shows through whichever instance, until the writers have ended and nothing is left: it holds back what
     * is newer than a transaction that is still open, be it one of the server's own.
     */
    private static List<String> follow(String from, AtomicBoolean ended, String mark) throws Exception {
        var until = Instant.now().plus(PATIENCE);
        var seen = new ArrayList<String>();
        for (var cursor = from; ; ) {
            var last = ended.get();
            try {
                var answer = get("/v1/changes?limit=50&after=" + cursor);
                if (answer.statusCode() == 200) {
                    var page = JsonPath.from(answer.body());
                    seen.addAll(page.getList("results.id", String.class));
                    cursor = page.getString("cursor");
                    if (last
                            && !page.getBoolean("more")
                            && (seen.containsAll(ids(mark)) || Instant.now().isAfter(until))) {
                        return seen;
                    }
                } else {
                    assertThat(answer.statusCode()).as(answer.body()).isIn(502, 503, 504);
                }
            } catch (IOException e) {
                // Asked again from where it was.
            }
            Thread.sleep(20);
        }
    }

    private static double requests(DeliveredService instance) throws Exception {
        return instance.get("/q/metrics", key)
                .body()
                .lines()
                .filter(line -> line.startsWith("rejoin_requests_seconds_count") && line.contains("listVenues"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    private static int named(String name) throws Exception {
        return kept(name).size();
    }

    private static List<String> kept(String name) throws Exception {
        return column("select name from venue where name like ?", name + "%");
    }

    private static HashSet<String> ids(String name) throws Exception {
        return new HashSet<>(column("select id::text from venue where name like ?", name + "%"));
    }

    private static List<String> column(String sql, String value) throws Exception {
        try (var statement = TestDatabase.connection().prepareStatement(sql)) {
            statement.setString(1, value);
            var all = new ArrayList<String>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    all.add(rows.getString(1));
                }
            }
            return all;
        }
    }

    private static List<HttpResponse<String>> atOnce(List<Callable<HttpResponse<String>>> calls) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new ArrayList<HttpResponse<String>>();
            for (Future<HttpResponse<String>> answer :
                    threads.invokeAll(calls, PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                answers.add(answer.get());
            }
            return answers;
        }
    }
}
