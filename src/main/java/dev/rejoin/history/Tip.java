package dev.rejoin.history;

import dev.rejoin.api.Database;
import dev.rejoin.api.Sql;
import java.time.Duration;

/** The last change that the feed may show, looked up a few times a second however many requests wait for it. */
final class Tip {
    static final Duration FRESH = Duration.ofMillis(200);

    private Position position = Position.START;
    private long read = System.nanoTime() - FRESH.toNanos();

    synchronized Position position(Database database) {
        if (System.nanoTime() - read >= FRESH.toNanos()) {
            position = database.query(
                    Sql.of("""
                            select c.transaction_id::text, c.seq from audit.change c
                            where c.transaction_id < pg_snapshot_xmin(pg_current_snapshot())
                            order by c.transaction_id desc, c.seq desc limit 1"""), rows -> rows.next() ? new Position(rows.getLong(1), rows.getLong(2)) : Position.START);
            read = System.nanoTime();
        }
        return position;
    }
}
