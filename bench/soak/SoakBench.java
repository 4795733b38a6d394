package soak;

import dev.rejoin.db.EmbeddedDatabase;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import service.BenchOptions;
import service.Figures;
import service.StartedService;

/**
 * How many connections, never idle, get the most answered; that load for a long time, while PostgreSQL crashes; then four times
 * as many connections. What is asked for follows from the seed: half reads by id, a fifth pages of fifty, a tenth searches, a fifth
 * new items with an Idempotency-Key, which are repeated until they are answered. At the end each that was acknowledged must be
 * there once. Ends with 1 where {@link Verdict} finds a promise broken.
 */
public class SoakBench {
    private static final int FEWEST = 4;
    private static final int MOST = 256;
    private static final int TIMES = 4;
    /** Many more than the service has in work at once, and fewer than the connections that it takes. */
    private static final int CROWD = 1000;

    /** What counts as more, and not as noise. */
    private static final double MORE = 1.02;
    /** As often as the peak has to be missed until it is taken for one. */
    private static final int MISSES = 2;

    /** What a client waits that was refused, while there is not too much to do. */
    private static final int IMPATIENT_MILLISECONDS = 100;
    /** The same, as it is told to (Retry-After: 1): a crowd that did not would be refused some thousand times a second. */
    private static final int PATIENT_MILLISECONDS = 1000;

    private static final Map<String, String> OPTIONS = Map.of(
            "--minutes", "10",
            "--rows", "5000",
            "--restarts", "3",
            "--step", "20",
            "--overload", "60",
            "--seed", "1",
            "--application", "src/target/quarkus-app");

    private static final Pattern CODE = Pattern.compile("\"code\":\\s*\"(\\w+)\"");

    private final Path home;
    /** The most answers of 2xx per second, by how many connections got them. */
    private final TreeMap<Integer, Double> measured = new TreeMap<>();
    private final Map<String, Long> errors = new TreeMap<>();
    /** The first of each answer that is none of 2xx. */
    private final Map<String, String> examples = new ConcurrentHashMap<>();
    private final Map<String, String> options;
    private final Figures told;
    private final Vertx vertx = Vertx.vertx();
    private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
    private final AtomicInteger names = new AtomicInteger();
    private EmbeddedDatabase database;
    private StartedService service;
    private HttpClient client;
    private List<String> members;

    private record Request(HttpMethod method, String path, String name) {}

    /** @param said the status; where it is none of 2xx, with the code of the problem */
    private record Answer(int status, String said, long nanos) {}

    /** What came of requests: how often each answer, and how long those of each took. */
    private static final class Outcome {
        private final Map<String, Queue<Long>> took = new ConcurrentHashMap<>();
        private double seconds;

        void add(Answer answer) {
            took.computeIfAbsent(answer.said(), any -> new ConcurrentLinkedQueue<>()).add(answer.nanos());
        }

        long done() {
            return took.entrySet().stream()
                    .filter(entry -> entry.getKey().startsWith("2"))
                    .mapToLong(entry -> entry.getValue().size())
                    .sum();
        }

        /** Answers of 2xx. */
        double perSecond() {
            return done() / seconds;
        }

        /** How often each answer came that is none of 2xx. */
        Map<String, Long> errors() {
            var errors = new TreeMap<String, Long>();
            took.forEach((said, nanos) -> {
                if (!said.startsWith("2")) {
                    errors.put(said, (long) nanos.size());
                }
            });
            return errors;
        }

        long[] refusals() {
            return took.entrySet().stream()
                    .filter(entry -> entry.getKey().startsWith("503"))
                    .flatMap(entry -> entry.getValue().stream())
                    .mapToLong(Long::longValue)
                    .toArray();
        }

        void print(String what, Figures told) {
            var figure = told.in("outcomes").put("what", what).put("good_per_second", perSecond()).put("seconds", seconds);
            System.out.printf("%s: %,.0f answers of 2xx per second in %.0f s%n", what, perSecond(), seconds);
            new TreeMap<>(took).forEach((said, nanos) -> {
                var all = nanos.stream().mapToLong(Long::longValue).toArray();
                figure.withArray("answers")
                        .addObject()
                        .put("answer", said)
                        .put("times", all.length)
                        .put("p50_ms", Verdict.percentile(all, 0.5) / 1e6)
                        .put("p95_ms", Verdict.percentile(all, 0.95) / 1e6)
                        .put("p99_ms", Verdict.percentile(all, 0.99) / 1e6)
                        .put("longest_ms", Verdict.percentile(all, 1) / 1e6);
                System.out.printf(
                        "  %-20s %,9d   p50 %8.1f ms   p95 %8.1f ms   p99 %8.1f ms   longest %8.1f ms%n",
                        said,
                        all.length,
                        Verdict.percentile(all, 0.5) / 1e6,
                        Verdict.percentile(all, 0.95) / 1e6,
                        Verdict.percentile(all, 0.99) / 1e6,
                        Verdict.percentile(all, 1) / 1e6);
            });
        }
    }

    private SoakBench(Path home, Map<String, String> options, Figures told) {
        this.home = home;
        this.options = options;
        this.told = told;
    }

    public static void main(String[] arguments) throws Exception {
        var options = BenchOptions.read("soak", OPTIONS, arguments);
        var folder = Files.createTempDirectory("rejoin-soak-");
        var told = Figures.of(arguments).ofThisMachine();
        var bench = new SoakBench(Path.of(arguments[0]), options, told);
        var status = 1;
        try {
            status = bench.run(folder) ? 0 : 1;
        } catch (Exception e) {
            e.printStackTrace();
        } finally {
            bench.close();
            delete(folder);
        }
        told.write();
        System.exit(status);
    }

    private int number(String option) {
        return Integer.parseInt(options.get(option));
    }

    private boolean run(Path folder) throws Exception {
        // One that keeps what it has acknowledged, unlike that of the tests.
        database = EmbeddedDatabase.in(folder);
        service = StartedService.start(home.resolve(options.get("--application")), database);
        fill();
        client = vertx.createHttpClient(
                new HttpClientOptions()
                        .setDefaultHost("127.0.0.1")
                        .setDefaultPort(service.port())
                        // Before the service gives them up (after 40 s), so that no request meets that.
                        .setKeepAliveTimeout(15),
                new PoolOptions().setHttp1MaxSize(MOST * TIMES));
        System.out.printf(
                "%d processors, load %s, Java %s, %,d rows in each large table, seed %d%n%n",
                Runtime.getRuntime().availableProcessors(),
                Files.readString(Path.of("/proc/loadavg")).split(" ")[0],
                Runtime.version(),
                number("--rows"),
                number("--seed"));
        // The service is still being compiled.
        busy(
                FEWEST * TIMES,
                Duration.ofSeconds(number("--step") * 2L),
                new Outcome(),
                new AtomicLong(),
                IMPATIENT_MILLISECONDS);
        search();
        soak(best());
        // Anew: there are many times as many rows now, and compilation goes on for longer than the search did. What comes
        // of too many connections is compared with what the same service does at its best, not with an emptier one.
        System.out.println();
        measured.clear();
        search();
        told.all().put("peak_per_second", peak()).put("connections_at_peak", best());
        System.out.printf("peak: %,.0f answers per second of %d connections%n%n", peak(), best());
        var overload = overload(best() * TIMES, PATIENT_MILLISECONDS);
        var crowd = overload(CROWD, PATIENT_MILLISECONDS);
        return judged(
                overload.perSecond(),
                LongStream.concat(Arrays.stream(overload.refusals()), Arrays.stream(crowd.refusals()))
                        .toArray());
    }

    /** What came of more than it can do. */
    private Outcome overload(int connections, int patience) {
        var outcome = new Outcome();
        busy(connections, Duration.ofSeconds(number("--overload")), outcome, new AtomicLong(), patience);
        outcome.print(
                "%d connections; who is refused asks again after %d to %d ms"
                        .formatted(connections, patience, patience * 3 / 2),
                told);
        note(outcome);
        System.out.printf(
                "  goodput %.0f %% of the peak; %,d refused, in %.1f ms at the 95th percentile%n%n",
                100 * outcome.perSecond() / peak(),
                outcome.refusals().length,
                Verdict.percentile(outcome.refusals(), 0.95) / 1e6);
        return outcome;
    }

    private boolean judged(double goodput, long[] refusals) throws SQLException {
        var times = kept();
        var lost = acknowledged.stream().filter(name -> !times.containsKey(name)).count();
        var doubled = times.values().stream().filter(count -> count > 1).count();
        told.all().put("acknowledged", acknowledged.size()).put("lost", lost).put("doubled", doubled);
        System.out.printf("%n%,d writes acknowledged, %d lost, %d doubled%n", acknowledged.size(), lost, doubled);
        var broken = Verdict.of(
                new Verdict.Figures(acknowledged.size(), lost, doubled, peak(), goodput, refusals, errors));
        told.put("broken", broken);
        System.out.println(broken.isEmpty() ? "VERDICT: kept" : "VERDICT: broken");
        broken.forEach(sentence -> System.out.println("  " + sentence));
        if (!broken.isEmpty()) {
            new TreeMap<>(examples).forEach((said, example) -> System.out.printf("  the first '%s': %s%n", said, example));
        }
        return broken.isEmpty();
    }

    /** Twice as many connections until that has brought nothing twice, and then what lies between. */
    private void search() {
        var misses = 0;
        for (int connections = FEWEST; connections <= MOST && misses < MISSES; connections *= 2) {
            var before = peak();
            misses = measure(connections) > before * MORE ? 0 : misses + 1;
        }
        var best = best();
        measure(best * 3 / 4);
        measure(best * 3 / 2);
    }

    /** @param wanted how many connections; no more than a quarter of what the client has, as overload takes four times as many */
    private double measure(int wanted) {
        var connections = Math.min(wanted, MOST);
        var outcome = new Outcome();
        busy(
                connections,
                Duration.ofSeconds(number("--step")),
                outcome,
                new AtomicLong(),
                IMPATIENT_MILLISECONDS);
        note(outcome);
        var goodput = outcome.perSecond();
        measured.merge(connections, goodput, Math::max);
        told.in("search_for_the_peak").put("connections", connections).put("good_per_second", goodput);
        System.out.printf("%4d connections: %,.0f answers of 2xx per second%n", connections, goodput);
        return goodput;
    }

    private double peak() {
        return measured.values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
    }

    /** How many connections it takes for the peak. */
    private int best() {
        return measured.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .orElseThrow()
                .getKey();
    }

    private void note(Outcome outcome) {
        outcome.errors().forEach((error, times) -> errors.merge(error, times, Long::sum));
    }

    private void soak(int connections) throws Exception {
        var outcome = new Outcome();
        var last = new AtomicLong();
        var minutes = number("--minutes");
        var begin = System.nanoTime();
        var memory = resident();
        var load = Thread.ofPlatform().start(() -> busy(
                        connections, Duration.ofMinutes(minutes), outcome, last, IMPATIENT_MILLISECONDS));
        var gaps = new ArrayList<String>();
        for (int i = 1; i <= number("--restarts"); i++) {
            Thread.sleep(Math.max(
                    0,
                    Duration.ofMinutes(minutes).toMillis() * i / (number("--restarts") + 1)
                            - (System.nanoTime() - begin) / 1_000_000));
            var crashed = System.nanoTime();
            crash();
            // Until something is answered again that was asked for after the crash.
            while (last.get() < crashed && load.isAlive()) {
                Thread.sleep(1);
            }
            gaps.add("%.2f s".formatted((System.nanoTime() - crashed) / 1e9));
        }
        load.join();
        System.out.println();
        outcome.print(
                "%d connections for %d minutes, in which PostgreSQL crashed %d times"
                        .formatted(connections, minutes, gaps.size()),
                told);
        note(outcome);
        System.out.printf("  answered again after %s; resident %,d MB before, %,d MB after%n", gaps, memory, resident());
    }

    /** Keeps every connection busy for a while; who is refused waits so many milliseconds before the next request. */
    private void busy(int connections, Duration duration, Outcome outcome, AtomicLong last, int patience) {
        var begun = System.nanoTime();
        var end = begun + duration.toNanos();
        var done = new CountDownLatch(connections);
        for (int i = 0; i < connections; i++) {
            var random = new Random(number("--seed") * 1000L + i);
            again(next(random), random, new Round(end, outcome, last, patience, done));
        }
        try {
            done.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        outcome.seconds = (System.nanoTime() - begun) / 1e9;
    }

    private record Round(long end, Outcome outcome, AtomicLong last, int patience, CountDownLatch done) {}

    private void again(Request request, Random random, Round round) {
        var begun = System.nanoTime();
        send(request).onComplete(answered -> {
            var answer = answered.result();
            round.outcome().add(answer);
            note(request, answer);
            var good = answer.status() / 100 == 2;
            if (good) {
                round.last().accumulateAndGet(begun, Math::max);
            }
            // What was written is repeated until it is answered; at the end it may have no answer, and then counts for nothing.
            var next = good || request.name() == null ? next(random) : request;
            if (System.nanoTime() >= round.end()) {
                round.done().countDown();
            } else if (good) {
                again(next, random, round);
            } else {
                // As the clients do, so that those who were refused together do not come back together; what is asked for
                // does not change by it.
                var patience = (long) (round.patience() * (1 + ThreadLocalRandom.current().nextDouble() / 2));
                vertx.setTimer(patience, timer -> again(next, random, round));
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
                .compose(response -> response.body().map(body -> answer(wanted, response, body, begun)))
                .otherwise(failure -> new Answer(0, "0 " + failure.getClass().getSimpleName(), System.nanoTime() - begun));
    }

    private Answer answer(Request wanted, HttpClientResponse response, Buffer body, long begun) {
        var nanos = System.nanoTime() - begun;
        var status = response.statusCode();
        if (status / 100 == 2) {
            return new Answer(status, String.valueOf(status), nanos);
        }
        var code = CODE.matcher(body.toString());
        var said = status + " " + (code.find() ? code.group(1) : "without a code")
                + (status == 503 && response.getHeader("Retry-After") == null ? " without Retry-After" : "");
        examples.putIfAbsent(said, "%s %s: %s".formatted(wanted.method(), wanted.path(), body));
        return new Answer(status, said, nanos);
    }

    private void fill() throws SQLException, IOException {
        try (var connection = database.dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(Files.readString(home.resolve("src/test/resources/large-tables.sql"))
                    .replace("$rows", options.get("--rows")));
            // Large tables are filled without their search documents.
            statement.execute("select search_rebuild()");
            statement.execute("vacuum analyze");
            statement.execute("select search.refresh_statistics()");
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

    /** How often each is there that was written. */
    private Map<String, Integer> kept() throws SQLException {
        var times = new HashMap<String, Integer>();
        try (var connection = database.dataSource().getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select name from venue where name like 'soak-%'")) {
            while (rows.next()) {
                times.merge(rows.getString(1), 1, Integer::sum);
            }
        }
        return times;
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
