package dev.rejoin.launcher;

import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;

/** {@code rejoin generate}. */
@Command(
        name = "generate",
        description =
                "Writes what is generated and committed: the tables of rules in db/README.md and their copies, the"
                        + " contract openapi/openapi.yaml, the clients for Python and TypeScript. The tests refuse what is out of"
                        + " date.",
        footer = "  ./rejoin generate")
final class GenerateCommand implements CommandTree.Planned {

    @Override
    public Plan plan(Checkout checkout, Map<String, String> environment) {
        return Plan.become(
                List.of(),
                Plan.MAVEN,
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
                "-Dcontract.update=true");
    }
}
