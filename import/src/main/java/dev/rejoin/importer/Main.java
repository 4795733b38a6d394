package dev.rejoin.importer;

import dev.rejoin.importer.command.AddedCommand;
import dev.rejoin.importer.command.AssessCommand;
import dev.rejoin.importer.command.FollowCommand;
import dev.rejoin.importer.command.ProveCommand;
import dev.rejoin.importer.command.QuarantineCommand;
import dev.rejoin.importer.command.ReportCommand;
import dev.rejoin.importer.command.RestoreCommand;
import dev.rejoin.importer.command.RunCommand;
import dev.rejoin.importer.command.WorkCommand;
import java.util.ServiceLoader;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The importer's command line. */
@Command(
        name = "import",
        description = "Reads a restored Elasticsearch snapshot once and fills the relational schema.",
        mixinStandardHelpOptions = true,
        version = "Rejoin 1.0.0",
        footer = {
            "  ./rejoin import assess --source https://es:9200 --prefix restored-",
            "  ./rejoin import run --source https://es:9200 --prefix restored- --dry-run",
            "  ./rejoin import run --help"
        },
        subcommands = {
            RestoreCommand.class,
            AssessCommand.class,
            RunCommand.class,
            ProveCommand.class,
            ReportCommand.class,
            QuarantineCommand.class,
            FollowCommand.class,
            WorkCommand.class
        })
public final class Main {

    /** Runs a subcommand; the exit status is 0 proven, 1 not proven, 2 the call was wrong, 3 the source was incomplete. */
    public static void main(String[] arguments) {
        System.exit(commandLine().setCommandName("rejoin import").execute(arguments));
    }

    /** All its subcommands, also those that other modules add. */
    public static CommandLine commandLine() {
        var commandLine = new CommandLine(new Main());
        ServiceLoader.load(AddedCommand.class, Main.class.getClassLoader()).forEach(commandLine::addSubcommand);
        return commandLine
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(new dev.rejoin.importer.command.Failures());
    }
}
