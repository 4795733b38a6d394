package dev.rejoin.importer.command;

import static dev.rejoin.importer.command.Terminal.complain;

import dev.rejoin.db.WrongDatabaseException;
import dev.rejoin.importer.mapping.MappingException;
import dev.rejoin.importer.read.PointInTimeLostException;
import dev.rejoin.importer.read.SourceIncompleteException;
import dev.rejoin.importer.read.SourceRefusedException;
import dev.rejoin.importer.run.BrokenOffException;
import dev.rejoin.importer.run.DatabaseFailure;
import dev.rejoin.importer.run.RefusedException;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;

/** Turns what went wrong into a sentence and an exit status. */
public final class Failures implements CommandLine.IExecutionExceptionHandler {

    @Override
    public int handleExecutionException(Exception failure, CommandLine call, CommandLine.ParseResult arguments)
            throws Exception {
        ProgressBars.wipe();
        var out = call.getErr();
        if (TargetDatabase.isEnding()) {
            return 1;
        }
        switch (failure) {
            case SourceIncompleteException e -> {
                complain(out, "The source is incomplete: " + e.getMessage());
                if (call.getCommandSpec().findOption("--resume") != null) {
                    complain(out, "Nothing was changed in the target. Mend the source, then go on with:");
                    out.println("  " + resumption(arguments.originalArgs()));
                    complain(
                            out,
                            "An index that has to be restored again is known to be the same when rejoin import restore has"
                                    + " restored it both times; else start anew without --resume.");
                }
                return 3;
            }
            case BrokenOffException e -> {
                boolean resumes = e.isResumable() && call.getCommandSpec().findOption("--resume") != null;
                complain(out, e.getMessage() + (resumes ? ", then go on with:" : ", then call again:"));
                out.println(
                        "  " + (resumes ? resumption(arguments.originalArgs()) : repetition(arguments.originalArgs())));
                complain(out, "Nothing half done is in the target.");
            }
            case PointInTimeLostException e -> {
                complain(out, "The source did not hold still: " + e.getMessage());
                return 3;
            }
            case MappingException e -> {
                complain(out, "The mapping cannot be used:");
                e.errors().forEach(error -> complain(out, "  " + error));
                return 2;
            }
            case SourceRefusedException e -> complain(out, String.valueOf(e.getMessage()));
            case RefusedException e -> complain(out, String.valueOf(e.getMessage()));
            case WrongDatabaseException e -> complain(out, String.valueOf(e.getMessage()));
            case SQLException e
            when isConnectionProblem(e) -> complain(out, "The database cannot be reached or used: " + e.getMessage());
            case Exception e
            when DatabaseFailure.sentence(e).isPresent() ->
                complain(
                        out,
                        "The database failed: %s, then call again."
                                .formatted(DatabaseFailure.sentence(e).get()));
            default -> {
                complain(
                        out,
                        "This is a mistake of the importer, please report it. The target shows nothing of this run.");
                failure.printStackTrace(out);
                return 1;
            }
        }
        return 2;
    }

    /** The command that goes on with what these arguments began; no secret is ever among them. */
    static String resumption(List<String> arguments) {
        return repetition(arguments) + (arguments.contains("--resume") ? "" : " --resume");
    }

    private static String repetition(List<String> arguments) {
        return Stream.concat(Stream.of("./rejoin", "import"), arguments.stream())
                .map(word -> word.matches("[\\w./:@=,+-]+") ? word : "'" + word.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" "));
    }

    /** Classes 08 (connection), 28 (authorization), 3D (no such database), 57P (shut down). */
    private static boolean isConnectionProblem(SQLException e) {
        var state = String.valueOf(e.getSQLState());
        return state.startsWith("08") || state.startsWith("28") || state.startsWith("3D") || state.startsWith("57P");
    }
}
