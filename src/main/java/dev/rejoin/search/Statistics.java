package dev.rejoin.search;

import dev.rejoin.api.query.Database;
import dev.rejoin.api.query.DatabaseException;
import dev.rejoin.api.query.Sql;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/** Keeps what ranking knows of all documents in step with them, beside the searches and never in their time. */
@Singleton
class Statistics {
    private static final Duration KEPT = Duration.ofMinutes(10);
    private static final Logger LOG = Logger.getLogger(Statistics.class);

    private final Database database;
    private final AtomicLong refreshAfter = new AtomicLong(System.nanoTime());

    Statistics(Database database) {
        this.database = database;
    }

    /** Called by each search; has them noted anew where the last time is long ago. */
    void used() {
        var due = refreshAfter.get();
        if (System.nanoTime() - due >= 0 && refreshAfter.compareAndSet(due, System.nanoTime() + KEPT.toNanos())) {
            Thread.ofVirtual().name("search-statistics").start(this::refresh);
        }
    }

    private void refresh() {
        try {
            database.query(Sql.of("select search.refresh_statistics()"), rows -> rows.next());
        } catch (DatabaseException e) {
            LOG.warnf("What search knows of common words was not refreshed, and will be later: %s", e.getMessage());
        }
    }
}
