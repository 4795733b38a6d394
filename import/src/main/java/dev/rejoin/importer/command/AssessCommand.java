package dev.rejoin.importer.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.rejoin.importer.assess.Assess;
import dev.rejoin.importer.assess.Assess.Target;
import dev.rejoin.importer.assess.AssessmentPage;
import dev.rejoin.importer.run.RefusedException;
import dev.rejoin.importer.stage.StageProgress;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code rejoin import assess}: what is in a source, how it hangs together, and a first mapping of it. */
@Command(
        name = "assess",
        description = "Profiles a source, finds its references, copies and totals, grades the migration and drafts a"
                + " mapping. Changes nothing.",
        mixinStandardHelpOptions = true,
        footer = {
            "  ./rejoin import assess --source https://es:9200 --prefix restored-",
            "  ./rejoin import assess --source dump-folder --html assessment.html",
            "  ./rejoin import assess --source dump-folder --draft my-mapping"
        })
public final class AssessCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    @Mixin
    private SourceArguments source = new SourceArguments();

    @Option(
            names = "--schema",
            paramLabel = "NAME",
            description =
                    "the schema of the target database (REJOIN_DB_URL) to draft for; default: Rejoin's own tables")
    private @Nullable String schema;

    @Option(
            names = "--draft",
            paramLabel = "FOLDER",
            description = "write the drafted mapping here; never over another")
    private @Nullable Path draft;

    @Option(names = "--html", paramLabel = "FILE", description = "write the assessment as a page for people")
    private @Nullable Path html;

    @Option(
            names = "--workers",
            defaultValue = "2",
            description = "indices read at the same time; default: ${DEFAULT-VALUE}")
    private int workers;

    @Option(names = "--fields", description = "print every field too, not only those with a remark")
    private boolean fields;

    @Option(names = "--json", description = "print everything as JSON")
    private boolean json;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        var out = spec.commandLine().getOut();
        StageProgress progress = json ? StageProgress.SILENT : new ProgressBars(out, Terminal.isThere());
        try (var opened = source.open(System.getenv(), progress)) {
            var result = new Assess(opened, source.prefix, workers, target(), progress).run();
            if (draft != null) {
                write(result);
            }
            if (html != null) {
                new AssessmentPage(result.assessment()).write(html);
            }
            if (json) {
                out.println(JSON.writeValueAsString(result.assessment()));
            } else {
                new AssessmentTables(out, fields).print(result.assessment());
                if (draft != null) {
                    out.println();
                    Terminal.say(
                            out,
                            "The drafted mapping: %s. Decide about the lines marked with DECIDE, then:"
                                    .formatted(draft));
                    out.println("  ./rejoin import run --mapping %s --dry-run".formatted(draft));
                }
            }
            out.flush();
            return 0;
        }
    }

    /** Without a database there is an assessment, but no draft. The database is looked at, and never written to. */
    private Optional<Target> target() throws SQLException {
        if (System.getenv("REJOIN_DB_URL") == null) {
            if (draft == null && schema == null) {
                return Optional.empty();
            }
            throw new RefusedException("A mapping is drafted for the tables of a database, and none is named: set"
                    + " REJOIN_DB_URL (jdbc:postgresql://host:5432/name), REJOIN_DB_USER and REJOIN_DB_PASSWORD.");
        }
        try (var connection = TargetOptions.readOnly(System.getenv()).getConnection()) {
            return draft == null && schema == null
                    ? targetIfThere(connection, spec.commandLine().getErr())
                    : Optional.of(target(connection, schema));
        }
    }

    /** Who drafts nothing looks at a source: a database that is still empty is no reason not to. */
    static Optional<Target> targetIfThere(Connection connection, PrintWriter told) throws SQLException {
        if (isRejoins(connection)) {
            return Optional.of(target(connection, null));
        }
        told.println(
                ("The target database does not hold Rejoin's own tables (./rejoin migrate makes them, --schema NAME"
                                + " names others%s): the source is assessed without a target.")
                        .formatted(whereTablesAre(connection)));
        told.flush();
        return Optional.empty();
    }

    /** @throws RefusedException where there is nothing of what the schema has to hold */
    static Target target(Connection connection, @Nullable String schema) throws SQLException {
        if (schema == null && !isRejoins(connection)) {
            throw new RefusedException(("The schema public of the target database does not hold Rejoin's own tables:"
                            + " say with --schema NAME which schema the mapping is for (also --schema public)%s. Rejoin's"
                            + " own tables are made by: ./rejoin migrate")
                    .formatted(whereTablesAre(connection)));
        }
        var target = Target.read(connection, schema == null ? "public" : schema);
        if (target.catalog().tables().isEmpty()) {
            throw new RefusedException(
                    "The target database has no schema \"%s\" with tables: say another one with --schema NAME%s."
                            .formatted(schema, whereTablesAre(connection)));
        }
        return target;
    }

    /** The schemas that a person may have meant, for a sentence. */
    private static String whereTablesAre(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("""
                        select string_agg(schema, ', ' order by schema)
                        from (select distinct nspname schema
                              from pg_class c join pg_namespace n on n.oid = c.relnamespace
                              where relkind in ('r', 'p') and nspname !~ '^(pg_|information_schema|rejoin_)'
                              order by 1 limit 10) s
                        """)) {
            row.next();
            return row.getString(1) == null ? "" : "; there are tables in " + row.getString(1);
        }
    }

    private static boolean isRejoins(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("select to_regclass('quality.registered_rule') is not null")) {
            row.next();
            return row.getBoolean(1);
        }
    }

    private void write(Assess.Result result) throws Exception {
        try {
            result.draft().orElseThrow().write(draft);
        } catch (FileAlreadyExistsException e) {
            throw new RefusedException(
                    "The file %s is there already: name another folder, so that nobody's work is lost."
                            .formatted(e.getFile()));
        }
    }
}
