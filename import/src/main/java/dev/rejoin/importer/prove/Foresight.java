package dev.rejoin.importer.prove;

import dev.rejoin.importer.prove.compare.Target;
import dev.rejoin.importer.prove.expect.ColumnType;
import dev.rejoin.importer.prove.expect.FieldDates;
import dev.rejoin.importer.prove.expect.Interpreter;
import dev.rejoin.importer.prove.expect.Packed;
import dev.rejoin.importer.prove.expect.Specification;
import dev.rejoin.importer.prove.expect.SpecificationReader;
import dev.rejoin.importer.read.Scope;
import dev.rejoin.importer.read.Source;
import dev.rejoin.importer.read.SourceIndex;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The proof's own reading of the source, done on a core that has nothing to do while PostgreSQL checks and loads: what each
 * document has to have become, by the proof's code, before there is anything to compare it with. Nothing of it rests on the
 * load. The proof uses it for those indices alone that are still what they were when they were read, down to the bytes of
 * dump files; all others it reads itself, as it does where there is no foresight.
 */
public final class Foresight implements AutoCloseable {

    private static final long PATIENCE_MILLIS = 5_000;

    private final Source source;
    private final DataSource database;
    private final String prefix;
    private final Specification specification;
    private final Map<String, Map<String, ColumnType>> types;
    private final long bytes;
    private final Thread reader = Thread.ofPlatform().name("foresee").daemon().unstarted(this::read);

    private final Map<Path, FilePrint> prints = new LinkedHashMap<>();
    private final Map<Path, Long> counts = new HashMap<>();
    private final Map<String, ForeseenIndex> done = new HashMap<>();
    private @Nullable ForeseenStore store;
    private @Nullable String reading;
    private volatile boolean ledgerPrepared;
    private boolean counted;
    private boolean ended;

    private Foresight(
            Source source,
            DataSource database,
            String prefix,
            Specification specification,
            Map<String, Map<String, ColumnType>> types,
            long bytes) {
        this.source = source;
        this.database = database;
        this.prefix = prefix;
        this.specification = specification;
        this.types = types;
        this.bytes = bytes;
    }

    /**
     * Begins to read.
     *
     * @param mapping the folder of the mapping
     * @param prefix what a restore put before the indices' names
     * @param run the run that is to be proven; nobody may have locked its target yet
     */
    public static Foresight begin(Source source, DataSource database, Path mapping, String prefix, long run)
            throws SQLException {
        return begin(source, database, mapping, prefix, run, ForeseenStore.MOST_BYTES);
    }

    /** @param bytes how many the documents that were worked out may take */
    static Foresight begin(Source source, DataSource database, Path mapping, String prefix, long run, long bytes)
            throws SQLException {
        var specification = SpecificationReader.read(mapping);
        try (var connection = database.getConnection()) {
            var target = Target.read(connection, run, specification);
            var foresight = new Foresight(source, database, prefix, specification, target.tables(), bytes);
            foresight.reader.start();
            return foresight;
        }
    }

    /** Whatever stops it, the proof reads by itself what is missing, and says what it meets. */
    private void read() {
        try {
            prepareLedger();
            var contents = source.contents(new Scope(prefix, specification.excluded()));
            count(source.files());
            var indices = SourceIndices.of(contents, prefix, specification);
            var interpreter = new Interpreter(types, FieldDates.of(indices.byName()), specification.composed());
            var opened = open();
            for (var entry : indices.largestFirst()) {
                var name = entry.getKey();
                if (!begins(name)) {
                    return;
                }
                var spec = indices.specificationOf(name);
                var foreseen = new ForeseenIndex(
                        entry.getValue(),
                        new Packed(interpreter, name, spec),
                        opened,
                        spec.filter(specification::sharesRows).isPresent());
                read(entry.getValue(), foreseen);
                opened.flush();
                finished(name, foreseen);
            }
        } catch (IOException | SQLException | RuntimeException e) {
            // As above.
        } finally {
            end();
        }
    }

    /** Neither check nor load write documents: nobody waits for this, nor does it for anybody. */
    private void prepareLedger() throws SQLException {
        try (var connection = database.getConnection()) {
            Prove.prepareDocuments(connection);
            ledgerPrepared = true;
        }
    }

    boolean hasPreparedLedger() {
        return ledgerPrepared;
    }

    private void count(List<Path> files) throws IOException {
        var prints = new LinkedHashMap<Path, FilePrint>();
        for (var file : files) {
            prints.put(file, FilePrint.of(file));
        }
        var counts = new HashMap<Path, Long>();
        for (var file : files) {
            counts.put(file, FileCensus.of(file));
        }
        synchronized (this) {
            this.prints.putAll(prints);
            this.counts.putAll(counts);
            counted = true;
        }
    }

    private void read(SourceIndex index, ForeseenIndex foreseen) throws IOException {
        try (var reading = source.open(index, 1)) {
            reading.<IOException>read(0, page -> {
                for (var some : Pages.of(page.documents())) {
                    if (reader.isInterrupted()) {
                        throw new IOException("nobody wants to know any more");
                    }
                    foreseen.add(some);
                }
            });
            reading.verify();
        }
    }

    private synchronized ForeseenStore open() throws IOException {
        store = ForeseenStore.create(bytes);
        return store;
    }

    private synchronized boolean begins(String index) {
        reading = ended ? null : index;
        return !ended;
    }

    private synchronized void finished(String index, ForeseenIndex foreseen) {
        done.put(index, foreseen);
        reading = null;
        notifyAll();
    }

    private synchronized void end() {
        ended = true;
        reading = null;
        notifyAll();
    }

    /** Waits until all is read that is going to be. */
    void finish() throws InterruptedException {
        reader.join();
    }

    /**
     * Lets no other index be begun, and says whether what was foreseen may be used at all.
     *
     * @param files those that the documents stand in now
     */
    synchronized boolean holds(Specification now, Map<String, Map<String, ColumnType>> typesNow, List<Path> files) {
        ended = true;
        return counted
                && specification.equals(now)
                && types.equals(typesNow)
                && List.copyOf(prints.keySet()).equals(files)
                && files.stream().allMatch(this::isUnchanged);
    }

    private boolean isUnchanged(Path file) {
        try {
            return FilePrint.of(file).equals(prints.get(file));
        } catch (IOException e) {
            return false;
        }
    }

    /** By which documents were worked out, and have to be compared. */
    Specification specification() {
        return specification;
    }

    /** How many documents a file holds, by a count of the proof's own. */
    synchronized long documentsIn(Path file) {
        return counts.get(file);
    }

    /** Whether an index is being read at this moment. */
    synchronized boolean isReading(String index) {
        return index.equals(reading);
    }

    /** What was foreseen of an index, if that is what it still is. One that is being read is waited for. */
    synchronized Optional<ForeseenIndex> of(String name, SourceIndex now) {
        try {
            while (name.equals(reading)) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
        return Optional.ofNullable(done.get(name)).filter(foreseen -> foreseen.isOf(now));
    }

    @Override
    public void close() {
        end();
        reader.interrupt();
        try {
            reader.join(PATIENCE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        synchronized (this) {
            if (store != null) {
                store.close();
            }
        }
    }
}
