package dev.rejoin.launcher;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rejoin test}. */
@Command(
        name = "test",
        description = "All tests, and at the end their number.",
        footer = {
            "  ./rejoin test",
            "  ./rejoin test --full                        also the slow ones, and other versions of Elasticsearch",
            "  ./rejoin test --sources                     no tests, but what no test sees",
            "  ./rejoin test --json                        the numbers for a program",
            "  ./rejoin test -- -pl db -Dtest=RulesTest    options for Maven"
        })
final class TestCommand implements CommandTree.Planned {

    @Option(names = "--full", description = "also the slow tests; fetches other versions of Elasticsearch")
    private boolean full;

    @Option(
            names = "--sources",
            description =
                    "instead of the tests: Error Prone over all modules, and the declared libraries of each but the"
                            + " service held against those that its classes name")
    private boolean sources;

    @Option(names = "--json", description = "print the numbers as JSON, and all else where errors go")
    private boolean json;

    @Parameters(paramLabel = "OPTION", arity = "0..*", description = "options for Maven, after --")
    private List<String> options = List.of();

    @Override
    public Plan plan(Checkout checkout, Map<String, String> environment) {
        var after = json ? Plan.After.TEST_AS_JSON : Plan.After.TEST;
        if (sources) {
            var words = new ArrayList<>(List.of("-q", "-B", "-ntp", "-T", "2", "-Pqa", "process-test-classes"));
            words.addAll(options);
            return new Plan(after, List.of(), words);
        }
        // Importer and service do not depend on each other: their tests run side by side.
        var words = new ArrayList<>(List.of("-B", "-ntp", "-T", "2", "verify"));
        if (full) {
            words.addAll(List.of("-Pfull,onnx", "-Drejoin.excluded-tests=", "-Drejoin.longest-test=3h"));
        }
        words.addAll(options);
        return new Plan(after, List.of(), words);
    }
}
