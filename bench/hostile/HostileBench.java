package hostile;

import dev.rejoin.db.EmbeddedDatabase;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import service.BenchOptions;
import service.Figures;
import service.StartedService;

/**
 * The service in a small heap, attacked for a long time in every way of {@link Attack}, while a client that does as it is told
 * reads, searches and writes. Which attacks come follows from the seed. What the heap holds after a full collection is looked at
 * in even distances. Ends with 1 where {@link Verdict} finds a promise broken.
 */
public class HostileBench {
    private static final int LOOKS = 12;
    private static final int WARM_SECONDS = 60;
    /** Longer than an idle connection is kept (60 s). */
    private static final int AFTERWARDS_SECONDS = 75;

    private static final Map<String, String> OPTIONS = Map.of(
            "--minutes", "10",
            "--attackers", "60",
            "--heap", "256",
            "--rows", "2000",
            "--seed", "1",
            "--application", "src/target/quarkus-app");

    private static final Pattern LIVE = Pattern.compile("^Total\\s+\\d+\\s+(\\d+)", Pattern.MULTILINE);
    private static final Pattern CODE = Pattern.compile("\"code\":\\s*\"(\\w+)\"");

    private final Path home;
    private final Map<String, String> options;
    private final Figures told;
    private final Map<Attack, AtomicLong> attacks = new EnumMap<>(Attack.class);
    private final ConcurrentMap<Integer, AtomicLong> ill = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, AtomicLong> well = new ConcurrentHashMap<>();
    private final AtomicLong longest = new AtomicLong();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private EmbeddedDatabase database;
    private StartedService service;

    private HostileBench(Path home, Map<String, String> options, Figures told) {
        this.home = home;
        this.options = options;
        this.told = told;
        for (var attack : Attack.values()) {
            attacks.put(attack, new AtomicLong());
        }
    }

    public static void main(String[] arguments) throws Exception {
        var options = BenchOptions.read("hostile", OPTIONS, arguments);
        var told = Figures.of(arguments).ofThisMachine();
        var bench = new HostileBench(Path.of(arguments[0]), options, told);
        var status = 1;
        try {
            status = bench.run() ? 0 : 1;
        } catch (Exception e) {
            e.printStackTrace();
        } finally {
            bench.close();
        }
        told.write();
        System.exit(status);
    }

    private int number(String option) {
        return Integer.parseInt(options.get(option));
    }

    private boolean run() throws Exception {
        database = EmbeddedDatabase.temporary();
        service = StartedService.start(
                home.resolve(options.get("--application")),
                database,
                "-Xmx" + number("--heap") + "m",
                "-XX:+ExitOnOutOfMemoryError");
        fill();
        System.out.printf(
                "%d processors, load %s, Java %s, heap of %d MB, %d attackers, seed %d%n%n",
                Runtime.getRuntime().availableProcessors(),
                Files.readString(Path.of("/proc/loadavg")).split(" ")[0],
                Runtime.version(),
                number("--heap"),
                number("--attackers"),
                number("--seed"));
        behave(System.nanoTime() + TimeUnit.SECONDS.toNanos(WARM_SECONDS));
        well.clear();
        longest.set(0);
        var before = look();
        print("before", before);
        var during = attack();
        Thread.sleep(Duration.ofSeconds(service.process().isAlive() ? AFTERWARDS_SECONDS : 0));
        var after = look();
        print("after", after);
        return judged(new Verdict.Figures(
                service.process().isAlive(), before, during, after, counts(well), counts(ill)));
    }

    private List<Verdict.Sample> attack() throws Exception {
        var begun = System.nanoTime();
        var length = TimeUnit.MINUTES.toNanos(number("--minutes"));
        var end = begun + length;
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < number("--attackers"); i++) {
            var random = new Random(number("--seed") * 1000L + i);
            threads.add(Thread.ofVirtual().start(() -> attack(random, end)));
        }
        // On a thread of its own: the attackers share theirs, and whoever of them works hard keeps the others waiting.
        threads.add(Thread.ofPlatform().start(() -> behave(end)));
        var looks = new ArrayList<Verdict.Sample>();
        for (int i = 1; i <= LOOKS && service.process().isAlive(); i++) {
            Thread.sleep(Math.max(0, (begun + length * i / LOOKS - System.nanoTime()) / 1_000_000));
            if (service.process().isAlive()) {
                looks.add(look());
                print("%d of %d".formatted(i, LOOKS), looks.getLast());
            }
        }
        for (var thread : threads) {
            thread.join();
        }
        return looks;
    }

    private void attack(Random random, long end) {
        while (System.nanoTime() < end && service.process().isAlive()) {
            var attack = Attack.values()[random.nextInt(Attack.values().length)];
            attacks.get(attack).incrementAndGet();
            var status = 0;
            try (var connection = new Attack.Connection(service.port(), service.key(), random, end)) {
                try {
                    attack.on(connection);
                } finally {
                    status = connection.status();
                }
            } catch (IOException e) {
                // The service ended it, as it may; what it said before is counted.
            }
            ill.computeIfAbsent(status, any -> new AtomicLong()).incrementAndGet();
        }
    }

    /** Ten requests a second, of four kinds, one after the other. */
    private void behave(long end) {
        for (int i = 0; System.nanoTime() < end && service.process().isAlive(); i++) {
            var request = HttpRequest.newBuilder().timeout(Duration.ofSeconds(60)).header("Authorization", "Bearer " + service.key());
            switch (i % 4) {
                case 0 -> request.uri(uri("/v1/members?limit=20"));
                case 1 -> request.uri(uri("/v1/search?q=family+" + i % 100));
                case 2 -> request.uri(uri("/v1/venues?limit=5"));
                default -> request.uri(uri("/v1/venues"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString("{\"name\": \"well-%d\"}".formatted(ThreadLocalRandom.current().nextLong())));
            }
            var begun = System.nanoTime();
            well.computeIfAbsent(said(request.build()), any -> new AtomicLong()).incrementAndGet();
            longest.accumulateAndGet(System.nanoTime() - begun, Math::max);
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private String said(HttpRequest request) {
        try {
            var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() / 100 == 2) {
                return String.valueOf(answer.statusCode());
            }
            var code = CODE.matcher(answer.body());
            return answer.statusCode() + " " + (code.find() ? code.group(1) : "without a code")
                    + (answer.statusCode() == 503 && answer.headers().firstValue("Retry-After").isEmpty() ? " without Retry-After" : "");
        } catch (IOException e) {
            return "no answer: " + e.getClass().getSimpleName();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "no answer";
        }
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + service.port() + path);
    }

    /** With a full collection, so that what is live is all that is left. */
    private Verdict.Sample look() throws IOException, InterruptedException {
        if (!service.process().isAlive()) {
            return new Verdict.Sample(0, 0, 0);
        }
        var pid = service.process().pid();
        var jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), String.valueOf(pid), "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        var histogram = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        jcmd.waitFor();
        var live = LIVE.matcher(histogram);
        if (!live.find()) {
            throw new IOException("jcmd tells no size of the heap: " + histogram.lines().limit(5).toList());
        }
        var threads = Files.readAllLines(Path.of("/proc", String.valueOf(pid), "status")).stream()
                .filter(line -> line.startsWith("Threads:"))
                .mapToInt(line -> Integer.parseInt(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
        try (var descriptors = Files.list(Path.of("/proc", String.valueOf(pid), "fd"))) {
            return new Verdict.Sample(Long.parseLong(live.group(1)), threads, (int) descriptors.count());
        }
    }

    private void print(String when, Verdict.Sample sample) {
        told.in("looks")
                .put("when", when)
                .put("live_bytes", sample.live())
                .put("threads", sample.threads())
                .put("descriptors", sample.descriptors());
        System.out.printf(
                "%-9s %,7.1f MB live, %4d threads, %4d descriptors%n",
                when, sample.live() / 1e6, sample.threads(), sample.descriptors());
    }

    private static <K> Map<K, Long> counts(Map<K, AtomicLong> counters) {
        var counts = new ConcurrentHashMap<K, Long>();
        counters.forEach((key, count) -> counts.put(key, count.get()));
        return counts;
    }

    private boolean judged(Verdict.Figures figures) {
        System.out.printf(
                "%nattacks %s%nattackers were last answered (0: not at all) %s%nwho does as it is told %s, after %.1f s at most%n",
                attacks, figures.ill(), figures.well(), longest.get() / 1e9);
        var broken = Verdict.of(figures);
        told.counts("attacks", attacks);
        told.counts("attackers_were_answered", figures.ill());
        told.counts("well_behaved_was_answered", figures.well());
        told.all().put("longest_seconds", longest.get() / 1e9);
        told.put("broken", broken);
        System.out.println(broken.isEmpty() ? "VERDICT: kept" : "VERDICT: broken");
        broken.forEach(sentence -> System.out.println("  " + sentence));
        return broken.isEmpty();
    }

    private void fill() throws Exception {
        try (var connection = database.dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(Files.readString(home.resolve("src/test/resources/large-tables.sql"))
                    .replace("$rows", options.get("--rows")));
            // Large tables are filled without their search documents.
            statement.execute("select search_rebuild()");
            statement.execute("vacuum analyze");
            statement.execute("select search.refresh_statistics()");
        }
    }

    private void close() {
        if (service != null) {
            service.close();
        }
        if (database != null) {
            database.close();
        }
    }
}
