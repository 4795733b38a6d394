package growth;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rejoin.db.EmbeddedDatabase;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import service.BenchOptions;
import service.Figures;
import service.StartedService;

/**
 * What the change log costs as it grows, in one table as it is and, over the same entries, in partitions by month: room, a write,
 * the history of a row, a page of the feed, and what it takes to let the oldest month go; and search documents in the same two ways. Entries are copies of what the trigger
 * wrote for an event that was made and an event that was changed, five for each of so many rows, evenly over five years. What
 * is asked follows the statements of {@code ChangeLog}, {@code Feed} and suggestions, over one connection.
 */
public class GrowthBench {
    private static final Map<String, String> OPTIONS =
            Map.of("--rows", "1000000", "--documents", "100000", "--questions", "1000", "--partitions", "both", "--bodies", "yes");
    private static final int MONTHS = 60;
    private static final int ENTRIES_OF_A_ROW = 5;
    private static final int WARM = 100;
    private static final LocalDate FIRST = LocalDate.of(2021, 1, 1);

    /** What {@code audit.change} has: keys and indexes; a key over partitions has to hold what they are made by. */
    private static final String KEYS = """
            alter table %1$s add primary key (%2$s);
            create index on %1$s (table_name, row_id, transaction_id, seq);
            create index on %1$s (transaction_id, seq)""";

    /** Of {@code ChangeLog}; an id that was not imported. */
    private static final String HISTORY = """
            with asked as materialized (select md5(?::text)::uuid as id),
            own as (select c.* from asked cross join lateral (
                        select * from %1$s where table_name = 'event' and row_id = asked.id %2$s offset 0) c),
            imported as (
                select * from %1$s
                where table_name is null and row_id is null and operation = 'IMPORTED'
                  and seq < coalesce((select min(seq) from own), 9223372036854775807)
                  and uuid_extract_version((select id from asked)) = 8
                order by seq desc limit 1)
            select * from (select * from own union all select * from imported) c
            where c.seq < 9223372036854775807 order by c.seq desc limit 51""";

    private static final String FEED = """
            with scanned as materialized (
                select transaction_id, seq, changed_at, table_name from %1$s
                where (transaction_id, seq) > (?::text::xid8, 0) and transaction_id < '9000000000000000000'
                order by transaction_id, seq limit 1000),
            wanted as (select * from scanned where table_name = 'event' order by transaction_id, seq limit 51)
            select c.* from wanted left join %1$s c on c.seq = wanted.seq %2$s order by c.transaction_id, c.seq""";

    private final Connection connection;
    private final long entries;
    private final int questions;
    private final Random random = new Random(1);
    private final Figures figures;

    /** Where what is measured now belongs among the figures. */
    private ObjectNode part;

    private GrowthBench(Figures figures, Connection connection, long entries, int questions) {
        this.figures = figures;
        this.connection = connection;
        this.entries = entries;
        this.questions = questions;
    }

    public static void main(String[] arguments) throws Exception {
        var options = BenchOptions.read("growth", OPTIONS, arguments);
        if (!List.of("both", "none", "only").contains(options.get("--partitions"))
                || !List.of("yes", "no").contains(options.get("--bodies"))) {
            System.err.println("bench growth: --partitions is both, none or only, and --bodies yes or no.");
            System.exit(2);
        }
        var figures = Figures.of(arguments).ofThisMachine();
        figures.all().put("entries", Long.parseLong(options.get("--rows"))).put("bodies", options.get("--bodies").equals("yes"));
        System.out.printf(
                Locale.ROOT,
                "%,d entries, %d processors, load %.2f, fsync off, shared_buffers 256 MB%n",
                Long.parseLong(options.get("--rows")),
                Runtime.getRuntime().availableProcessors(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        try (var database = EmbeddedDatabase.temporary()) {
            // It prepares the database.
            StartedService.start(Path.of(arguments[0]).resolve("src/target/quarkus-app"), database)
                    .close();
            measure(database, options, figures);
        }
        figures.write();
    }

    private static void measure(EmbeddedDatabase database, Map<String, String> options, Figures figures)
            throws SQLException {
        try (var connection = database.dataSource().getConnection()) {
            var rows = Long.parseLong(options.get("--rows"));
            var bench = new GrowthBench(figures, connection, rows, Integer.parseInt(options.get("--questions")));
            bench.templates();
            if (options.get("--bodies").equals("no")) {
                bench.execute("update template set old = null, new = null, changed = null");
            }
            if (!options.get("--partitions").equals("only")) {
                bench.measure(false);
            }
            if (!options.get("--partitions").equals("none")) {
                bench.measure(true);
            }
            var documents = Integer.parseInt(options.get("--documents"));
            if (documents > 0) {
                bench.searchDocuments(documents);
            }
        }
    }

    /** Entries as the service's own trigger writes them, with their real sizes. */
    private void templates() throws SQLException {
        execute("""
                insert into event (title, description, kind, status, starts_at)
                values ('Assemblée générale annuelle', repeat('Les comptes sont approuvés par les membres présents. ', 4),
                        'SEMINAR', 'PLANNED', '2026-03-31T18:00:00Z')""");
        execute("update event set description = 'Les comptes sont refusés.'");
        execute("create table template as select operation, old, new, changed, actor, request_id from audit.change"
                + " where table_name = 'event'");
    }

    private void measure(boolean partitioned) throws SQLException {
        var name = partitioned ? "change_by_month" : "change_in_one";
        System.out.println(partitioned ? "By month" : "In one table");
        part = figures.all().putObject(partitioned ? "changes_by_month" : "changes_in_one_table");
        execute("create table " + name + " (like audit.change including defaults including constraints)"
                + (partitioned ? " partition by range (changed_at)" : ""));
        execute("create sequence " + name + "_seq");
        execute("alter table " + name + " alter seq set default nextval('" + name + "_seq')");
        for (int month = 0; partitioned && month <= MONTHS; month++) {
            execute("create table %1$s_%2$d partition of %1$s for values from ('%3$s') to ('%4$s')"
                    .formatted(name, month, FIRST.plusMonths(month), FIRST.plusMonths(month + 1)));
        }
        said("filled, without keys", seconds(() -> execute("""
                insert into %s (transaction_id, seq, changed_at, actor, request_id, table_name, row_id, operation, old, new, changed)
                select (1000 + n / 3)::text::xid8, n, timestamptz '%s' + (n - 1) * (interval '%d months' / %d),
                       t.actor, t.request_id, 'event', md5((n %% %d)::text)::uuid, t.operation, t.old, t.new, t.changed
                from generate_series(1, %d) n
                join template t on t.operation = case n %% 5 when 0 then 'INSERT' else 'UPDATE' end"""
                .formatted(name, FIRST, MONTHS, entries, Math.max(1, entries / ENTRIES_OF_A_ROW), entries))));
        execute("select setval('" + name + "_seq', " + entries + ")");
        said("keys and indexes", seconds(() -> {
            execute("set maintenance_work_mem = '512MB'");
            execute(KEYS.formatted(name, partitioned ? "seq, changed_at" : "seq"));
        }));
        said("vacuum and analyze", seconds(() -> execute("vacuum analyze " + name)));
        size(name, partitioned);

        asked("a write of an entry", """
                insert into %s (table_name, row_id, operation, old, new, changed, changed_at)
                select 'event', md5(?::text)::uuid, operation, old, new, changed, timestamptz '%s' - interval '1 day'
                from template where operation = 'UPDATE'""".formatted(name, FIRST.plusMonths(MONTHS)), this::someRow);
        asked("the history of a row", HISTORY.formatted(name, ""), this::someRow);
        asked(
                "the same, of its last year",
                HISTORY.formatted(name, "and changed_at >= '" + FIRST.plusMonths(MONTHS - 12) + "'"),
                this::someRow);
        asked("a page of the feed, new", FEED.formatted(name, ""), () -> place(entries - 2000));
        asked("a page of the feed, anywhere", FEED.formatted(name, ""), () -> place(random.nextLong(entries)));
        if (partitioned) {
            asked("the same, that knows the moment", FEED.formatted(name, "and c.changed_at = wanted.changed_at"), () ->
                    place(random.nextLong(entries)));
        }
        if (partitioned) {
            said("the oldest month goes", seconds(() -> execute("drop table " + name + "_0")));
        } else {
            said("the oldest month goes", seconds(() -> execute(
                    "delete from " + name + " where seq <= " + entries / MONTHS)));
            said("and vacuum after it", seconds(() -> execute("vacuum " + name)));
        }
        execute("drop table " + name);
        execute("checkpoint");
    }

    /** The documents of so many events, each of some forty words of which few are common; as they are, and by month. */
    private void searchDocuments(int documents) throws SQLException {
        execute("select set_config('rejoin.bulk_load', 'on', false), setseed(0.5)");
        execute("""
                insert into event (title, description, kind, status, starts_at)
                select (select string_agg('w' || (power(random(), 3) * 20000)::int, ' ') from generate_series(1, 4) where n > 0),
                       (select string_agg('w' || (power(random(), 3) * 20000)::int, ' ') from generate_series(1, 40) where n > 0),
                       'SEMINAR', 'PLANNED', timestamptz '%s' + n * (interval '%d months' / %d)
                from generate_series(1, %d) n""".formatted(FIRST, MONTHS, documents + 1, documents));
        execute("select search_rebuild()");
        for (boolean partitioned : new boolean[] {false, true}) {
            var name = partitioned ? "document_by_month" : "document_in_one";
            System.out.printf(
                    Locale.ROOT, "%,d search documents %s%n", documents, partitioned ? "by month" : "in one table");
            part = figures.all()
                    .putObject(partitioned ? "search_documents_by_month" : "search_documents_in_one_table")
                    .put("documents", documents);
            execute("create table " + name + " (like search_document including defaults)"
                    + (partitioned ? " partition by range (recency)" : ""));
            for (int month = 0; partitioned && month <= MONTHS; month++) {
                execute("create table %1$s_%2$d partition of %1$s for values from ('%3$s') to ('%4$s')"
                        .formatted(name, month, FIRST.plusMonths(month), FIRST.plusMonths(month + 1)));
            }
            execute("insert into " + name + " select * from search_document where recency >= '" + FIRST + "'"
                    + " and recency < '" + FIRST.plusMonths(MONTHS) + "'");
            execute("alter table " + name + " add primary key (resource, id" + (partitioned ? ", recency)" : ")"));
            // The other indexes, as they stand.
            for (var index : indexes()) {
                execute(index.replaceFirst("INDEX \\S+ ON \\S+", "INDEX ON " + name));
            }
            execute("vacuum analyze " + name);
            size(name, partitioned);
            var words = "select resource, id from " + name + " where title_tsv @@ plainto_tsquery('simple', ?)"
                    + " order by recency desc, resource, id limit 500";
            asked("a common word, newest first", words, () -> "w" + random.nextInt(10));
            asked("a rare word, newest first", words, () -> "w" + (15_000 + random.nextInt(5000)));
            asked("what begins so", """
                    select d.id from (select ?::text as words offset 0) typed cross join lateral (
                        select id from %s where resource = 'event' and title_folded ~>=~ typed.words
                          and title_folded ~<~ (typed.words || chr(1114111))
                        order by title_folded using ~<~ limit 10) d""".formatted(name), () ->
                    "w" + (10_000 + random.nextInt(10_000)));
            asked("a document by its key", "select id from " + name + " where resource = 'event' and id = ?::uuid", ids());
            execute("drop table " + name);
        }
    }

    private Parameter ids() throws SQLException {
        var ids = read("select id::text from event order by md5(id::text) limit 5000");
        return () -> ids.get(random.nextInt(ids.size()));
    }

    private List<String> indexes() throws SQLException {
        return read("select pg_get_indexdef(indexrelid) from pg_index where indrelid = 'search_document'::regclass"
                + " and not indisprimary");
    }

    private List<String> read(String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var values = new ArrayList<String>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }

    private void size(String name, boolean partitioned) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("""
                        select sum(pg_table_size(t)) / 1e6, sum(pg_indexes_size(t)) / 1e6 from
                        (select relid as t from pg_partition_tree('%1$s') union select '%1$s'::regclass) tree""".formatted(name))) {
            row.next();
            part.put("room_mb", row.getDouble(1)).put("indexes_mb", row.getDouble(2));
            System.out.printf(
                    Locale.ROOT, "  %-34s %,10.0f MB and %,.0f MB of indexes%n", "room", row.getDouble(1), row.getDouble(2));
        }
    }

    private String someRow() {
        return Long.toString(random.nextLong(Math.max(1, entries / ENTRIES_OF_A_ROW)));
    }

    private static String place(long seq) {
        return Long.toString(1000 + seq / 3);
    }

    private interface Work {
        void run() throws SQLException;
    }

    private interface Parameter {
        String next();
    }

    private static double seconds(Work work) throws SQLException {
        var began = System.nanoTime();
        work.run();
        return (System.nanoTime() - began) / 1e9;
    }

    private void said(String what, double seconds) {
        part.withArray("done").addObject().put("what", what).put("seconds", seconds);
        System.out.printf(Locale.ROOT, "  %-34s %,10.2f s%n", what, seconds);
    }

    /** Milliseconds at the client, after some that do not count. */
    private void asked(String what, String sql, Parameter parameter) throws SQLException {
        var took = new double[questions];
        long rows = 0;
        try (var statement = connection.prepareStatement(sql)) {
            for (int i = -WARM; i < questions; i++) {
                statement.setString(1, parameter.next());
                var began = System.nanoTime();
                if (statement.execute()) {
                    try (var answer = statement.getResultSet()) {
                        while (answer.next()) {
                            rows++;
                        }
                    }
                }
                if (i >= 0) {
                    took[i] = (System.nanoTime() - began) / 1e6;
                }
            }
        }
        Arrays.sort(took);
        part.withArray("asked")
                .addObject()
                .put("what", what)
                .put("median_ms", took[questions / 2])
                .put("p95_ms", took[questions * 95 / 100])
                .put("rows", rows / (double) (questions + WARM));
        System.out.printf(
                Locale.ROOT,
                "  %-34s %10.2f ms, 95th percentile %.2f, %.1f rows%n",
                what,
                took[questions / 2],
                took[questions * 95 / 100],
                rows / (double) (questions + WARM));
    }

    private void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
