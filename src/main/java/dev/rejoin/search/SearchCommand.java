package dev.rejoin.search;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rejoin.api.query.CommandDatabase;
import dev.rejoin.api.query.Database;
import dev.rejoin.api.query.Sql;
import dev.rejoin.db.UsesDatabase;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code rejoin search rebuild}: writes all search documents anew while the service runs, in batches, and goes on where
 * it was stopped. Exit codes: 0 done, 1 failed, 2 wrong usage.
 */
@Command(
        name = "search",
        description = "Search documents.",
        mixinStandardHelpOptions = true,
        footer = "  ./rejoin search rebuild")
public final class SearchCommand implements UsesDatabase {

    /** A writer of one of these rows waits for the batch: a tenth of a second. */
    private static final int BATCH = 200;

    @Spec
    private @Nullable CommandSpec spec;

    private record Unfinished(String resource, long written) {}

    public static void main(String[] arguments) {
        // The service's jars bring this log manager, and it complains when it is found too late.
        System.setProperty("java.util.logging.manager", "org.jboss.logmanager.LogManager");
        System.exit(commandLine().execute(arguments));
    }

    /** The command with its subcommands, which the launcher shows as its own. */
    public static CommandLine commandLine() {
        return new CommandLine(new SearchCommand()).setExecutionExceptionHandler(SearchCommand::explain);
    }

    @Command(
            name = "rebuild",
            description = "Writes all search documents anew while the service runs, in batches; goes on where it was"
                    + " stopped.",
            mixinStandardHelpOptions = true,
            footer = {"  ./rejoin search rebuild", "  ./rejoin search rebuild --json"})
    int rebuild(@Option(names = "--json", description = "print the numbers as JSON") boolean json) {
        var database = Database.of(CommandDatabase.open());
        var out = Objects.requireNonNull(spec).commandLine().getOut();
        var numbers = new ObjectMapper().createObjectNode();
        if (unfinished(database).isEmpty()) {
            database.update(Sql.of("insert into search.rebuild (resource) select unnest(search.resources())"));
        } else if (!json) {
            out.println("Going on with a rebuild that was begun.");
        }
        for (var resource : unfinished(database)) {
            var written = resource.written();
            long batch;
            do {
                batch = database.query(
                        Sql.of("select search.rebuild_batch(?, ?)", resource.resource(), BATCH), rows -> {
                            rows.next();
                            return rows.getLong(1);
                        });
                written += batch;
            } while (batch > 0);
            if (json) {
                numbers.put(resource.resource(), written);
            } else {
                out.printf("%-12s %,d%n", resource.resource(), written);
                out.flush();
            }
        }
        database.update(Sql.of("analyze public.search_document, search.word"));
        database.query(Sql.of("select search.refresh_statistics()"), rows -> rows.next());
        if (json) {
            out.println(numbers);
        }
        return 0;
    }

    private static int explain(Exception failure, CommandLine command, CommandLine.ParseResult call) throws Exception {
        int status = CommandDatabase.explain(failure, command.getErr());
        command.getErr().println("Nothing is lost: the same command goes on where this one stopped.");
        return status;
    }

    private static List<Unfinished> unfinished(Database database) {
        return database.list(
                Sql.of(
                        "select resource, written from search.rebuild order by array_position(search.resources(), resource)"),
                Unfinished.class);
    }
}
