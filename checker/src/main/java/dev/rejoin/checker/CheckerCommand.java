package dev.rejoin.checker;

import dev.rejoin.legacy.server.ElasticsearchOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code checker/run}: 0 when nothing is wrong, 1 when something is, 2 when it could not be checked. */
@Command(
        name = "checker/run",
        description =
                "The legacy application writes to Elasticsearch, Rejoin follows, and every read and both stores are held"
                        + " against what was acknowledged. Real servers, all of them temporary.",
        mixinStandardHelpOptions = true,
        footer = {
            "  checker/run --requests 2000 --seed 1",
            "  checker/run --restarts 9            with Elasticsearch, PostgreSQL and the follower killed among the requests",
            "  checker/run --rate 285 --hold 0     the lag at about 200 writes a second",
            "  checker/run --fault greatest_number a check that cannot fail proves nothing: this one has to"
        })
public final class CheckerCommand implements Callable<Integer> {

    @Option(names = "--requests", defaultValue = "2000", description = "after the import; default: ${DEFAULT-VALUE}")
    private int requests;

    @Option(names = "--seed", defaultValue = "1", description = "what is written, and when; default: ${DEFAULT-VALUE}")
    private long seed;

    @Option(names = "--threads", defaultValue = "6", description = "of the application; default: ${DEFAULT-VALUE}")
    private int threads;

    @Option(
            names = "--rate",
            defaultValue = "0",
            description = "requests a second; 0, the default, for as many as come")
    private double rate;

    @Option(names = "--reads", defaultValue = "0.3", description = "share of reads; default: ${DEFAULT-VALUE}")
    private double reads;

    @Option(names = "--kill", defaultValue = "0", paramLabel = "N", description = "kill the follower that often")
    private int kills;

    @Option(
            names = "--restarts",
            defaultValue = "0",
            paramLabel = "N",
            description = "kill the follower, Elasticsearch or PostgreSQL that often in turns, and start it again")
    private int restarts;

    @Option(
            names = "--patience",
            defaultValue = "300",
            paramLabel = "SECONDS",
            description = "until what was written last must have come; default: ${DEFAULT-VALUE}")
    private int patience;

    @Option(
            names = "--hold",
            defaultValue = "400",
            paramLabel = "MILLISECONDS",
            description =
                    "how long one write in 40 is held between its number and its place; 0 for none, to measure the lag;"
                            + " default: ${DEFAULT-VALUE}")
    private int hold;

    @Option(names = "--fault", description = "plant one: ${COMPLETION-CANDIDATES}; the verdict has to be red")
    private @Nullable PlantedFault fault;

    @Option(names = "--elasticsearch", paramLabel = "ZIP", description = "another version's; default: the build's")
    private @Nullable Path zip;

    @Option(names = "--server-java", paramLabel = "FOLDER", description = "the JDK that this version wants")
    private @Nullable Path serverJava;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new CheckerCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        var elasticsearch = ElasticsearchOptions.defaults();
        if (zip != null) {
            elasticsearch = elasticsearch.withZip(zip);
        }
        if (serverJava != null) {
            elasticsearch = elasticsearch.withJavaHome(serverJava);
        }
        var options = new Check.Options(
                requests,
                seed,
                threads,
                rate,
                reads,
                kills,
                restarts,
                Duration.ofSeconds(patience),
                Duration.ofMillis(hold),
                Optional.ofNullable(fault),
                elasticsearch);
        long began = System.nanoTime();
        try {
            var verdict = new Check(folder(), options, text -> say(began, text)).run();
            say(began, verdict.green() ? "GREEN: nothing is wrong." : "RED: " + verdict.reason());
            return verdict.green() ? 0 : 1;
        } catch (CheckerException e) {
            System.err.println(e.getMessage());
            return 2;
        }
    }

    private static void say(long began, String text) {
        System.out.printf("%6.1f s  %s%n", (System.nanoTime() - began) / 1e9, text);
    }

    static Path folder() {
        return Path.of(System.getProperty("rejoin.checker.folder", "")).toAbsolutePath();
    }
}
