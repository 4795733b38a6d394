package dev.rejoin.importer.command;

import dev.rejoin.importer.read.Source;
import dev.rejoin.importer.read.SourceOptions;
import dev.rejoin.importer.read.Sources;
import dev.rejoin.importer.stage.StageProgress;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where to read from, and how; shared by every command that reads. */
final class SourceArguments {

    @Mixin
    private ClusterArguments cluster = new ClusterArguments();

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

    /** Opens it, and tells of whatever has to be counted first. */
    Source open(Map<String, String> environment, StageProgress progress) {
        var source = open(environment);
        source.tell(new CountingBar(progress));
        return source;
    }

    private Source open(Map<String, String> environment) {
        var options = cluster.options(environment);
        options = sort == null ? options : options.withSort(sort);
        options = acceptLossySource ? options.withLossySourceAccepted() : options;
        return Sources.open(cluster.where(environment), options);
    }
}
