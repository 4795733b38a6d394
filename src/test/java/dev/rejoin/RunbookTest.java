package dev.rejoin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rejoin.contract.Role;
import dev.rejoin.db.PostgresNode;
import dev.rejoin.security.TestKeys;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code docs/operate.md} tells an administrator to type for backups and upgrades is typed here. */
@Tag("slow")
class RunbookTest {
    @TempDir
    Path folder = Path.of("");

    private PostgresNode server;
    private Path backup;
    private String key;

    @BeforeEach
    void start() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/psql")), "there is no psql: apt install postgresql-client");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        var home = folder.resolve("server");
        server = new PostgresNode(home, ListeningProcess.freePort())
                .with("fsync", "off")
                .with("max_connections", "60")
                .with("shared_buffers", "64MB")
                .initialize();
        backup = Files.createDirectories(home.resolve("backup"));
        Files.createDirectories(backup.resolve("wal"));
        server.start();
        server.say("postgres", "create database rejoin");
        run("archive");
        restarted();
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void aMistakeIsUndoneAndAnUpgradeTakenBackByWhatThePageSays() throws Exception {
        String moment;
        try (var service = service()) {
            key = TestKeys.create(server.source("rejoin"), Role.ADMIN);
            add(service, "before the backup");
            run("base backup");
            add(service, "after the backup");
            moment = server.say(
                    "postgres", "select to_char(now() at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')");
            Thread.sleep(100);
            for (var id : JsonPath.from(service.get("/v1/venues", key).body()).getList("results.id", String.class)) {
                assertThat(service.send("DELETE", "/v1/venues/" + id, key, null, "If-Match", "*")
                                .statusCode())
                        .isEqualTo(204);
            }
            add(service, "after the mistake");
        }

        // What it has not archived yet is in its own files alone.
        server.kill();
        run("restore to a moment", "WHEN", moment);
        recovered();
        try (var service = service()) {
            assertThat(venues(service)).containsExactlyInAnyOrder("before the backup", "after the backup");
            run("base backup");
            add(service, "before the upgrade");
        }

        run("mark");
        server.say(
                "rejoin",
                "insert into public.flyway_schema_history (installed_rank, version, description, type,"
                        + " script, checksum, installed_by, execution_time, success) values (9999, '9999', 'of tomorrow', 'SQL',"
                        + " 'V9999__of_tomorrow.sql', 1, 'tomorrow', 1, true)");
        assertThat(DeliveredService.refusal(settings())).contains("restore the backup");

        server.stop();
        run("restore to the mark");
        recovered();
        try (var service = service()) {
            assertThat(venues(service))
                    .containsExactlyInAnyOrder("before the backup", "after the backup", "before the upgrade");
            add(service, "and on it goes");
        }
    }

    private void recovered() throws Exception {
        server.start();
        while ("t".equals(server.say("postgres", "select pg_is_in_recovery()"))) {
            Thread.sleep(50);
        }
        run("restored");
        assertThat(server.say("postgres", "select count(*) from pg_file_settings where name ~ '^(recovery_|restore_)'"))
                .isEqualTo("0");
        restarted();
    }

    private void restarted() throws Exception {
        server.stop();
        server.start();
    }

    private DeliveredService service() throws IOException {
        return DeliveredService.listening(settings());
    }

    private Map<String, String> settings() {
        var database = server.source("rejoin");
        return Map.of(
                "REJOIN_DB_URL", String.valueOf(database.getUrl()),
                "REJOIN_DB_USER", String.valueOf(database.getUser()),
                "REJOIN_DB_PASSWORD", String.valueOf(database.getPassword()));
    }

    private void add(DeliveredService service, String name) throws Exception {
        var answer = service.send("POST", "/v1/venues", key, "{\"name\": \"%s\"}".formatted(name));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }

    private List<String> venues(DeliveredService service) throws Exception {
        return JsonPath.from(service.get("/v1/venues", key).body()).getList("results.name", String.class);
    }

    /** The block of the page that begins with this comment. */
    private void run(String block, String... variables) throws Exception {
        var database = server.source("postgres");
        var environment = new HashMap<>(Map.of(
                "PGHOST", "127.0.0.1",
                "PGPORT", String.valueOf(server.port()),
                "PGUSER", String.valueOf(database.getUser()),
                "PGPASSWORD", String.valueOf(database.getPassword()),
                "PGDATA", server.data().toString(),
                "BACKUP", backup.resolve("base").toString(),
                "ARCHIVE", backup.resolve("wal").toString()));
        for (int i = 0; i < variables.length; i += 2) {
            environment.put(variables[i], variables[i + 1]);
        }
        Runbook.type(Runbook.block(block), environment, backup);
    }
}
