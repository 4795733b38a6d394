package dev.rejoin.importer.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rejoin.db.UsesDatabase;
import dev.rejoin.importer.apply.Apply;
import dev.rejoin.importer.follow.Follow;
import dev.rejoin.importer.follow.Follow.Round;
import dev.rejoin.importer.follow.FollowMetrics;
import dev.rejoin.importer.mapping.MappingReader;
import dev.rejoin.importer.read.LiveIndices;
import dev.rejoin.importer.read.Sources;
import dev.rejoin.importer.repair.Tasks;
import dev.rejoin.importer.run.RefusedException;
import dev.rejoin.importer.run.RunLock;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code rejoin import follow}: applies what is written to a live cluster, until it is ended. */
@Command(
        name = "follow",
        description =
                "Applies to the target what is written to a live cluster, from what was imported on, until it is ended.",
        mixinStandardHelpOptions = true,
        footer = {
            "  ./rejoin import follow --source https://es:9200",
            "  ./rejoin import follow --source https://es:9200 --once --json"
        })
public final class FollowCommand implements Callable<Integer>, UsesDatabase {
    private static final Duration ON_A_TERMINAL = Duration.ofSeconds(1);
    private static final Duration OTHERWISE = Duration.ofMinutes(1);
    private static final Duration TASKS_WAIT = Duration.ofSeconds(1);

    @Mixin
    private ClusterArguments cluster = new ClusterArguments();

    @Option(
            names = "--prefix",
            defaultValue = "",
            description = "what the live cluster puts before the indices' names; usually nothing")
    private String prefix = "";

    @Option(names = "--mapping", paramLabel = "FOLDER", description = "the mapping; default: Rejoin's own")
    private @Nullable Path mapping;

    @Option(
            names = "--every",
            defaultValue = "300",
            paramLabel = "MILLISECONDS",
            description = "look at the cluster once in so many; default: ${DEFAULT-VALUE}")
    private long every;

    @Option(names = "--once", description = "apply whatever is complete in the cluster, and end")
    private boolean once;

    @Option(
            names = "--anew",
            description = "read and compare every document once more, for instance of an index that was made anew")
    private boolean anew;

    @Option(
            names = "--metrics",
            paramLabel = "[HOST:]PORT",
            description = "answer GET /metrics there for Prometheus: lag and counts; without a host on 127.0.0.1")
    private @Nullable String metricsAddress;

    @Option(names = "--json", description = "print what is said as JSON, a line each")
    private boolean json;

    @Spec
    private @Nullable CommandSpec spec;

    private final Terminal window = new Terminal();
    private long said;
    private long served = System.nanoTime();
    private Round sinceThen = Round.NOTHING;

    @Override
    public Integer call() throws Exception {
        var read = MappingReader.read(mapping == null ? RunCommand.shippedMapping() : mapping);
        var where = cluster.where(System.getenv());
        if (!where.startsWith("http://") && !where.startsWith("https://")) {
            throw new RefusedException(
                    "Only a cluster can be followed, and \"%s\" is no address of one.".formatted(Sources.shown(where)));
        }
        var database = TargetOptions.connectForLong(System.getenv());
        var tasks = new Tasks(database);
        // It holds the lock of an import for as long as it lives, so that nobody else can do what admins ask.
        try (var _ = RunLock.take(database);
                var _ = tasks.serving("follow");
                var metrics = metrics();
                var live = LiveIndices.at(where, cluster.options(System.getenv()))) {
            var follow = new Follow(live, database, Apply.to(database, read), prefix);
            if (anew) {
                follow.anew();
            }
            boolean terminal = Terminal.takesErrors();
            while (true) {
                long began = System.nanoTime();
                var round = follow.round(step -> {
                    sinceThen = sinceThen.and(step);
                    if (metrics != null) {
                        metrics.count(step);
                    }
                    say(terminal, false, step.behind(), began);
                    serveMeanwhile(tasks);
                });
                if (metrics != null) {
                    metrics.looked(round.behind(), began);
                }
                boolean done = once && round.behind() == 0;
                say(terminal, done, round.behind(), began);
                serve(tasks);
                if (done) {
                    return 0;
                }
                // What was written while a look was under way need not wait for longer than that.
                Thread.sleep(once ? 0 : Math.max(0, every - (System.nanoTime() - began) / 1_000_000));
            }
        }
    }

    private void serve(Tasks tasks) throws SQLException {
        tasks.serve();
        served = System.nanoTime();
    }

    /** A first look takes long: what is asked need not wait for its end, as each of its steps is applied and committed. */
    private void serveMeanwhile(Tasks tasks) {
        if (System.nanoTime() - served < TASKS_WAIT.toNanos()) {
            return;
        }
        try {
            serve(tasks);
        } catch (SQLException e) {
            // The next step hears of it, too, and says it.
        }
    }

    private @Nullable FollowMetrics metrics() throws IOException {
        if (metricsAddress == null) {
            return null;
        }
        var address = address(metricsAddress);
        try {
            var metrics = FollowMetrics.at(address);
            System.err.printf("Metrics at http://%s:%d/metrics%n", address.getHostString(), metrics.port());
            return metrics;
        } catch (BindException e) {
            throw new RefusedException("--metrics: %s:%d cannot be listened on: %s"
                    .formatted(address.getHostString(), address.getPort(), e.getMessage()));
        }
    }

    static InetSocketAddress address(String said) {
        int colon = said.lastIndexOf(':');
        var port = said.substring(colon + 1);
        if (!port.matches("\\d{1,5}") || Integer.parseInt(port) > 65_535) {
            throw new RefusedException("--metrics takes a port, or host:port, and not \"%s\".".formatted(said));
        }
        var address = new InetSocketAddress(colon < 0 ? "127.0.0.1" : said.substring(0, colon), Integer.parseInt(port));
        if (address.isUnresolved()) {
            throw new RefusedException("--metrics: there is no host \"%s\".".formatted(address.getHostString()));
        }
        return address;
    }

    /** One line a second on a terminal, one a minute elsewhere. */
    private void say(boolean terminal, boolean last, long behind, long began) {
        long now = System.nanoTime();
        var pause = terminal ? ON_A_TERMINAL : OTHERWISE;
        if (!last && said != 0 && now - said < pause.toNanos()) {
            return;
        }
        if (json) {
            print(sinceThen, behind, (now - began) / 1e9);
        } else {
            tell(terminal, sinceThen, behind, (now - began) / 1e9);
        }
        said = now;
        sinceThen = Round.NOTHING;
    }

    private void print(Round done, long behind, double seconds) {
        var line = new ObjectMapper()
                .createObjectNode()
                .put("at", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString())
                .put("read", done.read())
                .put("changed", done.changed())
                .put("deleted", done.gone())
                .put("set_aside", done.setAside())
                .put("rows_written", done.written())
                .put("behind", behind)
                .put("seconds", Math.round(seconds * 10) / 10.0);
        spec.commandLine().getOut().println(line);
        spec.commandLine().getOut().flush();
    }

    private void tell(boolean terminal, Round done, long behind, double seconds) {
        var line = "%s  %,d documents read, %,d changed, %,d deleted, %,d set aside, %,d rows written; %s"
                .formatted(
                        LocalTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS),
                        done.read(),
                        done.changed(),
                        done.gone(),
                        done.setAside(),
                        done.written(),
                        behind == 0
                                ? "all that was complete %.1f s ago is applied".formatted(seconds)
                                : "%,d writes behind".formatted(behind));
        // Under the words, not under the time.
        (terminal ? Terminal.folded(line, window.columns(), " ".repeat(10)) : List.of(line))
                .forEach(System.err::println);
    }
}
