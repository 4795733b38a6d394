package dev.rejoin.importer.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.rejoin.db.UsesDatabase;
import dev.rejoin.importer.quarantine.Decisions;
import dev.rejoin.importer.quarantine.Export;
import dev.rejoin.importer.quarantine.Quarantine;
import dev.rejoin.importer.quarantine.Quarantine.Entry;
import dev.rejoin.importer.read.DocumentLine;
import dev.rejoin.importer.repair.CorrectionLog;
import dev.rejoin.importer.repair.Retry;
import dev.rejoin.importer.report.SpreadsheetText;
import dev.rejoin.importer.run.RefusedException;
import dev.rejoin.importer.run.RunLock;
import dev.rejoin.importer.stage.StageProgress;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rejoin import quarantine}: what was set aside, and how it comes back. */
@Command(
        name = "quarantine",
        description = "Lists, shows and exports the documents that were set aside, and tries corrected ones again.",
        mixinStandardHelpOptions = true,
        footer = {
            "  ./rejoin import quarantine list",
            "  ./rejoin import quarantine export set-aside.ndjson",
            "  ./rejoin import quarantine retry set-aside.ndjson --yes --by \"Your Name\""
        })
public final class QuarantineCommand implements UsesDatabase {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Spec
    private @Nullable CommandSpec spec;

    @Command(
            name = "list",
            description =
                    "how many documents there are of each reason, index and field, with the id that is missing;"
                            + " --each: a line a document, with its first reason and, of one that was loaded, its elements that were not",
            footer = {
                "  ./rejoin import quarantine list",
                "  ./rejoin import quarantine list --code orphan_reference",
                "  ./rejoin import quarantine list --index invoices --each --csv > set-aside.csv"
            })
    int list(
            @Option(names = "--run", description = "default: the last one") @Nullable Long run,
            @Option(names = "--index") @Nullable String index,
            @Option(names = "--code", paramLabel = "REASON", description = "of this reason alone") @Nullable
                    String code,
            @Option(names = "--each", description = "every document") boolean each,
            @Option(names = "--json", description = "as JSON, a line each") boolean json,
            @Option(names = "--csv", description = "as CSV") boolean csv)
            throws Exception {
        var quarantine = new Quarantine(TargetOptions.connect(System.getenv()));
        long wanted = existing(quarantine, run);
        if (each) {
            var names = List.of("index", "id", "elements", "code", "message");
            head(names, csv && !json);
            quarantine.each(wanted, Optional.ofNullable(index), entry -> {
                var reason = reason(entry.reasons(), code);
                if (!reason.isMissingNode() || code == null) {
                    write(
                            names,
                            Arrays.asList(
                                    entry.index(),
                                    entry.id(),
                                    String.join(", ", entry.elements()),
                                    reason.path("code").asText("a part was set aside"),
                                    reason.path("message").asText("")),
                            "%s/%s %s  %s: %s",
                            json,
                            csv);
                }
            });
            return 0;
        }
        var groups = quarantine.groups(wanted, Optional.ofNullable(index)).stream()
                .filter(group -> code == null || code.equals(group.code()))
                .toList();
        if (!json && !csv) {
            new ReportTables(spec.commandLine().getOut())
                    .table(
                            List.of("documents", "index", "reason", "path", "missing", "such as"),
                            groups.stream().map(QuarantineCommand::cells).toList());
            spec.commandLine().getOut().flush();
            return 0;
        }
        var names = List.of("documents", "index", "code", "path", "missing", "example");
        head(names, csv && !json);
        for (var group : groups) {
            write(
                    names,
                    Arrays.asList(
                            Long.toString(group.documents()),
                            group.index(),
                            group.code(),
                            group.path(),
                            group.missing(),
                            group.example()),
                    "",
                    json,
                    csv);
        }
        return 0;
    }

    private static List<String> cells(Quarantine.Group group) {
        return List.of(
                "%,d".formatted(group.documents()),
                group.index(),
                group.code(),
                Objects.requireNonNullElse(group.path(), ""),
                Objects.requireNonNullElse(group.missing(), ""),
                group.example());
    }

    /** The first reason, or the first of that code. */
    private static JsonNode reason(JsonNode reasons, @Nullable String code) {
        return code == null
                ? reasons.path(0)
                : reasons.valueStream()
                        .filter(r -> r.path("code").asText().equals(code))
                        .findFirst()
                        .orElse(MissingNode.getInstance());
    }

    /** Also over no lines at all: a spreadsheet that is empty says so by its columns. */
    private void head(List<String> names, boolean csv) {
        if (csv) {
            print(String.join(",", names));
        }
    }

    /** One line, in one of three forms. */
    private void write(List<String> names, List<@Nullable String> values, String readable, boolean json, boolean csv)
            throws JsonProcessingException {
        if (json) {
            var node = JSON.createObjectNode();
            for (int i = 0; i < names.size(); i++) {
                node.put(names.get(i), values.get(i));
            }
            print(JSON.writeValueAsString(node));
        } else if (csv) {
            print(values.stream().map(QuarantineCommand::cell).collect(Collectors.joining(",")));
        } else {
            print(readable.formatted(
                    values.stream().map(v -> v == null ? "" : v).toArray()));
        }
    }

    static String cell(@Nullable String value) {
        return value == null ? "" : '"' + SpreadsheetText.of(value).replace("\"", "\"\"") + '"';
    }

    @Command(
            name = "show",
            description = "a document with all its reasons and suggestions, as JSON",
            footer = "  ./rejoin import quarantine show invoices inv-000017")
    int show(
            @Parameters(paramLabel = "INDEX") String index,
            @Parameters(paramLabel = "ID") String id,
            @Option(names = "--run", description = "default: the last one") @Nullable Long run,
            @Option(names = "--json", description = "as JSON, which it is anyway") boolean json)
            throws Exception {
        print(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json(only(run, index, id))));
        return 0;
    }

    @Command(
            name = "export",
            description = "all documents with their reasons, a line each, to correct and retry",
            footer = "  ./rejoin import quarantine export set-aside.ndjson --index invoices")
    int export(
            @Parameters(paramLabel = "FILE") Path file,
            @Option(names = "--run", description = "default: the last one") @Nullable Long run,
            @Option(names = "--index") @Nullable String index,
            @Option(names = "--json", description = "print the result as JSON") boolean json)
            throws Exception {
        var database = TargetOptions.connect(System.getenv());
        long wanted = existing(new Quarantine(database), run);
        long written;
        try {
            written = new Export(database).write(wanted, Optional.ofNullable(index), file.toAbsolutePath());
        } catch (IOException e) {
            throw new RefusedException("The file %s cannot be written: %s".formatted(file, whyNot(file, e)));
        }
        if (json) {
            print(JSON.writeValueAsString(Map.of("documents", written, "file", file.toString())));
            return 0;
        }
        Terminal.say(
                spec.commandLine().getOut(),
                "%,d documents written to %s. Correct their _source, and see what that brings:"
                        .formatted(written, file));
        print("  ./rejoin import quarantine retry " + file);
        return 0;
    }

    private static String whyNot(Path file, IOException e) {
        var folder = Objects.requireNonNullElse(file.toAbsolutePath().getParent(), Path.of("/"));
        if (!Files.exists(folder)) {
            return "the folder %s does not exist. Make it, or name another file.".formatted(folder);
        }
        if (!Files.isDirectory(folder)) {
            return "%s is no folder. Name another file.".formatted(folder);
        }
        if (Files.isDirectory(file)) {
            return "it is a folder. Name a file in it.";
        }
        if (e instanceof AccessDeniedException) {
            return "you may not write into the folder %s. Name a file in one of your own.".formatted(folder);
        }
        return e instanceof FileSystemException said && said.getReason() != null
                ? said.getReason() + ". Name another file."
                : e.getMessage() + ". Name another file.";
    }

    @Command(
            name = "retry",
            description =
                    "shows what corrected documents (a line each, as exported) would bring: which are loaded, which still"
                            + " fail and why, what comes back with them. With --yes it is done. Lines that are as they were"
                            + " are no corrections",
            footer = {
                "  ./rejoin import quarantine retry set-aside.ndjson",
                "  ./rejoin import quarantine retry set-aside.ndjson --yes --by \"Your Name\""
            })
    int retry(
            @Parameters(paramLabel = "FILE") Path file,
            @Option(names = "--yes", description = "do it, and do not only show it") boolean yes,
            @Option(names = "--by", paramLabel = "NAME", description = "who corrected them; needed with --yes")
                    @Nullable
                    String by,
            @Option(names = "--reason", description = "why") @Nullable String reason,
            @Option(names = "--run", description = "must be the one that the target shows, which is the default")
                    @Nullable
                    Long run,
            @Option(names = "--json", description = "print the result as JSON") boolean json)
            throws Exception {
        if (yes && by == null) {
            throw new RefusedException("Say with --by who corrected the documents: it is kept with the corrections.");
        }
        var database = TargetOptions.connect(System.getenv());
        try (var documents = CorrectedFile.open(file);
                var _ = RunLock.take(database)) {
            var retry = new Retry(database);
            long corrected = run == null ? retry.shown() : run;
            var result = seen(
                    json,
                    "retry",
                    () -> yes
                            ? retry.apply(corrected, documents, String.valueOf(by), reason)
                            : retry.preview(corrected, documents));
            told().tell(result, yes, json);
        }
        return 0;
    }

    @Command(
            name = "decide",
            description =
                    "shows what a file of decisions, each about many documents of one reason, would bring; with --yes it"
                            + " is done. After the next import, the same command decides about new documents in the same way",
            footer = {
                "  ./rejoin import quarantine decide decisions.yaml",
                "  ./rejoin import quarantine decide decisions.yaml --yes --by \"Your Name\""
            })
    int decide(
            @Parameters(
                            paramLabel = "FILE",
                            description =
                                    "a list in YAML: index, code, path, value, set, remove, exclude, accept, because")
                    Path file,
            @Option(names = "--yes", description = "do it, and do not only show it") boolean yes,
            @Option(names = "--by", paramLabel = "NAME", description = "who decided; needed with --yes") @Nullable
                    String by,
            @Option(names = "--run", description = "must be the one that the target shows, which is the default")
                    @Nullable
                    Long run,
            @Option(names = "--json", description = "print the result as JSON") boolean json)
            throws Exception {
        if (yes && by == null) {
            throw new RefusedException("Say with --by who decided: it is kept with the corrections.");
        }
        var database = TargetOptions.connect(System.getenv());
        try (var _ = RunLock.take(database)) {
            var retry = new Retry(database);
            var decisions = Decisions.read(file);
            var result = seen(
                    json,
                    "decide",
                    () -> retry.decide(
                            run == null ? retry.shown() : run,
                            decisions,
                            yes ? Optional.ofNullable(by) : Optional.empty()));
            told().tell(result, yes, json);
        }
        return 0;
    }

    @Command(
            name = "corrections",
            description = "who corrected, left out or accepted what, when, why, and what became of it",
            footer = "  ./rejoin import quarantine corrections --json")
    int corrections(@Option(names = "--json", description = "as JSON, a line each") boolean json) throws Exception {
        for (var made : new CorrectionLog(TargetOptions.connect(System.getenv())).made()) {
            write(
                    List.of(
                            "no",
                            "kind",
                            "index",
                            "id",
                            "routing",
                            "by",
                            "at",
                            "reason",
                            "outcome",
                            "withdrawn_by",
                            "withdrawn_at"),
                    Arrays.asList(
                            Long.toString(made.no()),
                            made.kind(),
                            made.index(),
                            made.id(),
                            made.routing(),
                            made.by(),
                            made.at(),
                            made.reason(),
                            made.outcome(),
                            made.withdrawnBy(),
                            made.withdrawnAt()),
                    made.routing() == null
                            ? "%s  %s  %s/%s%s  by %s at %s  %s  %s  %s %s"
                            : "%s  %s  %s/%s (routing %s)  by %s at %s  %s  %s  %s %s",
                    json,
                    false);
        }
        return 0;
    }

    @Command(
            name = "withdraw",
            description =
                    "takes back what was corrected and decided of a document: what the source says of it counts again",
            footer = "  ./rejoin import quarantine withdraw invoices inv-000017 --by \"Your Name\"")
    int withdraw(
            @Parameters(paramLabel = "INDEX") String index,
            @Parameters(paramLabel = "ID") String id,
            @Option(
                            names = "--routing",
                            description =
                                    "of the document that is meant, where several with other routings have this id")
                    @Nullable
                    String routing,
            @Option(names = "--by", required = true, paramLabel = "NAME", description = "who takes them back")
                    String by,
            @Option(names = "--json", description = "print the result as JSON") boolean json)
            throws Exception {
        var database = TargetOptions.connect(System.getenv());
        try (var _ = RunLock.take(database)) {
            told().tell(seen(json, "withdraw", () -> new Retry(database).withdraw(index, id, routing, by)), true, json);
        }
        return 0;
    }

    private interface Correcting {
        Retry.Result run() throws SQLException, IOException;
    }

    /** How many documents are concerned, and how long it takes, turns out only while it is done: so only the time is told. */
    private Retry.Result seen(boolean json, String what, Correcting correcting) throws SQLException, IOException {
        StageProgress progress = json
                ? StageProgress.SILENT
                : ProgressBars.brief(spec.commandLine().getOut(), Terminal.isThere());
        progress.started(what, StageProgress.UNKNOWN, 0);
        try {
            return correcting.run();
        } finally {
            progress.finished(what);
        }
    }

    private List<Entry> entries(@Nullable Long run, @Nullable String index, @Nullable String id) throws Exception {
        var quarantine = new Quarantine(TargetOptions.connect(System.getenv()));
        return quarantine.entries(existing(quarantine, run), Optional.ofNullable(index), Optional.ofNullable(id));
    }

    private Entry only(@Nullable Long run, String index, String id) throws Exception {
        var entries = entries(run, index, id);
        if (entries.isEmpty()) {
            throw new RefusedException("There is no document %s/%s in quarantine.".formatted(index, id));
        }
        return entries.getFirst();
    }

    private static long existing(Quarantine quarantine, @Nullable Long wanted) throws Exception {
        if (wanted != null && !quarantine.knows(wanted)) {
            throw new RefusedException("There is no run %d.".formatted(wanted));
        }
        return wanted != null
                ? wanted
                : quarantine.lastRun().orElseThrow(() -> new RefusedException("No run has ended yet."));
    }

    private static ObjectNode json(Entry entry) throws Exception {
        var node = JSON.createObjectNode();
        node.put("_index", entry.index()).put("_id", entry.id());
        if (entry.isReadable()) {
            node.putRawValue("_source", new RawValue(entry.source()));
        } else {
            node.put(DocumentLine.TEXT, entry.source());
        }
        node.set("reasons", entry.reasons());
        if (!entry.elements().isEmpty()) {
            node.set("elements", JSON.valueToTree(entry.elements()));
        }
        return node;
    }

    private RetryTold told() {
        return new RetryTold(spec.commandLine().getOut());
    }

    private void print(String line) {
        spec.commandLine().getOut().println(line);
        spec.commandLine().getOut().flush();
    }
}
