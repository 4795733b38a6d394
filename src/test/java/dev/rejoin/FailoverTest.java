package dev.rejoin;

import static dev.rejoin.AcknowledgedWrites.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rejoin.contract.Role;
import dev.rejoin.db.PostgresNode;
import dev.rejoin.security.TestKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The primary is killed under load, again and again, and its synchronous standby takes over, while the service goes on with
 * the addresses of both. {@code -Drejoin.failovers=20} for more of them.
 */
@Tag("slow")
class FailoverTest {
    private static final int FAILOVERS = Integer.getInteger("rejoin.failovers", 3);
    /** What the documentation promises, times what a machine may be slower that does something else meanwhile. */
    private static final Duration SERVING_AGAIN = Duration.ofSeconds(2).multipliedBy(5);

    @TempDir
    Path folder = Path.of("");

    private PostgresNode primary;
    private PostgresNode standby;
    private DeliveredService service;
    private String key;

    @BeforeEach
    void start() throws Exception {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        primary = node("a").initialize().start();
        primary.say("postgres", "create database rejoin");
        standby = node("b");
        follow();
        var database = primary.source("rejoin");
        service = DeliveredService.listening(Map.of(
                "REJOIN_DB_URL",
                "jdbc:postgresql://127.0.0.1:%d,127.0.0.1:%d/rejoin?targetServerType=primary"
                        .formatted(primary.port(), standby.port()),
                "REJOIN_DB_USER",
                String.valueOf(database.getUser()),
                "REJOIN_DB_PASSWORD",
                String.valueOf(database.getPassword()),
                "REJOIN_DB_POOL",
                "8"));
        key = TestKeys.create(database, Role.ADMIN);
    }

    private PostgresNode node(String name) throws IOException {
        // It loses nothing of what it has given to the system's cache when it is killed; the machine goes on.
        return new PostgresNode(folder.resolve(name), ListeningProcess.freePort())
                .with("fsync", "off")
                .with("max_connections", "60")
                .with("shared_buffers", "64MB")
                .with("wal_keep_size", "1GB")
                .with("log_checkpoints", "off");
    }

    @AfterEach
    void stop() {
        if (service != null) {
            service.close();
        }
        Stream.of(primary, standby).filter(Objects::nonNull).forEach(PostgresNode::close);
    }

    @Test
    void aPrimaryThatIsKilledUnderLoadLosesNothingThatWasAcknowledged() throws Exception {
        var takenOver = new ArrayList<Duration>();
        var gaps = new ArrayList<Duration>();
        try (var writes = new AcknowledgedWrites(service.port(), key)) {
            for (int i = 0; i < FAILOVERS; i++) {
                var before = writes.acknowledged();
                until(() -> writes.acknowledged() > before + 50, "nothing is written");

                var old = primary;
                if (i % 2 == 0) {
                    // So that the primary has something that the standby has not: nothing of it may be acknowledged.
                    standby.deafen();
                    Thread.sleep(500);
                }
                var killed = Instant.now();
                primary.kill();
                standby.hearAgain();
                standby.promote();
                primary = standby;
                standby = old;
                // As Patroni does where the standby is gone (synchronous_mode without synchronous_mode_strict).
                waitsFor("");
                var promoted = Instant.now();
                takenOver.add(Duration.between(killed, promoted));
                until(() -> writes.answeredAfter(promoted).isPresent(), "it serves no longer");
                gaps.add(Duration.between(
                        promoted, writes.answeredAfter(promoted).orElseThrow()));
                follow();
            }
            writes.areThereOnce(primary.source("rejoin"));
            System.out.printf(
                    "%d fail-overs in %s, serving again after a further %s; %d writes acknowledged, %d refused%n",
                    FAILOVERS, takenOver, gaps, writes.acknowledged(), writes.refused());
        }
        assertThat(gaps).allSatisfy(gap -> assertThat(gap).isLessThan(SERVING_AGAIN));
    }

    /** The standby is made anew from the primary, and waited for from then on. */
    private void follow() throws Exception {
        standby.copyOf(primary).following(primary).start();
        waitsFor("*");
        var position = primary.say("postgres", "select pg_current_wal_lsn()");
        until(() -> "t".equals(primary.say("postgres", """
                        select exists (select from pg_stat_replication
                                where state = 'streaming' and sync_state in ('sync', 'quorum') and flush_lsn >= '%s')""".formatted(position))), "the standby does not follow");
    }

    /** Whose word the primary waits for before it calls a change done. */
    private void waitsFor(String standbys) throws Exception {
        primary.say("postgres", "alter system set synchronous_standby_names = '%s'".formatted(standbys));
        primary.say("postgres", "select pg_reload_conf()");
        until(
                () -> standbys.equals(primary.say("postgres", "show synchronous_standby_names")),
                "the settings are not taken");
        if (!standbys.isEmpty()) {
            // Those who commit are told by another process of the server, a moment later.
            Thread.sleep(1000);
        }
    }
}
