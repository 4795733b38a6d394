package dev.rejoin.importer.command;

import dev.rejoin.importer.read.SourceOptions;
import dev.rejoin.importer.run.RefusedException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the source is. Secrets come from the environment only. */
final class ClusterArguments {

    @Option(
            names = "--source",
            paramLabel = "URL|FOLDER",
            description =
                    "the cluster with the restored snapshot, or a folder or file of NDJSON dumps (plain, .gz, .zst);"
                            + " default: REJOIN_ES_URL. Secrets: REJOIN_ES_API_KEY, or REJOIN_ES_USER and REJOIN_ES_PASSWORD,"
                            + " or the same names with _FILE.")
    private @Nullable String source;

    @Option(
            names = "--ca-file",
            paramLabel = "FILE",
            description = "the CA that signed the cluster's certificate (PEM)")
    private @Nullable Path caFile;

    String where(Map<String, String> environment) {
        return Optional.ofNullable(source)
                .or(() -> Optional.ofNullable(environment.get("REJOIN_ES_URL")))
                .filter(s -> !s.isBlank())
                .orElseThrow(
                        () -> new RefusedException("No source is named: give --source with the cluster's address or a"
                                + " folder of dump files, or set REJOIN_ES_URL."));
    }

    SourceOptions options(Map<String, String> environment) {
        var options = SourceOptions.fromEnvironment(environment);
        return caFile == null ? options : options.withCaFile(caFile);
    }

    /** The same again, for a command to be called next. */
    String repeated() {
        return (source == null ? "" : " --source " + source) + (caFile == null ? "" : " --ca-file " + caFile);
    }
}
