package dev.rejoin.history;

import dev.rejoin.api.Answer;
import dev.rejoin.api.Bytes;
import dev.rejoin.api.Call;
import dev.rejoin.api.Catalog;
import dev.rejoin.api.Operation;
import dev.rejoin.api.Ordered;
import dev.rejoin.api.Parameter;
import dev.rejoin.api.Problem;
import dev.rejoin.api.ProblemException;
import dev.rejoin.api.Resource;
import dev.rejoin.api.Role;
import dev.rejoin.api.Schema;
import dev.rejoin.api.Sql;
import dev.rejoin.api.Type;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;

/**
 * All changes in an order in which nothing can appear before what was already read: by transaction, and only of
 * transactions older than every one that still runs. A transaction that has begun before and ends later holds the feed
 * up instead of slipping in behind the reader.
 */
public final class Feed {
    private static final int DEFAULT_LIMIT = 100;
    private static final int MOST = 500;
    private static final int LONGEST_WAIT = 30;
    private static final String NOW = "now";

    /** Entries looked through for one answer, so that a rare resource in a long log costs no more than another. */
    private static final int SCANNED = 10_000;

    private final Catalog catalog;
    private final Map<String, Resource> byTable;
    private final Semaphore waiters;
    private final Tip tip = new Tip();

    private Feed(Catalog catalog, int waiters) {
        this.catalog = catalog;
        this.byTable = catalog.resources().stream().collect(Collectors.toMap(Resource::table, resource -> resource));
        this.waiters = new Semaphore(waiters);
    }

    /** @param next where to go on; {@code more} if there is something already */
    private record Page(List<Change> changes, Position next, boolean more) {
        boolean empty() {
            return changes.isEmpty() && !more;
        }
    }

    /** @param waiters how many requests may wait at once */
    public static Operation of(Catalog catalog, int waiters) {
        var feed = new Feed(catalog, waiters);
        return Operation.get("/v1/changes", "listChanges")
                .permittedTo(Role.READER)
                .tag("changes")
                .is(
                        "Follow all changes",
                        "Every change once, those of an item in their order, transactions never mixed. Go on from the"
                                + " cursor that each answer gives, also an empty one. A change appears when no older"
                                + " transaction runs any more. To keep a copy in step: take a cursor with after=now,"
                                + " read the collections, then follow from that cursor. After the entry IMPORTED,"
                                + " which has no resource, read the collections again.")
                .takes(
                        Parameter.query(
                                        "after",
                                        Schema.text(),
                                        "The cursor of the answer before; now for a cursor to begin with, absent for"
                                                + " the first change ever.")
                                .example(NOW),
                        Parameter.query(
                                "resource",
                                Schema.array(Schema.text().among(List.copyOf(catalog.names()))),
                                "Only changes of these, separated by commas; by default all that the role may read."),
                        Parameter.query(
                                "limit",
                                Schema.integer()
                                        .with("minimum", 1)
                                        .with("maximum", MOST)
                                        .with("default", DEFAULT_LIMIT),
                                "At most this many changes."),
                        Parameter.query(
                                "wait",
                                Schema.integer()
                                        .with("minimum", 0)
                                        .with("maximum", LONGEST_WAIT)
                                        .with("default", 0),
                                "Seconds to wait for a change if there is none."))
                .answers(
                        200,
                        "The changes that follow.",
                        Schema.object()
                                .property("results", Schema.array(Change.schema()))
                                .property("cursor", Schema.text().is("Where to go on: send it as after."))
                                .property(
                                        "more",
                                        Schema.of(Type.BOOLEAN)
                                                .is("Whether to go on at once; false at the end, for now.")),
                        Ordered.map(
                                "results",
                                List.of(Change.example()),
                                "cursor",
                                "c2lnbmVkLi4uWyI5MDIxMCJd",
                                "more",
                                false))
                .handledBy(feed::answer);
    }

    private Answer answer(Call call) {
        var limit = call.number("limit", DEFAULT_LIMIT, 1, MOST);
        var wait = Duration.ofSeconds(call.number("wait", 0, 0, LONGEST_WAIT));
        var tables = tables(call);
        var after = call.query("after").orElse("");
        if (after.equals(NOW)) {
            return write(call, new Page(List.of(), new Position(horizon(call), 0), false));
        }
        var page = read(call, tables, after.isEmpty() ? Position.START : Position.parse(after, call), limit);
        return write(call, page.empty() && wait.isPositive() ? awaited(call, tables, page, limit, wait) : page);
    }

    /** Waits without a connection of its own; a client that has gone is noticed only at the end. */
    private Page awaited(Call call, Set<String> tables, Page empty, int limit, Duration wait) {
        if (!waiters.tryAcquire()) {
            throw new ProblemException(new Problem.Unavailable(
                    "busy", "Too many requests wait for changes already; ask without wait.", Duration.ofSeconds(1)));
        }
        try {
            var end = Instant.now().plus(wait);
            var page = empty;
            while (page.empty() && Instant.now().isBefore(end)) {
                Thread.sleep(Tip.FRESH);
                if (tip.position(call.database()).compareTo(page.next) > 0) {
                    page = read(call, tables, page.next, limit);
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

    private Set<String> tables(Call call) {
        var role = call.caller().role();
        var wanted = call.query("resource").map(text -> resources(text, role));
        return wanted
                .orElseGet(() -> catalog.resources().stream()
                        .filter(resource -> role.includes(resource.reader()))
                        .toList())
                .stream()
                .map(Resource::table)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private List<Resource> resources(String text, Role role) {
        var wanted = new ArrayList<Resource>();
        for (var name : text.split(",", -1)) {
            var resource = catalog.find(name)
                    .orElseThrow(() -> new ProblemException(
                            Problem.Malformed.unknown("resource", "resource", name, catalog.names())));
            if (!role.includes(resource.reader())) {
                throw new ProblemException(
                        new Problem.Forbidden("'%s' needs the role %s.".formatted(name, resource.reader())));
            }
            wanted.add(resource);
        }
        return wanted;
    }

    private static long horizon(Call call) {
        return call.database().query(Sql.of("select pg_snapshot_xmin(pg_current_snapshot())::text"), rows -> {
            rows.next();
            return rows.getLong(1);
        });
    }

    private Page read(Call call, Set<String> tables, Position after, int limit) {
        // Horizon and entries come from the statement's one snapshot: what is below the one is complete in the other.
        var sql = Sql.of(
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
                Sql.array(Type.TEXT, tables),
                limit + 1);
        return call.database().query(sql, rows -> page(rows, after, limit));
    }

    private Page page(ResultSet rows, Position after, int limit) throws SQLException {
        var changes = new ArrayList<Change>();
        Optional<Position> scanned = Optional.empty();
        var horizon = 0L;
        while (rows.next()) {
            horizon = rows.getLong("horizon");
            if (rows.getInt("entries") == SCANNED) {
                scanned = Optional.of(new Position(rows.getLong("edge_transaction"), rows.getLong("edge_seq")));
            }
            if (rows.getString(1) != null) {
                changes.add(Change.read(rows, byTable));
            }
        }
        if (after.transaction() > horizon) {
            throw new ProblemException(Problem.Malformed.parameter(
                    "after",
                    "cursor_ahead",
                    "it is ahead of the database, which must have been restored to an earlier state. Begin with"
                            + " after=now and read the collections again."));
        }
        if (changes.size() > limit) {
            var shown = changes.subList(0, limit);
            return new Page(shown, shown.getLast().position(), true);
        }
        // All that was looked through is behind the reader, whether it was wanted or not.
        return scanned.map(edge -> new Page(changes, edge, true))
                .orElse(new Page(changes, new Position(horizon, 0), false));
    }

    private Answer write(Call call, Page page) {
        return Answer.json(Bytes.json(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("results");
            for (var change : page.changes) {
                change.write(json, catalog);
            }
            json.writeEndArray();
            json.writeStringField("cursor", page.next.print(call));
            json.writeBooleanField("more", page.more);
            json.writeEndObject();
        }));
    }
}
