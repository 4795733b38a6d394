package dev.rejoin.importer.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rejoin.db.EmbeddedDatabase;
import dev.rejoin.importer.Main;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the commands say, in processes of their own, to whoever has not called {@code ./rejoin migrate} yet. */
class EmptyDatabaseTest {
    private static final EmbeddedDatabase DATABASE = EmbeddedDatabase.temporary();

    @TempDir
    private Path folder;

    private record Ended(int status, String out, String err) {}

    @AfterAll
    static void stop() {
        DATABASE.close();
    }

    @Test
    void aSourceIsAssessedAllTheSame() throws Exception {
        var ended = call(
                "assess",
                "--source",
                dump(),
                "--json",
                "--html",
                folder.resolve("page.html").toString());

        assertThat(ended.status()).as(ended.err()).isZero();
        assertThat(new ObjectMapper().readTree(ended.out()).toString()).contains("boats");
        assertThat(ended.err())
                .contains("./rejoin migrate makes them")
                .contains("the source is assessed without a target");
        assertThat(folder.resolve("page.html")).isNotEmptyFile();
        assertThat(tables()).isEmpty();
    }

    @Test
    void aDraftNeedsWhatItIsFor() throws Exception {
        var ended = call(
                "assess", "--source", dump(), "--draft", folder.resolve("draft").toString());

        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.err()).contains("Rejoin's own tables are made by: ./rejoin migrate");
    }

    @Test
    void aDraftWithoutADatabaseIsRefusedWithWhatToSet() throws Exception {
        for (var option : List.of("--draft", "--schema")) {
            var ended = call(
                    Map.of(),
                    "assess",
                    "--source",
                    dump(),
                    option,
                    folder.resolve("draft").toString());

            assertThat(ended.status()).as(option).isEqualTo(2);
            assertThat(ended.err()).hasLineCount(1).contains("none is named: set REJOIN_DB_URL");
        }
    }

    @Test
    void aRunRefusesInOneSentenceAndMakesNoTables() throws Exception {
        for (var options : List.of(List.<String>of(), List.of("--dry-run"))) {
            var words = new ArrayList<>(List.of("run", "--source", dump()));
            words.addAll(options);

            var ended = call(words.toArray(String[]::new));

            assertThat(ended.status()).as(ended.out() + ended.err()).isEqualTo(2);
            assertThat(ended.out() + ended.err())
                    .hasLineCount(1)
                    .contains("does not hold Rejoin's tables yet")
                    .contains("./rejoin migrate");
            assertThat(tables()).isEmpty();
        }
    }

    /** Files that are counted meanwhile would say so in front of it. */
    @Test
    void aRunOfManyDocumentsRefusesInOneSentenceToo() throws Exception {
        var documents = "{\"_index\":\"boats\",\"_id\":\"%d\",\"_source\":{\"name\":\"Ada\"}}\n";
        var dump = Files.writeString(
                folder.resolve("many.ndjson"),
                IntStream.range(0, 25_000).mapToObj(documents::formatted).collect(Collectors.joining()));

        var ended = call("run", "--source", dump.toString());

        assertThat(ended.status()).as(ended.out() + ended.err()).isEqualTo(2);
        assertThat(ended.out() + ended.err()).hasLineCount(1).contains("./rejoin migrate");
    }

    @Test
    void whoDoesWhatAdminsAskSaysHowMuchAsJson() throws Exception {
        var ended = call("work", "--once", "--json");

        assertThat(ended.status()).as(ended.err()).isZero();
        assertThat(ended.out()).hasLineCount(1);
        assertThat(new ObjectMapper().readTree(ended.out()).path("tasks_ended").asInt(-1))
                .isZero();
    }

    @Test
    void tablesOfOthersAreNamedToWhoOnlyLooksAtASource() throws SQLException {
        try (var database = EmbeddedDatabase.fresh();
                var connection = database.dataSource().getConnection();
                var statement = connection.createStatement()) {
            var said = new StringWriter();
            assertThat(AssessCommand.targetIfThere(connection, new PrintWriter(said)))
                    .isPresent();
            assertThat(said.toString()).isEmpty();

            statement.execute("create schema moored; create table moored.boat (id int primary key);"
                    + " drop schema quality cascade");
            assertThat(AssessCommand.targetIfThere(connection, new PrintWriter(said)))
                    .isEmpty();
            assertThat(said.toString()).hasLineCount(1).contains("moored").contains("--schema NAME");
        }
    }

    private String dump() throws Exception {
        return Files.writeString(
                        folder.resolve("boats.ndjson"),
                        "{\"_index\":\"boats\",\"_id\":\"1\",\"_source\":{\"name\":\"Ada\"}}\n")
                .toString();
    }

    /** Of the schema that {@code ./rejoin migrate} fills. */
    private static List<String> tables() throws SQLException {
        try (var connection = DATABASE.dataSource().getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select tablename from pg_tables where schemaname = 'public'")) {
            var tables = new ArrayList<String>();
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
            return tables;
        }
    }

    private Ended call(String... arguments) throws Exception {
        return call(
                Map.of(
                        "REJOIN_DB_URL", DATABASE.jdbcUrl(),
                        "REJOIN_DB_USER", DATABASE.user(),
                        "REJOIN_DB_PASSWORD", DATABASE.password()),
                arguments);
    }

    private Ended call(Map<String, String> database, String... arguments) throws Exception {
        var words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Main.class.getName()));
        words.addAll(List.of(arguments));
        var said = folder.resolve("err").toFile();
        var builder = new ProcessBuilder(words).redirectError(said);
        builder.environment().keySet().removeIf(name -> name.startsWith("REJOIN_"));
        builder.environment().putAll(database);
        builder.environment()
                .put("REJOIN_MAPPING", Path.of("mapping").toAbsolutePath().toString());
        var process = builder.start();
        var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), out, Files.readString(said.toPath()));
    }
}
