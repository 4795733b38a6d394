package dev.rejoin.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** What a command line means, in a checkout that has all folders and nothing built. */
class CommandTreeTest {
    private static final Map<String, String> DATABASE = Map.of("REJOIN_DB_URL", "jdbc:postgresql://db:5432/rejoin");

    @TempDir
    private Path home;

    private final List<Plan> plans = new ArrayList<>();
    private final StringWriter output = new StringWriter();

    @BeforeEach
    void checkout() throws IOException {
        for (var module : Module.values()) {
            var folder = Files.createDirectories(home.resolve(module.folder()));
            Files.writeString(folder.resolve("pom.xml"), "");
        }
        Files.writeString(home.resolve("pom.xml"), "");
        Files.createDirectories(home.resolve("bench"));
        Files.writeString(home.resolve("bench/run"), "");
    }

    @Test
    void everyCommandHasHelpAndVersionWhichStartNothingAndShowExamplesFirst() {
        for (var words : paths(tree(DATABASE), List.of()).toList()) {
            assertThat(run(DATABASE, with(words, "--help")))
                    .as(words.toString())
                    .isZero();
            assertThat(output.toString()).as(words.toString()).contains("Usage: rejoin");
            if (!isStub(words)) {
                assertThat(output.toString()).as(words.toString()).contains("Examples:");
                assertThat(output.toString().indexOf("Examples:"))
                        .as(words.toString())
                        .isLessThan(output.toString().indexOf("Usage:"));
            }
            assertThat(run(DATABASE, with(words, "--version")))
                    .as(words.toString())
                    .isZero();
            assertThat(output.toString()).as(words.toString()).startsWith("Rejoin 1.");
        }
        assertThat(plans).isEmpty();
    }

    /** The tarball's folders are named as the checkout's, and hold what is built. */
    @Test
    void whatIsUnpackedStartsWhatItHoldsAndBuildsNothing(@TempDir Path unpacked) throws IOException {
        for (var folder : List.of("launcher", "src/quarkus-app", "import/mapping")) {
            Files.createDirectories(unpacked.resolve(folder));
        }
        home = unpacked;

        assertThat(tree(DATABASE).getSubcommands())
                .containsKeys("serve", "migrate", "import", "follow", "key", "search")
                .doesNotContainKeys("test", "dev", "generate", "dist", "bench", "demo");
        for (var call : List.of("migrate", "serve")) {
            assertThat(run(DATABASE, call)).isZero();
            assertThat(String.join(" ", plans.getLast().words()))
                    .contains(unpacked.toString())
                    .doesNotContain("target");
        }
        assertThat(plans.getLast().words())
                .contains(unpacked.resolve("src/quarkus-app/quarkus-run.jar").toString());
    }

    @ParameterizedTest
    @CsvSource({
        "dmeo, demo",
        "server, serve",
        "imprt, import",
        "keys, key",
        "migrat, migrate",
        "serve --prot 9000, --port",
        "bench relevanc, relevance",
        "bench import --rouds 2, --rounds",
        "migrate --jsn, --json",
        "test --ful, --full"
    })
    void aWrongWordIsAnsweredWithTheNearest(String words, String meant) {
        assertThat(run(DATABASE, words.split(" "))).isEqualTo(2);
        assertThat(output.toString()).contains("Did you mean " + meant + "?").contains(" --help.");
        assertThat(plans).isEmpty();
    }

    /** What is missing is there, only misspelt. */
    @ParameterizedTest
    @CsvSource({
        "make --nmae x --role READER 7, has no option --nmae. Did you mean --name?",
        "make --name x --rol=READER 7, has no option --rol. Did you mean --role?",
        "make --name --nmae --role READER -x, has no option -x.",
        "make --name x --role READER, Missing required parameter",
        "make --name x 7, Missing required option"
    })
    void aWrongOptionIsSaidBeforeOneThatIsMissing(String words, String said) {
        assertThat(run(DATABASE, words.split(" "))).isEqualTo(2);
        assertThat(output.toString()).contains(said).contains("See ./rejoin make --help.");
    }

    @Test
    void aWordThatIsLikeNothingIsAnsweredWithAllThereAre() {
        assertThat(run(DATABASE, "frobnicate")).isEqualTo(2);
        assertThat(output.toString())
                .doesNotContain("Did you mean")
                .contains("serve")
                .contains("import");
    }

    @Test
    void withoutACommandTheUsageIsShownAndTheStatusIsTwo() {
        assertThat(run(DATABASE)).isEqualTo(2);
        assertThat(output.toString()).contains("Commands:").contains("serve");
    }

    @Test
    void theServiceIsStartedOnTheDatabaseOfTheEnvironment() {
        assertThat(run(DATABASE, "serve", "--port", "18999"))
                .as(output.toString())
                .isZero();
        assertThat(plans).hasSize(1);
        assertThat(plans.getFirst().words())
                .startsWith("env", "REJOIN_PORT=18999", "@java")
                .doesNotContain("dev.rejoin.db.RunWithDatabase");
        assertThat(plans.getFirst().modules()).containsExactly(Module.SERVICE);
    }

    @Test
    void followIsImportFollow() {
        assertThat(run(DATABASE, "follow")).as(output.toString()).isZero();
        assertThat(plans.getLast().words()).isEqualTo(started(Room.IMPORT, "follow"));
    }

    @Test
    void onlyWhatComesToAnEndDoesWithoutTheSecondCompiler() {
        var option = "-XX:TieredStopAtLevel=1";
        assertThat(started(Room.IMPORT, "run")).contains(option);
        assertThat(started(Room.IMPORT, "work")).doesNotContain(option);
        assertThat(started(Room.FOLLOW)).doesNotContain(option);
    }

    @Test
    void whoHasNamedACollectorKeepsIt() {
        assertThat(Room.ofAShortRun(Map.of("JAVA_OPTS", "-Xss2m"))).contains("-XX:+UseParallelGC");
        for (var variable : List.of("JAVA_OPTS", "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS")) {
            assertThat(Room.ofAShortRun(Map.of(variable, "-Xss2m -XX:+UseZGC -Dx=1")))
                    .as(variable)
                    .noneMatch(option -> option.endsWith("GC"));
        }
    }

    private List<String> started(Room room, String... arguments) {
        return room.plan(new Checkout(home, home), List.of(arguments)).words();
    }

    @Test
    void theServiceIsStartedBesideTheEmbeddedDatabaseWhereNoneIsNamed() {
        var data = home.resolve("kept");
        assertThat(run(Map.of("REJOIN_DATA", data.toString()), "serve", "--port", "18999"))
                .isZero();
        assertThat(plans.getFirst().words())
                .containsSubsequence("dev.rejoin.db.RunWithDatabase", data + "/postgres", "--", "REJOIN_PORT=18999")
                .doesNotContain("--join");
    }

    @Test
    void aMigrationSharesTheDatabaseOfARunningService() {
        assertThat(run(Map.of("REJOIN_DATA", home.resolve("kept").toString()), "migrate", "--json"))
                .isZero();
        assertThat(plans.getFirst().words())
                .containsSubsequence("--join", "--", "dev.rejoin.launcher.Migration", "--json");
    }

    @Test
    void halfADatabaseIsRefused() {
        assertThat(run(Map.of("REJOIN_DB_USER", "rejoin"), "serve", "--port", "18999"))
                .isEqualTo(2);
        assertThat(output.toString()).contains("REJOIN_DB_URL is not");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "65536", "http", "-1", "99999999999"})
    void whatIsNoPortIsRefused(String port) {
        assertThat(run(DATABASE, "serve", "--port=" + port)).isEqualTo(2);
        assertThat(output.toString()).contains("a port is a number from 1 to 65535");
    }

    @Test
    void aTakenPortIsSaidBeforeAnythingIsStarted() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(run(DATABASE, "serve", "--port", String.valueOf(taken.getLocalPort())))
                    .isEqualTo(2);
            assertThat(output.toString()).contains("Port " + taken.getLocalPort() + " is taken");
            assertThat(plans).isEmpty();
        }
    }

    @Test
    void testsTakeOptionsOfMavenAfterTwoDashes() {
        assertThat(run(DATABASE, "test", "--full", "--", "-pl", "db")).isZero();
        assertThat(plans.getFirst().after()).isEqualTo(Plan.After.TEST);
        assertThat(plans.getFirst().words())
                .contains("verify", "-Pfull,onnx", "-Drejoin.excluded-tests=")
                .endsWith("-pl", "db");
    }

    @Test
    void numbersAndTarballAreToldToProgramsToo() {
        assertThat(run(DATABASE, "test", "--json", "--sources")).isZero();
        assertThat(plans.getFirst().after()).isEqualTo(Plan.After.TEST_AS_JSON);
        assertThat(run(DATABASE, "dist", "--output", "/srv", "--json")).isZero();
        assertThat(plans.getFirst().words()).endsWith("/srv", "--json");
        assertThat(run(DATABASE, "dist")).isZero();
        assertThat(plans.getFirst().words()).doesNotContain("--json");
    }

    @Test
    void whatADeletedFolderBroughtIsSaidToBeGone() throws IOException {
        Files.delete(home.resolve("import/pom.xml"));

        assertThat(run(DATABASE, "import", "run", "--source", "x")).isEqualTo(2);
        assertThat(output.toString()).contains("This checkout has no \"import\"", "the folder import is not there");
        assertThat(run(DATABASE, "demo")).isEqualTo(2);
        assertThat(output.toString()).contains("This checkout has no \"demo\"", "the folder import is not there");
        assertThat(run(DATABASE, "--help")).isZero();
        assertThat(output.toString()).contains("serve", "key").doesNotContain("The importer:");
    }

    /** A lone percent sign is told to whoever asks for help, as a fault of a format. */
    @Test
    void everyTextOfHelpIsAFormatWithoutArguments() {
        for (var words : paths(tree(DATABASE), List.of()).toList()) {
            var spec = specOf(words);
            var usage = spec.usageMessage();
            var texts = Stream.of(
                            Stream.of(usage.header(), usage.description(), usage.footer()),
                            spec.args().stream().map(ArgSpec::description))
                    .flatMap(lines -> lines)
                    .flatMap(Stream::of);

            assertThat(texts).as(words.toString()).allSatisfy(text -> assertThatCode(() -> String.format(text))
                    .doesNotThrowAnyException());
        }
    }

    @Test
    void aPlanIsWrittenWordByWord() throws IOException {
        var file = home.resolve("plan");
        Plan.become(List.of(Module.DEMO), "env", "A=b c", "x\ny").write(file);

        assertThat(Files.readString(file)).isEqualTo("BECOME\0demo import db legacy\0env\0A=b c\0x\ny\0");
    }

    /** Nothing is built: what a module brings is known by its name alone. */
    private static boolean isStub(List<String> words) {
        return words.size() == 1
                && Stream.of(Room.values()).anyMatch(room -> room.command().equals(words.getFirst()));
    }

    private static Stream<List<String>> paths(CommandLine command, List<String> above) {
        return Stream.concat(
                Stream.of(above),
                command.getSubcommands().entrySet().stream()
                        .filter(entry -> !entry.getKey().equals("help"))
                        .flatMap(entry -> paths(entry.getValue(), List.of(with(above, entry.getKey())))));
    }

    private CommandSpec specOf(List<String> words) {
        var command = tree(DATABASE);
        for (var word : words) {
            command = command.getSubcommands().get(word);
        }
        return command.getCommandSpec();
    }

    private static String[] with(List<String> words, String word) {
        return Stream.concat(words.stream(), Stream.of(word)).toArray(String[]::new);
    }

    private CommandLine tree(Map<String, String> environment) {
        return CommandTree.of(new Checkout(home, home), environment, plans::add);
    }

    /** With a command that requires something, which the launcher's own do not. */
    private CommandLine treeWithMake(Map<String, String> environment) {
        var make = CommandSpec.create()
                .addOption(required("--name"))
                .addOption(required("--role"))
                .addPositional(PositionalParamSpec.builder()
                        .paramLabel("ID")
                        .required(true)
                        .build());
        var tree = tree(environment).addSubcommand("make", make);
        return tree.setParameterExceptionHandler(tree.getParameterExceptionHandler());
    }

    private static OptionSpec required(String name) {
        return OptionSpec.builder(name).type(String.class).required(true).build();
    }

    private int run(Map<String, String> environment, String... words) {
        output.getBuffer().setLength(0);
        plans.clear();
        return treeWithMake(environment)
                .setOut(new PrintWriter(output, true))
                .setErr(new PrintWriter(output, true))
                .execute(words);
    }
}
