package dev.rejoin.demo;

import dev.rejoin.db.EmbeddedDatabaseException;
import dev.rejoin.importer.command.Failures;
import dev.rejoin.importer.command.RunCommand;
import dev.rejoin.importer.command.Terminal;
import dev.rejoin.legacy.server.ElasticsearchStartException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code rejoin demo}: a command of its own, since the importer without the service does not have it. */
@Command(
        name = "demo",
        description = "Shows the whole way on servers of its own: a sample of the legacy application in Elasticsearch,"
                + " its snapshot, the import into PostgreSQL, the API. Nothing stays behind.",
        mixinStandardHelpOptions = true,
        footer = {
            "  ./rejoin demo",
            "  ./rejoin demo --once --scale 0.1    a small one, which ends after checking its own answers"
        })
public final class DemoCommand implements Callable<Integer> {

    @Option(names = "--once", description = "end after checking its own answers: 0 when all are as expected, else 1")
    private boolean once;

    @Option(
            names = "--scale",
            paramLabel = "N",
            defaultValue = "1",
            description = "size of the sample; 1 is about 60,000 documents; default: ${DEFAULT-VALUE}")
    private double scale;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "what the sample is made from; default: ${DEFAULT-VALUE}")
    private long seed;

    @Option(names = "--port", paramLabel = "P", description = "port of the API; default: 8080, or a free one")
    private int port;

    @Option(
            names = "--json",
            description =
                    "print its own answers as JSON, without --once with address and key; what happens is told where"
                            + " errors go")
    private boolean json;

    @Spec
    private @Nullable CommandSpec spec;

    /** The launcher's way in. */
    public static void main(String[] arguments) {
        System.exit(commandLine().setCommandName("rejoin demo").execute(arguments));
    }

    /** The command, which the launcher shows as its own. */
    public static CommandLine commandLine() {
        return new CommandLine(new DemoCommand()).setExecutionExceptionHandler(DemoCommand::explain);
    }

    @Override
    public Integer call() throws Exception {
        var commandLine = spec.commandLine();
        if (port < 0 || port > 65_535) {
            throw new ParameterException(commandLine, port + " is not a port; a port is a number from 1 to 65535.");
        }
        if (!(scale > 0 && scale <= 10_000)) {
            throw new ParameterException(commandLine, "The scale must lie between 0 and 10000.");
        }
        var jar = System.getProperty("rejoin.service.jar");
        if (jar == null) {
            throw new ParameterException(commandLine, "The demo needs the service too: start it with ./rejoin demo.");
        }
        return new Demo(Path.of(jar), RunCommand.shippedMapping(), seed, scale, port, once)
                .run(
                        json
                                ? Narration.withResult(commandLine.getErr(), commandLine.getOut())
                                : new Narration(commandLine.getOut(), Terminal.isThere()));
    }

    private static int explain(Exception failure, CommandLine call, CommandLine.ParseResult arguments)
            throws Exception {
        if (isShuttingDown()) {
            // Ctrl-C stops the servers under our feet: what fails then is no news.
            return 1;
        }
        if (failure instanceof DemoException
                || failure instanceof ElasticsearchStartException
                || failure instanceof EmbeddedDatabaseException) {
            call.getErr().println(failure.getMessage());
            return 2;
        }
        return new Failures().handleExecutionException(failure, call, arguments);
    }

    private static boolean isShuttingDown() {
        try {
            var probe = new Thread();
            Runtime.getRuntime().addShutdownHook(probe);
            Runtime.getRuntime().removeShutdownHook(probe);
            return false;
        } catch (IllegalStateException e) {
            return true;
        }
    }
}
