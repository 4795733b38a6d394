package service;

import dev.rejoin.db.EmbeddedDatabase;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The service as it is delivered, in a process of its own on an empty database, with a key of its own. */
public record StartedService(Process process, int port, String key) implements AutoCloseable {

    /** @param folder the {@code quarkus-app} of a build, this one's or another's */
    public static StartedService start(Path folder, EmbeddedDatabase database) throws IOException {
        return start(folder, database, "-Xmx512m");
    }

    /** @param options of Java */
    public static StartedService start(Path folder, EmbeddedDatabase database, String... options) throws IOException {
        var key = key(folder, database);
        var words = new ArrayList<>(List.of(options));
        words.addAll(List.of("-jar", folder.resolve("quarkus-run.jar").toString()));
        var builder = java(database, words.toArray(String[]::new));
        builder.environment().putAll(Map.of("REJOIN_PORT", "0", "REJOIN_HOST", "127.0.0.1"));
        var process = builder.redirectErrorStream(true).start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        var output = process.inputReader(StandardCharsets.UTF_8);
        var port = said(output, Pattern.compile("Listening on: \\S+?:(\\d+)"));
        drain(output);
        return new StartedService(process, Integer.parseInt(port), key);
    }

    /** Made as {@code rejoin key} makes it, by the same build. */
    private static String key(Path folder, EmbeddedDatabase database) throws IOException {
        var classPath = Stream.of("app", "lib/main", "lib/boot")
                .map(part -> folder.resolve(part) + File.separator + "*")
                .collect(Collectors.joining(File.pathSeparator));
        var process = java(
                        database,
                        "-cp",
                        classPath,
                        "dev.rejoin.security.KeyCommand",
                        "create",
                        "--name",
                        "bench",
                        "--role",
                        "ADMIN")
                .redirectErrorStream(true)
                .start();
        return said(process.inputReader(StandardCharsets.UTF_8), Pattern.compile("^\\s*(rj_\\S+)\\s*$"));
    }

    private static ProcessBuilder java(EmbeddedDatabase database, String... arguments) {
        var command = new ArrayList<>(List.of("java"));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command);
        builder.environment()
                .putAll(Map.of(
                        "REJOIN_DB_URL", database.jdbcUrl(),
                        "REJOIN_DB_USER", database.user(),
                        "REJOIN_DB_PASSWORD", database.password()));
        return builder;
    }

    /** What a program says of itself; it is read on, so that the program is not held up. */
    public static String said(Process process, Pattern what) throws IOException {
        var output = process.inputReader(StandardCharsets.UTF_8);
        var said = said(output, what);
        drain(output);
        return said;
    }

    private static String said(BufferedReader output, Pattern what) throws IOException {
        var all = new StringBuilder();
        for (var line = output.readLine(); line != null; line = output.readLine()) {
            all.append(line).append('\n');
            var matcher = what.matcher(line);
            if (matcher.find()) {
                return matcher.group(1);
            }
        }
        throw new IllegalStateException("It ended without saying " + what + ":\n" + all);
    }

    private static void drain(BufferedReader output) {
        Thread.ofVirtual().start(() -> {
            try {
                output.lines().forEach(line -> {});
            } catch (UncheckedIOException e) {
                // The process has ended.
            }
        });
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
        }
    }
}
