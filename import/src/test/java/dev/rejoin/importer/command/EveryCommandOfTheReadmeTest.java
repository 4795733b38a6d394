package dev.rejoin.importer.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rejoin.importer.Main;
import dev.rejoin.importer.quarantine.Decisions;
import dev.rejoin.importer.read.LiveCluster;
import dev.rejoin.importer.run.Houses;
import dev.rejoin.importer.run.Outcome;
import dev.rejoin.importer.run.RunLock;
import dev.rejoin.importer.run.SmallImport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What {@code import/README.md} tells an admin to type after the first import is typed here, each command as a program. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class EveryCommandOfTheReadmeTest {
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(sh|yaml)\n(.*?)^```$");
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");
    private static final String DECISIONS =
            "- {index: guests, code: orphan_reference, value: h9, set: {house: h1}, because: torn down}\n";

    @TempDir
    private Path temporary;

    private final List<Process> started = new ArrayList<>();
    private String prefix;
    private SmallImport small;
    private Path folder;
    private int metrics;

    @BeforeEach
    void importWithFaults() throws Exception {
        prefix = LiveCluster.newName("readme") + "-";
        folder = Files.createDirectories(temporary.resolve("here"));
        Files.writeString(folder.resolve("decisions.yaml"), DECISIONS);
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            metrics = socket.getLocalPort();
        }
        small = Houses.in(temporary.resolve("small")).cluster(LiveCluster.url(), prefix);
        put("houses", "h1", "{\"code\":\"a\",\"seat\":1}");
        put("houses", "h2", "{\"code\":\"b\",\"seat\":-2}");
        put("guests", "g1", "{\"name\":\"Ann\",\"house\":\"h2\"}");
        put("guests", "g2", "{\"name\":\"Bob\",\"house\":\"h9\"}");
        LiveCluster.call("POST", "/" + prefix + "*/_refresh", "");
        assertThat(small.run().outcome()).isEqualTo(Outcome.PROVEN);
    }

    @AfterEach
    void close() throws Exception {
        for (var process : started) {
            process.destroyForcibly().waitFor();
        }
        small.close();
        LiveCluster.call("DELETE", "/" + prefix + "houses," + prefix + "guests?ignore_unavailable=true", "");
    }

    @Test
    void deltas() throws Exception {
        var calls = calls("Deltas");
        put("houses", "h1", "{\"code\":\"changed\",\"seat\":3}");

        run(calls.get(0));

        assertThat(small.query("select code from small.house")).containsExactly("changed");
        for (var call : calls.subList(1, calls.size())) {
            run(call);
        }
        assertThat(small.query("select name from small.guest")).containsExactly("Bob");
        assertThat(small.query("select concat_ws(' ', corrected_by, reason, outcome) from rejoin_import.correction"))
                .containsExactly("Your Name torn down ADMITTED");
    }

    @Test
    void repairs() throws Exception {
        for (var call : calls("Repairs")) {
            boolean untilItIsEnded = call.contains("work") && !call.contains("--once");
            if (call.contains("work")) {
                ask();
            }
            var said = untilItIsEnded ? runUntil(call, () -> states().equals(List.of("DONE", "DONE"))) : run(call);
            switch (String.join(" ", call.subList(0, Math.min(2, call.size())))) {
                case "quarantine list" ->
                    assertThat(said)
                            .contains("orphan_reference", "guests")
                            .contains(call.contains("--csv") ? "index,id,elements,code,message\n" : "");
                case "quarantine show" -> assertThat(said).contains("\"seat\":-2", "house_seat_positive");
                case "quarantine export" -> correct(folder.resolve(call.getLast()));
                case "quarantine retry" ->
                    assertThat(said).contains(call.contains("--yes") ? "houses/h2 is loaded" : "would be loaded");
                case "quarantine decide" ->
                    assertThat(said).contains(call.contains("--yes") ? "guests/g2 is loaded" : "would be loaded");
                case "quarantine corrections" ->
                    assertThat(said).contains("houses/h2", "typing errors", "guests/g2", "torn down");
                case "quarantine withdraw" -> assertThat(said).contains("houses/h2 is still set aside");
                default -> assertThat(call).first().isEqualTo("work");
            }
        }
        assertThat(small.query("select concat_ws(' ', id, corrected_by, reason, outcome, withdrawn_by)"
                        + " from rejoin_import.correction order by no"))
                .containsExactly("h2 Your Name typing errors ADMITTED Your Name", "g2 Your Name torn down ADMITTED");
        assertThat(states()).containsExactly("DONE", "DONE");
        assertThat(small.prove().differences()).isEmpty();
    }

    @Test
    void whatWasLoadedIsToldThoughTheDecisionsAboutItAreRefused() throws Exception {
        Files.writeString(
                folder.resolve("decisions.yaml"),
                "- {index: guests, code: orphan_reference, accept: true, because: no matter}\n");
        put("houses", "h1", "{\"code\":\"changed\",\"seat\":3}");

        var process = start(List.of(
                "run", "--source", LiveCluster.url(), "--delta", "--decisions", "decisions.yaml", "--by", "Kim"));
        var said = said(process);

        assertThat(process.exitValue()).as(said).isEqualTo(2);
        assertThat(said)
                .containsSubsequence(
                        "Proven: every document is accounted for",
                        "The report: ",
                        "The decisions are not made; run ",
                        "\"orphan_reference\" cannot be accepted");
        assertThat(small.query("select code from small.house")).containsExactly("changed");
        assertThat(folder).isDirectoryRecursivelyContaining("glob:**/rejoin-report-*/report.html");
    }

    @Test
    void aSpreadsheetOfNothingHasItsColumns() throws Exception {
        assertThat(run(List.of("quarantine", "list", "--index", "none", "--each", "--csv")))
                .endsWith("index,id,elements,code,message\n");
        assertThat(run(List.of("quarantine", "list", "--index", "none", "--csv")))
                .endsWith("documents,index,code,path,missing,example\n");
    }

    @Test
    void following() throws Exception {
        int number = 0;
        for (var call : calls("Following")) {
            int seat = 10 + number++;
            put("houses", "h1", "{\"code\":\"a\",\"seat\":%d}".formatted(seat));
            Callable<Boolean> arrived =
                    () -> small.query("select seat from small.house").equals(List.of(String.valueOf(seat)));
            if (call.contains("--once")) {
                run(call);
                assertThat(arrived.call()).as(call.toString()).isTrue();
            } else if (call.contains("--metrics")) {
                runUntil(call, () -> arrived.call() && measured().contains("rejoin_follow_lag_seconds"));
            } else {
                runUntil(call, arrived);
            }
        }
        assertThat(number).isGreaterThan(3);
    }

    @Test
    void whileOneFollowsItDoesTheTasksAndWhoeverElseWouldChangeSomethingIsRefused() throws Exception {
        Files.writeString(
                folder.resolve("corrected.ndjson"),
                "{\"_index\":\"houses\",\"_id\":\"h2\",\"_source\":{\"code\":\"b\",\"seat\":2}}\n");
        var follow = List.of("follow", "--source", LiveCluster.url());
        runUntil(follow, () -> {
            // The first look is over, so that this is between two later ones.
            if (small.query("select seen_at from rejoin_import.task_server").isEmpty()
                    || small.query("select index_name from rejoin_import.followed_shard limit 1")
                            .isEmpty()) {
                return false;
            }
            ask();
            await(() -> states().equals(List.of("DONE")), started.getLast());
            for (var refused : List.of(
                    follow,
                    List.of("quarantine", "retry", "corrected.ndjson", "--yes", "--by", "Kim"),
                    List.of("quarantine", "decide", "decisions.yaml"),
                    List.of("quarantine", "withdraw", "houses", "h2", "--by", "Kim"))) {
                var process = start(refused);
                var said = said(process);
                assertThat(process.exitValue()).as(said).isEqualTo(2);
                assertThat(said).contains("Another import is running into this database: process ");
            }
            return true;
        });
    }

    @Test
    void whoWorksWaitsForAnImportThatIsRunning() throws Exception {
        ask();
        Process process;
        try (var _ = RunLock.take(small.database().dataSource())) {
            process = start(List.of("work"));
            await(() -> said().contains("Tasks wait. Another import is running"), process);
            assertThat(states()).containsExactly("WAITING");
        }
        await(() -> states().equals(List.of("DONE")), process);
    }

    /** The example shows every key, and is a file as it is read. */
    @Test
    void theDecisionsOnThePageAreReadAsTheyStand() throws Exception {
        var file = Files.writeString(
                folder.resolve("page.yaml"), blocks("Repairs", "yaml").getFirst());

        assertThat(Decisions.read(file).decisions()).hasSize(3);
    }

    private final List<String> lines = new CopyOnWriteArrayList<>();

    private static List<String> blocks(String section, String language) throws IOException {
        var page = Files.readString(Path.of("README.md"));
        var text = page.substring(page.indexOf("\n## " + section + "\n") + 1);
        return BLOCK.matcher(text.substring(0, text.indexOf("\n## ")))
                .results()
                .filter(block -> block.group(1).equals(language))
                .map(block -> block.group(2))
                .toList();
    }

    /** The commands of a section without {@code ./rejoin import}, with what is called so here. */
    private List<List<String>> calls(String section) throws IOException {
        var calls = new ArrayList<List<String>>();
        for (var line : String.join("", blocks(section, "sh")).lines().toList()) {
            var words = WORD.matcher(line.replaceAll("\\s#.*", ""))
                    .results()
                    .map(word -> word.group(1) != null ? word.group(1) : word.group(2))
                    .map(word -> switch (word) {
                        case "http://localhost:9200" -> LiveCluster.url();
                        case "newer-", "live-" -> prefix;
                        case "INDEX" -> "houses";
                        case "ID" -> "h2";
                        case "9464" -> String.valueOf(metrics);
                        default -> word;
                    })
                    .toList();
            assertThat(words).as(line).startsWith("./rejoin", "import");
            calls.add(words.subList(2, words.size()));
        }
        assertThat(calls).as(section).hasSizeGreaterThan(1);
        return calls;
    }

    private String run(List<String> call) throws Exception {
        var process = start(call);
        var answer = said(process);
        assertThat(process.exitValue()).as(call + "\n" + answer).isZero();
        return answer;
    }

    /** Ends it by SIGTERM, as whoever keeps services running does. */
    private String runUntil(List<String> call, Callable<Boolean> what) throws Exception {
        var process = start(call);
        await(what, process);
        process.destroy();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return said();
    }

    /** For as long as the process says something new, and a minute more. */
    private void await(Callable<Boolean> what, Process process) throws Exception {
        long moved = System.nanoTime();
        int heard = lines.size();
        while (!what.call()) {
            assertThat(process.isAlive()).as(said()).isTrue();
            if (heard < lines.size()) {
                heard = lines.size();
                moved = System.nanoTime();
            }
            assertThat(System.nanoTime() - moved)
                    .as(() -> "waited for a minute after:\n" + said())
                    .isLessThan(TimeUnit.MINUTES.toNanos(1));
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private String said(Process process) throws Exception {
        process.waitFor();
        reader.join();
        return said();
    }

    private String said() {
        return String.join("", lines);
    }

    private Thread reader;

    private Process start(List<String> call) throws IOException {
        int to = call.indexOf(">");
        var arguments = new ArrayList<>(to < 0 ? call : call.subList(0, to));
        if (List.of("run", "follow").contains(call.getFirst())) {
            arguments.addAll(
                    List.of("--mapping", temporary.resolve("small/mapping").toString()));
            if (!call.contains("--prefix")) {
                arguments.addAll(List.of("--prefix", prefix));
            }
        }
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Main.class.getName()));
        command.addAll(arguments);
        var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().put("REJOIN_DB_URL", small.database().jdbcUrl());
        builder.environment().put("REJOIN_DB_USER", small.database().user());
        builder.environment().put("REJOIN_DB_PASSWORD", small.database().password());
        lines.clear();
        var process = builder.start();
        started.add(process);
        reader = Thread.ofVirtual().start(() -> {
            try (var said = process.inputReader(StandardCharsets.UTF_8)) {
                for (var line = said.readLine(); line != null; line = said.readLine()) {
                    lines.add(line + "\n");
                }
            } catch (IOException e) {
                // It has ended.
            }
        });
        return process;
    }

    /** What a person does with an exported file. */
    private static void correct(Path file) throws IOException {
        Files.writeString(file, Files.readString(file).replace("\"seat\":-2", "\"seat\":2"));
    }

    private String measured() throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/metrics".formatted(metrics)))
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
        }
    }

    private void ask() throws SQLException {
        small.execute("""
                insert into rejoin_import.task (run_id, doc, kind, index_name, document_id, source, asked_by)
                values (1, 0, 'PREVIEW', 'houses', 'h2', '{"code":"b","seat":5}', 'key:admin')
                """);
    }

    private List<String> states() throws SQLException {
        return small.query("select state from rejoin_import.task order by asked_at, id");
    }

    private void put(String index, String id, String source) {
        LiveCluster.call("PUT", "/%s%s/_doc/%s".formatted(prefix, index, id), source);
    }
}
