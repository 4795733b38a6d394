package dev.rejoin.importer.command;

import dev.rejoin.db.UsesDatabase;
import dev.rejoin.importer.report.ReportFolder;
import dev.rejoin.importer.run.RefusedException;
import dev.rejoin.importer.stage.StageProgress;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code rejoin import report}: the report of a run, drawn again from the ledger at any time. */
@Command(
        name = "report",
        description =
                "Shows what a run has done, and writes report.html, report.json and CSV files, from the database alone.",
        mixinStandardHelpOptions = true,
        footer = {
            "  ./rejoin import report",
            "  ./rejoin import report --run 3 --to report-of-run-3",
            "  ./rejoin import report --json | jq .report.money"
        })
public final class ReportCommand implements Callable<Integer>, UsesDatabase {

    @Option(names = "--run", paramLabel = "NUMBER", description = "default: the last one")
    private @Nullable Long run;

    @Option(names = "--to", paramLabel = "FOLDER", description = "default: rejoin-report-<run> in the current folder")
    private @Nullable Path folder;

    @Option(names = "--json", description = "print the report as JSON")
    private boolean json;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        var reports = new ReportFolder(TargetOptions.connect(System.getenv()));
        long wanted = run != null
                ? run
                : reports.lastRun()
                        .orElseThrow(
                                () -> new RefusedException("This database knows of no run yet: ./rejoin import run"));
        var to = folder == null ? folder(wanted) : folder;
        StageProgress progress = json
                ? StageProgress.SILENT
                : new ProgressBars(spec.commandLine().getOut(), Terminal.isThere());
        var report = reports.write(wanted, to, progress)
                .orElseThrow(() -> new RefusedException("There is no run %d.".formatted(wanted)));
        var out = spec.commandLine().getOut();
        if (json) {
            out.println(ReportFolder.json(report, to));
        } else {
            new ReportTables(out).print(report);
            out.println();
            out.println("The report: " + to.resolve("report.html"));
        }
        out.flush();
        return 0;
    }

    /** Where a run's report goes when nobody says otherwise. */
    static Path folder(long run) {
        return Path.of("rejoin-report-" + run);
    }
}
