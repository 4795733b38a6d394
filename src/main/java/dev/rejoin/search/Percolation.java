package dev.rejoin.search;

import dev.rejoin.api.query.Database;
import dev.rejoin.api.query.Sql;
import jakarta.inject.Singleton;

/**
 * Matches written documents against the saved searches, after their writers' commits, so that no writer waits for it:
 * whoever reads matches has those done that wait.
 */
@Singleton
class Percolation {
    private static final int BATCH = 100;

    /** Then the reader gets what there is, and goes on. */
    private static final int BATCHES = 20;

    private final Database database;

    Percolation(Database database) {
        this.database = database;
    }

    private record Matched(int matched) {}

    void run() {
        for (int i = 0; i < BATCHES; i++) {
            var matched = database.list(Sql.of("select search.match_changed(?) as matched", BATCH), Matched.class)
                    .getFirst()
                    .matched();
            if (matched < BATCH) {
                return;
            }
        }
    }
}
