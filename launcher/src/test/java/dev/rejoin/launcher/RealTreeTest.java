package dev.rejoin.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;

/**
 * The whole tree, with the commands that the modules bring, read from their jars as {@code ./rejoin} reads them. {@code
 * .ci/commands} builds them and calls it; {@link CommandTreeTest} knows what a checkout says that has nothing built.
 */
@EnabledIfSystemProperty(
        named = "rejoin.built",
        matches = "true",
        disabledReason = "All modules have to be built before: .ci/commands does both.")
class RealTreeTest {
    private static final Path CHECKOUT = Path.of("..").toAbsolutePath().normalize();
    private static final Map<String, String> DATABASE = Map.of("REJOIN_DB_URL", "jdbc:postgresql://db:5432/rejoin");

    /** What launcher/README.md says of them: a log is what they print. */
    private static final String WITHOUT_JSON = "serve|dev";

    /** Folders of a checkout; what is called so above it has nothing to say. */
    private static final Set<String> NOT_WRITTEN_BY_HAND = Set.of("node_modules", "target", ".git", "data");

    private static final Pattern FENCED = Pattern.compile("(?ms)^```\\w*\n(.*?)^```$");
    private static final Pattern INDENTED = Pattern.compile("(?m)^ {4}\\S.*$");
    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");

    /** The words after the program, up to a redirection, a remark, or whatever else the shell takes. */
    private static final Pattern CALL = Pattern.compile("(?m)(?:^\\s*|\\./|/opt/rejoin/)rejoin ([^`>&)#;\n]+)");

    private final List<Plan> plans = new ArrayList<>();
    private final StringWriter output = new StringWriter();
    private CommandLine tree;

    @BeforeEach
    void tree() {
        tree = CommandTree.of(new Checkout(CHECKOUT, CHECKOUT), DATABASE, plans::add)
                .setOut(new PrintWriter(output, true))
                .setErr(new PrintWriter(output, true));
    }

    @Test
    void everyCommandHasHelpWithItsExamplesFirstAndAVersionAndStartsNothing() {
        assertThat(leaves())
                .hasSizeGreaterThan(32)
                .contains("import quarantine withdraw", "import sample", "key create");
        for (var command : all(tree, "").toList()) {
            assertThat(call(command + " --help")).as(command).isZero();
            assertThat(output.toString()).as(command).contains("Examples:", "Usage: rejoin");
            assertThat(output.toString().indexOf("Examples:"))
                    .as(command)
                    .isLessThan(output.toString().indexOf("Usage:"));
            assertThat(call(command + " --version")).as(command).isZero();
            assertThat(output.toString()).as(command).startsWith("Rejoin 1.");
        }
        assertThat(plans).isEmpty();
    }

    /** Also where something else is missing, as it always is here. */
    @Test
    void everyOptionThatIsMisspeltIsAnsweredWithTheNearest() {
        for (var leaf : leaves()) {
            for (var option : of(leaf).getCommandSpec().options()) {
                var name = option.longestName();
                var misspelt = name.substring(0, name.length() - 2) + "x" + name.substring(name.length() - 1);
                assertThat(call(leaf + " " + misspelt))
                        .as(leaf + " " + misspelt)
                        .isEqualTo(2);
                assertThat(output.toString())
                        .startsWith("./rejoin " + leaf + " has no option " + misspelt + ". Did you mean --")
                        .contains("See ./rejoin " + leaf + " --help.");
            }
        }
        assertThat(plans).isEmpty();
    }

    @Test
    void everyCommandIsAnsweredWithTheNearestWhereItIsMisspelt() {
        for (var command : all(tree, "").filter(words -> !words.isEmpty()).toList()) {
            assertThat(call(command + "x")).as(command).isEqualTo(2);
            assertThat(output.toString())
                    .contains("Did you mean " + command.substring(command.lastIndexOf(' ') + 1) + "?");
        }
    }

    @Test
    void whateverPrintsAResultPrintsItAsJsonToo() {
        assertThat(leaves().stream().filter(leaf -> of(leaf).getCommandSpec().findOption("--json") == null))
                .allMatch(leaf -> leaf.matches(WITHOUT_JSON));
    }

    @Test
    void everyExampleOfHelpIsUnderstood() {
        for (var command : all(tree, "").toList()) {
            var examples = of(command).getCommandSpec().usageMessage().footer();
            assertThat(examples).as(command).isNotEmpty();
            for (var example : examples) {
                assertThat(example).contains("./rejoin ");
                calls(example.strip()).forEach(call -> understood(call, true));
            }
        }
    }

    /** Of every page of the documentation; {@code TutorialTest} also does what its page says. */
    @Test
    void everyCallThatADocumentShowsIsUnderstood() throws IOException {
        int calls = 0;
        for (var document : documents()) {
            var text = Files.readString(document).replace("\\\n", " ");
            var shown = Stream.of(FENCED, INDENTED)
                    .flatMap(form -> form.matcher(text).results())
                    .flatMap(block -> calls(block.group()))
                    .toList();
            var named = QUOTED.matcher(FENCED.matcher(text).replaceAll(""))
                    .results()
                    .flatMap(quoted -> calls(quoted.group(1).replaceAll("\\s+", " ")))
                    .toList();
            shown.forEach(call -> understood(call, true));
            named.forEach(call -> understood(call, false));
            calls += shown.size() + named.size();
        }
        assertThat(calls).isGreaterThan(80);
    }

    private static Stream<String> calls(String text) {
        return CALL.matcher(text).results().map(call -> call.group(1).split(" {3,}| \\| ")[0]);
    }

    /**
     * All its words are commands and options that there are.
     *
     * @param whole whether nothing may be missing
     */
    private void understood(String call, boolean whole) {
        var words = call.strip()
                .replaceAll("\"[^\"]*\"", "quoted")
                .replaceAll("[\\[\\]]", "")
                .replaceAll("\\bN\\b", "1")
                .split("\\s+");
        try {
            tree.parseArgs(words);
        } catch (MissingParameterException missing) {
            assertThat(whole).as("%s: %s", call, missing.getMessage()).isFalse();
            assertThat(CommandTree.unknownOption(missing.getCommandLine().getCommandSpec(), words))
                    .as(call)
                    .isEmpty();
        } catch (ParameterException wrong) {
            throw new AssertionError(call + ": " + wrong.getMessage(), wrong);
        }
    }

    @Test
    void whereACheckoutLiesDoesNotMatterToWhichDocumentsItHas(@TempDir Path folder) throws IOException {
        var checkout = folder.resolve("data/target/rejoin");
        for (var file :
                List.of("README.md", "docs/a.md", "docs/data.md", "target/b.md", "import/target/c.md", "data/d.md")) {
            Files.createDirectories(checkout.resolve(file).getParent());
            Files.createFile(checkout.resolve(file));
        }

        assertThat(documents(checkout))
                .map(file -> checkout.relativize(file).toString())
                .containsExactlyInAnyOrder("README.md", "docs/a.md", "docs/data.md");
    }

    private static List<Path> documents() throws IOException {
        var documents = documents(CHECKOUT);
        assertThat(documents).hasSizeGreaterThan(12);
        return documents;
    }

    private static List<Path> documents(Path checkout) throws IOException {
        var documents = new ArrayList<Path>();
        Files.walkFileTree(checkout, Set.of(), 4, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes of) {
                return !folder.equals(checkout)
                                && NOT_WRITTEN_BY_HAND.contains(
                                        folder.getFileName().toString())
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes of) {
                var name = file.getFileName().toString();
                if (name.endsWith(".md") && !name.equals("CHANGELOG.md")) {
                    documents.add(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                // What a build or a server beside this test takes away meanwhile.
                if (e instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw e;
            }
        });
        return documents;
    }

    private List<String> leaves() {
        return all(tree, "")
                .filter(words -> of(words).getSubcommands().isEmpty())
                .toList();
    }

    private static Stream<String> all(CommandLine command, String words) {
        return Stream.concat(
                Stream.of(words.strip()),
                command.getSubcommands().entrySet().stream()
                        .filter(entry -> !entry.getKey().equals("help"))
                        .flatMap(entry -> all(entry.getValue(), words + " " + entry.getKey())));
    }

    private CommandLine of(String words) {
        var command = tree;
        for (var word : words.isEmpty() ? new String[0] : words.split(" ")) {
            command = command.getSubcommands().get(word);
        }
        return command;
    }

    private int call(String words) {
        output.getBuffer().setLength(0);
        plans.clear();
        return tree.execute(words.strip().split(" "));
    }
}
