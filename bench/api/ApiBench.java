package api;

import dev.rejoin.db.EmbeddedDatabase;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import service.BenchOptions;
import service.Figures;
import service.StartedService;

/**
 * The service against {@link Control} and, with {@code --before FOLDER}, against another build of itself (a folder
 * {@code quarkus-app}), in turns in one run. Each has a process of its own, and the builds a database of their own, filled
 * by the same statements. Shown are the medians over all rounds: answers per second, the CPU time of the process and of its
 * PostgreSQL per answer, and the ratios to the others.
 */
public class ApiBench {
    private static final int CONNECTIONS = 16;

    /** What {@code --only} begins with where each page of one collection is wanted. */
    private static final String ONE_LIST = "lists:";

    private static final Map<String, String> OPTIONS =
            Map.of("--rows", "100000", "--rounds", "5", "--seconds", "6", "--warm-up", "30", "--before", "", "--only", "");

    private record Contender(String name, Process process, int port, String key, EmbeddedDatabase database) {
        /** CPU milliseconds that the process has used until now. */
        double used() {
            return process.toHandle().info().totalCpuDuration().orElseThrow().toNanos() / 1e6;
        }

        /** CPU milliseconds that the server processes of its database have used, of those that run now. */
        double usedByDatabase() {
            return ProcessHandle.of(postmaster())
                    .orElseThrow()
                    .children()
                    .mapToDouble(process -> process.info()
                                    .totalCpuDuration()
                                    .orElse(Duration.ZERO)
                                    .toNanos()
                            / 1e6)
                    .sum();
        }

        private long postmaster() {
            try (var connection = database.dataSource().getConnection();
                    var statement = connection.createStatement();
                    var found = statement.executeQuery("select pg_read_file('postmaster.pid')")) {
                found.next();
                return Long.parseLong(found.getString(1).lines().findFirst().orElseThrow());
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private record Request(HttpMethod method, String path, String body) {
        static Request get(String path) {
            return new Request(HttpMethod.GET, path, "");
        }
    }

    private record Round(double perSecond, double cpu, double databaseCpu, double p50, double p95) {}

    private final Path home;
    private final Map<String, String> options;
    private final Figures figures;
    private final Vertx vertx = Vertx.vertx();
    private final java.net.http.HttpClient http = java.net.http.HttpClient.newHttpClient();
    private final List<StartedService> services = new ArrayList<>();
    private final List<EmbeddedDatabase> databases = new ArrayList<>();

    private ApiBench(Path home, Map<String, String> options, Figures figures) {
        this.home = home;
        this.options = options;
        this.figures = figures;
    }

    public static void main(String[] arguments) throws Exception {
        var options = BenchOptions.read("api", OPTIONS, arguments);
        var figures = Figures.of(arguments).ofThisMachine();
        var bench = new ApiBench(Path.of(arguments[0]), options, figures);
        Runtime.getRuntime().addShutdownHook(new Thread(bench::close));
        try {
            bench.run();
            figures.write();
            System.exit(0);
        } catch (Exception e) {
            e.printStackTrace();
            System.exit(1);
        }
    }

    private int number(String option) {
        return Integer.parseInt(options.get(option));
    }

    private void run() throws Exception {
        var service = service("service", home.resolve("src/target/quarkus-app"));
        var contenders = new ArrayList<Contender>();
        contenders.add(control(service.database()));
        if (!options.get("--before").isEmpty()) {
            contenders.add(service("before", Path.of(options.get("--before"))));
        }
        contenders.add(service);
        System.out.printf(
                "%d processors, Java %s, %d connections, %,d members, %d rounds of %s s each after %s s of warming%n%n",
                Runtime.getRuntime().availableProcessors(),
                Runtime.version(),
                CONNECTIONS,
                number("--rows"),
                number("--rounds"),
                options.get("--seconds"),
                options.get("--warm-up"));
        figures.all()
                .put("connections", CONNECTIONS)
                .put("rows", number("--rows"))
                .put("rounds", number("--rounds"))
                .put("seconds", number("--seconds"));
        System.out.printf("%-28s %-8s %9s %9s %9s %12s %14s%n", "", "", "per s", "p50 ms", "p95 ms", "CPU ms", "PostgreSQL ms");
        var only = options.get("--only");
        for (var workload : workloads(service.database()).entrySet()) {
            if (workload.getKey().contains(only)) {
                compare(workload.getKey(), workload.getValue(), contenders);
            }
        }
        if ("lists".contains(only) || only.startsWith(ONE_LIST)) {
            lists();
        }
    }

    /** Each large collection by each of its sorts, up and down, with and without a filter: first page and second, one by one. */
    private void lists() throws Exception {
        var database = EmbeddedDatabase.temporary();
        databases.add(database);
        var started = StartedService.start(home.resolve("src/target/quarkus-app"), database);
        services.add(started);
        var service = new Contender("service", started.process(), started.port(), started.key(), database);
        var resources = home.resolve("src/test/resources");
        try (var connection = database.dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("set statement_timeout = 0");
            statement.execute(Files.readString(resources.resolve("large-tables.sql"))
                    .replace("$rows", options.get("--rows")));
            statement.execute("vacuum analyze");
        }
        var contract = new JsonObject(get(service, "/q/openapi?format=json"));
        System.out.printf(
                "%nlists of %,d rows each%n%-16s %6s %9s %9s %12s %14s  %s%n",
                number("--rows"), "", "lists", "p50 ms", "p95 ms", "CPU ms", "PostgreSQL ms", "slowest");
        for (var line : Files.readAllLines(resources.resolve("large-lists.txt"))) {
            var parts = line.split("\\?", 2);
            if (options.get("--only").startsWith(ONE_LIST)
                    && !options.get("--only").equals(ONE_LIST + parts[0])) {
                continue;
            }
            lists(service, parts[0], parts[1], sortKeys(contract, parts[0]));
        }
    }

    private void lists(Contender service, String resource, String filter, List<String> sortKeys) throws Exception {
        var pages = new ArrayList<String>();
        for (var key : sortKeys) {
            for (var filtered : List.of("", "&" + filter)) {
                var first = "/v1/" + resource + "?limit=50&sort=" + key + filtered;
                pages.add(first);
                var next = new JsonObject(get(service, first)).getString("next");
                if (next != null) {
                    pages.add(next);
                }
            }
        }
        var took = new ArrayList<Double>();
        var slowest = new TreeMap<Double, String>();
        double cpu = service.used();
        double databaseCpu = service.usedByDatabase();
        for (var page : pages) {
            var each = new ArrayList<Double>();
            for (int i = 0; i < number("--rounds"); i++) {
                long start = System.nanoTime();
                get(service, page);
                each.add((System.nanoTime() - start) / 1e6);
            }
            took.addAll(each);
            slowest.put(median(each.stream().mapToDouble(Double::doubleValue)), page);
        }
        took.sort(null);
        var list = figures.in("lists")
                .put("resource", resource)
                .put("pages", pages.size())
                .put("p50_ms", took.get(took.size() / 2))
                .put("p95_ms", took.get((int) (took.size() * 0.95)))
                .put("cpu_ms", (service.used() - cpu) / took.size())
                .put("postgresql_ms", (service.usedByDatabase() - databaseCpu) / took.size());
        slowest.descendingMap()
                .forEach((milliseconds, page) -> list.withArray("each")
                        .addObject()
                        .put("page", named(page))
                        .put("median_ms", milliseconds));
        System.out.printf(
                "%-16s %6d %9.1f %9.1f %12.2f %14.2f  %.0f ms %s%n",
                resource,
                pages.size(),
                took.get(took.size() / 2),
                took.get((int) (took.size() * 0.95)),
                (service.used() - cpu) / took.size(),
                (service.usedByDatabase() - databaseCpu) / took.size(),
                slowest.lastKey(),
                named(slowest.lastEntry().getValue()));
        if (options.get("--only").startsWith(ONE_LIST)) {
            slowest.descendingMap()
                    .forEach((milliseconds, page) -> System.out.printf("%40.1f ms %s%n", milliseconds, named(page)));
        }
    }

    private static String named(String page) {
        return page.replaceAll("cursor=[^&]*", "cursor=…");
    }

    private static List<String> sortKeys(JsonObject contract, String resource) {
        var parameters = contract.getJsonObject("paths")
                .getJsonObject("/v1/" + resource)
                .getJsonObject("get")
                .getJsonArray("parameters");
        for (int i = 0; i < parameters.size(); i++) {
            var parameter = parameters.getJsonObject(i);
            if ("sort".equals(parameter.getString("name"))) {
                var named = parameter.getJsonObject("schema").getJsonObject("items").getString("$ref");
                return contract
                        .getJsonObject("components")
                        .getJsonObject("schemas")
                        .getJsonObject(named.substring(named.lastIndexOf('/') + 1))
                        .getJsonArray("enum")
                        .stream()
                        .map(Object::toString)
                        .toList();
            }
        }
        throw new IllegalStateException("no sort for " + resource);
    }

    private String get(Contender service, String path) throws Exception {
        var request = java.net.http.HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.port() + path))
                .header("Authorization", "Bearer " + service.key())
                .build();
        var answer = http.send(request, java.net.http.HttpResponse.BodyHandlers.ofString());
        // A list that is not there in time says so; it counts with the time that this took.
        if (answer.statusCode() != 200 && answer.statusCode() != 503) {
            throw new IllegalStateException(answer.statusCode() + " to " + path + ": " + answer.body());
        }
        return answer.body();
    }

    private Map<String, Supplier<Request>> workloads(EmbeddedDatabase database) throws SQLException {
        var members = ids(database, "member");
        var invoices = ids(database, "invoice");
        Supplier<String> member = () -> members.get(ThreadLocalRandom.current().nextInt(members.size()));
        Supplier<String> invoice = () -> invoices.get(ThreadLocalRandom.current().nextInt(invoices.size()));
        var workloads = new LinkedHashMap<String, Supplier<Request>>();
        workloads.put("by id", () -> Request.get("/v1/members/" + member.get()));
        workloads.put(
                "page of 50, filter and sort",
                () -> Request.get("/v1/members?status=ACTIVE&sort=-joined_on,-id&limit=50"));
        workloads.put("page of 500", () -> Request.get("/v1/members?limit=500"));
        workloads.put(
                "page of 50, two expansions",
                () -> Request.get("/v1/members?status=ACTIVE&sort=-joined_on,-id&limit=50&expand=person,organization"));
        workloads.put("invoice with lines", () -> Request.get("/v1/invoices/" + invoice.get()));
        workloads.put(
                "patch",
                () -> new Request(
                        HttpMethod.PATCH,
                        "/v1/members/" + member.get(),
                        "{\"job_title\":\"Title " + ThreadLocalRandom.current().nextInt() + "\"}"));
        return workloads;
    }

    /** They are the same in every database. */
    private static List<String> ids(EmbeddedDatabase database, String table) throws SQLException {
        var ids = new ArrayList<String>();
        try (var connection = database.dataSource().getConnection();
                var statement = connection.createStatement();
                var found = statement.executeQuery("select id from " + table + " order by id")) {
            while (found.next()) {
                ids.add(found.getString(1));
            }
        }
        return ids;
    }

    private void compare(String name, Supplier<Request> workload, List<Contender> contenders) throws Exception {
        var seconds = Duration.ofSeconds(number("--seconds"));
        for (var contender : contenders) {
            load(contender, workload, Duration.ofSeconds(number("--warm-up")));
        }
        var rounds = new LinkedHashMap<Contender, List<Round>>();
        for (int i = 0; i < number("--rounds"); i++) {
            for (var contender : contenders) {
                rounds.computeIfAbsent(contender, any -> new ArrayList<>()).add(load(contender, workload, seconds));
            }
        }
        rounds.forEach((contender, all) -> System.out.printf(
                "%-28s %-8s %,9.0f %9.2f %9.2f %12.3f %14.3f%n",
                contender == contenders.getFirst() ? name : "",
                contender.name(),
                median(all.stream().mapToDouble(Round::perSecond)),
                median(all.stream().mapToDouble(Round::p50)),
                median(all.stream().mapToDouble(Round::p95)),
                median(all.stream().mapToDouble(Round::cpu)),
                median(all.stream().mapToDouble(Round::databaseCpu))));
        var workloads = figures.in("workloads").put("name", name);
        rounds.forEach((contender, all) -> workloads.withArray("contenders")
                .addObject()
                .put("name", contender.name())
                .put("per_second", median(all.stream().mapToDouble(Round::perSecond)))
                .put("p50_ms", median(all.stream().mapToDouble(Round::p50)))
                .put("p95_ms", median(all.stream().mapToDouble(Round::p95)))
                .put("cpu_ms", median(all.stream().mapToDouble(Round::cpu)))
                .put("postgresql_ms", median(all.stream().mapToDouble(Round::databaseCpu))));
        var service = rounds.get(contenders.getLast());
        for (var other : contenders.subList(0, contenders.size() - 1)) {
            var rates = new double[service.size()];
            for (int i = 0; i < rates.length; i++) {
                rates[i] = service.get(i).perSecond() / rounds.get(other).get(i).perSecond();
            }
            workloads.withObject("/answers_of_the_service_to_one_of").put(other.name(), median(Arrays.stream(rates)));
            System.out.printf("%-28s the service does %.2f times the answers of %s%n", "", median(Arrays.stream(rates)), other.name());
        }
    }

    private static double median(java.util.stream.DoubleStream values) {
        var sorted = values.sorted().toArray();
        return sorted[sorted.length / 2];
    }

    /** Keeps every connection busy for a while. */
    private Round load(Contender contender, Supplier<Request> workload, Duration duration) throws Exception {
        var client = vertx.createHttpClient(
                new HttpClientOptions().setDefaultHost("127.0.0.1").setDefaultPort(contender.port()),
                new PoolOptions().setHttp1MaxSize(CONNECTIONS));
        var took = new ConcurrentLinkedQueue<Long>();
        var failed = new AtomicReference<String>();
        var done = new CountDownLatch(CONNECTIONS);
        double cpu = contender.used();
        double database = contender.usedByDatabase();
        long start = System.nanoTime();
        for (int i = 0; i < CONNECTIONS; i++) {
            next(client, contender, workload, start + duration.toNanos(), took, failed, done);
        }
        done.await();
        double seconds = (System.nanoTime() - start) / 1e9;
        cpu = contender.used() - cpu;
        database = contender.usedByDatabase() - database;
        client.close();
        if (failed.get() != null) {
            throw new IllegalStateException(contender.name() + " answered " + failed.get());
        }
        var sorted = took.stream().mapToLong(Long::longValue).sorted().toArray();
        return new Round(
                sorted.length / seconds,
                cpu / sorted.length,
                database / sorted.length,
                sorted[sorted.length / 2] / 1e6,
                sorted[(int) (sorted.length * 0.95)] / 1e6);
    }

    private static void next(
            HttpClient client,
            Contender contender,
            Supplier<Request> workload,
            long end,
            ConcurrentLinkedQueue<Long> took,
            AtomicReference<String> failed,
            CountDownLatch done) {
        long start = System.nanoTime();
        if (start >= end || failed.get() != null) {
            done.countDown();
            return;
        }
        var wanted = workload.get();
        client.request(wanted.method(), wanted.path())
                .compose(request -> {
                    request.putHeader("Authorization", "Bearer " + contender.key());
                    if (wanted.body().isEmpty()) {
                        return request.send();
                    }
                    request.putHeader("Content-Type", "application/merge-patch+json").putHeader("If-Match", "*");
                    return request.send(Buffer.buffer(wanted.body()));
                })
                .compose(response -> response.body().map(body -> {
                    if (response.statusCode() != 200) {
                        failed.compareAndSet(null, response.statusCode() + " to " + wanted + ": " + body);
                    }
                    return body;
                }))
                .onFailure(e -> failed.compareAndSet(null, String.valueOf(e)))
                .onComplete(any -> {
                    took.add(System.nanoTime() - start);
                    next(client, contender, workload, end, took, failed, done);
                });
    }

    private Contender control(EmbeddedDatabase database) throws Exception {
        var process = new ProcessBuilder(
                        "java",
                        "-Xmx512m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        home.resolve("bench/api/Control.java").toString(),
                        database.jdbcUrl(),
                        database.user(),
                        database.password())
                .redirectErrorStream(true)
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        var port = StartedService.said(process, Pattern.compile("listening on (\\d+)"));
        return new Contender("control", process, Integer.parseInt(port), "none", database);
    }

    private Contender service(String name, Path folder) throws Exception {
        var database = EmbeddedDatabase.temporary();
        databases.add(database);
        var service = StartedService.start(folder, database);
        services.add(service);
        fill(database, number("--rows"));
        return new Contender(name, service.process(), service.port(), service.key(), database);
    }

    /**
     * Ids whose first bits differ, as those of the database's own do: where only the last ones differ, a GiST tree over them
     * cannot tell them apart and reads ten times as many pages.
     */
    private static void fill(EmbeddedDatabase database, int rows) throws SQLException {
        try (var connection = database.dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("""
                    set rejoin.bulk_load = 'on';
                    insert into organization (id, legacy_id, name, legal_name, registration_number, status, industry, website,
                        email, phone, street, postal_code, city, region, country, joined_on)
                    select (lpad(to_hex(i), 8, '0') || '-0000-7000-8000-100000000000')::uuid, 'organization-' || i, 'Société ' || i, 'Société ' || i || ' S.A.', 'bench ' || i, 'ACTIVE',
                        'Banking', 'https://example.com/' || i, 'contact' || i || '@example.com', '+33 1 42 14 20 00',
                        i || ' boulevard Haussmann', '75009', 'Paris', 'Île-de-France', 'FR', '2019-04-01'
                      from generate_series(1, greatest(%1$d / 20, 1)) i;
                    insert into person (id, legacy_id, given_name, family_name, email, phone, language, born_on)
                    select (lpad(to_hex(i), 8, '0') || '-0000-7000-8000-200000000000')::uuid, 'person-' || i, 'Zoé ' || i %% 997, 'Dupont ' || i, 'zoe.dupont' || i || '@example.com',
                        '+33 6 12 34 56 78', 'fr', date '1950-01-01' + i %% 15000
                      from generate_series(1, %1$d) i;
                    insert into member (id, legacy_id, person_id, organization_id, member_number, job_title, status,
                        joined_on, left_on)
                    select (lpad(to_hex(p.i), 8, '0') || '-0000-7000-8000-300000000000')::uuid, 'member-' || p.i, p.id, o.id, 'M-' || p.i, 'Chief executive',
                        case p.i %% 10 when 0 then 'LEFT' when 1 then 'CANDIDATE' when 2 then 'PAUSED' else 'ACTIVE' end,
                        date '2010-01-01' + (p.i * 37 %% 5000)::int,
                        case p.i %% 10 when 0 then date '2010-01-01' + (p.i * 37 %% 5000)::int + 400 end
                      from (select id, row_number() over (order by id) as i from person) p
                      join (select id, row_number() over (order by id) as i from organization) o
                        on o.i = p.i %% (select count(*) from organization) + 1;
                    insert into invoice (id, legacy_id, number, organization_id, status, due_on, currency, notes)
                    select (lpad(to_hex(i), 8, '0') || '-0000-7000-8000-400000000000')::uuid, 'invoice-' || i, 'F-' || i, o.id, 'DRAFT', '2026-12-31', 'EUR', 'Annual fee'
                      from (select id, row_number() over (order by id) as i from organization) o;
                    insert into invoice_line (invoice_id, position, description, quantity, unit_price, tax_rate)
                    select i.id, n, 'Line ' || n, n, 120.50 * n, 0.2 from invoice i, generate_series(1, 5) n;
                    reset rejoin.bulk_load""".formatted(rows));
            for (var table : List.of("organization", "person", "member", "invoice", "invoice_line")) {
                statement.execute("vacuum analyze " + table);
            }
        }
    }

    private void close() {
        services.forEach(StartedService::close);
        databases.forEach(EmbeddedDatabase::close);
    }
}
