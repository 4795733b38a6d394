package dev.rejoin.importer.command;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rejoin.importer.mapping.MappingReader;
import dev.rejoin.importer.quarantine.CorrectedSource;
import dev.rejoin.importer.quarantine.Corrections;
import dev.rejoin.importer.quarantine.LedgerSource;
import dev.rejoin.importer.quarantine.Quarantine;
import dev.rejoin.importer.quarantine.Quarantine.Entry;
import dev.rejoin.importer.run.ImportRun;
import dev.rejoin.importer.run.RefusedException;
import dev.rejoin.importer.stage.StageProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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
        mixinStandardHelpOptions = true)
public final class QuarantineCommand {
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .setNodeFactory(JsonNodeFactory.withExactBigDecimals(true));

    @Spec
    private @Nullable CommandSpec spec;

    @Command(
            name = "list",
            description =
                    "one line a document, with its first reason; of one that was loaded, its elements that were not")
    int list(
            @Option(names = "--run", description = "default: the last one") @Nullable Long run,
            @Option(names = "--index") @Nullable String index)
            throws Exception {
        for (var entry : entries(run, index, null)) {
            var reason = entry.reasons().path(0);
            print("%s/%s%s  %s: %s"
                    .formatted(
                            entry.index(),
                            entry.id(),
                            entry.elements().isEmpty() ? "" : " " + String.join(", ", entry.elements()),
                            reason.path("code").asText("a part was set aside"),
                            reason.path("message").asText("")));
        }
        return 0;
    }

    @Command(name = "show", description = "a document with all its reasons and suggestions")
    int show(
            @Parameters(paramLabel = "INDEX") String index,
            @Parameters(paramLabel = "ID") String id,
            @Option(names = "--run", description = "default: the last one") @Nullable Long run)
            throws Exception {
        print(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json(only(run, index, id))));
        return 0;
    }

    @Command(name = "export", description = "all documents with their reasons, a line each, to correct and retry")
    int export(
            @Parameters(paramLabel = "FILE") Path file,
            @Option(names = "--run", description = "default: the last one") @Nullable Long run,
            @Option(names = "--index") @Nullable String index)
            throws Exception {
        var entries = entries(run, index, null);
        try (var out = Files.newBufferedWriter(file)) {
            for (var entry : entries) {
                out.write(JSON.writeValueAsString(json(entry)));
                out.newLine();
            }
        }
        print("%,d documents written to %s. Correct their _source, then: quarantine retry %s --by NAME"
                .formatted(entries.size(), file, file));
        return 0;
    }

    @Command(
            name = "retry",
            description =
                    "takes corrected documents (a line each, as exported) through the same checks and load; documents"
                            + " that were set aside because of them come back too")
    int retry(
            @Parameters(paramLabel = "FILE") Path file,
            @Option(names = "--by", required = true, paramLabel = "NAME", description = "who corrected them") String by,
            @Option(names = "--reason", description = "why") @Nullable String reason,
            @Option(names = "--run", description = "default: the last one") @Nullable Long run,
            @Option(names = "--mapping", paramLabel = "FOLDER") @Nullable Path mapping)
            throws Exception {
        var database = TargetOptions.connect(System.getenv());
        var quarantine = new Quarantine(database);
        long corrected = existing(quarantine, run);
        int count = 0;
        for (var line : lines(file)) {
            if (!line.isBlank()) {
                correct(quarantine, corrected, line, ++count, by, reason);
            }
        }
        if (count == 0) {
            throw new RefusedException("The file " + file + " holds no documents.");
        }
        var source = new CorrectedSource(new LedgerSource(database, corrected), Corrections.read(database, ""));
        var report = new ImportRun(
                        source,
                        database,
                        MappingReader.read(mapping == null ? RunCommand.shippedMapping() : mapping),
                        ImportRun.Options.standard().asDelta(),
                        StageProgress.SILENT)
                .run();
        quarantine.settle(report.run());
        new ReportTables(spec.commandLine().getOut()).print(report);
        long before = quarantine
                .entries(corrected, Optional.empty(), Optional.empty())
                .size();
        long after = quarantine
                .entries(report.run(), Optional.empty(), Optional.empty())
                .size();
        print("%n%,d documents were corrected; the quarantine held %,d and holds %,d (run %d)."
                .formatted(count, before, after, report.run()));
        return report.outcome().exitStatus();
    }

    private void correct(Quarantine quarantine, long run, String line, int number, String by, @Nullable String reason)
            throws Exception {
        if (!(JSON.readTree(line) instanceof ObjectNode document)
                || !document.path("_source").isObject()
                || !document.path("_id").isTextual()
                || !document.path("_index").isTextual()) {
            throw new RefusedException(
                    "Line %d is not a document as exported: {\"_index\", \"_id\", \"_source\"}.".formatted(number));
        }
        var found = quarantine.entries(
                run,
                Optional.of(document.path("_index").asText()),
                Optional.of(document.path("_id").asText()));
        if (found.isEmpty()) {
            throw new RefusedException("Run %d has no document %s/%s in quarantine."
                    .formatted(
                            run,
                            document.path("_index").asText(),
                            document.path("_id").asText()));
        }
        quarantine.correct(
                found.getFirst(), JSON.writeValueAsString(document.path("_source")), by, Optional.ofNullable(reason));
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new RefusedException("The file " + file + " cannot be read.");
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
        node.set("_source", JSON.readTree(entry.source()));
        node.set("reasons", entry.reasons());
        if (!entry.elements().isEmpty()) {
            node.set("elements", JSON.valueToTree(entry.elements()));
        }
        return node;
    }

    private void print(String line) {
        spec.commandLine().getOut().println(line);
        spec.commandLine().getOut().flush();
    }
}
