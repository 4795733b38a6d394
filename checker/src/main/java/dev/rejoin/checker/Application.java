package dev.rejoin.checker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The legacy application with its writers and their histories: a process that says what it finds, line by line. */
final class Application implements AutoCloseable {

    /** What it needs, by the names of Python and of Debian. */
    static final String NEEDS =
            "Python 3 with Django, elasticsearch-py 7.17 and psycopg2 (apt-get install python3-django"
                    + " python3-elasticsearch python3-psycopg2)";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration SILENCE = Duration.ofMinutes(3);
    private static final JsonNode ENDED = MissingNode.getInstance();

    private final Process process;
    private final Writer input;
    private final Path log;
    private final LinkedBlockingQueue<JsonNode> events = new LinkedBlockingQueue<>();

    private Application(Process process, Path log) {
        this.process = process;
        this.input = process.outputWriter(StandardCharsets.UTF_8);
        this.log = log;
        Thread.ofPlatform().daemon().name("listens to the application").start(this::listen);
    }

    /** A Python that has what it needs. */
    static Optional<String> python() {
        return List.of("python3", "/usr/bin/python3").stream()
                .filter(Application::isFit)
                .findFirst();
    }

    private static boolean isFit(String python) {
        try {
            var look = new ProcessBuilder(
                            python,
                            "-c",
                            "import django, psycopg2, elasticsearch as e; assert e.__version__[:2] == (7, 17)")
                    .redirectErrorStream(true)
                    .start();
            look.getInputStream().readAllBytes();
            return look.waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    static Application start(Path folder, Path work, Servers servers, Check.Options options) throws IOException {
        var python = python().orElseThrow(() -> new CheckerException("The checker needs " + NEEDS + "."));
        var command = new ArrayList<>(
                List.of(python, "-B", folder.resolve("manage.py").toString(), "load"));
        command.addAll(List.of("--requests", String.valueOf(options.requests())));
        command.addAll(List.of("--seed", String.valueOf(options.seed())));
        command.addAll(List.of("--threads", String.valueOf(options.threads())));
        command.addAll(List.of("--rate", String.valueOf(options.rate())));
        command.addAll(List.of("--reads", String.valueOf(options.reads())));
        command.addAll(List.of("--patience", String.valueOf(options.patience().toSeconds())));
        var log = work.resolve("application.log");
        var builder = new ProcessBuilder(command).redirectError(log.toFile());
        builder.environment().put("DJANGO_SETTINGS_MODULE", "legacy.settings");
        builder.environment().put("PYTHONWARNINGS", "ignore");
        builder.environment().put("ELASTICSEARCH_HOSTS", servers.url());
        builder.environment().put("HINTS", work.resolve("hints").toString());
        return new Application(builder.start(), log);
    }

    void tell(String line) throws IOException {
        input.write(line + "\n");
        input.flush();
    }

    /** What it has said since, without waiting. */
    List<JsonNode> heard() {
        var heard = new ArrayList<JsonNode>();
        events.drainTo(heard);
        return heard;
    }

    /** Waits for an event of this name; others are handed on. */
    JsonNode await(String event, Consumer<JsonNode> others) throws IOException, InterruptedException {
        while (true) {
            var said = events.poll(SILENCE.toSeconds(), TimeUnit.SECONDS);
            if (said == null) {
                throw new CheckerException("The application has said nothing for %d s.".formatted(SILENCE.toSeconds()));
            }
            if (said.isMissingNode()) {
                throw new CheckerException("The application has ended; it says:\n" + lastWords());
            }
            if (said.path("event").asText().equals(event)) {
                return said;
            }
            others.accept(said);
        }
    }

    private String lastWords() throws IOException {
        var lines = Files.readAllLines(log);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 30), lines.size()));
    }

    private void listen() {
        try (var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                events.add(JSON.readTree(line));
            }
        } catch (IOException _) {
            // It has ended.
        }
        events.add(ENDED);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
