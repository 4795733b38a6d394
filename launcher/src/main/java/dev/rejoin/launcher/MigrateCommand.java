package dev.rejoin.launcher;

import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code rejoin migrate}. */
@Command(
        name = "migrate",
        description = "Makes Rejoin's tables in an empty database, or brings those of an older version up to date, and"
                + " ends. The service does the same when it starts.",
        footer = {
            "  ./rejoin migrate",
            "  REJOIN_DB_URL=jdbc:postgresql://db:5432/rejoin REJOIN_DB_USER=… REJOIN_DB_PASSWORD=… ./rejoin migrate --json"
        })
final class MigrateCommand implements CommandTree.Planned {

    @Option(names = "--json", description = "print the result as JSON")
    private boolean json;

    @Override
    public Plan plan(Checkout checkout, Map<String, String> environment) {
        var migration = Plan.become(
                List.of(Module.LAUNCHER),
                Plan.JAVA,
                "-cp",
                checkout.jarToBe(Module.LAUNCHER),
                "dev.rejoin.launcher.Migration");
        return new Target(checkout, environment).shared(json ? migration.and(List.of("--json")) : migration);
    }
}
