package dev.rejoin.imports;

import dev.rejoin.api.problem.Problem;
import dev.rejoin.api.problem.ProblemException;
import dev.rejoin.api.query.Database;
import dev.rejoin.api.query.Sql;
import jakarta.inject.Singleton;

/** What the importer keeps, until its schema is dropped. */
@Singleton
class ImportLedger {
    static final String TAG = "Imports; not found once the importer's schema is dropped.";
    static final String RUN_NUMBER = "The run's number.";

    private final Database database;

    ImportLedger(Database database) {
        this.database = database;
    }

    /** Refuses what cannot be answered where there is no ledger. */
    void check() {
        check("quarantine");
    }

    /** Refuses what cannot be asked of an importer that keeps no tasks. */
    void checkTasks() {
        check();
        check("task");
    }

    ImportsResource.Run run(long number) {
        check();
        return database.first(Sql.of("select * from rejoin_import.run where id = ?", number), ImportsResource.Run.class)
                .orElseThrow(() -> missing("import", number));
    }

    static ProblemException missing(String what, Object number) {
        return new ProblemException(Problem.NotFound.item(what, "number", number));
    }

    private void check(String table) {
        var there = database.query(
                Sql.of("select to_regclass('rejoin_import.' || ?) is not null", table),
                rows -> rows.next() && rows.getBoolean(1));
        if (!there) {
            throw new ProblemException(new Problem.NotFound(
                    "no_imports",
                    "Nothing was imported into this database, or what the importer keeps (the schema rejoin_import)"
                            + " has been dropped since, or an older importer has made it."));
        }
    }
}
