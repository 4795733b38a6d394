package dev.rejoin.importer.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rejoin.db.UsesDatabase;
import dev.rejoin.importer.repair.Tasks;
import dev.rejoin.importer.run.RefusedException;
import dev.rejoin.importer.run.RunLock;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code rejoin import work}: does what admins ask over the API, until it is ended. */
@Command(
        name = "work",
        description =
                "Does what admins ask over the API (previews, corrections, withdrawals), until it is ended. A running"
                        + " ./rejoin import follow does so, too.",
        mixinStandardHelpOptions = true,
        footer = {"  ./rejoin import work", "  ./rejoin import work --once --json"})
public final class WorkCommand implements Callable<Integer>, UsesDatabase {

    @Option(
            names = "--every",
            defaultValue = "500",
            paramLabel = "MILLISECONDS",
            description = "the pause between two looks at what is asked; default: ${DEFAULT-VALUE}")
    private long every;

    @Option(names = "--once", description = "do what is asked by now, and end")
    private boolean once;

    @Option(names = "--json", description = "print what was done as JSON, a line each")
    private boolean json;

    @Spec
    private @Nullable CommandSpec spec;

    private @Nullable String waitsFor;

    @Override
    public Integer call() throws Exception {
        var database = TargetOptions.connect(System.getenv());
        var tasks = new Tasks(database);
        try (var _ = tasks.serving("work")) {
            while (true) {
                int ended = tasks.waiting() ? served(database, tasks) : 0;
                boolean done = once && !tasks.waiting();
                if (ended > 0 || done && json) {
                    say(ended);
                }
                if (done) {
                    return 0;
                }
                Thread.sleep(every);
            }
        }
    }

    private void say(int ended) {
        if (json) {
            var line = new ObjectMapper()
                    .createObjectNode()
                    .put("at", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString())
                    .put("tasks_ended", ended);
            spec.commandLine().getOut().println(line);
            spec.commandLine().getOut().flush();
        } else {
            System.err.printf(
                    "%s  %,d tasks ended%n",
                    LocalTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS), ended);
        }
    }

    /** None while another import is running, which is said once. */
    private int served(DataSource database, Tasks tasks) throws Exception {
        try (var _ = RunLock.take(database)) {
            waitsFor = null;
            return tasks.serve();
        } catch (RefusedException e) {
            var holder = String.valueOf(e.getMessage());
            if (!holder.equals(waitsFor)) {
                System.err.println("Tasks wait. " + holder);
                waitsFor = holder;
            }
            return 0;
        }
    }
}
