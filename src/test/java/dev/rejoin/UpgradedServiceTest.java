package dev.rejoin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rejoin.contract.Role;
import dev.rejoin.security.TestKeys;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The service is started on a database that an earlier Rejoin has made and filled, migrates it, and serves what is in it.
 * {@code UpgradeTest} of the database holds every table of it against one of today.
 */
@Tag("slow")
class UpgradedServiceTest {
    private static final Path RELEASES = Path.of("../db/src/test/resources/releases");
    private static final Path ROWS = Path.of("test/resources/large-tables.sql");
    private static final int EACH = 30;
    private static final Map<String, String> COLLECTIONS = Map.ofEntries(
            Map.entry("organizations", "organization"),
            Map.entry("people", "person"),
            Map.entry("members", "member"),
            Map.entry("staff", "staff"),
            Map.entry("groups", "member_group"),
            Map.entry("meetings", "meeting"),
            Map.entry("events", "event"),
            Map.entry("missions", "mission"),
            Map.entry("invoices", "invoice"),
            Map.entry("subscriptions", "subscription"),
            Map.entry("notes", "note"),
            Map.entry("venues", "venue"));

    static List<Path> releases() throws IOException {
        try (var files = Files.list(RELEASES)) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("releases")
    void theServiceServesWhatAnEarlierOneHasKept(Path release, @TempDir Path folder) throws Exception {
        var source = empty(release);
        makeAsOf(release, source, folder);
        say(source, rows());
        var key = TestKeys.create(source, Role.ADMIN);
        var changes = number(source, "select count(*) from audit.change");
        assertThat(changes).isGreaterThan(EACH);

        try (var service = DeliveredService.listening(Map.of(
                "REJOIN_DB_URL", String.valueOf(source.getUrl()),
                "REJOIN_DB_USER", String.valueOf(source.getUser()),
                "REJOIN_DB_PASSWORD", String.valueOf(source.getPassword())))) {
            for (var collection : COLLECTIONS.entrySet()) {
                var listed = ok(service, key, "/v1/%s?limit=100&count=exact".formatted(collection.getKey()));
                var there = number(source, "select count(*) from " + collection.getValue());
                assertThat(there).as(collection.getKey()).isPositive();
                assertThat(listed.getList("results.id")).hasSize(there);
                var item = "/v1/" + collection.getKey() + "/" + listed.getString("results[0].id");
                assertThat(ok(service, key, item).getString("id")).isEqualTo(listed.getString("results[0].id"));
                assertThat(ok(service, key, item + "/history").getList("results"))
                        .hasSize(1);
            }
            assertThat(everyChange(service, key)).isEqualTo(changes);
            found(service, key, "Organization 7", "organization");
            found(service, key, "zoe7@example.com", "person");
            assertThat(ok(service, key, "/v1/quality/rules").getList("results")).isNotEmpty();

            changed(service, key);
        }
    }

    /** As the rows of the lists' tests, but with all triggers. */
    private static String rows() throws IOException {
        return Files.readString(ROWS)
                .replace("$rows", String.valueOf(EACH))
                .replace("set rejoin.bulk_load = 'on';", "")
                .replace("reset rejoin.bulk_load;", "");
    }

    private static int everyChange(DeliveredService service, String key) throws Exception {
        var count = 0;
        var cursor = "";
        for (var more = true; more; ) {
            var page = ok(service, key, "/v1/changes?limit=100" + (cursor.isEmpty() ? "" : "&after=" + cursor));
            count += page.getList("results").size();
            cursor = page.getString("cursor");
            more = page.getBoolean("more");
        }
        return count;
    }

    private static void found(DeliveredService service, String key, String words, String resource) throws Exception {
        var hits = ok(
                service,
                key,
                "/v1/search?resource=%s&q=%s".formatted(resource, URLEncoder.encode(words, StandardCharsets.UTF_8)));
        assertThat(hits.getList("results")).as(words).isNotEmpty();
    }

    /** What was there before can be written, and its history goes on. */
    private static void changed(DeliveredService service, String key) throws Exception {
        var venue = "/v1/venues/" + ok(service, key, "/v1/venues?limit=1").getString("results[0].id");
        var etag = service.get(venue, key).headers().firstValue("ETag").orElseThrow();
        var answer = service.send("PATCH", venue, key, "{\"city\": \"Lyon\"}", "If-Match", etag);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(ok(service, key, venue + "/history").getList("results")).hasSize(2);
        found(service, key, ok(service, key, venue).getString("name") + " Lyon", "venue");
    }

    private static JsonPath ok(DeliveredService service, String key, String path) throws Exception {
        var answer = service.get(path, key);
        assertThat(answer.statusCode()).as("%s: %s", path, answer.body()).isEqualTo(200);
        return JsonPath.from(answer.body());
    }

    private static PGSimpleDataSource empty(Path release) throws SQLException {
        var name = "upgraded_"
                + release.getFileName().toString().replaceAll("\\W.*", "").toLowerCase();
        var source = TestDatabase.database();
        say(source, "create database " + name + " template template0");
        source.setDatabaseName(name);
        return source;
    }

    private static void makeAsOf(Path release, PGSimpleDataSource source, Path folder) throws IOException {
        try (var archive = FileSystems.newFileSystem(release);
                var files = Files.list(archive.getPath("/"))) {
            for (var file : files.toList()) {
                Files.copy(file, folder.resolve(file.getFileName().toString()));
            }
        }
        Flyway.configure()
                .dataSource(source)
                .locations("filesystem:" + folder)
                .load()
                .migrate();
    }

    private static void say(PGSimpleDataSource source, String sql) throws SQLException {
        try (var connection = source.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static int number(PGSimpleDataSource source, String sql) throws SQLException {
        try (var connection = source.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
