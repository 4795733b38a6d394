package dev.rejoin.importer.command;

import dev.rejoin.importer.read.Source;
import dev.rejoin.importer.read.SourceOptions;
import dev.rejoin.importer.read.Sources;
import dev.rejoin.importer.run.RefusedException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where to read from; shared by every command that reads. Secrets come from the environment only. */
final class SourceArguments {

    @Option(
            names = "--source",
            paramLabel = "URL|FOLDER",
            description =
                    "the cluster with the restored snapshot, or a folder or file of NDJSON dumps (plain, .gz, .zst);"
                            + " default: REJOIN_ES_URL. Secrets: REJOIN_ES_API_KEY, or REJOIN_ES_USER and REJOIN_ES_PASSWORD,"
                            + " or the same names with _FILE.")
    @Nullable
    String source;

    @Option(
            names = "--ca-file",
            paramLabel = "FILE",
            description = "the CA that signed the cluster's certificate (PEM)")
    @Nullable
    Path caFile;

    @Option(names = "--prefix", defaultValue = "", description = "what the restore put before the indices' names")
    String prefix = "";

    @Option(names = "--without", paramLabel = "INDEX", split = ",", description = "mapped indices that need not exist")
    Set<String> without = new LinkedHashSet<>();

    @Option(
            names = "--accept-lossy-source",
            description = "read indices whose _source is filtered or synthetic all the same")
    boolean acceptLossySource;

    @Option(names = "--sort", paramLabel = "shard_doc|doc", description = "how hits are ordered; default: shard_doc")
    SourceOptions.@Nullable Sort sort;

    Source open(Map<String, String> environment) {
        var where = Optional.ofNullable(source)
                .or(() -> Optional.ofNullable(environment.get("REJOIN_ES_URL")))
                .filter(s -> !s.isBlank())
                .orElseThrow(
                        () -> new RefusedException("No source is named: give --source with the cluster's address or a"
                                + " folder of dump files, or set REJOIN_ES_URL."));
        var options = SourceOptions.fromEnvironment(environment);
        options = caFile == null ? options : options.withCaFile(caFile);
        options = sort == null ? options : options.withSort(sort);
        options = acceptLossySource ? options.withLossySourceAccepted() : options;
        return Sources.open(where, options);
    }
}
