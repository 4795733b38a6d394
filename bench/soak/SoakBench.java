package soak;

import dev.rejoin.db.EmbeddedDatabase;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import service.BenchOptions;
import service.StartedService;

/**
 * The service under as much load as it takes, for a long time, while its PostgreSQL crashes; then under four times as many
 * requests as sixteen connections get answered. What is asked for follows from the seed: half reads by id, a fifth pages of fifty, a tenth
 * searches, a fifth new items with an Idempotency-Key, which are repeated until they are answered. At the end each that was
 * acknowledged must be there once.
 */
public class SoakBench {
    private static final int CONNECTIONS = 16;
    /** More than the service has in work at once, so that what it refuses is refused by itself. */
    private static final int CONNECTIONS_OF_OVERLOAD = 1000;
    private static final int TIMES = 4;
    private static final int WARM_UP = 30;
    private static final int PEAK = 20;

    private static final Map<String, String> OPTIONS =
            Map.of("--minutes", "10", "--rows", "5000", "--restarts", "3", "--overload", "30", "--seed", "1");

    private final Path home;
    private final Map<String, String> options;
    private final Vertx vertx = Vertx.vertx();
    private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
    private final AtomicInteger names = new AtomicInteger();
    private EmbeddedDatabase database;
    private StartedService service;
    private HttpClient client;
    private List<String> members;

    private record Request(HttpMethod method, String path, String name) {}

    private record Answer(int status, long nanos) {}

    /** What came of requests: how often each status, and how long the answers of each took. */
    private static final class Outcome {
        private final Map<Integer, Queue<Long>> took = new java.util.concurrent.ConcurrentHashMap<>();

        void add(Answer answer) {
            took.computeIfAbsent(answer.status(), any -> new ConcurrentLinkedQueue<>()).add(answer.nanos());
        }

        long done() {
            return took.entrySet().stream()
                    .filter(entry -> entry.getKey() / 100 == 2)
                    .mapToLong(entry -> entry.getValue().size())
                    .sum();
        }

        void print(String what, double seconds) {
            System.out.printf("%s: %,.0f answers of 2xx per second%n", what, done() / seconds);
            new TreeMap<>(took).forEach((status, nanos) -> {
                var sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
                System.out.printf(
                        "  %-12s %,9d   p50 %8.1f ms   p95 %8.1f ms   p99 %8.1f ms   longest %8.1f ms%n",
                        status == 0 ? "no answer" : status,
                        sorted.length,
                        sorted[sorted.length / 2] / 1e6,
                        sorted[(int) (sorted.length * 0.95)] / 1e6,
                        sorted[(int) (sorted.length * 0.99)] / 1e6,
                        sorted[sorted.length - 1] / 1e6);
            });
        }
    }

    private SoakBench(Path home, Map<String, String> options) {
        this.home = home;
        this.options = options;
    }

    public static void main(String[] arguments) throws Exception {
        var options = BenchOptions.read("soak", OPTIONS, arguments);
        var folder = Files.createTempDirectory("rejoin-soak-");
        var bench = new SoakBench(Path.of(arguments[0]), options);
        var status = 1;
        try {
            status = bench.run(folder) ? 0 : 1;
        } catch (Exception e) {
            e.printStackTrace();
        } finally {
            bench.close();
            delete(folder);
        }
        System.exit(status);
    }

    private int number(String option) {
        return Integer.parseInt(options.get(option));
    }

    private boolean run(Path folder) throws Exception {
        // One that keeps what it has acknowledged, unlike that of the tests.
        database = EmbeddedDatabase.in(folder);
        service = StartedService.start(home.resolve("src/target/quarkus-app"), database);
        fill();
        client = vertx.createHttpClient(
                new HttpClientOptions().setDefaultHost("127.0.0.1").setDefaultPort(service.port()),
                new PoolOptions().setHttp1MaxSize(CONNECTIONS_OF_OVERLOAD));
        System.out.printf(
                "%d processors, Java %s, %d connections, %,d rows in each large table, seed %d%n%n",
                Runtime.getRuntime().availableProcessors(),
                Runtime.version(),
                CONNECTIONS,
                number("--rows"),
                number("--seed"));
        busy(Duration.ofSeconds(WARM_UP), new Outcome(), new AtomicLong());
        soak();
        // Measured last, since the service is still being compiled for longer than it is warmed up.
        var peak = new Outcome();
        busy(Duration.ofSeconds(PEAK), peak, new AtomicLong());
        System.out.println();
        peak.print("peak", PEAK);
        overload(peak.done() / (double) PEAK);
        return everyAcknowledgedWriteIsThereOnce();
    }

    private void soak() throws Exception {
        var outcome = new Outcome();
        var last = new AtomicLong();
        var minutes = number("--minutes");
        var begin = System.nanoTime();
        var memory = resident();
        var load = Thread.ofPlatform().start(() -> busy(Duration.ofMinutes(minutes), outcome, last));
        var gaps = new ArrayList<String>();
        for (int i = 1; i <= number("--restarts"); i++) {
            Thread.sleep(Duration.ofMinutes(minutes).toMillis() * i / (number("--restarts") + 1)
                    - (System.nanoTime() - begin) / 1_000_000);
            var crashed = System.nanoTime();
            crash();
            // Until something is answered again that was asked for after the crash.
            while (last.get() < crashed && load.isAlive()) {
                Thread.sleep(1);
            }
            gaps.add("%.2f s".formatted((System.nanoTime() - crashed) / 1e9));
        }
        load.join();
        outcome.print("%d minutes, in which PostgreSQL crashed %d times".formatted(minutes, gaps.size()), minutes * 60.0);
        System.out.printf("  answered again after %s; resident %,d MB before, %,d MB after%n", gaps, memory, resident());
    }

    /** As many requests as were answered at the peak, four times, whether or not any is answered. */
    private void overload(double peak) throws Exception {
        var outcome = new Outcome();
        var random = new Random(number("--seed"));
        var seconds = number("--overload");
        var open = new AtomicInteger();
        var begin = System.nanoTime();
        var sent = 0L;
        while (System.nanoTime() - begin < Duration.ofSeconds(seconds).toNanos()) {
            var due = (long) ((System.nanoTime() - begin) / 1e9 * peak * TIMES);
            for (; sent < due; sent++) {
                open.incrementAndGet();
                var request = next(random);
                send(request).onComplete(answer -> {
                    outcome.add(answer.result());
                    note(request, answer.result());
                    open.decrementAndGet();
                });
            }
            Thread.sleep(2);
        }
        var done = outcome.done();
        while (open.get() > 0) {
            Thread.sleep(10);
        }
        System.out.println();
        outcome.print("%d times the peak for %d s, %,d requests".formatted(TIMES, seconds, sent), seconds);
        System.out.printf("  goodput %.0f %% of the peak%n", 100 * done / (seconds * peak));
    }

    /** Keeps every connection busy for a while. */
    private void busy(Duration duration, Outcome outcome, AtomicLong last) {
        var end = System.nanoTime() + duration.toNanos();
        var done = new CountDownLatch(CONNECTIONS);
        for (int i = 0; i < CONNECTIONS; i++) {
            var random = new Random(number("--seed") * 1000L + i);
            again(next(random), random, end, outcome, last, done);
        }
        try {
            done.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void again(
            Request request, Random random, long end, Outcome outcome, AtomicLong last, CountDownLatch done) {
        var begun = System.nanoTime();
        send(request).onComplete(answered -> {
            var answer = answered.result();
            outcome.add(answer);
            note(request, answer);
            var good = answer.status() / 100 == 2;
            if (good) {
                last.accumulateAndGet(begun, Math::max);
            }
            // What was written is repeated until it is answered; who is refused waits a moment.
            var next = good || request.name() == null ? next(random) : request;
            if (System.nanoTime() >= end && next != request) {
                done.countDown();
            } else if (good) {
                again(next, random, end, outcome, last, done);
            } else {
                vertx.setTimer(100, timer -> again(next, random, end, outcome, last, done));
            }
        });
    }

    private void note(Request request, Answer answer) {
        if (request.name() != null && answer.status() == 201) {
            acknowledged.add(request.name());
        }
    }

    private Request next(Random random) {
        var kind = random.nextInt(10);
        if (kind < 5) {
            return new Request(HttpMethod.GET, "/v1/members/" + members.get(random.nextInt(members.size())), null);
        }
        if (kind < 7) {
            return new Request(HttpMethod.GET, "/v1/members?status=ACTIVE&sort=-joined_on,-id&limit=50", null);
        }
        if (kind < 8) {
            return new Request(HttpMethod.GET, "/v1/search?q=family+" + random.nextInt(members.size()), null);
        }
        return new Request(HttpMethod.POST, "/v1/venues", "soak-" + names.incrementAndGet());
    }

    /** Status 0 where there is no answer. */
    private Future<Answer> send(Request wanted) {
        var begun = System.nanoTime();
        return client.request(wanted.method(), wanted.path())
                .compose(request -> {
                    request.putHeader("Authorization", "Bearer " + service.key());
                    if (wanted.name() == null) {
                        return request.send();
                    }
                    request.putHeader("Content-Type", "application/json").putHeader("Idempotency-Key", wanted.name());
                    return request.send(Buffer.buffer("{\"name\": \"" + wanted.name() + "\"}"));
                })
                .compose(response -> response.body().map(body -> response.statusCode()))
                .otherwise(0)
                .map(status -> new Answer(status, System.nanoTime() - begun));
    }

    private void fill() throws SQLException, IOException {
        try (var connection = database.dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(Files.readString(home.resolve("src/test/resources/large-tables.sql"))
                    .replace("$rows", options.get("--rows")));
            statement.execute("vacuum analyze");
            members = new ArrayList<>();
            try (var rows = statement.executeQuery("select id from member order by member_number")) {
                while (rows.next()) {
                    members.add(rows.getString(1));
                }
            }
        }
    }

    /** One of its processes is killed: PostgreSQL then ends all others, and recovers from its log. */
    private void crash() throws SQLException, IOException {
        try (var connection = database.dataSource().getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("""
                        select pid from pg_stat_activity
                        where backend_type = 'client backend' and pid <> pg_backend_pid() limit 1""")) {
            rows.next();
            new ProcessBuilder("kill", "-KILL", rows.getString(1)).start();
        }
    }

    private long resident() throws IOException {
        return Files.readAllLines(Path.of("/proc", String.valueOf(service.process().pid()), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElseThrow();
    }

    private boolean everyAcknowledgedWriteIsThereOnce() throws SQLException {
        var times = new LinkedHashMap<String, Integer>();
        try (var connection = database.dataSource().getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select name from venue where name like 'soak-%'")) {
            while (rows.next()) {
                times.merge(rows.getString(1), 1, Integer::sum);
            }
        }
        var lost = acknowledged.stream().filter(name -> !times.containsKey(name)).count();
        var doubled = times.values().stream().filter(count -> count > 1).count();
        System.out.printf("%n%,d writes acknowledged, %d lost, %d doubled%n", acknowledged.size(), lost, doubled);
        return lost == 0 && doubled == 0;
    }

    private void close() {
        if (service != null) {
            service.close();
        }
        if (database != null) {
            database.close();
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
