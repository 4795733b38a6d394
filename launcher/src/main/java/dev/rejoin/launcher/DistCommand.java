package dev.rejoin.launcher;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code rejoin dist}. */
@Command(
        name = "dist",
        description =
                "One tarball of everything that an installation needs: service, importer, migrations, this launcher,"
                        + " clients, units for systemd, manifests for Kubernetes. Where it is unpacked, only a Java 25 is needed.",
        footer = {"  ./rejoin dist", "  ./rejoin dist --output /srv/releases --json"})
final class DistCommand implements CommandTree.Planned {

    @Option(names = "--output", paramLabel = "FOLDER", description = "where it goes; default: target")
    private @Nullable Path output;

    @Option(names = "--json", description = "print where it is, and its size, as JSON")
    private boolean json;

    @Override
    public Plan plan(Checkout checkout, Map<String, String> environment) {
        var modules = new ArrayList<>(List.of(Module.LAUNCHER, Module.SERVICE));
        if (checkout.has(Module.IMPORT)) {
            modules.add(Module.IMPORT);
        }
        var pack = Plan.become(
                modules,
                checkout.home().resolve("deploy/pack").toString(),
                checkout.home().toString(),
                Version.NUMBER,
                String.valueOf(output == null ? checkout.home().resolve("target") : output.toAbsolutePath()));
        return json ? pack.and(List.of("--json")) : pack;
    }
}
