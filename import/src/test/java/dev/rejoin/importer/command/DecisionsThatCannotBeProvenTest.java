package dev.rejoin.importer.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rejoin.db.EmbeddedDatabase;
import dev.rejoin.db.Migrations;
import dev.rejoin.importer.Main;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Decisions of a file are made, and then the source cannot be read again for their proof: what was loaded is told. */
class DecisionsThatCannotBeProvenTest {
    private static final String HOUSES = """
            {"_index":"houses","_id":"h1","_source":{"seat":1}}
            {"_index":"houses","_id":"h2","_source":{"seat":-2}}
            """;

    @TempDir
    private Path folder;

    @Test
    void theRunIsReportedAndTheDecisionsAreSaidToBeMade() throws Exception {
        try (var database = EmbeddedDatabase.fresh();
                var connection = database.dataSource().getConnection()) {
            Migrations.migrateImport(database.dataSource());
            execute(connection, """
                    create table house (id uuid primary key, legacy_id text unique,
                        seat int constraint house_seat_positive check (seat > 0));
                    create function wait() returns trigger language plpgsql as $$ begin
                        perform pg_advisory_xact_lock(4711);
                        return new;
                    end $$;
                    create trigger wait before insert on rejoin_import.correction for each row execute function wait();
                    select pg_advisory_lock(4711)
                    """);
            Files.writeString(
                    Files.createDirectories(folder.resolve("mapping")).resolve("import.yaml"), "schema: public\n");
            Files.writeString(folder.resolve("mapping").resolve("houses.yaml"), """
                    index: houses
                    rows:
                      - table: house
                        columns: {seat: seat}
                    """);
            var dump = Files.writeString(folder.resolve("houses.ndjson"), HOUSES);
            Files.writeString(folder.resolve("decisions.yaml"), """
                    - {index: houses, code: house_seat_positive, set: {seat: 2}, because: counted}
                    """);

            var process = call(database);
            awaitTheDecision(connection, process);
            Files.writeString(dump, HOUSES.substring(0, HOUSES.length() - 20));
            execute(connection, "select pg_advisory_unlock(4711)");
            var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(process.waitFor()).as(out).isEqualTo(3);
            assertThat(out)
                    .contains("Proven: every document is accounted for")
                    .contains("The decisions are made, but not proven, since the source could not be read again")
                    .contains("./rejoin import prove")
                    .doesNotContain("Nothing was changed in the target");
            assertThat(folder.resolve("report").resolve("report.html")).isNotEmptyFile();
            assertThat(Files.readAllLines(folder.resolve("report").resolve("accounts.csv")))
                    .anyMatch(line -> line.startsWith("houses,2,2,2,"));
        }
    }

    /** Waits until the decision is about to be written, as long as the process lives. */
    private static void awaitTheDecision(Connection connection, Process process) throws Exception {
        try (var statement = connection.createStatement()) {
            while (process.isAlive()) {
                try (var row = statement.executeQuery(
                        "select exists (select from pg_locks where locktype = 'advisory' and objid = 4711 and not granted)")) {
                    row.next();
                    if (row.getBoolean(1)) {
                        return;
                    }
                }
                Thread.sleep(50);
            }
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Process call(EmbeddedDatabase database) throws Exception {
        var builder = new ProcessBuilder(new ArrayList<>(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Main.class.getName(),
                        "run",
                        "--source",
                        folder.resolve("houses.ndjson").toString(),
                        "--mapping",
                        folder.resolve("mapping").toString(),
                        "--report",
                        folder.resolve("report").toString(),
                        "--decisions",
                        folder.resolve("decisions.yaml").toString(),
                        "--by",
                        "Kim")))
                .redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("REJOIN_"));
        builder.environment().put("REJOIN_DB_URL", database.jdbcUrl());
        builder.environment().put("REJOIN_DB_USER", database.user());
        builder.environment().put("REJOIN_DB_PASSWORD", database.password());
        return builder.start();
    }
}
