package dev.rejoin.importer.apply;

import dev.rejoin.importer.catalog.TargetCatalog;
import dev.rejoin.importer.check.Check;
import dev.rejoin.importer.check.Check.Settled;
import dev.rejoin.importer.load.Load;
import dev.rejoin.importer.load.Load.Filled;
import dev.rejoin.importer.mapping.IndexDates;
import dev.rejoin.importer.mapping.Mapping;
import dev.rejoin.importer.mapping.Mapping.IndexMapping;
import dev.rejoin.importer.plan.StagePlan;
import dev.rejoin.importer.plan.StagePlan.OwnDates;
import dev.rejoin.importer.quarantine.Corrections;
import dev.rejoin.importer.read.SourceDocument;
import dev.rejoin.importer.run.CorrectionOutcomes;
import dev.rejoin.importer.run.HeldPaths;
import dev.rejoin.importer.run.LoadedRun;
import dev.rejoin.importer.run.RefusedException;
import dev.rejoin.importer.sql.Contention;
import dev.rejoin.importer.sql.Scratch;
import dev.rejoin.importer.sql.Statements;
import dev.rejoin.importer.stage.Stage.Staged;
import dev.rejoin.importer.stage.StagedTogether;
import dev.rejoin.importer.stage.StagedTogether.Numbered;
import dev.rejoin.importer.stage.StagingTables;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
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
        for (var document : written) {
            if (!indices.containsKey(document.index())) {
                throw new IllegalArgumentException("no index of the run: " + document.index());
            }
        }
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                first.write(connection);
                var changes = DocumentChanges.of(new LedgerLookup(connection, run), written, deleted);
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

    /** @param keep whether it is to stay, so that also what no rollback takes back may be done */
    private Applied apply(Connection connection, DocumentChanges changes, boolean keep) throws SQLException {
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
        countElements(connection, changes);
        var concerned = new LinkedHashSet<>(changes.written().keySet());
        var seen = new LinkedHashSet<Long>();
        var withoutRows = new WithoutRows(plan, run, names, changes.notThere());
        while (true) {
            var start = connection.setSavepoint();
            var attempt = new Attempt(sql, part, changes, concerned, seen, withoutRows);
            var filled = attempt.fill();
            if (filled.isPresent()) {
                filled.get().complete();
                if (keep) {
                    filled.get().advanceSequences();
                }
                attempt.settled().compare();
                attempt.others().note(attempt.neighbourhood.involved());
                var carried = new CarriedLedger(sql, plan, run, part);
                carried.take(changes.written().keySet());
                attempt.others().tell();
                HeldPaths.judgeAgain(connection, run, indices, changes.written().values());
                CorrectionOutcomes.settle(connection, run, concerned);
                int setAside = (int) sql.number(
                        """
                        select count(*) from rejoin_import.disposition where run_id = ? and disposition = 'QUARANTINED'
                        and doc = any (?)
                        """,
                        run,
                        connection.createArrayOf(
                                "bigint", changes.written().keySet().toArray()));
                return new Applied(
                        changes.written().size(),
                        changes.gone().size(),
                        concerned.size() + changes.gone().size(),
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
        private final DocumentChanges changes;
        private final Set<Long> concerned;
        private final Set<Long> seen;
        private final Neighbourhood neighbourhood;
        private final ReportedOthers others;

        private final ConcernedDocuments documents;
        private @Nullable Settled settled;

        Attempt(
                Statements sql,
                long part,
                DocumentChanges changes,
                Set<Long> concerned,
                Set<Long> seen,
                WithoutRows withoutRows) {
            this.sql = sql;
            this.connection = sql.connection();
            this.part = part;
            this.changes = changes;
            this.concerned = concerned;
            this.seen = seen;
            var staged = new Neighbourhood.Staged();
            this.neighbourhood = new Neighbourhood(connection, plan, run, names, staged, withoutRows);
            this.others = new ReportedOthers(sql, plan, run);
            this.documents = new ConcernedDocuments(
                    sql, staging, new LedgerLookup(connection, run), part, changes.written(), staged);
        }

        Settled settled() {
            return Objects.requireNonNull(settled);
        }

        ReportedOthers others() {
            return others;
        }

        /** Nothing where other documents turned out to be concerned, too. */
        Optional<Filled> fill() throws SQLException {
            staging.clear(connection);
            changes.gone().forEach(documents::gone);
            do {
                documents.stage(concerned, seen);
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
                others.note(neighbourhood.involved());
                var before = connection.setSavepoint();
                var filled = new Load(
                                database,
                                connection,
                                true,
                                Load.Progress.SILENT,
                                Optional.of(new Load.CarriedRun(run, sql.scratch())))
                        .run(settled.conclude());
                if (filled.objections().isEmpty()) {
                    return Optional.of(filled);
                }
                connection.rollback(before);
                settled.setAside(filled.objections());
            }
        }

        private boolean add(Neighbourhood.Found found) throws SQLException {
            found.concerned().removeAll(changes.gone().keySet());
            found.seen().removeAll(changes.gone().keySet());
            seen.removeAll(found.concerned());
            concerned.addAll(found.concerned());
            seen.addAll(found.seen());
            for (var each : found.left()) {
                if (each.index() == null) {
                    documents.rebuilt(each.id());
                } else {
                    documents.left(each.index(), each.id());
                }
            }
            return !found.isEmpty();
        }
    }

    /** How many elements more or fewer there are than there were before. */
    private void countElements(Connection connection, DocumentChanges changes) throws SQLException {
        var before = new ArrayList<>(changes.written().keySet());
        before.addAll(changes.gone().keySet());
        staging.count(connection, new LedgerLookup(connection, run).documents(before), "_elements", -1);
        staging.count(
                connection,
                changes.written().entrySet().stream()
                        .map(each -> new Numbered(each.getKey(), each.getValue()))
                        .toList(),
                "_elements",
                1);
    }

    static String numbers(Collection<Long> numbers) {
        return numbers.isEmpty()
                ? "null"
                : String.join(", ", numbers.stream().map(String::valueOf).toList());
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
