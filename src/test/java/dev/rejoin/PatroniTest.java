package dev.rejoin;

import static dev.rejoin.AcknowledgedWrites.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rejoin.contract.Role;
import dev.rejoin.db.PatroniNode;
import dev.rejoin.db.PostgresNode;
import dev.rejoin.security.TestKeys;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Three machines as {@code docs/operate.md} has them set up, with etcd, Patroni, PostgreSQL and the service on each and HAProxy
 * before them, whose primary is killed under load again and again. {@code -Drejoin.failovers=20} for more of it.
 */
@Tag("slow")
class PatroniTest {
    private static final int FAILOVERS = Integer.getInteger("rejoin.failovers", 3);
    private static final Path CHECKOUT = Path.of("..").toAbsolutePath().normalize();
    /** What the documentation promises, times what a machine may be slower that does something else meanwhile. */
    private static final Duration SERVING_AGAIN = Duration.ofSeconds(2).multipliedBy(5);

    /** As the page says it. */
    private static final String DATA = "var/lib/postgresql/18/rejoin";

    private static final List<String> NAMES = List.of("db1", "db2", "db3");
    private static final Map<String, Path> PROGRAMS = Map.of(
            "patroni", Path.of("/usr/bin/patroni"),
            "etcd-server", Path.of("/usr/bin/etcd"),
            "postgresql-client", Path.of("/usr/bin/psql"),
            "haproxy", Path.of("/usr/sbin/haproxy"));

    @TempDir
    Path folder = Path.of("");

    /** Of their own, so that each machine has the ports that the documentation says. */
    private final String network = "127.%d.%d."
            .formatted(
                    ThreadLocalRandom.current().nextInt(16, 240),
                    ThreadLocalRandom.current().nextInt(256));

    private final Map<String, PatroniNode> nodes = new TreeMap<>();
    private final List<ListeningProcess> etcd = new ArrayList<>();
    private final List<DeliveredService> services = new ArrayList<>();
    private HaProxy proxy;

    @BeforeEach
    void programsAreThere() throws IOException {
        PROGRAMS.forEach((name, program) ->
                assumeTrue(Files.isExecutable(program), "there is no %s: apt install %1$s".formatted(name)));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @AfterEach
    void stop() {
        services.forEach(DeliveredService::close);
        if (proxy != null) {
            proxy.close();
        }
        nodes.values().forEach(PatroniNode::close);
        etcd.forEach(ListeningProcess::close);
    }

    @Test
    @Timeout(value = 1, unit = TimeUnit.HOURS)
    void aPrimaryThatIsKilledUnderLoadLosesNothingThatWasAcknowledged() throws Exception {
        setUp();
        var database = database();
        var key = TestKeys.create(database, Role.ADMIN);
        var takenOver = new ArrayList<Duration>();
        var gaps = new ArrayList<Duration>();
        try (var writes = new AcknowledgedWrites(proxy.port(), key)) {
            for (int i = 0; i < FAILOVERS; i++) {
                var before = writes.acknowledged();
                until(() -> writes.acknowledged() > before + 50, "nothing is written");
                var old = primary();
                var deaf = deaf(old, i);
                for (var name : deaf) {
                    until(() -> nodes.get(name).deafen(), "it follows nobody");
                }
                Thread.sleep(500);

                var killed = Instant.now();
                nodes.get(old).kill();
                for (var name : deaf) {
                    nodes.get(name).hearAgain();
                }
                until(() -> !primary().isEmpty(), "nobody takes over");
                var promoted = Instant.now();
                takenOver.add(Duration.between(killed, promoted));
                until(() -> writes.answeredAfter(promoted).isPresent(), "it serves no longer");
                gaps.add(Duration.between(
                        promoted, writes.answeredAfter(promoted).orElseThrow()));

                patroni(old);
                whole();
                writes.areThere(database);
                System.out.printf(
                        "fail-over from %s to %s: %s + %s%n", old, primary(), takenOver.getLast(), gaps.getLast());
            }
            writes.areThereOnce(database);
            System.out.printf(
                    "%d fail-overs in %s, serving again after a further %s; %d writes acknowledged, %d refused%n",
                    FAILOVERS, takenOver, gaps, writes.acknowledged(), writes.refused());
        }
        assertThat(gaps).allSatisfy(gap -> assertThat(gap).isLessThan(SERVING_AGAIN));
    }

    /**
     * Who hears nothing of the primary at last: every third time nobody; the synchronous standby, so that the other one has more
     * than that; both, so that the primary alone has what it has written. Nothing of it may be acknowledged.
     */
    private List<String> deaf(String primary, int round) throws InterruptedException {
        var members = JsonPath.from(nodes.get(primary).cluster());
        return switch (round % 3) {
            case 0 -> List.of();
            case 1 -> members.getList("members.findAll { it.role == 'sync_standby' }.name");
            default -> members.getList("members.findAll { it.role != 'leader' }.name");
        };
    }

    /** Patroni decides by it what a server is that does not run. */
    @Test
    void theStandInSaysOfAServerWhatItSaysItself() throws Exception {
        var program = PatroniNode.programs(folder.resolve("programs")).resolve("pg_controldata");
        try (var server = new PostgresNode(folder.resolve("server"), ListeningProcess.freePort())
                .with("wal_log_hints", "on")
                .with("max_connections", "37")
                .with("max_locks_per_transaction", "65")
                .with("max_prepared_transactions", "3")
                .with("max_wal_senders", "11")
                .with("max_worker_processes", "9")
                .initialize()
                .start()) {
            server.say("postgres", "checkpoint");
            var said = controlData(program, server.data());
            var asked = Map.ofEntries(
                    Map.entry("pg_control version number", "pg_control_version from pg_control_system()"),
                    Map.entry("Catalog version number", "catalog_version_no from pg_control_system()"),
                    Map.entry("Database system identifier", "system_identifier from pg_control_system()"),
                    Map.entry("Latest checkpoint location", "checkpoint_lsn from pg_control_checkpoint()"),
                    Map.entry("Latest checkpoint's REDO location", "redo_lsn from pg_control_checkpoint()"),
                    Map.entry("Latest checkpoint's TimeLineID", "timeline_id from pg_control_checkpoint()"),
                    Map.entry("Minimum recovery ending location", "min_recovery_end_lsn from pg_control_recovery()"),
                    Map.entry(
                            "Min recovery ending loc's timeline",
                            "min_recovery_end_timeline from pg_control_recovery()"),
                    Map.entry("Data page checksum version", "data_page_checksum_version from pg_control_init()"),
                    Map.entry("wal_log_hints setting", "current_setting('wal_log_hints')"),
                    Map.entry("max_connections setting", "current_setting('max_connections')"),
                    Map.entry("max_worker_processes setting", "current_setting('max_worker_processes')"),
                    Map.entry("max_wal_senders setting", "current_setting('max_wal_senders')"),
                    Map.entry("max_prepared_xacts setting", "current_setting('max_prepared_transactions')"),
                    Map.entry("max_locks_per_xact setting", "current_setting('max_locks_per_transaction')"));
            for (var value : asked.entrySet()) {
                assertThat(said).containsEntry(value.getKey(), server.say("postgres", "select " + value.getValue()));
            }
            assertThat(said).hasSize(asked.size() + 1).containsEntry("Database cluster state", "in production");
            server.stop();
            assertThat(controlData(program, server.data())).containsEntry("Database cluster state", "shut down");
        }
    }

    private static Map<String, String> controlData(Path program, Path data) throws Exception {
        return PatroniNode.said(program, data.toString())
                .lines()
                .map(line -> line.split(":\\s+", 2))
                .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
    }

    /** What the page says, in its order. */
    private void setUp() throws Exception {
        PatroniNode.programs(folder.resolve("programs"));
        for (var name : NAMES) {
            nodes.put(name, new PatroniNode(home(name), home(name).resolve(DATA), address(name)));
            for (var made : List.of(
                    "etc/default",
                    "etc/patroni",
                    "var/lib/postgresql/18",
                    "var/run/postgresql",
                    "etc/systemd/system")) {
                Files.createDirectories(home(name).resolve(made));
            }
            type(name, "etcd");
            var etcd = new ProcessBuilder(
                    "/usr/bin/etcd", "--data-dir", home(name).resolve("etcd").toString());
            etcd.environment().putAll(variables(home(name).resolve("etc/default/etcd")));
            this.etcd.add(ListeningProcess.start(etcd, address(name), 2380, folder.resolve(name + "-etcd.log")));
        }
        for (var name : NAMES) {
            type(name, "patroni");
            patroni(name);
        }
        whole();
        type("db1", "database");
        for (var name : NAMES) {
            type(name, "rejoin");
            var settings = variables(home(name).resolve("etc/rejoin/rejoin.env"));
            settings.put("REJOIN_HOST", "127.0.0.1");
            services.add(DeliveredService.listening(settings));
        }
        proxy = HaProxy.before(services.stream().map(DeliveredService::port).toList(), folder);
    }

    /** A block of the page, on this machine of the three: its folders are in one of its own, and the units are started by us. */
    private void type(String name, String block) throws Exception {
        var commands = Runbook.block(block)
                .lines()
                .filter(line -> !line.startsWith("systemctl ") && !line.contains("useradd "))
                .map(line -> line.replace(
                                "/usr/lib/postgresql/18/bin",
                                folder.resolve("programs").toString())
                        .replace("/opt/rejoin/", CHECKOUT + "/")
                        .replaceAll("(^|[ =>])/(etc|var)/", "$1" + home(name) + "/$2/"))
                .collect(Collectors.joining("\n"));
        var environment = new HashMap<>(Map.of(
                "NAME", name,
                "ADDRESS", address(name),
                "POSTGRES_PASSWORD", "of-postgres",
                "REPLICATION_PASSWORD", "of-replication",
                "PATRONI_PASSWORD", "of-patroni",
                "REJOIN_DB_PASSWORD", "of-rejoin"));
        NAMES.forEach(each -> environment.put(each.toUpperCase(), address(each)));
        Runbook.type(commands, environment, folder);
    }

    private void patroni(String name) throws IOException {
        var configuration = home(name).resolve("etc/patroni/config.yml");
        Files.writeString(
                configuration, Files.readString(configuration).replace(" /var/run/", " " + home(name) + "/var/run/"));
        nodes.get(name).start(configuration, variables(home(name).resolve("etc/patroni_env.conf")));
    }

    /** A file as systemd reads it. */
    private static Map<String, String> variables(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .map(line -> line.split("=", 2))
                .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1], (_, last) -> last, HashMap::new));
    }

    private Path home(String name) {
        return folder.resolve(name);
    }

    private String address(String name) {
        return network + (NAMES.indexOf(name) + 1);
    }

    /** Who says so; nobody, or more than one where it is wrong. */
    private String primary() throws InterruptedException {
        var all = new ArrayList<String>();
        for (var node : nodes.entrySet()) {
            if (node.getValue().isPrimary()) {
                all.add(node.getKey());
            }
        }
        assertThat(all).hasSizeLessThan(2);
        return String.join("", all);
    }

    /** Waits until there are a primary, its synchronous standby and another one again. */
    private void whole() throws Exception {
        until(
                () -> {
                    var primary = primary();
                    if (primary.isEmpty()) {
                        return false;
                    }
                    var members = JsonPath.from(nodes.get(primary).cluster());
                    return members.getList("members.state").equals(List.of("running", "running", "running"))
                            && members.getList("members.role").contains("sync_standby")
                            && members.getList("members.timeline").stream()
                                            .distinct()
                                            .count()
                                    == 1;
                },
                "there are no three servers that follow each other");
    }

    private PGSimpleDataSource database() throws IOException {
        var settings = variables(home("db1").resolve("etc/rejoin/rejoin.env"));
        var source = new PGSimpleDataSource();
        source.setUrl(settings.get("REJOIN_DB_URL"));
        source.setUser(settings.get("REJOIN_DB_USER"));
        source.setPassword(settings.get("REJOIN_DB_PASSWORD"));
        source.setHostRecheckSeconds(1);
        return source;
    }
}
