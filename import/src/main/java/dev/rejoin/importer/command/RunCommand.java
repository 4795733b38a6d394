package dev.rejoin.importer.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.rejoin.db.Migrations;
import dev.rejoin.db.UsesDatabase;
import dev.rejoin.importer.apply.CarriedOn;
import dev.rejoin.importer.mapping.MappingReader;
import dev.rejoin.importer.prove.Prove;
import dev.rejoin.importer.quarantine.CorrectedSource;
import dev.rejoin.importer.quarantine.Corrections;
import dev.rejoin.importer.quarantine.Decisions;
import dev.rejoin.importer.read.Scope;
import dev.rejoin.importer.read.Source;
import dev.rejoin.importer.read.Window;
import dev.rejoin.importer.repair.Replay;
import dev.rejoin.importer.repair.Replay.Replayed;
import dev.rejoin.importer.report.ReportFolder;
import dev.rejoin.importer.run.ImportRun;
import dev.rejoin.importer.run.Outcome;
import dev.rejoin.importer.run.RefusedException;
import dev.rejoin.importer.stage.StageProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code rejoin import run}: read, stage, check, load, prove. */
@Command(
        name = "run",
        description = "Reads the source, checks it, loads it in one transaction and proves the result.",
        mixinStandardHelpOptions = true,
        footer = {
            "  ./rejoin import run --source https://es:9200 --prefix restored- --dry-run    look before you leap",
            "  ./rejoin import run --source https://es:9200 --prefix restored-",
            "  ./rejoin import run --source dump-folder --mapping my-mapping",
            "  ./rejoin import run --source https://es:9200 --prefix newer- --delta"
        })
public final class RunCommand implements Callable<Integer>, UsesDatabase {
    private static final ObjectMapper JSON = new ObjectMapper()
            .registerModules(new Jdk8Module(), new JavaTimeModule())
            .enable(SerializationFeature.INDENT_OUTPUT);

    @Mixin
    private SourceArguments source = new SourceArguments();

    @Option(names = "--mapping", paramLabel = "FOLDER", description = "the mapping; default: Rejoin's own")
    private @Nullable Path mapping;

    @Option(names = "--dry-run", description = "stop after the checks: the target stays as it is")
    private boolean dryRun;

    @Option(names = "--resume", description = "go on with the last run that did not come to its end")
    private boolean resume;

    @Option(names = "--delta", description = "apply a newer snapshot to what an earlier import has loaded")
    private boolean delta;

    @Option(
            names = "--workers",
            defaultValue = "2",
            description = "slices read at the same time; default: ${DEFAULT-VALUE}")
    private int workers;

    @Option(
            names = "--written-between",
            arity = "2",
            paramLabel = "MOMENT",
            description = "when the copy was made, for dump files and indices that do not say so, as"
                    + " 2026-11-20T22:00:00Z: orphans written in between are marked as possible_skew")
    private List<String> writtenBetween = List.of();

    @Option(
            names = "--report",
            paramLabel = "FOLDER",
            description = "where the report of this run goes; default: rejoin-report-<run> in the current folder, and"
                    + " rejoin-report-<run>-2 and so on after deltas to it")
    private @Nullable Path report;

    @Option(
            names = "--decisions",
            paramLabel = "FILE",
            description =
                    "decisions as of \"quarantine decide\", made again about what this run sets aside, with --by; then"
                            + " it is proven once more")
    private @Nullable Path decisions;

    @Option(names = "--by", paramLabel = "NAME", description = "who decided; needed with --decisions")
    private @Nullable String by;

    @Option(names = "--json", description = "print the result as JSON")
    private boolean json;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        var out = spec.commandLine().getOut();
        if (decisions != null && by == null) {
            throw new RefusedException("Say with --by who decided: it is kept with the corrections.");
        }
        var decided = decisions == null ? Optional.<Decisions>empty() : Optional.of(Decisions.read(decisions));
        var folderOfMapping = mapping == null ? shippedMapping() : mapping;
        var read = MappingReader.read(folderOfMapping);
        var database = TargetOptions.connect(System.getenv());
        StageProgress progress = json ? StageProgress.SILENT : new ProgressBars(out, Terminal.isThere());
        try (var opened = corrected(source.open(System.getenv(), progress), database)) {
            if (mapping == null) {
                // Before the files are counted, whose bar would stand in front of the sentence.
                Migrations.requireDomain(database);
                opened.lookAhead(new Scope(source.prefix, read.exclude().keySet()));
            }
            var options =
                    new ImportRun.Options(source.prefix, source.without, dryRun, resume, delta, workers, written());
            var result = run(new ImportRun(opened, database, read, options, progress, CarriedOn.shortcut()));
            var replay = new Replay(
                    database,
                    () -> source.open(System.getenv(), progress),
                    folderOfMapping,
                    new Prove.Options(source.prefix, workers),
                    progress);
            var replayed = Optional.<Replayed>empty();
            var refused = Optional.<RefusedException>empty();
            var failed = Optional.<Exception>empty();
            try {
                if (decided.isPresent()) {
                    replayed = replay.after(result.run(), decided.get(), String.valueOf(by));
                }
            } catch (RefusedException e) {
                // What was loaded is told of all the same.
                refused = Optional.of(e);
            } catch (SQLException | IOException | RuntimeException e) {
                failed = Optional.of(e);
            }
            var folder = report == null ? unwritten(ReportCommand.folder(result.run())) : report;
            try {
                new ReportFolder(database).write(result.run(), folder, progress);
            } catch (SQLException | IOException | RuntimeException e) {
                failed.ifPresent(e::addSuppressed);
                throw e;
            }
            if (json) {
                var told = JSON.<ObjectNode>valueToTree(result);
                replayed.ifPresent(done -> told.set("decided", json(done)));
                refused.ifPresent(why -> told.put("decisionsRefused", why.getMessage()));
                failed.ifPresent(why -> told.put("decisionsFailed", String.valueOf(why.getMessage())));
                out.println(JSON.writeValueAsString(told));
            } else {
                new ReportTables(out).print(result);
                out.println();
                Terminal.say(out, sentence(result));
                if (replayed.isPresent()) {
                    new RetryTold(out).tell(replayed.get().result(), true, false);
                    Terminal.say(out, sentence(replayed.get()));
                } else if (decided.isPresent() && refused.isEmpty() && failed.isEmpty()) {
                    out.println("Nothing that was set aside and loaded is what the decisions are about.");
                }
                out.println("The report: " + folder.resolve("report.html"));
            }
            out.flush();
            if (refused.isPresent()) {
                spec.commandLine()
                        .getErr()
                        .println("The decisions are not made; run %d itself stays as it is told above."
                                .formatted(result.run()));
                throw refused.get();
            }
            if (failed.isPresent()) {
                spec.commandLine()
                        .getErr()
                        .println("What became of the decisions is not told; run %d itself stays as it is told above."
                                .formatted(result.run()));
                throw failed.get();
            }
            if (result.outcome() == Outcome.PROVEN
                    && replayed.isPresent()
                    && replayed.get().proof().isEmpty()) {
                return Outcome.INCOMPLETE.exitStatus();
            }
            return replayed.flatMap(Replayed::proof).isPresent()
                            && !replayed.get().isProven()
                    ? Outcome.NOT_PROVEN.exitStatus()
                    : result.outcome().exitStatus();
        }
    }

    /** A delta carries its run on: the report of what was there before is not written over. */
    private Path unwritten(Path folder) {
        var free = folder;
        for (int number = 2; delta && Files.exists(free); number++) {
            free = folder.resolveSibling(folder.getFileName() + "-" + number);
        }
        return free;
    }

    private Optional<Window> written() {
        if (writtenBetween.isEmpty()) {
            return Optional.empty();
        }
        try {
            var window = new Window(Instant.parse(writtenBetween.getFirst()), Instant.parse(writtenBetween.getLast()));
            if (!window.contains(Instant.parse(writtenBetween.getFirst()))) {
                throw new RefusedException("--written-between: its end lies before its start");
            }
            return Optional.of(window);
        } catch (DateTimeParseException e) {
            throw new RefusedException(
                    "--written-between: \"" + e.getParsedString() + "\" is not a moment such as 2026-11-20T22:00:00Z");
        }
    }

    /** A later snapshot that still holds what a person has corrected is read in the corrected form. */
    private Source corrected(Source opened, DataSource database) throws SQLException {
        var corrections = Corrections.read(database, source.prefix);
        return corrections.isEmpty() ? opened : new CorrectedSource(opened, corrections);
    }

    private ImportRun.Report run(ImportRun work) throws SQLException {
        var ended = new AtomicBoolean();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> tellHowToResume(ended)));
        try {
            return work.run();
        } finally {
            // What breaks off because the program was told to end is no end.
            ended.set(!TargetDatabase.isEnding());
        }
    }

    /** Every batch was committed with its checkpoint: an interrupted run needs nothing but to be resumed. */
    private void tellHowToResume(AtomicBoolean ended) {
        if (!ended.get()) {
            System.err.println(
                    "\nInterrupted. What was read is kept, and nothing half done is in the target. Go on with:\n  "
                            + Failures.resumption(
                                    spec.root().commandLine().getParseResult().originalArgs()));
        }
    }

    private static ObjectNode json(Replayed done) {
        var told = RetryTold.json(done.result(), true).put("proven", done.isProven());
        return done.unread().isEmpty() ? told : told.put("unread", done.unread());
    }

    private static String sentence(Replayed done) {
        return done.proof()
                .map(proof -> proof.proven()
                        ? "Proven with these decisions."
                        : "Not proven with these decisions: differences in " + proof.counts())
                .orElse(
                        "The decisions are made, but not proven, since the source could not be read again (%s). Prove them with: ./rejoin import prove"
                                .formatted(done.unread()));
    }

    private static String sentence(ImportRun.Report report) {
        var seconds = report.seconds().entrySet().stream()
                .map(e -> "%s %.1f s".formatted(e.getKey(), e.getValue()))
                .collect(Collectors.joining(", "));
        return switch (report.outcome()) {
            case PROVEN ->
                "Proven: every document is accounted for, every value is where it belongs (run %d: %s)."
                        .formatted(report.run(), seconds);
            case Outcome other -> report.message() + " (run %d: %s)".formatted(report.run(), seconds);
        };
    }

    /** The launcher says where Rejoin's own mapping lies. */
    public static Path shippedMapping() {
        return Path.of(Map.copyOf(System.getenv()).getOrDefault("REJOIN_MAPPING", "import/mapping"));
    }
}
