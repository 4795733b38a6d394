package dev.rejoin.importer.apply;

import dev.rejoin.importer.document.Sha256;
import dev.rejoin.importer.read.IndexReading;
import dev.rejoin.importer.read.PointInTimeLostException;
import dev.rejoin.importer.read.Ruling;
import dev.rejoin.importer.read.Source;
import dev.rejoin.importer.read.SourceDocument;
import dev.rejoin.importer.stage.Stage.Assignment;
import dev.rejoin.importer.stage.StageProgress;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what a source holds otherwise than the ledger of a run: every document is read, and known by its digest. What is
 * the same costs no more than that.
 *
 * @param run the run whose ledger it is
 * @param workers slices of an index that are read at the same time
 */
public record SourceChanges(DataSource database, Source source, long run, int workers, StageProgress progress) {

    /** More than that is better read and checked as a whole; it would also have to be held in memory. */
    private static final int FEW = 1_000;

    private static final int MANY = 10_000;
    private static final long MOST_BYTES = 64L << 20;
    private static final int REOPENINGS = 3;

    /** Documents that are new or say something else, and those that are not there any more. */
    public record Found(List<SourceDocument> written, List<DocumentName> gone) {}

    /**
     * Reads everything.
     *
     * @return nothing where so much differs that everything had better be read and checked anew, or where a document comes
     *     twice
     * @throws dev.rejoin.importer.read.SourceIncompleteException when the source answered with less than everything
     */
    public Optional<Found> find(List<Assignment> assignments) throws SQLException {
        long documents =
                assignments.stream().mapToLong(each -> each.index().count()).sum();
        var gathered = new Gathered(Math.clamp(documents / 20, FEW, MANY));
        try (var threads = Executors.newFixedThreadPool(
                workers, Thread.ofPlatform().name("compare-", 1).factory())) {
            for (var assignment : assignments) {
                for (int attempt = 1; ; attempt++) {
                    try {
                        gathered.begin(assignment.name());
                        read(assignment, gathered, threads);
                        break;
                    } catch (PointInTimeLostException e) {
                        if (attempt == REOPENINGS) {
                            throw e;
                        }
                        progress.remark(e.getMessage() + " The index is read again from its start.");
                    }
                }
                if (gathered.isTooMuch()) {
                    return Optional.empty();
                }
            }
        }
        return found(gathered);
    }

    private void read(Assignment assignment, Gathered gathered, ExecutorService threads) throws SQLException {
        var index = assignment.index();
        progress.started(assignment.name(), index.count(), 0);
        int slices = index.count() < 2_000 ? 1 : workers;
        try (var reading = source.open(index, slices)) {
            var tasks = new ArrayList<Future<?>>();
            for (int slice = 0; slice < slices; slice++) {
                int number = slice;
                tasks.add(threads.submit(() -> {
                    slice(reading, assignment.name(), number, gathered);
                    return null;
                }));
            }
            awaitAll(tasks);
            if (!gathered.isTooMuch()) {
                reading.verify();
            }
        } catch (EnoughException e) {
            // What is read so far already is too much.
        }
        progress.finished(assignment.name());
    }

    private void slice(IndexReading reading, String index, int slice, Gathered gathered) throws SQLException {
        try (var connection = database.getConnection()) {
            reading.<SQLException>read(slice, page -> {
                var documents =
                        page.documents().stream().map(read -> read.in(index)).toList();
                gathered.take(index, documents, known(connection, index, documents));
                progress.advanced(index, documents.size(), 0);
            });
        }
    }

    private record KnownDocument(
            long number, byte[] sha256, @Nullable Ruling ruling) {

        boolean is(SourceDocument document) {
            return Arrays.equals(sha256, Sha256.of(document.source())) && Objects.equals(ruling, document.ruling());
        }
    }

    private Map<DocumentName, KnownDocument> known(Connection connection, String index, List<SourceDocument> documents)
            throws SQLException {
        var known = new HashMap<DocumentName, KnownDocument>();
        try (var statement = connection.prepareStatement("""
                select id, routing, doc, sha256, ruling from rejoin_import.document
                where run_id = ? and index_name = ? and id = any (?)
                """)) {
            statement.setLong(1, run);
            statement.setString(2, index);
            statement.setArray(
                    3,
                    connection.createArrayOf(
                            "text", documents.stream().map(SourceDocument::id).toArray()));
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    known.put(
                            new DocumentName(index, rows.getString(1), rows.getString(2)),
                            new KnownDocument(rows.getLong(3), rows.getBytes(4), Ruling.of(rows.getString(5))));
                }
            }
        }
        return known;
    }

    /** All that was not read is gone. */
    private Optional<Found> found(Gathered gathered) throws SQLException {
        var gone = new ArrayList<DocumentName>();
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            var numbers = new ArrayList<Long>();
            try (var statement =
                    connection.prepareStatement("select doc from rejoin_import.document where run_id = ?")) {
                statement.setFetchSize(10_000);
                statement.setLong(1, run);
                try (var rows = statement.executeQuery()) {
                    while (rows.next()) {
                        if (!gathered.isSeen(rows.getLong(1))) {
                            numbers.add(rows.getLong(1));
                            if (gathered.isTooMuchWith(numbers.size())) {
                                return Optional.empty();
                            }
                        }
                    }
                }
            }
            try (var statement = connection.createStatement();
                    var rows = statement.executeQuery("""
                            select index_name, id, routing from rejoin_import.document where run_id = %d and doc in (%s)
                            """.formatted(run, Apply.numbers(numbers)))) {
                while (rows.next()) {
                    gone.add(new DocumentName(rows.getString(1), rows.getString(2), rows.getString(3)));
                }
            }
        }
        return Optional.of(new Found(gathered.written(), gone));
    }

    /** What was found by all slices so far. */
    private static final class Gathered {
        private final int most;
        private final Map<String, BitSet> seen = new HashMap<>();
        private final Map<String, Map<DocumentName, SourceDocument>> written = new LinkedHashMap<>();
        private final Map<String, Long> bytes = new HashMap<>();
        private boolean twice;

        Gathered(long most) {
            this.most = (int) most;
        }

        synchronized void begin(String index) {
            seen.put(index, new BitSet());
            written.put(index, new LinkedHashMap<>());
            bytes.put(index, 0L);
        }

        synchronized void take(String index, List<SourceDocument> documents, Map<DocumentName, KnownDocument> known) {
            for (var document : documents) {
                var name = DocumentName.of(document);
                var before = known.get(name);
                if (before != null) {
                    var numbers = seen.get(index);
                    twice |= numbers.get(Math.toIntExact(before.number));
                    numbers.set(Math.toIntExact(before.number));
                }
                if (before == null || !before.is(document)) {
                    twice |= written.get(index).put(name, document) != null;
                    bytes.merge(index, (long) document.source().length, Long::sum);
                }
            }
            if (isTooMuch()) {
                throw new EnoughException();
            }
        }

        synchronized boolean isSeen(long number) {
            return seen.values().stream().anyMatch(numbers -> numbers.get(Math.toIntExact(number)));
        }

        synchronized boolean isTooMuch() {
            return isTooMuchWith(0);
        }

        synchronized boolean isTooMuchWith(int more) {
            return twice
                    || more + written.values().stream().mapToLong(Map::size).sum() > most
                    || bytes.values().stream().mapToLong(Long::longValue).sum() > MOST_BYTES;
        }

        synchronized List<SourceDocument> written() {
            return written.values().stream()
                    .flatMap(documents -> documents.values().stream())
                    .toList();
        }
    }

    /** Ends the reading of a slice. */
    private static final class EnoughException extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** Waits for every slice before it tells of the first failure. */
    private static void awaitAll(List<Future<?>> tasks) throws SQLException {
        Throwable failure = null;
        for (var task : tasks) {
            try {
                task.get();
            } catch (ExecutionException e) {
                failure = failure == null || failure instanceof EnoughException ? e.getCause() : failure;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while comparing", e);
            }
        }
        switch (failure) {
            case null -> {}
            case SQLException sql -> throw sql;
            case RuntimeException runtime -> throw runtime;
            case Error error -> throw error;
            default -> throw new IllegalStateException(failure);
        }
    }
}
