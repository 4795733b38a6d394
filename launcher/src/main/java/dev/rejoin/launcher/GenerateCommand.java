package dev.rejoin.launcher;

import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code rejoin generate}. */
@Command(
        name = "generate",
        description =
                "Writes what is generated and committed: the tables of rules in db/README.md and their copies, the"
                        + " contract openapi/openapi.yaml, the clients for Python and TypeScript; and says which files are other"
                        + " ones now. The tests refuse what is out of date.",
        footer = {"  ./rejoin generate", "  ./rejoin generate --json      the names of the files for a program"})
final class GenerateCommand implements CommandTree.Planned {

    @Option(names = "--json", description = "print the names as JSON, and all else where errors go")
    private boolean json;

    @Override
    public Plan plan(Checkout checkout, Map<String, String> environment) {
        return new Plan(
                json ? Plan.After.GENERATE_AS_JSON : Plan.After.GENERATE,
                List.of(),
                List.of(
                        "-q",
                        "-B",
                        "-f",
                        checkout.home().resolve("pom.xml").toString(),
                        "-pl",
                        "db,src",
                        "test",
                        "-Dtest=RulesTest,ContractTest",
                        "-Dsurefire.failIfNoSpecifiedTests=false",
                        "-Drejoin.write=true",
                        "-Dcontract.update=true"));
    }
}
