package dev.rejoin.importer.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rejoin.importer.Main;
import dev.rejoin.importer.run.Houses;
import dev.rejoin.importer.run.SmallImport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person sees: each command as a program of its own on a terminal of that width, which {@code script} provides. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class OnATerminalTest {
    private static final String ESCAPE = "\u001b";

    @TempDir
    private Path folder;

    /** Says which streams are a terminal; the program of a process. */
    static final class Streams {
        private Streams() {}

        public static void main(String[] arguments) throws IOException {
            Files.writeString(Path.of(arguments[0]), Terminal.isThere() + " " + Terminal.takesErrors());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {50, 120})
    void noLineIsWiderThanTheTerminal(int columns) throws Exception {
        try (var small = source()) {
            for (var command : commands()) {
                var said = onATerminal(columns, small, command);

                assertThat(frames(said)).as(said).isNotEmpty().allSatisfy(line -> assertThat(unbroken(line))
                        .as(line)
                        .hasSizeLessThanOrEqualTo(columns));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {50, 120})
    void norIsAnyThatSaysWhyNot(int columns) throws Exception {
        try (var small = source()) {
            var said = started(
                    small, script(columns, words(java(Main.class, List.of("prove", "--source", "nowhere-at-all")))), 2);

            assertThat(frames(said)).as(said).isNotEmpty().allSatisfy(line -> assertThat(line)
                    .hasSizeLessThanOrEqualTo(columns));
        }
    }

    @Test
    void intoAPipeNothingIsDrawn() throws Exception {
        try (var small = source()) {
            for (var command : commands()) {
                var said = started(small, java(Main.class, command), 0, 1);

                assertThat(said).isNotEmpty().doesNotContain("\r", ESCAPE, "█", "░");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'', true true",
        "</dev/null, true true",
        "2>%s, true false",
        ">%s, false true",
        "2>%1$s >&2, false false"
    })
    void eachStreamIsAskedByItself(String redirection, String expected) throws Exception {
        var answer = folder.resolve("answer");
        try (var small = source()) {
            onATerminal(
                    80,
                    small,
                    words(java(Streams.class, List.of(answer.toString())))
                            + redirection.formatted(folder.resolve("log")));
        }

        assertThat(answer).content().isEqualTo(expected);
    }

    private SmallImport source() throws Exception {
        var houses = IntStream.range(0, 300)
                .mapToObj(
                        "{\"_index\":\"houses\",\"_id\":\"h%1$d\",\"_source\":{\"code\":\"c%1$d\",\"seat\":1}}\n"
                                ::formatted)
                .collect(Collectors.joining());
        return Houses.in(folder.resolve("small"))
                .dump("houses.ndjson", houses + """
                        {"_index":"houses","_id":"the-house-with-a-long-name-at-the-end-of-the-street","_source":{"code":"x","seat":-2}}
                        """)
                .dump("guests.ndjson", """
                        {"_index":"guests","_id":"g1","_source":{"name":"Ann","house":"h2"}}
                        {"_index":"guests","_id":"g2","_source":{"name":"Bob","house":"a-house-that-is-not-there-any-more"}}
                        """);
    }

    private List<List<String>> commands() {
        var dump = List.of("--source", folder.resolve("small/dump").toString());
        var mapping = List.of("--mapping", folder.resolve("small/mapping").toString());
        return List.of(
                all(List.of("assess"), dump),
                all(List.of("run"), dump, mapping),
                all(List.of("prove"), dump, mapping),
                List.of("report"),
                List.of("quarantine", "list"),
                List.of("quarantine", "export", "corrections.ndjson"),
                List.of("quarantine", "retry", "corrections.ndjson"),
                all(List.of("run", "--delta"), dump, mapping));
    }

    @SafeVarargs
    private static List<String> all(List<String>... parts) {
        return Stream.of(parts).flatMap(List::stream).toList();
    }

    /** What stood on the screen, line by line, whatever was drawn over since. */
    private static List<String> frames(String said) {
        return Stream.of(said.split("[\r\n]+|" + ESCAPE + "\\[K"))
                .filter(line -> !line.isBlank())
                .toList();
    }

    /** A line without what cannot be broken: a command that is to be copied, the path of a file, a name of the source. */
    private static String unbroken(String line) {
        return line.contains("rejoin import ")
                ? ""
                : Stream.of(line.split(" ")).filter(word -> word.length() < 40).collect(Collectors.joining(" "));
    }

    /** What was exported by the command before. */
    private static void correct(Path exported) throws IOException {
        if (Files.exists(exported)) {
            Files.writeString(exported, Files.readString(exported).replace("\"seat\":-2", "\"seat\":2"));
        }
    }

    private String onATerminal(int columns, SmallImport small, List<String> arguments) throws Exception {
        return onATerminal(columns, small, words(java(Main.class, arguments)));
    }

    private String onATerminal(int columns, SmallImport small, String command) throws Exception {
        return started(small, script(columns, command), 0, 1);
    }

    private static List<String> script(int columns, String command) {
        return List.of("script", "-qec", "stty cols %d rows 50; %s".formatted(columns, command), "/dev/null");
    }

    private static List<String> java(Class<?> program, List<String> arguments) {
        return all(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        program.getName()),
                arguments);
    }

    private static String words(List<String> command) {
        return command.stream().map("'%s' "::formatted).collect(Collectors.joining());
    }

    private String started(SmallImport small, List<String> command, Integer... good) throws Exception {
        correct(folder.resolve("corrections.ndjson"));
        var builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().put("REJOIN_DB_URL", small.database().jdbcUrl());
        builder.environment().put("REJOIN_DB_USER", small.database().user());
        builder.environment().put("REJOIN_DB_PASSWORD", small.database().password());
        var log = folder.resolve("said.log");
        var process = builder.redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(log.toFile())
                .start();
        int status = process.waitFor();
        var said = Files.readString(log, StandardCharsets.UTF_8);
        assertThat(status).as(said).isIn((Object[]) good);
        return said;
    }
}
