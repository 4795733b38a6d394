package dev.rejoin.importer.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.rejoin.db.UsesDatabase;
import dev.rejoin.importer.prove.Prove;
import dev.rejoin.importer.quarantine.CorrectedSource;
import dev.rejoin.importer.quarantine.Corrections;
import dev.rejoin.importer.run.LoadedRun;
import dev.rejoin.importer.run.ProofProgress;
import dev.rejoin.importer.run.ProofSummary;
import dev.rejoin.importer.stage.StageProgress;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code rejoin import prove}: proves a load again, at any time, against the same source. */
@Command(
        name = "prove",
        description = "Reads the source again and compares every mapped value with the row it became.",
        mixinStandardHelpOptions = true,
        footer = "  ./rejoin import prove --source https://es:9200 --prefix restored-")
public final class ProveCommand implements Callable<Integer>, UsesDatabase {
    private static final ObjectMapper JSON = new ObjectMapper()
            .registerModules(new Jdk8Module(), new JavaTimeModule())
            .enable(SerializationFeature.INDENT_OUTPUT);

    @Mixin
    private SourceArguments source = new SourceArguments();

    @Option(names = "--mapping", paramLabel = "FOLDER", description = "the mapping; default: Rejoin's own")
    private @Nullable Path mapping;

    @Option(names = "--run", paramLabel = "N", description = "the run to prove; default: the last one that has loaded")
    private @Nullable Long run;

    @Option(
            names = "--workers",
            defaultValue = "2",
            description = "slices read at the same time; default: ${DEFAULT-VALUE}")
    private int workers;

    @Option(names = "--json", description = "print the result as JSON")
    private boolean json;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        var out = spec.commandLine().getOut();
        var database = TargetOptions.connect(System.getenv());
        long proven = LoadedRun.toProve(database, run);
        StageProgress progress = json ? StageProgress.SILENT : new ProgressBars(out, Terminal.isThere());
        try (var opened = new CorrectedSource(
                source.open(System.getenv(), progress), Corrections.read(database, source.prefix))) {
            var watched = new ProofProgress(progress, LoadedRun.documents(database, proven));
            watched.began();
            var proof = new Prove(
                            opened,
                            database,
                            mapping == null ? RunCommand.shippedMapping() : mapping,
                            new Prove.Options(source.prefix, workers, watched))
                    .run(proven);
            watched.ended();
            ProofSummary.keep(database, proof);
            if (json) {
                out.println(JSON.writeValueAsString(proof));
            } else {
                new ReportTables(out).print(proof);
                out.println();
                out.println(
                        proof.proven()
                                ? "Proven: run %d is what the source says.".formatted(proven)
                                : "Not proven: run %d differs from the source in %s."
                                        .formatted(proven, proof.counts()));
            }
            out.flush();
            return proof.proven() ? 0 : 1;
        }
    }
}
