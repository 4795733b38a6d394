package dev.rejoin.importer.prove;

import dev.rejoin.importer.prove.compare.Difference;
import dev.rejoin.importer.prove.compare.Difference.Kind;
import dev.rejoin.importer.prove.compare.Ledger;
import dev.rejoin.importer.prove.compare.PageProof;
import dev.rejoin.importer.prove.compare.Resurrections;
import dev.rejoin.importer.prove.compare.Tally;
import dev.rejoin.importer.prove.compare.Target;
import dev.rejoin.importer.prove.expect.FieldDates;
import dev.rejoin.importer.prove.expect.Interpreter;
import dev.rejoin.importer.prove.expect.Specification;
import dev.rejoin.importer.prove.expect.Specification.OfIndex;
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
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongConsumer;
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
     * @param compared hears of documents as they are compared, from several threads
     */
    public record Options(String prefix, int workers, LongConsumer compared) {
        public Options(String prefix, int workers) {
            this(prefix, workers, documents -> {});
        }

        public static Options standard() {
            return new Options("", 2);
        }
    }

    private static final int DOCUMENTS_AT_ONCE = 1_000;
    private static final long BYTES_AT_ONCE = 4 << 20;
    private static final long WORTH_SLICING = 5_000;

    /**
     * Proves a run.
     *
     * @throws dev.rejoin.importer.read.SourceIncompleteException when the source answers with less than everything
     */
    public Proof run(long run) throws SQLException {
        long began = System.nanoTime();
        var specification = SpecificationReader.read(mapping);
        var tally = new Tally();
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(true);
            prepare(connection);
            boolean lived = hasLived(connection, run);
            var target = Target.read(connection, run, specification);
            var resurrections = Resurrections.read(connection, run, target, lived, tally);
            var contents = source.contents(new Scope(options.prefix(), specification.excluded()));
            var indices = indices(contents);
            var aliases = new HashMap<String, Optional<OfIndex>>();
            indices.forEach((name, index) -> aliases.put(name, specificationOf(specification, name, index)));
            checkFingerprints(connection, run, indices, excluded(contents), tally);
            checkFiles(contents, tally);
            var interpreter = new Interpreter(target.tables(), FieldDates.of(indices), specification.composed());
            new Workers(run, specification, target, tally, resurrections, aliases, interpreter, lived).read(indices);
            resurrections.conclude(connection, tally);
            var whole = new WholeTarget(connection, run, target, tally, lived);
            whole.check();
            return proof(run, indices, whole, tally, Duration.ofNanos(System.nanoTime() - began));
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

    /** The look-ups by document need an index that loading does without, and the planner some idea of the sizes. */
    private static void prepare(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            forms(connection);
            statement.execute(
                    "create index if not exists document_identity on rejoin_import.document (index_name, id)");
            statement.execute("analyze rejoin_import.document, rejoin_import.row_origin, rejoin_import.disposition,"
                    + " rejoin_import.finding");
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

    private Map<String, SourceIndex> indices(Contents contents) {
        var indices = new TreeMap<String, SourceIndex>();
        for (var index : contents.indices()) {
            indices.put(index.name().substring(options.prefix().length()), index);
        }
        return indices;
    }

    private Set<String> excluded(Contents contents) {
        var names = new HashSet<String>();
        contents.excluded()
                .forEach(index -> names.add(index.substring(options.prefix().length())));
        return names;
    }

    private static Optional<OfIndex> specificationOf(Specification specification, String name, SourceIndex index) {
        return specification.indices().stream()
                .filter(candidate -> isMeant(candidate.index(), name, index))
                .findFirst();
    }

    private static boolean isMeant(String wanted, String name, SourceIndex index) {
        if (wanted.equals(name) || index.aliases().contains(wanted)) {
            return true;
        }
        var pieces = new ArrayList<String>();
        for (var piece : wanted.split("\\*", -1)) {
            pieces.add(java.util.regex.Pattern.quote(piece));
        }
        return wanted.contains("*") && name.matches(String.join(".*", pieces));
    }

    private static void checkFingerprints(
            Connection connection, long run, Map<String, SourceIndex> indices, Set<String> excluded, Tally tally)
            throws SQLException {
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
                tally.differs(new Difference(
                        Kind.SOURCE_MOVED,
                        name,
                        null,
                        null,
                        null,
                        before,
                        now,
                        before == null
                                ? "the source has an index that was not imported"
                                : now != null
                                        ? "the index was written to since"
                                        : excluded.contains(name)
                                                ? "the index was imported, and the mapping excludes it"
                                                : "the index is not in the source any more"));
            }
        }
    }

    /** What the files hold by a count of our own, held against what the reader says of all indices. */
    private void checkFiles(Contents contents, Tally tally) {
        var files = source.files();
        if (files.isEmpty()) {
            return;
        }
        long counted = 0;
        for (var file : files) {
            try {
                counted += FileCensus.of(file);
            } catch (IOException e) {
                tally.differs(Difference.ofFile(
                        file, null, null, "the file cannot be counted to its end: " + e.getMessage()));
                return;
            }
        }
        long read = contents.indices().stream().mapToLong(SourceIndex::count).sum() + contents.passedOver();
        if (counted != read) {
            tally.differs(Difference.ofFile(
                    files.getFirst().toAbsolutePath().getParent(),
                    Long.toString(counted),
                    Long.toString(read),
                    "the dump files hold another number of documents than were read from them"));
        }
    }

    private Proof proof(long run, Map<String, SourceIndex> indices, WholeTarget whole, Tally tally, Duration duration)
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
                tally.differences(),
                duration);
    }

    /** Reads all indices, slice by slice, and proves what is read. */
    private final class Workers {

        private final long run;
        private final Specification specification;
        private final Target target;
        private final Tally tally;
        private final Resurrections resurrections;
        private final Map<String, Optional<OfIndex>> indexOf;
        private final Interpreter interpreter;
        private final Set<String> mergingTables;
        private final boolean lived;

        Workers(
                long run,
                Specification specification,
                Target target,
                Tally tally,
                Resurrections resurrections,
                Map<String, Optional<OfIndex>> indexOf,
                Interpreter interpreter,
                boolean lived) {
            this.lived = lived;
            this.run = run;
            this.specification = specification;
            this.target = target;
            this.tally = tally;
            this.resurrections = resurrections;
            this.indexOf = indexOf;
            this.interpreter = interpreter;
            this.mergingTables = mergingTables(specification);
        }

        void read(Map<String, SourceIndex> indices) throws SQLException {
            var readings = new ArrayList<AutoCloseable>();
            try (var pool = Executors.newFixedThreadPool(Math.max(1, options.workers()))) {
                var tasks = new ArrayList<Future<?>>();
                for (var entry : indices.entrySet()) {
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
                for (var reading : readings) {
                    close(reading);
                }
            }
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
            private int unread;
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

            void prove(int slice) throws SQLException {
                try (var connection = database.getConnection()) {
                    connection.setAutoCommit(true);
                    forms(connection);
                    var context = new PageProof.Context(
                            target,
                            interpreter,
                            new Ledger(connection, run),
                            tally,
                            resurrections,
                            other -> indexOf.getOrDefault(other, Optional.empty()),
                            specification.defaulted(),
                            mergingTables,
                            lived);
                    reading().<SQLException>read(slice, page -> prove(context, page.documents()));
                }
                finished();
            }

            private void prove(PageProof.Context context, List<SourceDocument> documents) throws SQLException {
                int from = 0;
                while (from < documents.size()) {
                    int to = from;
                    long bytes = 0;
                    while (to < documents.size() && to - from < DOCUMENTS_AT_ONCE && bytes < BYTES_AT_ONCE) {
                        bytes += documents.get(to++).source().length;
                    }
                    new PageProof(context, name, indexOf.getOrDefault(name, Optional.empty()))
                            .prove(documents.subList(from, to));
                    options.compared().accept(to - from);
                    from = to;
                }
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

    /** Tables with rows that more than one document may make. */
    private static Set<String> mergingTables(Specification specification) {
        var tables = new HashSet<String>();
        for (var index : specification.indices()) {
            var rows = new ArrayList<>(index.rows());
            rows.addAll(index.children());
            rows.stream().filter(row -> !row.identity().isEmpty()).forEach(row -> tables.add(row.table()));
        }
        return tables;
    }
}
