package dev.rejoin.launcher;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code rejoin serve}. */
@Command(
        name = "serve",
        description = "The API.",
        footer = {
            "  ./rejoin serve                 on port 8080, with a database kept under data/",
            "  ./rejoin serve --port 9000",
            "  REJOIN_DB_URL=jdbc:postgresql://db:5432/rejoin REJOIN_DB_USER=… REJOIN_DB_PASSWORD=… ./rejoin serve"
        })
final class ServeCommand implements CommandTree.Planned {

    @Option(names = "--port", paramLabel = "P", description = "where it listens; default: REJOIN_PORT, or 8080")
    private @Nullable String port;

    @Override
    public Plan plan(Checkout checkout, Map<String, String> environment) {
        var service = Plan.become(
                        List.of(Module.SERVICE),
                        Plan.JAVA,
                        "-XX:+ExitOnOutOfMemoryError",
                        "-jar",
                        checkout.service().resolve("quarkus-run.jar").toString())
                .with("REJOIN_PORT", Port.free(port, environment));
        return new Target(checkout, environment).alone(service);
    }
}
