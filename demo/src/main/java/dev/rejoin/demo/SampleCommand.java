package dev.rejoin.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rejoin.importer.command.AddedCommand;
import dev.rejoin.importer.command.ProgressBars;
import dev.rejoin.importer.command.Terminal;
import dev.rejoin.importer.read.SourceOptions;
import dev.rejoin.importer.read.SourceOptions.Credentials;
import dev.rejoin.importer.run.RefusedException;
import dev.rejoin.legacy.sample.DumpFolder;
import dev.rejoin.legacy.sample.ElasticsearchSink;
import dev.rejoin.legacy.sample.FaultKind;
import dev.rejoin.legacy.sample.Manifest.Documents;
import dev.rejoin.legacy.sample.Sample;
import dev.rejoin.legacy.sample.SampleSink;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.DoubleConsumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes the legacy application's indices, with a list of every fault planted in them. */
@Command(
        name = "sample",
        description = "Writes the 20 indices of the legacy application, faults included, and what an import must find.",
        mixinStandardHelpOptions = true,
        footer = {
            "  ./rejoin import sample --to sample-dump --scale 0.1        dump files in a folder",
            "  ./rejoin import sample --to http://localhost:9200"
        })
public final class SampleCommand implements Callable<Integer>, AddedCommand {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Option(
            names = "--scale",
            defaultValue = "1",
            description = "1 is about 60,000 documents; default: ${DEFAULT-VALUE}")
    private double scale;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "the same seed gives the same bytes; default: ${DEFAULT-VALUE}")
    private long seed;

    @Option(
            names = "--to",
            required = true,
            paramLabel = "URL|FOLDER",
            description = "a cluster that has none of the indices yet, or a folder for NDJSON dumps. Secrets:"
                    + " REJOIN_ES_API_KEY, or REJOIN_ES_USER and REJOIN_ES_PASSWORD, or the same names with _FILE.")
    private String to = "";

    @Option(
            names = "--manifest",
            paramLabel = "FILE",
            description = "where the list of faults goes; default: manifest.json in the folder, or here for a cluster")
    private @Nullable Path manifest;

    @Option(
            names = "--only",
            paramLabel = "FAULT",
            description = "plant this kind of fault alone: ${COMPLETION-CANDIDATES}")
    private @Nullable FaultKind only;

    @Option(names = "--clean", description = "plant no fault at all")
    private boolean clean;

    @Option(names = "--json", description = "print the result as JSON")
    private boolean json;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        var out = spec.commandLine().getOut();
        var sample = sample();
        try (var sink = sink()) {
            var written = sample.write(sink, manifestFile(), json ? part -> {} : progress(out));
            if (json) {
                out.println(JSON.writeValueAsString(written));
            } else {
                print(written, out);
            }
        } catch (IOException e) {
            throw new RefusedException("The sample could not be written to " + to + ": " + message(e));
        }
        out.flush();
        return 0;
    }

    private Sample sample() {
        if (clean && only != null) {
            throw new RefusedException("--clean and --only exclude each other.");
        }
        try {
            return clean
                    ? Sample.clean(seed, scale)
                    : only == null ? Sample.full(seed, scale) : Sample.only(only, seed, scale);
        } catch (IllegalArgumentException e) {
            throw new RefusedException(e.getMessage());
        }
    }

    private SampleSink sink() throws IOException {
        return isUrl() ? new ElasticsearchSink(to, authorization()) : new DumpFolder(Path.of(to));
    }

    private Path manifestFile() {
        if (manifest != null) {
            return manifest;
        }
        return isUrl() ? Path.of("manifest.json") : Path.of(to).resolve("manifest.json");
    }

    private boolean isUrl() {
        return to.matches("https?://.*");
    }

    private static Optional<String> authorization() {
        return SourceOptions.fromEnvironment(System.getenv()).credentials().map(credentials -> switch (credentials) {
            case Credentials.ApiKey key -> "ApiKey " + key.key();
            case Credentials.Password password ->
                "Basic "
                        + Base64.getEncoder()
                                .encodeToString(
                                        (password.user() + ":" + password.password()).getBytes(StandardCharsets.UTF_8));
        });
    }

    /** Large samples take minutes: a bar on a terminal, elsewhere a line at every tenth. */
    private static DoubleConsumer progress(PrintWriter out) {
        return Terminal.isThere() ? Hundredths.of("sample, %", new ProgressBars(out, true)) : tenths(out);
    }

    private static DoubleConsumer tenths(PrintWriter out) {
        var tenths = new int[1];
        return part -> {
            if ((int) (part * 10) > tenths[0] && part < 1) {
                tenths[0] = (int) (part * 10);
                out.println("%d %% written".formatted(tenths[0] * 10));
                out.flush();
            }
        };
    }

    private void print(Sample.Written written, PrintWriter out) {
        written.documents()
                .forEach(
                        (index, documents) -> out.println("%-16s %,10d documents".formatted(index, documents.total())));
        out.println("%,d documents with %,d planted findings in %s; what an import must find: %s"
                .formatted(
                        written.documents().values().stream()
                                .mapToLong(Documents::total)
                                .sum(),
                        written.findings().values().stream()
                                .mapToLong(Long::longValue)
                                .sum(),
                        to,
                        manifestFile()));
    }

    private static String message(IOException e) {
        return e instanceof java.net.ConnectException ? "nothing answers there" : String.valueOf(e.getMessage());
    }
}
