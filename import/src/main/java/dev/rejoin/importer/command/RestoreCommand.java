package dev.rejoin.importer.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.rejoin.importer.read.Cluster;
import dev.rejoin.importer.restore.Repository;
import dev.rejoin.importer.restore.Restore;
import dev.rejoin.importer.restore.Restore.Restored;
import dev.rejoin.importer.restore.Snapshot;
import dev.rejoin.importer.run.RefusedException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code rejoin import restore}: a snapshot's indices under a prefix, ready to be read. */
@Command(
        name = "restore",
        description = "Registers a snapshot repository read-only, restores a snapshot's indices under a prefix, blocked"
                + " against writes, and waits until every shard is there.",
        mixinStandardHelpOptions = true,
        footer = {
            "  ./rejoin import restore --source https://es:9200 --location /mnt/snapshots --list",
            "  ./rejoin import restore --source https://es:9200 --location /mnt/snapshots --prefix restored-"
        })
public final class RestoreCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(SerializationFeature.INDENT_OUTPUT);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);

    @Mixin
    private ClusterArguments cluster = new ClusterArguments();

    @Option(
            names = "--repository",
            paramLabel = "NAME",
            defaultValue = "rejoin",
            description = "the repository's name in the cluster; default: ${DEFAULT-VALUE}")
    private String repository = "";

    @Option(
            names = "--location",
            paramLabel = "FOLDER",
            description = "where the snapshots are: a folder that every node sees and has in its path.repo")
    private @Nullable String location;

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            description = "the kind of repository where it is no folder: s3, gcs, azure, url; needs --setting."
                    + " Credentials belong into the nodes' keystore")
    private @Nullable String type;

    @Option(names = "--setting", paramLabel = "NAME=VALUE", description = "a setting of the repository; repeatable")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Option(names = "--list", description = "show the snapshots, and restore nothing")
    private boolean list;

    @Option(names = "--snapshot", paramLabel = "NAME", description = "the snapshot; default: the newest")
    private @Nullable String snapshot;

    @Option(
            names = "--accept-partial",
            paramLabel = "SNAPSHOT",
            description = "restore this snapshot though it lacks shards: their documents are lost")
    private @Nullable String acceptPartial;

    @Option(
            names = "--indices",
            paramLabel = "INDEX",
            split = ",",
            description = "only these; default: all but hidden and system indices")
    private Set<String> indices = new LinkedHashSet<>();

    @Option(
            names = "--prefix",
            defaultValue = "restored-",
            description = "put before the restored indices' names; default: ${DEFAULT-VALUE}")
    private String prefix = "";

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            defaultValue = "15m",
            description = "give up when nothing of the shards has come for so long, such as 90s, 30m, 2h; default:"
                    + " ${DEFAULT-VALUE}")
    private String timeout = "";

    @Option(names = "--json", description = "print the result as JSON")
    private boolean json;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        var out = spec.commandLine().getOut();
        var where = cluster.where(System.getenv());
        var options = new Restore.Options(
                Optional.ofNullable(snapshot), indices, prefix, Optional.ofNullable(acceptPartial), patience());
        try (var opened = Cluster.at(where, cluster.options(System.getenv()))) {
            var restore =
                    new Restore(opened, repository(), options, json ? Restore.Progress.SILENT : RestoreLine.of(out));
            if (list) {
                print(restore.snapshots(), out);
            } else {
                print(restore.run(), out);
            }
            out.flush();
            return 0;
        }
    }

    private Repository repository() {
        var secret = settings.keySet().stream()
                .filter(name -> name.matches("(?i).*(secret|password|token|access_key).*"))
                .findFirst();
        if (secret.isPresent()) {
            throw new RefusedException(
                    "The setting \"%s\" looks like a secret: put it into the keystore of the cluster's nodes, not here."
                            .formatted(secret.get()));
        }
        if (location != null && type == null && settings.isEmpty()) {
            return Repository.folder(repository, location);
        }
        if (type != null && location == null) {
            return new Repository(repository, Optional.of(type), settings);
        }
        if (location == null && settings.isEmpty()) {
            return Repository.known(repository);
        }
        throw new RefusedException("Say where the snapshots are in one way: --location FOLDER, or --type TYPE with its"
                + " --setting, or neither for a repository that the cluster knows.");
    }

    private Duration patience() {
        if (!timeout.matches("[1-9][0-9]{0,6}[smh]")) {
            throw new RefusedException("\"%s\" is not a duration such as 90s, 30m or 2h.".formatted(timeout));
        }
        return Duration.parse("PT" + timeout);
    }

    private void print(List<Snapshot> snapshots, PrintWriter out) throws Exception {
        if (json) {
            out.println(JSON.writeValueAsString(snapshots));
            return;
        }
        if (snapshots.isEmpty()) {
            out.println("The repository holds no snapshot.");
        }
        for (var one : snapshots) {
            out.println("%-30s %-10s %s to %s, %,d indices%s"
                    .formatted(
                            one.name(),
                            one.state(),
                            time(one.start()),
                            time(one.end()),
                            one.indices().size(),
                            one.failures().isEmpty() ? "" : "; without " + String.join("; ", one.failures())));
        }
    }

    private void print(Restored restored, PrintWriter out) throws Exception {
        if (json) {
            out.println(JSON.writeValueAsString(restored));
            return;
        }
        restored.remarks().forEach(remark -> Terminal.say(out, remark));
        int widest = restored.indices().stream()
                .mapToInt(index -> index.name().length())
                .max()
                .orElse(0);
        restored.indices()
                .forEach(index -> Terminal.say(
                        out,
                        ("%-" + (widest + 1) + "s %,9d documents in %d %s%s")
                                .formatted(
                                        index.name(),
                                        index.documents(),
                                        index.shards(),
                                        index.shards() == 1 ? "shard" : "shards",
                                        restored.alreadyThere().contains(index.name()) ? ", was already there" : "")));
        var taken = restored.snapshot();
        Terminal.say(
                out,
                ("The snapshot \"%s\" %s, blocked against writes. It was taken from %s to %s: what was written in"
                                + " that time may not agree with the rest.")
                        .formatted(
                                taken.name(),
                                restored.alreadyThere().size()
                                                == restored.indices().size()
                                        ? "had been restored already; it is whole"
                                        : "is restored",
                                time(taken.start()),
                                time(taken.end())));
        // A command is not broken: it is there to be copied.
        out.println("Next: ./rejoin import run%s --prefix %s --dry-run".formatted(cluster.repeated(), prefix));
    }

    private static String time(Instant instant) {
        return TIME.format(instant);
    }
}
