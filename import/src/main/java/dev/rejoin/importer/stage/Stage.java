package dev.rejoin.importer.stage;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rejoin.importer.mapping.Mapping.IndexMapping;
import dev.rejoin.importer.plan.StagePlan;
import dev.rejoin.importer.read.IndexReading;
import dev.rejoin.importer.read.Page;
import dev.rejoin.importer.read.PointInTimeLostException;
import dev.rejoin.importer.read.Position;
import dev.rejoin.importer.read.Source;
import dev.rejoin.importer.read.SourceIncompleteException;
import dev.rejoin.importer.read.SourceIndex;
import dev.rejoin.importer.sql.Connections;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;

/**
 * Reads every index and streams its documents into the ledger and the staging tables. Each worker has its own
 * connection and commits a batch together with its checkpoint, so that a crash at any moment loses nothing and doubles
 * nothing.
 *
 * @param workers how many slices are read at the same time
 */
public record Stage(Source source, DataSource database, StagePlan plan, long run, int workers, StageProgress progress) {

    /** COPY text gathered before a commit, in source bytes. */
    private static final long BATCH_BYTES = 8L << 20;

    /** Of fewer documents, the ledger is in the order of the indices. */
    private static final long WORTH_OVERLAPPING = 5_000;

    private static final int REOPENINGS = 5;
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * An index to read.
     *
     * @param name the index's name without what a restore put before it: the name everything is recorded under
     */
    public record Assignment(String name, SourceIndex index, IndexMapping mapping) {}

    /** Everything is staged; counts by index. */
    public record Staged(StagePlan plan, long run, Map<String, Long> received) {}

    /**
     * Stages all indices, the largest first; those that a checkpoint says are finished are left as they are. While the last
     * pages of one are on their way, and while one is read that is too small for all workers, the others read the next.
     */
    public Staged run(List<Assignment> assignments) throws SQLException {
        var numbers = new AtomicLong(lastNumber());
        var received = new ConcurrentHashMap<String, Long>();
        var ordered = assignments.stream()
                .sorted((a, b) -> Long.compare(b.index().count(), a.index().count()))
                .toList();
        long documents = ordered.stream().mapToLong(a -> a.index().count()).sum();
        int atOnce = documents < WORTH_OVERLAPPING ? 1 : Math.min(workers, 2);
        try (var pages = new Connections(database, Stage::withoutWaiting);
                var checkpoints = new Connections(database, connection -> {});
                var threads = pool("stage-", workers);
                var indices = pool("index-", atOnce)) {
            var reading = new Readings(threads, pages, checkpoints, numbers);
            var tasks = new CopyOnWriteArrayList<Future<Long>>();
            for (var assignment : ordered) {
                tasks.add(indices.submit(() -> {
                    // What is under way is read to its end, but nothing else is begun.
                    if (tasks.stream().anyMatch(Stage::hasFailed)) {
                        return 0L;
                    }
                    long count = stage(assignment, reading);
                    received.put(assignment.name(), count);
                    return count;
                }));
            }
            awaitAll(tasks);
        }
        return new Staged(plan, run, received);
    }

    /** What all indices are read with. */
    private record Readings(ExecutorService threads, Connections pages, Connections checkpoints, AtomicLong numbers) {}

    /** What the last moments before a crash have staged is staged again. */
    private static void withoutWaiting(Connection connection) throws SQLException {
        connection.setAutoCommit(true);
        try (var statement = connection.createStatement()) {
            statement.execute("set synchronous_commit = off");
        }
        connection.setAutoCommit(false);
    }

    private static ExecutorService pool(String name, int threads) {
        return Executors.newFixedThreadPool(
                threads, Thread.ofPlatform().name(name, 1).factory());
    }

    private static boolean hasFailed(Future<?> task) {
        return task.state() == Future.State.FAILED;
    }

    private long stage(Assignment assignment, Readings with) throws SQLException {
        for (int attempt = 1; ; attempt++) {
            try {
                return read(assignment, with);
            } catch (PointInTimeLostException e) {
                if (attempt == REOPENINGS) {
                    throw e;
                }
                progress.remark(e.getMessage() + " The index is read again from its start.");
                discard(assignment.name());
            }
        }
    }

    private long read(Assignment assignment, Readings with) throws SQLException {
        var index = assignment.index();
        var checkpoints = with.checkpoints.use(connection -> Checkpoint.of(connection, run, assignment.name()));
        long done = checkpoints.stream().mapToLong(Checkpoint::documents).sum();
        progress.started(assignment.name(), index.count(), done);
        if (!checkpoints.isEmpty() && checkpoints.stream().allMatch(Checkpoint::finished)) {
            progress.finished(assignment.name());
            return done;
        }
        int slices = checkpoints.isEmpty() ? slices(index) : checkpoints.size();
        try (var reading = open(index, checkpoints, slices)) {
            if (checkpoints.isEmpty()) {
                with.checkpoints.use(connection -> Checkpoint.create(connection, run, assignment.name(), slices));
            }
            var stager = new DocumentStager(assignment.mapping(), plan);
            var tasks = new ArrayList<Future<Long>>();
            for (int slice = 0; slice < slices; slice++) {
                if (checkpoints.isEmpty() || !checkpoints.get(slice).finished()) {
                    int number = slice;
                    tasks.add(with.threads.submit(() -> with.pages.use(connection ->
                            slice(connection, reading, assignment.name(), stager, number, with.numbers))));
                }
            }
            long count = done + awaitAll(tasks);
            verify(reading, assignment.name());
            progress.finished(assignment.name());
            return count;
        }
    }

    /** What was received of an index that is not whole is no use to a resume, which would take it for all there is. */
    private void verify(IndexReading reading, String index) throws SQLException {
        try {
            reading.verify();
        } catch (SourceIncompleteException e) {
            discard(index);
            throw e;
        }
    }

    private int slices(SourceIndex index) {
        return index.count() < 2_000 ? 1 : workers;
    }

    private IndexReading open(SourceIndex index, List<Checkpoint> checkpoints, int slices) throws SQLException {
        return checkpoints.isEmpty()
                ? source.open(index, slices)
                : source.resume(
                        index,
                        checkpoints.stream()
                                .map(c -> new Position(c.position()))
                                .toList());
    }

    private long slice(
            Connection connection,
            IndexReading reading,
            String index,
            DocumentStager stager,
            int slice,
            AtomicLong numbers)
            throws SQLException {
        var writer = new SliceWriter(connection, index, slice, stager, numbers);
        reading.<SQLException>read(slice, writer::take);
        return writer.total;
    }

    /** Takes the pages of one slice and commits them batch by batch. */
    private final class SliceWriter {
        private final Connection connection;
        private final String index;
        private final int slice;
        private final DocumentStager stager;
        private final AtomicLong numbers;
        private final Batch batch = new Batch(run);
        private long total;

        SliceWriter(Connection connection, String index, int slice, DocumentStager stager, AtomicLong numbers) {
            this.connection = connection;
            this.index = index;
            this.slice = slice;
            this.stager = stager;
            this.numbers = numbers;
        }

        void take(Page page) throws SQLException {
            long number = numbers.getAndAdd(page.documents().size());
            for (var read : page.documents()) {
                var document = read.in(index);
                number++;
                stager.stage(document, number, batch);
            }
            if (page.last() || batch.bytes() > BATCH_BYTES) {
                batch.write(connection);
                Checkpoint.advance(connection, run, index, slice, page.next(), batch, page.last());
                connection.commit();
                total += batch.received();
                progress.advanced(index, batch.received(), batch.errors());
                batch.clear();
            }
        }
    }

    /** Waits for every slice before it tells of the first failure: nobody reads on behind our back. */
    private static long awaitAll(List<Future<Long>> tasks) throws SQLException {
        long count = 0;
        Exception failure = null;
        for (var task : tasks) {
            try {
                count += await(task);
            } catch (SQLException | RuntimeException e) {
                failure = failure == null ? e : failure;
            }
        }
        switch (failure) {
            case null -> {}
            case SQLException sql -> throw sql;
            case RuntimeException runtime -> throw runtime;
            default -> throw new IllegalStateException(failure);
        }
        return count;
    }

    private static long await(Future<Long> task) throws SQLException {
        try {
            return task.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RuntimeException runtime -> throw runtime;
                case SQLException sql -> throw sql;
                case Error error -> throw error;
                default -> throw new IllegalStateException(e.getCause());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while staging", e);
        }
    }

    private long lastNumber() throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(
                        "select coalesce(max(doc), 0) from rejoin_import.document where run_id = ?")) {
            statement.setLong(1, run);
            try (var row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private void discard(String index) throws SQLException {
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            discard(connection, plan, run, index);
            connection.commit();
        }
    }

    /** Forgets what a run has read of an index, so that it can be read again. */
    public static void discard(Connection connection, StagePlan plan, long run, String index) throws SQLException {
        for (var table : plan.tables().values()) {
            delete(connection, "delete from " + table.base() + " where _index = ?", index);
        }
        delete(connection, "delete from rejoin_stage._unmapped where index_name = ?", index);
        delete(connection, "delete from rejoin_stage._element where index_name = ?", index);
        delete(connection, "delete from rejoin_stage._held where index_name = ?", index);
        for (var table : List.of("document", "finding", "checkpoint")) {
            delete(
                    connection,
                    "delete from rejoin_import." + table + " where run_id = " + run + " and index_name = ?",
                    index);
        }
    }

    private static void delete(Connection connection, String sql, String index) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setString(1, index);
            statement.executeUpdate();
        }
    }

    /** How far a slice is: written in the transaction of what was staged. */
    record Checkpoint(int slice, String position, long documents, boolean finished) {

        static List<Checkpoint> of(Connection connection, long run, String index) throws SQLException {
            try (var statement = connection.prepareStatement("""
                            select slice, coalesce(position, ''), documents, finished from rejoin_import.checkpoint
                            where run_id = ? and index_name = ? order by slice
                            """)) {
                statement.setLong(1, run);
                statement.setString(2, index);
                var all = new ArrayList<Checkpoint>();
                try (var rows = statement.executeQuery()) {
                    while (rows.next()) {
                        all.add(new Checkpoint(rows.getInt(1), rows.getString(2), rows.getLong(3), rows.getBoolean(4)));
                    }
                }
                return all;
            }
        }

        static int create(Connection connection, long run, String index, int slices) throws SQLException {
            try (var statement = connection.prepareStatement("""
                            insert into rejoin_import.checkpoint (run_id, index_name, slice, slices)
                            select ?, ?, slice, ? from generate_series(0, ? - 1) slice
                            """)) {
                statement.setLong(1, run);
                statement.setString(2, index);
                statement.setInt(3, slices);
                statement.setInt(4, slices);
                return statement.executeUpdate();
            }
        }

        static void advance(
                Connection connection, long run, String index, int slice, Position next, Batch batch, boolean finished)
                throws SQLException {
            try (var statement = connection.prepareStatement("""
                    update rejoin_import.checkpoint c
                    set position = ?, documents = documents + ?, finished = ?,
                        staged = (select coalesce(jsonb_object_agg(key, n), '{}') from (
                            select key, sum(value::bigint) n
                            from (select * from jsonb_each_text(c.staged) union all select * from jsonb_each_text(?::jsonb))
                            group by key))
                    where run_id = ? and index_name = ? and slice = ?
                    """)) {
                statement.setString(1, next.token());
                statement.setLong(2, batch.received());
                statement.setBoolean(3, finished);
                statement.setString(4, JSON.valueToTree(batch.staged()).toString());
                statement.setLong(5, run);
                statement.setString(6, index);
                statement.setInt(7, slice);
                statement.executeUpdate();
            }
        }
    }
}
