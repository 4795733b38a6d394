package dev.rejoin.launcher;

import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code rejoin dev}. */
@Command(
        name = "dev",
        description = "The API with live reload: a change of its sources shows at the next request.",
        footer = "  ./rejoin dev")
final class DevCommand implements CommandTree.Planned {

    @Parameters(paramLabel = "OPTION", arity = "0..*", description = "options for Maven, after --")
    private List<String> options = List.of();

    @Override
    public Plan plan(Checkout checkout, Map<String, String> environment) {
        var maven = Plan.become(
                        List.of(Module.SERVICE),
                        Plan.NEWER_MAVEN,
                        "-q",
                        "-B",
                        "-ntp",
                        "-f",
                        checkout.home().resolve("pom.xml").toString(),
                        "-pl",
                        "src",
                        "-am",
                        "-Dmaven.test.skip=true",
                        "-Dquarkus.analytics.disabled=true",
                        "compile",
                        "quarkus:dev")
                .and(options)
                .with("REJOIN_PORT", Port.free(null, environment));
        return new Target(checkout, environment).alone(maven);
    }
}
