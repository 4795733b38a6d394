package dev.rejoin.importer.apply;

import dev.rejoin.importer.catalog.TargetCatalog;
import dev.rejoin.importer.check.Check;
import dev.rejoin.importer.check.Check.Settled;
import dev.rejoin.importer.document.Sha256;
import dev.rejoin.importer.load.Load;
import dev.rejoin.importer.load.Load.Filled;
import dev.rejoin.importer.mapping.IndexDates;
import dev.rejoin.importer.mapping.Mapping;
import dev.rejoin.importer.mapping.Mapping.IndexMapping;
import dev.rejoin.importer.plan.StagePlan;
import dev.rejoin.importer.plan.StagePlan.OwnDates;
import dev.rejoin.importer.quarantine.Corrections;
import dev.rejoin.importer.read.Ruling;
import dev.rejoin.importer.read.SourceDocument;
import dev.rejoin.importer.run.CorrectionOutcomes;
import dev.rejoin.importer.run.LoadedRun;
import dev.rejoin.importer.run.RefusedException;
import dev.rejoin.importer.sql.Contention;
import dev.rejoin.importer.sql.Scratch;
import dev.rejoin.importer.sql.Statements;
import dev.rejoin.importer.stage.Stage.Staged;
import dev.rejoin.importer.stage.StagedTogether;
import dev.rejoin.importer.stage.StagedTogether.Numbered;
import dev.rejoin.importer.stage.StagingTables;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Brings single documents into a target that an import has filled: whichever were written or deleted since become their
 * rows in one transaction, through the target's own constraints and triggers. Only these documents, and those that they
 * concern, are read again, from the ledger; staging, checks and load are those of every import, so that the end is what an
 * import of everything would have made.
 *
 * <p>The ledger of the run that the target shows is carried on: it holds the documents as they are now.
 */
public final class Apply {
    /** So many documents are read from the ledger and staged together. */
    private static final int MOST_AT_ONCE = 5_000;

    private final DataSource database;
    private final long run;
    private final StagePlan plan;
    private final Map<String, IndexMapping> indices;
    private final Map<String, List<String>> names;
    private final StagedTogether staging;

    /** Whose tables of a session they are: of another plan they may be others. */
    private final String owner = UUID.randomUUID().toString();

    private Apply(
            DataSource database,
            long run,
            StagePlan plan,
            Map<String, IndexMapping> indices,
            Map<String, List<String>> names) {
        this.database = database;
        this.run = run;
        this.plan = plan;
        this.indices = indices;
        this.names = names;
        this.staging = new StagedTogether(plan, indices);
    }

    /**
     * Something that has to be true exactly if the documents were applied, in the same transaction; it is written again
     * where that is.
     */
    public interface Alongside {
        Alongside NOTHING = connection -> {};

        void write(Connection connection) throws SQLException;
    }

    /**
     * Goes on from what the target shows. The caller sees to it that no import runs meanwhile.
     *
     * @param mapping the mapping that the run was made with
     * @throws RefusedException when nothing was loaded yet, or with another mapping
     */
    public static Apply to(DataSource database, Mapping mapping) throws SQLException {
        long run = LoadedRun.toProve(database, null);
        try (var connection = database.getConnection()) {
            var catalog = TargetCatalog.read(connection, mapping.schema());
            refuseAnotherMapping(connection, run, mapping);
            var indices = new TreeMap<String, IndexMapping>();
            var dates = new LinkedHashMap<String, OwnDates>();
            var names = new HashMap<String, List<String>>();
            try (var statement = connection.createStatement();
                    var rows = statement.executeQuery(
                            "select name, mapping_file, index_mapping from rejoin_import.source_index where run_id = "
                                    + run)) {
                while (rows.next()) {
                    var file = rows.getString(2);
                    var index = mapping.indices().stream()
                            .filter(m -> m.place().file().equals(file))
                            .findFirst()
                            .orElseThrow();
                    indices.put(rows.getString(1), index);
                    names.computeIfAbsent(index.index(), name -> new ArrayList<>())
                            .add(rows.getString(1));
                    dates.put(rows.getString(1), new OwnDates(index, IndexDates.ofWritten(rows.getString(3))));
                }
            }
            var plan = StagePlan.of(mapping, catalog, dates);
            connection.setAutoCommit(false);
            StagingTables.create(connection, plan);
            StagingTables.prepareForFew(connection, plan);
            connection.commit();
            return new Apply(database, run, plan, indices, names);
        }
    }

    private static void refuseAnotherMapping(Connection connection, long run, Mapping mapping) throws SQLException {
        try (var statement =
                connection.prepareStatement("select mapping_digest = ? from rejoin_import.run where id = ?")) {
            statement.setString(1, mapping.digest());
            statement.setLong(2, run);
            try (var row = statement.executeQuery()) {
                row.next();
                if (!row.getBoolean(1)) {
                    throw new RefusedException(
                            ("What the target shows was made with another mapping (by run %d): single documents cannot be"
                                            + " applied to it with this one. Put that mapping back, or apply everything"
                                            + " anew with: ./rejoin import run --delta")
                                    .formatted(run));
                }
            }
        }
    }

    /** The run that is carried on. */
    public long run() {
        return run;
    }

    /** The indices whose documents can be applied, as the run recorded them. */
    public Collection<String> indices() {
        return indices.keySet();
    }

    /** The mapping that an index belongs to, whether or not the run has imported it; none where it is left out. */
    public Optional<IndexMapping> mappingOf(String index, Collection<String> aliases) {
        return plan.mapping().exclude().containsKey(index)
                ? Optional.empty()
                : plan.mapping().indices().stream()
                        .filter(mapping -> mapping.means(index, aliases))
                        .findFirst();
    }

    /**
     * The mapping whose documents the run has imported, and that means by one of its other names an index which is left out
     * all the same.
     */
    public Optional<IndexMapping> mappingOfExcluded(String index, Collection<String> aliases) {
        return plan.mapping().exclude().containsKey(index)
                ? plan.mapping().indices().stream()
                        .filter(mapping -> names.containsKey(mapping.index()) && aliases.contains(mapping.index()))
                        .findFirst()
                : Optional.empty();
    }

    /** Why the mapping leaves an index out. */
    public String reasonToExclude(String index) {
        return plan.mapping().exclude().getOrDefault(index, "");
    }

    /** Where documents may have dates of which the index had not said, when it was imported, how it reads them. */
    public Set<String> datesUnsaid(String index) {
        var unsaid = new TreeSet<>(plan.datePaths(Objects.requireNonNull(indices.get(index))));
        var dates = plan.datesOf(index);
        unsaid.removeAll(dates.known().keySet());
        unsaid.removeAll(dates.unknown().keySet());
        return unsaid;
    }

    /**
     * Applies documents as they are in the source now, those that a person has corrected in their corrected form.
     *
     * @param written new or changed ones; those that say what they said before are left
     * @param deleted those that are not there any more; whichever is not known is left
     */
    public Applied apply(Collection<SourceDocument> written, Collection<DocumentName> deleted, Alongside alongside)
            throws SQLException {
        return apply(written, deleted, Alongside.NOTHING, alongside);
    }

    /**
     * The same.
     *
     * @param first what takes long, and so is written before the first row is locked that others may want
     */
    public Applied apply(
            Collection<SourceDocument> written, Collection<DocumentName> deleted, Alongside first, Alongside alongside)
            throws SQLException {
        var corrections = Corrections.of(database, written);
        var right = written.stream()
                .map(document -> corrections.of(document).orElse(document))
                .toList();
        return apply(right, deleted, first, alongside, true);
    }

    /** Applies documents as a person wants them, whatever the source says. */
    public Applied correct(Collection<SourceDocument> corrected, Alongside alongside) throws SQLException {
        return apply(corrected, List.of(), Alongside.NOTHING, alongside, true);
    }

    /**
     * As {@link #correct}, but takes everything back.
     *
     * @param look sees what it would be
     */
    public Applied preview(Collection<SourceDocument> corrected, Alongside look) throws SQLException {
        return apply(corrected, List.of(), Alongside.NOTHING, look, false);
    }

    /** A whole transaction: where others stand in its way it is done again. */
    private Applied apply(
            Collection<SourceDocument> written,
            Collection<DocumentName> deleted,
            Alongside first,
            Alongside alongside,
            boolean keep)
            throws SQLException {
        return Contention.survive(() -> applyOnce(written, deleted, first, alongside, keep));
    }

    private Applied applyOnce(
            Collection<SourceDocument> written,
            Collection<DocumentName> deleted,
            Alongside first,
            Alongside alongside,
            boolean keep)
            throws SQLException {
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                first.write(connection);
                var changes = changes(connection, written, deleted);
                var applied = changes.isEmpty() ? Applied.NOTHING : apply(connection, changes, keep);
                alongside.write(connection);
                if (keep) {
                    connection.commit();
                } else {
                    connection.rollback();
                }
                return applied;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        }
    }

    /** Documents by their numbers; those without one are gone. */
    private record Changes(Map<Long, SourceDocument> written, Map<Long, DocumentName> gone) {
        boolean isEmpty() {
            return written.isEmpty() && gone.isEmpty();
        }
    }

    private Changes changes(Connection connection, Collection<SourceDocument> written, Collection<DocumentName> deleted)
            throws SQLException {
        var changes = new Changes(new LinkedHashMap<>(), new LinkedHashMap<>());
        long next = number(
                connection, "select coalesce(max(doc), 0) + 1 from rejoin_import.document where run_id = " + run);
        var right = new LinkedHashMap<DocumentName, SourceDocument>();
        for (var document : written) {
            if (!indices.containsKey(document.index())) {
                throw new IllegalArgumentException("no index of the run: " + document.index());
            }
            right.put(DocumentName.of(document), document);
        }
        var known = known(
                connection,
                Stream.concat(right.keySet().stream(), deleted.stream())
                        .distinct()
                        .toList());
        for (var each : right.entrySet()) {
            var before = known.get(each.getKey());
            if (before == null) {
                changes.written.put(next++, each.getValue());
            } else if (!Arrays.equals(before.sha256, Sha256.of(each.getValue().source()))
                    || !Objects.equals(before.ruling, each.getValue().ruling())) {
                changes.written.put(before.number, each.getValue());
            }
        }
        for (var name : deleted) {
            var before = known.get(name);
            if (before != null && !right.containsKey(name)) {
                changes.gone.put(before.number, name);
            }
        }
        return changes;
    }

    private record Known(
            long number, byte[] sha256, @Nullable Ruling ruling) {}

    /** What the ledger holds of these documents. */
    private Map<DocumentName, Known> known(Connection connection, List<DocumentName> names) throws SQLException {
        var known = new HashMap<DocumentName, Known>();
        try (var statement = connection.prepareStatement("""
                select d.index_name, d.id, d.routing, d.doc, d.sha256, d.ruling
                from unnest(?, ?, ?) n (index_name, id, routing)
                join rejoin_import.document d on d.run_id = ? and d.index_name = n.index_name and d.id = n.id
                and d.routing is not distinct from n.routing
                """)) {
            statement.setArray(1, texts(connection, names, DocumentName::index));
            statement.setArray(2, texts(connection, names, DocumentName::id));
            statement.setArray(3, texts(connection, names, DocumentName::routing));
            statement.setLong(4, run);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    known.put(
                            new DocumentName(rows.getString(1), rows.getString(2), rows.getString(3)),
                            new Known(rows.getLong(4), rows.getBytes(5), Ruling.of(rows.getString(6))));
                }
            }
        }
        return known;
    }

    private static Array texts(
            Connection connection, List<DocumentName> names, Function<DocumentName, @Nullable String> text)
            throws SQLException {
        return connection.createArrayOf("text", names.stream().map(text).toArray());
    }

    /** @param keep whether it is to stay, so that also what no rollback takes back may be done */
    private Applied apply(Connection connection, Changes changes, boolean keep) throws SQLException {
        long part = number(connection, """
                insert into rejoin_import.run (id, kind, phase, source, mapping_digest) overriding system value
                select -id, 'DELTA', 'LOAD', source, mapping_digest from rejoin_import.run where id = %d returning id
                """.formatted(run));
        var sql = new Statements(connection, Scratch.ofSession(connection, owner));
        sql.run("set local jit = off");
        sql.searchPath(
                "%s, public".formatted(TargetCatalog.quoted(plan.catalog().schema())));
        for (var table : List.of("_staged", "_fresh")) {
            sql.make(table, "doc bigint, index_name text, id text, focus boolean");
        }
        sql.make("_rebuilt", "id text");
        sql.make("_elements", "index_name text, part smallint, read bigint, ignored bigint, repeated bigint");
        var concerned = new LinkedHashSet<>(changes.written.keySet());
        var seen = new LinkedHashSet<Long>();
        while (true) {
            var start = connection.setSavepoint();
            var attempt = new Attempt(sql, part, changes, concerned, seen);
            var filled = attempt.fill();
            if (filled.isPresent()) {
                filled.get().complete();
                if (keep) {
                    filled.get().advanceSequences();
                }
                attempt.settled().compare();
                countElements(connection, changes);
                var carried = new CarriedLedger(sql, plan, run, part);
                carried.take(changes.written.keySet());
                CorrectionOutcomes.settle(connection, run, concerned);
                int setAside = (int) sql.number(
                        """
                        select count(*) from rejoin_import.disposition where run_id = ? and disposition = 'QUARANTINED'
                        and doc = any (?)
                        """,
                        run,
                        connection.createArrayOf(
                                "bigint", changes.written.keySet().toArray()));
                return new Applied(
                        changes.written.size(),
                        changes.gone.size(),
                        concerned.size() + changes.gone.size(),
                        seen.size(),
                        setAside,
                        filled.get().changes());
            }
            connection.rollback(start);
        }
    }

    /** Stages, checks and loads what is known to be concerned by now; more may show on the way. */
    private final class Attempt {
        private final Statements sql;
        private final Connection connection;
        private final long part;
        private final Changes changes;
        private final Set<Long> concerned;
        private final Set<Long> seen;
        private final Neighbourhood neighbourhood;

        private final Neighbourhood.Staged staged = new Neighbourhood.Staged();

        private final List<Note> notes = new ArrayList<>();
        private @Nullable Settled settled;
        private long left;

        Attempt(Statements sql, long part, Changes changes, Set<Long> concerned, Set<Long> seen) {
            this.sql = sql;
            this.connection = sql.connection();
            this.part = part;
            this.changes = changes;
            this.concerned = concerned;
            this.seen = seen;
            this.neighbourhood = new Neighbourhood(connection, plan, run, names, staged);
        }

        Settled settled() {
            return Objects.requireNonNull(settled);
        }

        /** Nothing where other documents turned out to be concerned, too. */
        Optional<Filled> fill() throws SQLException {
            staging.clear(connection);
            changes.gone.forEach((number, name) -> note(number, name.index(), name.id(), true));
            do {
                stage();
            } while (add(neighbourhood.beforeTheCheck()));
            var involved = plan.only(neighbourhood.involved());
            new Decided(sql, involved, run, part).restore();
            settled = new Check(connection, () -> {}, Optional.of(sql.scratch()))
                    .settle(new Staged(involved, part, Map.of()));
            CarriedLedger.countMade(sql, run, "_made_before");
            while (true) {
                if (add(neighbourhood.afterTheCheck())) {
                    return Optional.empty();
                }
                var before = connection.setSavepoint();
                var filled = new Load(
                                database,
                                connection,
                                true,
                                Load.Progress.SILENT,
                                Optional.of(new Load.Part(run, sql.scratch())))
                        .run(settled.conclude());
                if (filled.objections().isEmpty()) {
                    return Optional.of(filled);
                }
                connection.rollback(before);
                settled.setAside(filled.objections());
            }
        }

        private boolean add(Neighbourhood.Found found) throws SQLException {
            found.concerned().removeAll(changes.gone.keySet());
            found.seen().removeAll(changes.gone.keySet());
            seen.removeAll(found.concerned());
            concerned.addAll(found.concerned());
            seen.addAll(found.seen());
            for (var each : found.left()) {
                if (each.index() == null) {
                    rebuilt(each.id());
                } else {
                    // The ledger has no number for it any more, and none of its own is negative.
                    note(- ++left, each.index(), each.id(), true);
                }
            }
            return !found.isEmpty();
        }

        /** Stages those that are not yet, and says of the others how they are by now. */
        private void stage() throws SQLException {
            sql.run("delete from _fresh");
            judgeToo(concerned.stream()
                    .filter(number -> Boolean.FALSE.equals(staged.documents().get(number)))
                    .toList());
            var lacking = Stream.concat(concerned.stream(), seen.stream())
                    .filter(number -> !staged.documents().containsKey(number))
                    .toList();
            writeNotes();
            // However many one document concerns, their sources are not held together.
            for (int from = 0; from < lacking.size(); from += MOST_AT_ONCE) {
                stage(lacking.subList(from, Math.min(lacking.size(), from + MOST_AT_ONCE)));
            }
        }

        private void stage(List<Long> some) throws SQLException {
            var numbered = documents(some);
            numbered.forEach(each -> note(each, concerned.contains(each.number())));
            writeNotes();
            staged.tables().addAll(staging.stage(connection, part, numbered));
        }

        /** As they came with the call, or else from the ledger. */
        private List<Numbered> documents(List<Long> numbers) throws SQLException {
            var kept = new HashMap<Long, SourceDocument>();
            var asked = numbers.stream()
                    .filter(number -> !changes.written.containsKey(number))
                    .toList();
            if (!asked.isEmpty()) {
                kept(connection, asked).forEach(each -> kept.put(each.number(), each.document()));
            }
            return numbers.stream()
                    .map(number -> new Numbered(
                            number,
                            Objects.requireNonNull(Optional.ofNullable(changes.written.get(number))
                                    .orElseGet(() -> kept.get(number)))))
                    .toList();
        }

        private void rebuilt(String id) throws SQLException {
            sql.run("insert into _rebuilt select ? where not exists (select from _rebuilt where id = ?)", id, id);
        }

        /** Those that were only to be looked at until now. */
        private void judgeToo(List<Long> numbers) throws SQLException {
            if (numbers.isEmpty()) {
                return;
            }
            sql.run("""
                    with fresh as (update _staged set focus = true where doc = any (?) returning *)
                    insert into _fresh select * from fresh
                    """, connection.createArrayOf("bigint", numbers.toArray()));
            numbers.forEach(number -> staged.documents().put(number, true));
        }

        private void note(Numbered each, boolean focus) {
            note(each.number(), each.document().index(), each.document().id(), focus);
        }

        private void note(long number, String index, String id, boolean focus) {
            notes.add(new Note(number, index, id, focus));
            staged.documents().put(number, focus);
            staged.indices().add(index);
        }

        private void writeNotes() throws SQLException {
            if (notes.isEmpty()) {
                return;
            }
            sql.run(
                    """
                    with fresh as (insert into _staged select * from unnest(?, ?, ?, ?) returning *)
                    insert into _fresh select * from fresh
                    """,
                    array("bigint", Note::number),
                    array("text", Note::index),
                    array("text", Note::id),
                    array("boolean", Note::focus));
            notes.clear();
        }

        private Array array(String type, Function<Note, Object> of) throws SQLException {
            return connection.createArrayOf(type, notes.stream().map(of).toArray());
        }
    }

    /** What is to be said of a staged document in the transaction's own table. */
    private record Note(long number, String index, String id, boolean focus) {}

    /** How many elements more or fewer there are than there were before. */
    private void countElements(Connection connection, Changes changes) throws SQLException {
        var before = new ArrayList<>(changes.written.keySet());
        before.addAll(changes.gone.keySet());
        staging.count(connection, kept(connection, before), "_elements", -1);
        staging.count(
                connection,
                changes.written.entrySet().stream()
                        .map(each -> new Numbered(each.getKey(), each.getValue()))
                        .toList(),
                "_elements",
                1);
    }

    /** Documents as the ledger holds them. */
    private List<Numbered> kept(Connection connection, Collection<Long> numbers) throws SQLException {
        var kept = new ArrayList<Numbered>();
        try (var statement = connection.prepareStatement("""
                select doc, index_name, id, routing, source, source_bytes, ruling from rejoin_import.document
                where run_id = ? and doc = any (?)
                """)) {
            statement.setLong(1, run);
            statement.setArray(2, connection.createArrayOf("bigint", numbers.toArray()));
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    var text = rows.getString(5);
                    kept.add(new Numbered(
                            rows.getLong(1),
                            new SourceDocument(
                                            rows.getString(2),
                                            rows.getString(3),
                                            rows.getString(4),
                                            text == null ? rows.getBytes(6) : text.getBytes(StandardCharsets.UTF_8))
                                    .under(Ruling.of(rows.getString(7)))));
                }
            }
        }
        return kept;
    }

    static String numbers(Collection<Long> numbers) {
        return numbers.isEmpty()
                ? "null"
                : String.join(", ", numbers.stream().map(String::valueOf).toList());
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
