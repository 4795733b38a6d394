package dev.rejoin.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.rejoin.db.EmbeddedDatabase;
import dev.rejoin.importer.Main;
import dev.rejoin.legacy.server.EmbeddedElasticsearch;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code docs/tutorial.md} tells a stranger to type is typed here, in its order. */
class TutorialTest {
    private static final Path CHECKOUT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```sh\n(.*?)^```$");
    private static final Pattern IMPORT = Pattern.compile("\\./rejoin import ([^>|\n)]*)");
    /** A build in a fresh copy says nothing for a while, on a slow machine for long. */
    private static final Duration LONGEST_SILENCE = Duration.ofMinutes(25);

    @TempDir
    private Path folder;

    @Test
    void everyImportCommandOnThePageIsUnderstood() throws IOException {
        var calls = IMPORT.matcher(String.join("\n", blocks()))
                .results()
                .map(match -> match.group(1).strip().replaceAll("\"[^\"]*\"", "quoted"))
                .toList();

        assertThat(calls).hasSizeGreaterThan(8).allSatisfy(call -> Main.commandLine()
                .parseArgs(call.split("\\s+")));
    }

    /** In a copy of the checkout, which builds itself as it does for a stranger. */
    @Test
    @Tag("slow")
    void everyCommandOnThePageDoesWhatItSays() throws Exception {
        requireDjango();
        copyCheckout();
        try (var elasticsearch = EmbeddedElasticsearch.start();
                var database = EmbeddedDatabase.temporary()) {
            int port = free();
            int site = free();
            var here = new LinkedHashMap<String, String>();
            here.put("http://localhost:9200", elasticsearch.url());
            here.put("/mnt/snapshots", elasticsearch.repositoryFolder().toString());
            here.put("jdbc:postgresql://localhost:5432/rejoin", database.jdbcUrl());
            here.put("REJOIN_DB_USER=rejoin", "REJOIN_DB_USER=" + database.user());
            here.put("REJOIN_DB_PASSWORD=secret", "REJOIN_DB_PASSWORD=" + database.password());
            here.put("8080", String.valueOf(port));
            here.put("127.0.0.1:8000", "127.0.0.1:" + site);
            here.put("python3 ", "/usr/bin/python3 ");
            int status = run(script(here));

            var said = Files.readString(folder.resolve("said.log"));
            assertThat(status).as(tail(said)).isZero();
            assertThat(said)
                    .contains("Proven: every document is accounted for")
                    .contains("Payments received")
                    .contains("Nothing was changed.")
                    .contains("\"results\"")
                    .contains("the source is assessed without a target")
                    .contains("\"behind\":0");
            assertThat(Files.readString(folder.resolve("checkout/first-page.html")))
                    .contains("<h1>Members")
                    .contains("href=\"/members/");
            assertThat(folder.resolve("checkout/report/report.html")).isNotEmptyFile();
            assertThat(folder.resolve("checkout/assessment.html")).isNotEmptyFile();
            assertThat(Files.readString(folder.resolve("checkout/my-mapping/members.yaml")))
                    .contains("DECIDE");
        }
    }

    private static List<String> blocks() throws IOException {
        var blocks = BLOCK.matcher(Files.readString(CHECKOUT.resolve("docs/tutorial.md")))
                .results()
                .map(match -> match.group(1))
                .toList();
        assertThat(blocks).hasSizeGreaterThan(9);
        return blocks;
    }

    /** The page's blocks one after the other, at other addresses; what they leave running ends with them. */
    private Path script(Map<String, String> here) throws IOException {
        var text = new StringBuilder("set -euo pipefail\ntrap 'kill $(jobs -p) 2>/dev/null; wait' EXIT\n");
        for (var block : blocks()) {
            var typed = block;
            for (var change : here.entrySet()) {
                typed = typed.replace(change.getKey(), change.getValue());
            }
            text.append("echo '+ ")
                    .append(block.lines().findFirst().orElse("").replace("'", ""))
                    .append("'\n")
                    .append(typed);
        }
        return Files.writeString(folder.resolve("tutorial.sh"), text);
    }

    private int run(Path script) throws IOException, InterruptedException {
        var log = folder.resolve("said.log");
        var builder = new ProcessBuilder("bash", script.toString())
                .directory(folder.resolve("checkout").toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("REJOIN_") || name.startsWith("MAVEN_"));
        builder.environment()
                .put("JAVA_HOME", Path.of(System.getProperty("java.home")).toString());
        var process = builder.start();
        process.getOutputStream().close();
        while (!process.waitFor(1, TimeUnit.SECONDS)) {
            var silence = Duration.between(Files.getLastModifiedTime(log).toInstant(), Instant.now());
            if (silence.compareTo(LONGEST_SILENCE) > 0) {
                var all = new ArrayList<>(process.descendants().toList());
                all.add(process.toHandle());
                all.forEach(ProcessHandle::destroy);
                process.waitFor(20, TimeUnit.SECONDS);
                all.forEach(ProcessHandle::destroyForcibly);
                return -1;
            }
        }
        return process.exitValue();
    }

    private void copyCheckout() throws IOException, InterruptedException {
        Files.createDirectories(folder.resolve("checkout"));
        var excluded = Arrays.stream(new String[] {
                    ".git",
                    "data",
                    "target",
                    "node_modules",
                    "db/target",
                    "launcher/target",
                    "src/target",
                    "legacy/target",
                    "import/target",
                    "demo/target",
                    "checker/target"
                })
                .map(name -> "--exclude=./" + name)
                .toList();
        var copy = new ArrayList<>(List.of("sh", "-c", "tar -C \"$0\" \"$@\" -cf - . | tar -C \"$TO\" -xf -"));
        copy.add(CHECKOUT.toString());
        copy.addAll(excluded);
        var builder = new ProcessBuilder(copy).inheritIO();
        builder.environment().put("TO", folder.resolve("checkout").toString());
        assertThat(builder.start().waitFor()).isZero();
    }

    private static void requireDjango() throws IOException, InterruptedException {
        var django = new ProcessBuilder("/usr/bin/python3", "-c", "import django, urllib3")
                .redirectErrorStream(true)
                .start();
        django.getInputStream().readAllBytes();
        if (django.waitFor() != 0) {
            abort("The tutorial was not followed: its last step needs python3-django and python3-urllib3.");
        }
    }

    private static int free() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String tail(String text) {
        var lines = text.lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 60), lines.size()));
    }
}
