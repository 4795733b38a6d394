package dev.rejoin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rejoin.contract.Role;
import dev.rejoin.db.PostgresNode;
import dev.rejoin.security.TestKeys;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A standby answers reads: never what is too old, never instead of an own write, and whatever happens to it, nobody is told. */
@Tag("slow")
class ReplicaTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration LAG = Duration.ofSeconds(8);
    private static final int CLIENTS = 6;

    @TempDir
    static Path folder = Path.of("");

    private static PostgresNode primary;
    private static PostgresNode standby;
    private static DeliveredService service;
    private static String writer;
    private static String reader;

    @BeforeAll
    static void start() throws Exception {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        primary = node("primary").initialize().start();
        primary.say("postgres", "create database rejoin");
        standby = node("standby")
                // Commits are shown so much later there, and conflicts with what is read decided at once.
                .with("recovery_min_apply_delay", "100ms")
                .with("max_standby_streaming_delay", "0");
        follow();
        service = DeliveredService.listening(settings(url(standby)));
        writer = TestKeys.create(primary.source("rejoin"), Role.EDITOR);
        reader = TestKeys.create(primary.source("rejoin"), Role.READER);
    }

    private static Map<String, String> settings(String replicas) {
        var database = primary.source("rejoin");
        return new TreeMap<>(Map.of(
                "REJOIN_DB_URL",
                String.valueOf(database.getUrl()),
                "REJOIN_DB_USER",
                String.valueOf(database.getUser()),
                "REJOIN_DB_PASSWORD",
                String.valueOf(database.getPassword()),
                "REJOIN_DB_POOL",
                "8",
                "REJOIN_REPLICA_URL",
                replicas,
                "REJOIN_REPLICA_LAG",
                LAG.toSeconds() + "s"));
    }

    private static PostgresNode node(String name) throws IOException {
        return new PostgresNode(folder.resolve(name), ListeningProcess.freePort())
                .with("fsync", "off")
                .with("max_connections", "60")
                .with("shared_buffers", "64MB")
                .with("wal_keep_size", "1GB")
                .with("log_checkpoints", "off");
    }

    private static String url(PostgresNode node) {
        return String.valueOf(node.source("rejoin").getUrl());
    }

    /** The standby is made anew from the primary. */
    private static void follow() throws Exception {
        standby.copyOf(primary).following(primary).start();
    }

    @AfterAll
    static void stop() {
        if (service != null) {
            service.close();
        }
        Stream.of(primary, standby).filter(Objects::nonNull).forEach(PostgresNode::close);
    }

    @BeforeEach
    void itIsUsed() throws Exception {
        until(() -> says(service, "it answers reads"), "the replica is not used");
        // The first request of each kind takes longer than any other.
        read("/v1/venues");
        read("/v1/search?q=nobody");
    }

    @AfterEach
    void itGoesOn() throws Exception {
        standby.say("postgres", "select pg_wal_replay_resume() where pg_is_in_recovery()");
    }

    @Test
    void readsAreAnsweredByAReplica() throws Exception {
        var venue = id(post("seen"));
        caughtUp();
        for (var path : List.of(
                "/v1/venues/" + venue,
                "/v1/venues",
                "/v1/venues?count=estimated",
                "/v1/venues/aggregate?group_by=city",
                "/v1/members?expand=person,organization",
                "/v1/search?q=seen",
                "/v1/search/suggest?q=se",
                "/v1/venues/%s/history".formatted(venue),
                "/v1/quality/rules/" + firstRule())) {
            var before = served("replica");
            var elsewhere = served("primary") + served("again");
            var answer = service.get(path, reader);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(served("replica")).as(path).isGreaterThan(before);
            assertThat(served("primary") + served("again")).as(path).isEqualTo(elsewhere);
        }
        for (var path : List.of("/v1/changes?after=now", "/v1/imports")) {
            var before = served("replica");
            service.get(path, reader);
            assertThat(served("replica")).as(path).isEqualTo(before);
        }
    }

    @Test
    void whoWroteSeesItThoughTheReplicaDoesNot() throws Exception {
        caughtUp();
        pause();
        var name = UUID.randomUUID().toString();
        var made = post(name);
        var position = made.headers().firstValue("rejoin-position").orElseThrow();
        var list = "/v1/venues?name=" + name;

        // By its key, at this instance, or by what it was told, whoever and wherever asks.
        assertThat(names(service.get(list, writer))).containsExactly(name);
        assertThat(names(service.send("GET", list, reader, null, "Rejoin-Position", position)))
                .containsExactly(name);
        assertThat(names(service.get(list, reader))).isEmpty();
        // Who names a position wants no more than that.
        assertThat(names(service.send("GET", list, writer, null, "Rejoin-Position", "1-0/0")))
                .isEmpty();
        // What is not there yet is never denied.
        assertThat(service.get("/v1/venues/" + id(made), reader).statusCode()).isEqualTo(200);
        assertThat(service.get("/v1/venues/%s/history".formatted(id(made)), reader)
                        .statusCode())
                .isEqualTo(200);
        var explained = "/v1/search/explain?q=%s&resource=venue&id=%s".formatted(name, id(made));
        assertThat(service.get(explained, reader).body()).contains("\"found\":true");
        assertThat(service.send("GET", list, reader, null, "Rejoin-Position", "soon")
                        .statusCode())
                .isEqualTo(400);

        resume();
        caughtUp();
        var before = served("replica");
        assertThat(names(service.send("GET", list, reader, null, "Rejoin-Position", position)))
                .containsExactly(name);
        assertThat(served("replica")).isGreaterThan(before);
    }

    @Test
    void everyWriteIsSeenByWhoNamesItsPosition() throws Exception {
        try (var other = DeliveredService.listening(settings(url(standby)))) {
            until(() -> says(other, "it answers reads"), "the replica is not used");
            inParallel(CLIENTS, client -> {
                for (int i = 0; i < 40; i++) {
                    var name = "seen-%d-%d".formatted(client, i);
                    var made = post(name);
                    var position = made.headers().firstValue("rejoin-position").orElseThrow();
                    var list = "/v1/venues?name=" + name;
                    assertThat(names(other.send("GET", list, reader, null, "Rejoin-Position", position)))
                            .containsExactly(name);
                    assertThat(names(service.get(list, writer))).containsExactly(name);
                    var path = "/v1/venues/" + id(made);
                    var changed = service.send(
                            "PATCH", path, writer, "{\"name\": \"%s changed\"}".formatted(name), "If-Match", "\"0\"");
                    assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
                    assertThat(service.get(path, writer).headers().firstValue("etag"))
                            .hasValue("\"1\"");
                    if (i % 2 == 0) {
                        // So long that the replica has it.
                        Thread.sleep(150);
                    }
                }
            });
            assertThat(served(other, "replica")).isPositive();
        }
    }

    @Test
    void aConditionalReadNeverGoesBack() throws Exception {
        var path = "/v1/venues/" + id(post("conditional"));
        caughtUp();
        pause();
        var changed = service.send("PATCH", path, writer, "{\"name\": \"changed\"}", "If-Match", "\"0\"");
        assertThat(changed.statusCode()).isEqualTo(200);

        assertThat(service.send("GET", path, reader, null, "If-None-Match", "\"1\"")
                        .statusCode())
                .isEqualTo(304);
        // What is still so there may be said to be so.
        assertThat(service.send("GET", path, reader, null, "If-None-Match", "\"0\"")
                        .statusCode())
                .isEqualTo(304);
        assertThat(service.send("PATCH", path, writer, "{\"name\": \"again\"}", "If-Match", "\"0\"")
                        .statusCode())
                .isEqualTo(412);
    }

    @Test
    void pagesOfBothHaveNothingTwiceAndMissNothing() throws Exception {
        var city = UUID.randomUUID().toString();
        var all = new ArrayList<String>();
        for (int i = 0; i < 40; i++) {
            all.add(id(service.send(
                    "POST",
                    "/v1/venues",
                    writer,
                    "{\"name\": \"page %02d\", \"city\": \"%s\"}".formatted(i % 7, city))));
        }
        caughtUp();
        pause();
        var ahead = post("ahead").headers().firstValue("rejoin-position").orElseThrow();
        for (var first : List.of(0, 1)) {
            var found = new ArrayList<String>();
            var next = "/v1/venues?sort=name&limit=7&city=" + city;
            for (int page = first; next != null; page++) {
                var before = served("replica");
                var answer = page % 2 == 0
                        ? service.get(next, reader)
                        : service.send("GET", next, reader, null, "Rejoin-Position", ahead);
                assertThat(served("replica") - before).isEqualTo(page % 2 == 0 ? 1 : 0);
                var body = JsonPath.from(answer.body());
                found.addAll(body.getList("results.id"));
                next = body.getString("next");
            }
            assertThat(found).containsExactlyInAnyOrderElementsOf(all);
        }
    }

    @Test
    void whatIsTooFarBehindIsNotUsed() throws Exception {
        pause();
        var end = Instant.now().plus(LAG);
        var name = UUID.randomUUID().toString();
        post(name);
        until(() -> says(service, "further behind than REJOIN_REPLICA_LAG allows"), "it is used on and on");
        assertThat(Instant.now()).isAfter(end.minusSeconds(1));

        assertThat(names(service.get("/v1/venues?name=" + name, reader))).containsExactly(name);
        assertThat(metrics(service)).contains("rejoin_replica_used{replica=\"1\"} 0.0");
        resume();
        until(() -> says(service, "it answers reads"), "it is not used again");
        assertThat(metrics(service)).contains("rejoin_replica_used{replica=\"1\"} 1.0");
    }

    /** One that is killed and started again, one that keeps its connections and says nothing, and one that cancels reads. */
    @Test
    void whateverHappensToAReplicaNobodyIsTold() throws Exception {
        var venue = id(post("always there"));
        caughtUp();
        var ended = new AtomicBoolean();
        var wrong = new ConcurrentLinkedQueue<String>();
        var slowest = new AtomicLong();
        var reads = new AtomicInteger();
        var threads = Executors.newFixedThreadPool(CLIENTS);
        try {
            var clients = IntStream.range(0, CLIENTS)
                    .mapToObj(client -> threads.submit(() -> {
                        readOn(venue, ended, wrong, slowest, reads);
                        return client;
                    }))
                    .toList();
            for (int i = 0; i < 3; i++) {
                whileReplicaAnswers();
                standby.kill();
                until(() -> says(service, "it does not answer"), "a dead one is used");
                standby.start();
                until(() -> says(service, "it answers reads"), "it is not used again");
            }
            var killed = Duration.ofNanos(slowest.getAndSet(0));
            for (int i = 0; i < 3; i++) {
                whileReplicaAnswers();
                standby.freeze();
                until(() -> says(service, "it does not answer"), "one is used that says nothing");
                standby.thaw();
                until(() -> says(service, "it answers reads"), "it is not used again");
            }
            var frozen = Duration.ofNanos(slowest.getAndSet(0));
            whileReplicaAnswers();
            for (int i = 0; i < 200 && conflicts() < 5; i++) {
                primary.say("rejoin", "vacuum full venue");
                Thread.sleep(50);
            }
            assertThat(conflicts()).isPositive();
            System.out.printf(
                    "%d reads; the slowest beside kills took %s, beside a server that hangs %s, beside conflicts %s%n",
                    reads.get(), killed, frozen, Duration.ofNanos(slowest.get()));
            ended.set(true);
            for (var client : clients) {
                client.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            }
            assertThat(wrong).isEmpty();
            // The driver's own bound of five seconds, and a slow machine.
            assertThat(frozen).isLessThan(Duration.ofSeconds(15));
        } finally {
            ended.set(true);
            standby.thaw();
            threads.shutdownNow();
        }
    }

    private static void readOn(
            String venue, AtomicBoolean ended, Queue<String> wrong, AtomicLong slowest, AtomicInteger reads)
            throws Exception {
        while (!ended.get()) {
            for (var path : List.of("/v1/venues?sort=-created_at", "/v1/venues/" + venue, "/v1/search?q=always")) {
                var begun = System.nanoTime();
                var answer = service.get(path, reader);
                slowest.accumulateAndGet(System.nanoTime() - begun, Math::max);
                reads.incrementAndGet();
                if (answer.statusCode() != 200 || !answer.body().contains(venue)) {
                    wrong.add(answer.statusCode() + " " + path);
                }
            }
        }
    }

    private static void whileReplicaAnswers() throws Exception {
        var before = served("replica");
        until(() -> served("replica") > before + 20, "it is not asked");
    }

    private static long conflicts() throws InterruptedException {
        for (int i = 0; i < 100; i++) {
            try {
                return Long.parseLong(String.valueOf(standby.say(
                        "rejoin",
                        "select confl_lock + confl_snapshot + confl_bufferpin + confl_deadlock"
                                + " from pg_stat_database_conflicts where datname = 'rejoin'")));
            } catch (SQLException e) {
                // Of whom one is this very question.
                Thread.sleep(20);
            }
        }
        throw new AssertionError("it answers nobody");
    }

    @Test
    void oneThatIsPromotedIsLeftAndWhatIsWrittenThereNeverSeen() throws Exception {
        try {
            standby.promote();
            until(() -> says(service, "it follows nobody"), "a primary is taken for a replica");
            standby.say("rejoin", "insert into venue (name) values ('of another line')");
            primary.say("rejoin", "insert into venue (name) values ('of this line')");

            assertThat(names(service.get("/v1/venues?name=of%20another%20line", reader)))
                    .isEmpty();
            assertThat(names(service.get("/v1/venues?name=of%20this%20line", reader)))
                    .hasSize(1);
        } finally {
            standby.stop();
            follow();
        }
    }

    @Test
    void whatIsNoCopyIsNamedAndNeverUsed() throws Exception {
        var strange = String.valueOf(TestDatabase.database().getUrl());
        var several = "jdbc:postgresql://127.0.0.1:%d,127.0.0.1:%d,127.0.0.1:%d/rejoin"
                .formatted(primary.port(), ListeningProcess.freePort(), standby.port());
        var ofOther = settings(strange);
        // Both have to take the same password.
        TestDatabase.execute("create role copied superuser login password 'of-a-test'");
        primary.say("rejoin", "create role copied superuser login password 'of-a-test'");
        ofOther.putAll(Map.of("REJOIN_DB_USER", "copied", "REJOIN_DB_PASSWORD", "of-a-test"));
        try (var one = DeliveredService.listening(ofOther)) {
            until(() -> says(one, "it is no copy of the database that REJOIN_DB_URL names"), "it is not named");
            assertThat(one.get("/v1/venues", reader).statusCode()).isEqualTo(200);
            assertThat(served(one, "replica")).isZero();
        }
        try (var one = DeliveredService.listening(settings(several))) {
            until(
                    () -> says(one, "it follows nobody")
                            && says(one, "it does not answer")
                            && says(one, "it answers reads"),
                    "they are not told apart");
            assertThat(one.get("/v1/venues", reader).statusCode()).isEqualTo(200);
            assertThat(served(one, "replica")).isPositive();
        }
        var user = "select usename from pg_user where usename = 'copied'";
        assertThat(primary.say("rejoin", user)).isEqualTo("copied");
    }

    @Test
    void oneWithOtherMigrationsIsNotUsed() throws Exception {
        caughtUp();
        pause();
        try {
            primary.say("rejoin", """
                    insert into flyway_schema_history (installed_rank, description, type, script, installed_by, execution_time, success)
                    select max(installed_rank) + 1, 'later', 'SQL', 'R__later.sql', 'test', 0, true from flyway_schema_history""");
            until(() -> says(service, "its tables have seen"), "it is used with other tables");
        } finally {
            primary.say("rejoin", "delete from flyway_schema_history where description = 'later'");
        }
    }

    private static HttpResponse<String> post(String name) throws Exception {
        var answer = service.send("POST", "/v1/venues", writer, "{\"name\": \"%s\"}".formatted(name));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return answer;
    }

    private static void read(String path) throws Exception {
        until(() -> service.get(path, reader).statusCode() == 200, "it does not read");
    }

    private static String id(HttpResponse<String> made) {
        return JsonPath.from(made.body()).getString("id");
    }

    private static List<String> names(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JsonPath.from(answer.body()).getList("results.name");
    }

    private static String firstRule() throws Exception {
        return JsonPath.from(service.get("/v1/quality/rules", reader).body()).getString("results[0].name");
    }

    private static void pause() throws Exception {
        standby.say("postgres", "select pg_wal_replay_pause()");
        until(
                () -> "paused".equals(standby.say("postgres", "select pg_get_wal_replay_pause_state()")),
                "the replay goes on");
    }

    private static void resume() throws SQLException {
        standby.say("postgres", "select pg_wal_replay_resume()");
    }

    private static void caughtUp() throws Exception {
        var position = primary.say("postgres", "select pg_current_wal_flush_lsn()");
        until(
                () -> "t"
                        .equals(standby.say("postgres", "select pg_last_wal_replay_lsn() >= '%s'".formatted(position))),
                "the standby does not follow");
    }

    private static boolean says(DeliveredService of, String what) throws Exception {
        var answer = of.get("/q/health/ready", reader);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body().contains(what);
    }

    private static double served(String by) throws Exception {
        return served(service, by);
    }

    private static double served(DeliveredService of, String by) throws Exception {
        var line = Pattern.compile("rejoin_replica_reads_total\\{by=\"%s\"\\} (\\S+)".formatted(by))
                .matcher(metrics(of));
        return line.find() ? Double.parseDouble(line.group(1)) : 0;
    }

    private static String metrics(DeliveredService of) throws Exception {
        return of.get("/q/metrics", reader).body();
    }

    private interface Client {
        void run(int number) throws Exception;
    }

    private static void inParallel(int clients, Client client) throws Exception {
        try (var threads = Executors.newFixedThreadPool(clients)) {
            List<Future<Integer>> all = IntStream.range(0, clients)
                    .mapToObj(number -> threads.submit(() -> {
                        client.run(number);
                        return number;
                    }))
                    .toList();
            for (var each : all) {
                each.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            }
        }
    }

    private interface Question {
        boolean holds() throws Exception;
    }

    private static void until(Question question, String otherwise) throws Exception {
        var end = Instant.now().plus(PATIENCE);
        while (!question.holds()) {
            assertThat(Instant.now()).as(otherwise).isBefore(end);
            Thread.sleep(20);
        }
    }
}
