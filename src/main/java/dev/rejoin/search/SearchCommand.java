package dev.rejoin.search;

import dev.rejoin.api.query.Database;
import dev.rejoin.api.query.DatabaseException;
import dev.rejoin.api.query.Sql;
import dev.rejoin.db.Migrations;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.api.FlywayException;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * {@code rejoin search rebuild}: writes all search documents anew while the service runs, in batches, and goes on where
 * it was stopped. Exit codes: 0 done, 1 failed, 2 wrong usage.
 */
public final class SearchCommand {
    private static final String USAGE = "Usage: rejoin search rebuild    writes all search documents anew";

    /** A writer of one of these rows waits for the batch: a tenth of a second. */
    private static final int BATCH = 200;

    private final Database database;
    private final PrintStream out;

    SearchCommand(DataSource source, PrintStream out) {
        this.database = Database.of(source);
        this.out = out;
    }

    private record Unfinished(String resource, long written) {}

    public static void main(String[] arguments) {
        // The service's jars bring this log manager, and it complains when it is found too late.
        System.setProperty("java.util.logging.manager", "org.jboss.logmanager.LogManager");
        System.exit(run(List.of(arguments), System.getenv()));
    }

    private static int run(List<String> arguments, Map<String, String> environment) {
        if (!arguments.equals(List.of("rebuild"))) {
            System.err.println(USAGE);
            return 2;
        }
        try {
            var source = new PGSimpleDataSource();
            source.setUrl(environment.getOrDefault("REJOIN_DB_URL", "jdbc:postgresql://127.0.0.1:5432/rejoin"));
            source.setUser(environment.getOrDefault("REJOIN_DB_USER", "rejoin"));
            source.setPassword(environment.get("REJOIN_DB_PASSWORD"));
            Migrations.migrateDomain(source);
            new SearchCommand(source, System.out).rebuild();
            return 0;
        } catch (DatabaseException | FlywayException e) {
            System.err.println("The database does not do it: " + e.getMessage());
            System.err.println("Nothing is lost: the same command goes on where this one stopped.");
            return 1;
        }
    }

    void rebuild() {
        var begun = unfinished();
        if (begun.isEmpty()) {
            database.update(Sql.of("insert into search.rebuild (resource) select unnest(search.resources())"));
        } else {
            out.println("Going on with a rebuild that was begun.");
        }
        for (var resource : unfinished()) {
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
            out.printf("%-12s %,d%n", resource.resource(), written);
        }
        database.update(Sql.of("analyze public.search_document, search.word"));
        database.query(Sql.of("select search.refresh_statistics()"), rows -> rows.next());
    }

    private List<Unfinished> unfinished() {
        return database.list(
                Sql.of(
                        "select resource, written from search.rebuild order by array_position(search.resources(), resource)"),
                Unfinished.class);
    }
}
