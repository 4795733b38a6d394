package dev.rejoin.importer.prove;

import dev.rejoin.importer.prove.compare.Difference;
import dev.rejoin.importer.prove.compare.Difference.DifferenceKind;
import dev.rejoin.importer.prove.compare.Ledger;
import dev.rejoin.importer.prove.compare.PageProof;
import dev.rejoin.importer.prove.compare.Remembered;
import dev.rejoin.importer.prove.compare.Resurrections;
import dev.rejoin.importer.prove.compare.Tally;
import dev.rejoin.importer.prove.compare.Target;
import dev.rejoin.importer.prove.compare.WritingTriggers;
import dev.rejoin.importer.prove.expect.FieldDates;
import dev.rejoin.importer.prove.expect.Foreseen;
import dev.rejoin.importer.prove.expect.Interpreted;
import dev.rejoin.importer.prove.expect.Interpreter;
import dev.rejoin.importer.prove.expect.Specification;
import dev.rejoin.importer.prove.expect.SpecificationReader;
import dev.rejoin.importer.read.Contents;
import dev.rejoin.importer.read.Scope;
import dev.rejoin.importer.read.Source;
import dev.rejoin.importer.read.SourceDocument;
import dev.rejoin.importer.read.SourceIndex;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Proves a load: reads the source again, works out by itself what each document has to have become, and compares that
 * with the rows. Nothing is taken from the load but which document it says became which row.
 *
 * @param mapping the folder of the mapping that was loaded with
 */
public record Prove(Source source, DataSource database, Path mapping, Options options) {

    /**
     * How to prove.
     *
     * @param prefix what a restore put before the indices' names
     * @param workers documents are read and compared by so many threads
     * @param progress hears how far it is
     */
    public record Options(String prefix, int workers, Progress progress) {
        public Options(String prefix, int workers) {
            this(prefix, workers, documents -> {});
        }

        public static Options standard() {
            return new Options("", 2);
        }
    }

    /** Told how far a proof is. */
    public interface Progress {

        /** What the source holds is known, and its documents are read from here on. */
        default void began() {}

        /** More of them were compared; called by several threads. */
        void compared(long documents);
    }

    private static final long WORTH_SLICING = 5_000;

    /**
     * Proves a run.
     *
     * @throws dev.rejoin.importer.read.SourceIncompleteException when the source answers with less than everything
     */
    public Proof run(long run) throws SQLException {
        return run(run, Optional.empty());
    }

    /**
     * Proves a run.
     *
     * @param early what was worked out of the source before; what it does not hold is read now
     * @throws dev.rejoin.importer.read.SourceIncompleteException when the source answers with less than everything
     */
    public Proof run(long run, Optional<Foresight> early) throws SQLException {
        long began = System.nanoTime();
        var read = SpecificationReader.read(mapping);
        var tally = new Tally();
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(true);
            prepare(connection, early);
            boolean lived = hasLived(connection, run);
            var target = Target.read(connection, run, read);
            var resurrections = Resurrections.read(connection, run, target, lived, tally);
            var contents = source.contents(new Scope(options.prefix(), read.excluded()));
            var foresight = early.filter(some -> some.holds(read, target.tables(), source.files()));
            var specification = foresight.map(Foresight::specification).orElse(read);
            var indices = SourceIndices.of(contents, options.prefix(), specification);
            options.progress().began();
            checkFingerprints(connection, run, indices, tally);
            checkFiles(contents, foresight, tally);
            var interpreter =
                    new Interpreter(target.tables(), FieldDates.of(indices.byName()), specification.composed());
            new Workers(run, specification, target, tally, resurrections, indices, interpreter, foresight, lived)
                    .work();
            resurrections.conclude(connection, tally);
            var whole = new WholeTarget(connection, run, target, tally, lived);
            var triggers = new WritingTriggers(connection, specification.schema());
            return proof(run, indices.byName(), whole, tally, triggers, began);
        }
    }

    /**
     * Whether others may have worked on the target since: after a delta, and when a run that has ended is proven again.
     * A first load that has only just ended gets no such excuse.
     */
    private static boolean hasLived(Connection connection, long run) throws SQLException {
        try (var statement = connection.prepareStatement(
                "select kind <> 'FULL' or outcome is not null from rejoin_import.run where id = ?")) {
            statement.setLong(1, run);
            try (var rows = statement.executeQuery()) {
                if (!rows.next()) {
                    throw new IllegalStateException("there is no run " + run);
                }
                return rows.getBoolean(1);
            }
        }
    }

    /** The planner needs some idea of the sizes. */
    private static void prepare(Connection connection, Optional<Foresight> early) throws SQLException {
        try (var statement = connection.createStatement()) {
            forms(connection);
            if (early.filter(Foresight::hasPreparedLedger).isEmpty()) {
                prepareDocuments(connection);
            }
            statement.execute("analyze rejoin_import.row_origin, rejoin_import.disposition, rejoin_import.finding");
        }
    }

    /**
     * The look-ups by document need an index that reading does without, and the planner some idea of the sizes. Of the
     * documents' text, which is most of it, nothing is asked.
     */
    static void prepareDocuments(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            // What foresees the proof may do the same at this moment, and "if not exists" does not see what is not
            // committed.
            statement.execute("""
                    do $$ begin
                        create index if not exists document_name on rejoin_import.document (run_id, index_name, id);
                    exception when unique_violation or duplicate_table then null; -- It is there now.
                    end $$
                    """);
            statement.execute("analyze rejoin_import.document (run_id, doc, index_name, id)");
        }
    }

    /** Rows are remembered as texts, and compared as such: every session must write them alike. */
    private static void forms(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("set timezone = 'UTC'");
            statement.execute("set datestyle = 'ISO'");
            statement.execute("set intervalstyle = 'postgres'");
            statement.execute("set bytea_output = 'hex'");
            statement.execute("set extra_float_digits = 1");
        }
    }

    private static void ready(Connection connection) throws SQLException {
        connection.setAutoCommit(true);
        forms(connection);
    }

    private static void checkFingerprints(Connection connection, long run, SourceIndices source, Tally tally)
            throws SQLException {
        var indices = source.byName();
        var imported = new TreeMap<String, String>();
        try (var statement = connection.prepareStatement(
                "select name, fingerprint from rejoin_import.source_index where run_id = ?")) {
            statement.setLong(1, run);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    imported.put(rows.getString(1), rows.getString(2));
                }
            }
        }
        var names = new HashSet<>(imported.keySet());
        names.addAll(indices.keySet());
        for (var name : names) {
            var before = imported.get(name);
            var now = indices.get(name) == null ? null : indices.get(name).fingerprint();
            if (before == null || !before.equals(now)) {
                tally.differs(Difference.of(
                                DifferenceKind.SOURCE_MOVED,
                                before == null
                                        ? "the source has an index that was not imported"
                                        : now != null
                                                ? "the index was written to since"
                                                : source.excluded().contains(name)
                                                        ? "the index was imported, and the mapping excludes it"
                                                        : "the index is not in the source any more")
                        .ofIndex(name)
                        .between(before, now));
            }
        }
    }

    /** What the files hold by a count of our own, held against what the reader says of all indices. */
    private void checkFiles(Contents contents, Optional<Foresight> foresight, Tally tally) {
        var files = source.files();
        if (files.isEmpty()) {
            return;
        }
        long counted = 0;
        for (var file : files) {
            try {
                counted += foresight.isPresent() ? foresight.get().documentsIn(file) : FileCensus.of(file);
            } catch (IOException e) {
                tally.differs(Difference.ofFile(file, "the file cannot be counted to its end: " + e.getMessage()));
                return;
            }
        }
        long read = contents.indices().stream().mapToLong(SourceIndex::count).sum() + contents.passedOver();
        if (counted != read) {
            tally.differs(Difference.ofFile(
                            files.getFirst().toAbsolutePath().getParent(),
                            "the dump files hold another number of documents than were read from them")
                    .between(Long.toString(counted), Long.toString(read)));
        }
    }

    private Proof proof(
            long run,
            Map<String, SourceIndex> indices,
            WholeTarget whole,
            Tally tally,
            WritingTriggers triggers,
            long began)
            throws SQLException {
        var accounts = new ArrayList<Proof.Account>();
        for (var entry : indices.entrySet()) {
            var counts = tally.index(entry.getKey());
            accounts.add(new Proof.Account(
                    entry.getKey(),
                    entry.getValue().count(),
                    counts.received.sum(),
                    whole.ledgerCount(entry.getKey(), counts),
                    counts.loaded.sum(),
                    counts.merged.sum(),
                    counts.quarantined.sum(),
                    counts.excluded.sum()));
        }
        var fans = tally.fans().entrySet().stream()
                .map(fan -> new Proof.FanOut(
                        fan.getKey().index(),
                        fan.getKey().part(),
                        fan.getKey().table(),
                        fan.getValue().elements.sum(),
                        fan.getValue().rows.sum(),
                        fan.getValue().merged.sum(),
                        fan.getValue().setAside.sum(),
                        fan.getValue().ignored.sum()))
                .sorted(java.util.Comparator.comparing(Proof.FanOut::index).thenComparing(Proof.FanOut::part))
                .toList();
        whole.checkElements(fans);
        var totals = whole.totals();
        return new Proof(
                run,
                accounts,
                fans,
                totals,
                tally.documents.sum(),
                tally.rows.sum(),
                tally.verified.sum(),
                tally.skipped.sum(),
                tally.unverifiable.sum(),
                tally.changedSince.sum(),
                tally.bornSince.sum(),
                tally.counts(),
                triggers.explained(tally.differences()),
                Duration.ofNanos(System.nanoTime() - began));
    }

    /** Proves all indices, slice by slice, and looks meanwhile for what only shows when all rows are looked at. */
    private final class Workers {

        private final long run;
        private final Specification specification;
        private final Target target;
        private final Tally tally;
        private final Resurrections resurrections;
        private final SourceIndices indices;
        private final Interpreter interpreter;
        private final Optional<Foresight> foresight;
        private final Map<String, ForeseenIndex> foreseen = new ConcurrentHashMap<>();
        private final Set<String> mergingTables;
        private final boolean lived;
        private final Queue<Connection> connections = new ConcurrentLinkedQueue<>();
        private final Queue<Connection> idle = new ConcurrentLinkedQueue<>();

        Workers(
                long run,
                Specification specification,
                Target target,
                Tally tally,
                Resurrections resurrections,
                SourceIndices indices,
                Interpreter interpreter,
                Optional<Foresight> foresight,
                boolean lived) {
            this.lived = lived;
            this.run = run;
            this.specification = specification;
            this.target = target;
            this.tally = tally;
            this.resurrections = resurrections;
            this.indices = indices;
            this.interpreter = interpreter;
            this.foresight = foresight;
            this.mergingTables = specification.mergingTables();
        }

        void work() throws SQLException {
            var readings = new ArrayList<AutoCloseable>();
            try (var pool = Executors.newFixedThreadPool(Math.max(1, options.workers()))) {
                var tasks = new ArrayList<Future<?>>();
                // First, so that in the end nobody waits for it alone.
                tasks.add(pool.submit(() -> {
                    checkWholeTarget();
                    return null;
                }));
                for (var entry : inOrder()) {
                    int slices = entry.getValue().count() < WORTH_SLICING ? 1 : Math.max(1, options.workers());
                    var reading = new OneIndex(entry.getKey(), entry.getValue(), slices);
                    readings.add(reading);
                    for (int slice = 0; slice < slices; slice++) {
                        int number = slice;
                        tasks.add(pool.submit(() -> {
                            reading.prove(number);
                            return null;
                        }));
                    }
                }
                await(tasks);
            } finally {
                readings.addAll(connections);
                for (var each : readings) {
                    close(each);
                }
            }
        }

        /** One that nobody needs any more: to log in costs a small index more than its proof. What fails does not give it back. */
        private Connection connection() throws SQLException {
            var known = idle.poll();
            if (known != null) {
                return known;
            }
            var connection = database.getConnection();
            connections.add(connection);
            ready(connection);
            return connection;
        }

        private void checkWholeTarget() throws SQLException {
            try (var connection = database.getConnection()) {
                ready(connection);
                new WholeTarget(connection, run, target, tally, lived).check();
            }
        }

        /** What is being read at this moment comes last: there is no waiting for it while there is something else to do. */
        private List<Map.Entry<String, SourceIndex>> inOrder() {
            var ordered = new ArrayList<Map.Entry<String, SourceIndex>>();
            var last = new ArrayList<Map.Entry<String, SourceIndex>>();
            for (var entry : indices.largestFirst()) {
                if (foresight.filter(some -> some.isReading(entry.getKey())).isPresent()) {
                    last.add(entry);
                } else {
                    foreseen(entry.getKey(), entry.getValue());
                    ordered.add(entry);
                }
            }
            ordered.addAll(last);
            return ordered;
        }

        private Optional<ForeseenIndex> foreseen(String name, SourceIndex index) {
            var found = foresight.flatMap(some -> some.of(name, index));
            found.ifPresent(known -> foreseen.put(name, known));
            return found;
        }

        private Remembered remembered() {
            return foresight.isEmpty()
                    ? Remembered.NOTHING
                    : (name, id, routing, sha256) ->
                            Optional.ofNullable(foreseen.get(name)).flatMap(known -> known.find(id, routing, sha256));
        }

        private void await(List<Future<?>> tasks) throws SQLException {
            try {
                for (var task : tasks) {
                    task.get();
                }
            } catch (ExecutionException e) {
                tasks.forEach(task -> task.cancel(true));
                switch (e.getCause()) {
                    case SQLException sql -> throw sql;
                    case RuntimeException runtime -> throw runtime;
                    case null, default -> throw new IllegalStateException(e.getCause());
                }
            } catch (InterruptedException e) {
                tasks.forEach(task -> task.cancel(true));
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while proving", e);
            }
        }

        private static void close(AutoCloseable reading) {
            try {
                reading.close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }

        /** One index, opened when its first slice is read and verified after its last. */
        private final class OneIndex implements AutoCloseable {

            private final String name;
            private final SourceIndex index;
            private final int slices;
            private final AtomicInteger nextPage = new AtomicInteger();
            private int unread;
            private @Nullable Optional<ForeseenIndex> foreseen;
            private dev.rejoin.importer.read.@Nullable IndexReading reading;

            OneIndex(String name, SourceIndex index, int slices) {
                this.name = name;
                this.index = index;
                this.slices = slices;
                this.unread = slices;
            }

            private synchronized dev.rejoin.importer.read.IndexReading reading() {
                if (reading == null) {
                    reading = source.open(index, slices);
                }
                return reading;
            }

            private synchronized Optional<ForeseenIndex> foreseen() {
                if (foreseen == null) {
                    foreseen = Workers.this.foreseen(name, index);
                }
                return foreseen;
            }

            void prove(int slice) throws SQLException {
                var known = foreseen();
                var connection = connection();
                prove(slice, known, connection);
                idle.add(connection);
                if (known.isEmpty()) {
                    finished();
                }
            }

            private void prove(int slice, Optional<ForeseenIndex> known, Connection connection) throws SQLException {
                var context = new PageProof.Context(
                        target,
                        interpreter,
                        new Ledger(connection, run),
                        tally,
                        resurrections,
                        remembered(),
                        indices::specificationOf,
                        specification.defaulted(),
                        mergingTables,
                        lived);
                if (known.isPresent()) {
                    var pages = known.get();
                    for (int page = nextPage.getAndIncrement();
                            page < pages.pages();
                            page = nextPage.getAndIncrement()) {
                        prove(context, pages.page(page));
                    }
                    return;
                }
                reading().<SQLException>read(slice, page -> {
                    for (var some : Pages.of(page.documents())) {
                        prove(context, some.stream().map(this::interpreted).toList());
                    }
                });
            }

            private Foreseen interpreted(SourceDocument document) {
                return new Interpreted(interpreter, name, indices.specificationOf(name), document);
            }

            private void prove(PageProof.Context context, List<Foreseen> documents) throws SQLException {
                new PageProof(context, name, indices.specificationOf(name)).prove(documents);
                options.progress().compared(documents.size());
            }

            private synchronized void finished() {
                if (--unread == 0) {
                    reading().verify();
                }
            }

            @Override
            public synchronized void close() {
                if (reading != null) {
                    reading.close();
                }
            }
        }
    }
}
