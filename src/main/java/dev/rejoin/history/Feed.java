package dev.rejoin.history;

import dev.rejoin.api.http.Call;
import dev.rejoin.api.http.Limits;
import dev.rejoin.api.problem.Problem;
import dev.rejoin.api.problem.ProblemException;
import dev.rejoin.api.query.Database;
import dev.rejoin.api.query.Sql;
import dev.rejoin.api.resource.ScalarType;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * All changes in an order in which nothing can appear before what was already read: by transaction, and only of
 * transactions older than every one that still runs. A transaction that has begun before and ends later holds the feed
 * up instead of slipping in behind the reader.
 */
@ApplicationScoped
class Feed {
    /** How long what was looked up for one waiting request is good for all. */
    private static final Duration FRESH = Duration.ofMillis(200);

    /** Entries looked through for one answer, so that a rare resource in a long log costs no more than another. */
    private static final int SCANNED = 10_000;

    private final Database database;
    private final Call call;
    private final Semaphore waiters;
    private Position tip = Position.START;
    private long tipRead = System.nanoTime() - FRESH.toNanos();

    Feed(Database database, Call call, Limits limits) {
        this.database = database;
        this.call = call;
        this.waiters = new Semaphore(Math.min(limits.waiters(), limits.requests() / 2));
    }

    /** @param next where to go on; {@code more} if there is something already */
    record Page(List<Change.Logged> changes, Position next, boolean more) {
        boolean empty() {
            return changes.isEmpty() && !more;
        }
    }

    private record Place(long transactionId, long seq) {
        Position position() {
            return new Position(transactionId, seq);
        }
    }

    private record Horizon(long horizon) {}

    private record Scanned(
            long horizon, int entries, long edgeTransaction, long edgeSeq, Change.@Nullable Logged change) {}

    /** Behind everything that may be shown now. */
    Position end() {
        return database.first(Sql.of("select pg_snapshot_xmin(pg_current_snapshot())::text as horizon"), Horizon.class)
                .map(now -> new Position(now.horizon, 0))
                .orElseThrow();
    }

    /** Waits without a connection of its own, and no longer than its client. */
    Page awaited(Set<String> tables, Page empty, int limit, Duration wait) {
        if (!waiters.tryAcquire()) {
            throw new ProblemException(new Problem.Unavailable(
                    "busy", "Too many requests wait for changes already; ask without wait.", Duration.ofSeconds(1)));
        }
        try {
            var end = Instant.now().plus(wait);
            var page = empty;
            while (page.empty() && Instant.now().isBefore(end) && !call.isOver()) {
                Thread.sleep(FRESH);
                if (tip().compareTo(page.next) > 0) {
                    page = read(tables, page.next, limit);
                }
            }
            return page;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return empty;
        } finally {
            waiters.release();
        }
    }

    /** The last change that may be shown, looked up a few times a second however many requests wait for it. */
    private synchronized Position tip() {
        if (System.nanoTime() - tipRead >= FRESH.toNanos()) {
            tip = database.first(Sql.of("""
                            select c.transaction_id::text as transaction_id, c.seq from audit.change c
                            where c.transaction_id < pg_snapshot_xmin(pg_current_snapshot())
                            order by c.transaction_id desc, c.seq desc limit 1"""), Place.class).map(Place::position).orElse(Position.START);
            tipRead = System.nanoTime();
        }
        return tip;
    }

    Page read(Set<String> tables, Position after, int limit) {
        // Horizon and entries come from the statement's one snapshot: what is below the one is complete in the other.
        var rows = database.list(
                Sql.of(
                        """
                        with scanned as materialized (
                            select transaction_id, seq, table_name from audit.change
                            where (transaction_id, seq) > (?::xid8, ?)
                              and transaction_id < pg_snapshot_xmin(pg_current_snapshot())
                            order by transaction_id, seq limit ?),
                        wanted as (
                            select transaction_id, seq from scanned where table_name = any(?) or table_name is null
                            order by transaction_id, seq limit ?)
                        select %s, pg_snapshot_xmin(pg_current_snapshot())::text as horizon, edge.entries,
                               edge.transaction_id::text as edge_transaction, edge.seq as edge_seq
                        from (select count(*) over () as entries, transaction_id, seq from scanned
                              union all select 0, '0', 0
                              order by transaction_id desc, seq desc limit 1) edge
                        left join wanted on true
                        left join audit.change c on c.seq = wanted.seq
                        order by c.transaction_id, c.seq""".formatted(Change.COLUMNS),
                        String.valueOf(after.transaction()),
                        after.seq(),
                        SCANNED,
                        Sql.array(ScalarType.TEXT, tables),
                        limit + 1),
                Scanned.class);
        var scanned = rows.getFirst();
        if (after.transaction() > scanned.horizon) {
            throw new ProblemException(Problem.Malformed.parameter(
                    "after",
                    "cursor_ahead",
                    "it is ahead of the database, which must have been restored to an earlier state. Begin with"
                            + " after=now and read the collections again."));
        }
        var changes =
                rows.stream().map(Scanned::change).filter(Objects::nonNull).toList();
        if (changes.size() > limit) {
            var shown = changes.subList(0, limit);
            return new Page(shown, shown.getLast().position(), true);
        }
        // All that was looked through is behind the reader, whether it was wanted or not.
        return scanned.entries == SCANNED
                ? new Page(changes, new Position(scanned.edgeTransaction, scanned.edgeSeq), true)
                : new Page(changes, new Position(scanned.horizon, 0), false);
    }
}
