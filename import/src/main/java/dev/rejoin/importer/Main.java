package dev.rejoin.importer;

import dev.rejoin.importer.command.AssessCommand;
import dev.rejoin.importer.command.ProveCommand;
import dev.rejoin.importer.command.QuarantineCommand;
import dev.rejoin.importer.command.ReportCommand;
import dev.rejoin.importer.command.RestoreCommand;
import dev.rejoin.importer.command.RunCommand;
import dev.rejoin.importer.command.SampleCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The importer's command line. */
@Command(
        name = "rejoin import",
        description = "Reads a restored Elasticsearch snapshot once and fills the relational schema.",
        mixinStandardHelpOptions = true,
        version = "Rejoin 1.0.0",
        subcommands = {
            RestoreCommand.class,
            AssessCommand.class,
            RunCommand.class,
            ProveCommand.class,
            ReportCommand.class,
            QuarantineCommand.class,
            SampleCommand.class
        })
public final class Main {

    /** Runs a subcommand; the exit status is 0 proven, 1 not proven, 2 the call was wrong, 3 the source was incomplete. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(new dev.rejoin.importer.command.Failures());
    }
}
