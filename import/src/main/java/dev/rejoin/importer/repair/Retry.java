package dev.rejoin.importer.repair;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.rejoin.importer.apply.Applied;
import dev.rejoin.importer.apply.Apply;
import dev.rejoin.importer.catalog.TargetCatalog;
import dev.rejoin.importer.plan.Lenient;
import dev.rejoin.importer.quarantine.Corrections.Identity;
import dev.rejoin.importer.quarantine.Decisions;
import dev.rejoin.importer.quarantine.Decisions.Decided;
import dev.rejoin.importer.quarantine.Quarantine;
import dev.rejoin.importer.read.Ruling;
import dev.rejoin.importer.read.SourceDocument;
import dev.rejoin.importer.run.CorrectionOutcomes;
import dev.rejoin.importer.run.LoadedRun;
import dev.rejoin.importer.run.RefusedException;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Applies corrected documents to what the target shows, with the mapping that its run was made with: only they, and what
 * they concern, are judged and written anew. Only what differs from what the ledger holds is a correction. The caller holds
 * the {@link dev.rejoin.importer.run.RunLock}.
 */
public record Retry(DataSource database) {

    /**
     * What is set aside of one document, and why.
     *
     * @param name as index/id, with its routing where there are others of that id
     */
    public record StillAside(
            String index,
            String id,
            String code,
            String message,
            @JsonIgnore String name) {}

    /**
     * What a correction makes of the documents.
     *
     * @param corrected documents that differ from what the ledger holds
     * @param unchanged documents that were given as they are
     * @param back documents that were set aside and are not any more, as index/id
     * @param still corrected documents that are still set aside
     * @param newly documents that are set aside because of it, as index/id
     */
    public record Effect(
            long corrected, long unchanged, List<String> back, List<StillAside> still, List<String> newly) {}

    /**
     * What a correction brings, or has brought.
     *
     * @param excluded documents that are left out by it, as index/id
     */
    public record Result(Effect effect, Applied applied, List<String> excluded, List<Decided> decisions) {
        Result(Effect effect, Applied applied, List<String> excluded) {
            this(effect, applied, excluded, List.of());
        }
    }

    /** Something that has to be true exactly if the corrections were applied, in the same transaction. */
    public interface Witness {
        void write(Connection connection, Effect effect) throws SQLException;
    }

    private static final Witness NOBODY = (connection, effect) -> {};

    /**
     * The run whose documents can be corrected.
     *
     * @throws RefusedException when nothing has been loaded
     */
    public long shown() throws SQLException {
        return LoadedRun.shown(database)
                .orElseThrow(
                        () -> new RefusedException("Nothing has been loaded yet, so that nothing can be corrected in"
                                + " it. Load what can be loaded first, with: ./rejoin import run"));
    }

    /**
     * Says what these documents would bring, and leaves everything as it is.
     *
     * @param documents of which only those are held in memory that differ from what is kept
     */
    public Result preview(long run, Iterable<SourceDocument> documents) throws SQLException, IOException {
        var given = given(run, documents);
        return outcome(run, given.corrections, given.asked, Apply.Alongside.NOTHING, NOBODY, false);
    }

    /** Writes the corrections down and applies them. */
    public Result apply(long run, Iterable<SourceDocument> documents, String by, @Nullable String why)
            throws SQLException, IOException {
        return apply(run, documents, by, document -> why, NOBODY);
    }

    Result apply(
            long run,
            Iterable<SourceDocument> documents,
            String by,
            Function<Identity, @Nullable String> why,
            Witness witness)
            throws SQLException, IOException {
        var given = given(run, documents);
        return outcome(
                run,
                given.corrections,
                given.asked,
                connection -> {
                    for (var each : given.corrections) {
                        CorrectionLog.write(connection, run, each, by, why.apply(each.identity()));
                    }
                    CorrectionOutcomes.settle(connection, run);
                },
                witness,
                true);
    }

    /**
     * Applies decisions about many documents at once; each keeps its own reason with the corrections.
     *
     * @param by who decided; without it nothing is changed, and it is only said what it would bring
     */
    public Result decide(long run, Decisions decisions, Optional<String> by) throws SQLException, IOException {
        refuseUnacceptable(run, decisions);
        var decided = decisions.outcome(database, run);
        if (decided.documents().isEmpty()) {
            throw new RefusedException("No document in the quarantine of run %d is what these decisions are about: %s."
                    .formatted(
                            run,
                            decided.decisions().stream()
                                    .map(each -> each.decision().named())
                                    .collect(Collectors.joining("; "))));
        }
        return decide(run, decided, by);
    }

    /** The same of what the decisions are about in a run that has just ended; nothing where they change nothing in it. */
    Optional<Result> replay(long run, Decisions decisions, String by) throws SQLException, IOException {
        refuseUnacceptable(run, decisions);
        var decided = decisions.outcome(database, run);
        return decided.changesAnything() ? Optional.of(decide(run, decided, Optional.of(by))) : Optional.empty();
    }

    /** Only what can be kept for new writes alone can be broken by some old rows. */
    private void refuseUnacceptable(long run, Decisions decisions) throws SQLException, IOException {
        if (decisions.decisions().stream().noneMatch(Decisions.Decision::accept)) {
            return;
        }
        var mapping = new KeptMapping(database, run).mapping();
        try (var connection = database.getConnection()) {
            var lenient = new Lenient(mapping, TargetCatalog.read(connection, mapping.schema()));
            for (var decision : decisions.decisions()) {
                var why = decision.accept() ? lenient.whyNot(decision.code()) : Optional.<String>empty();
                if (why.isPresent()) {
                    throw new RefusedException("\"%s\" cannot be accepted: %s".formatted(decision.code(), why.get()));
                }
            }
        }
    }

    private Result decide(long run, Decisions.Outcome decided, Optional<String> by) throws SQLException, IOException {
        var documents = decided.documents().values().stream()
                .map(each -> each.decided(by.orElse("")))
                .toList();
        var result = by.isPresent()
                ? apply(
                        run,
                        documents,
                        by.get(),
                        identity -> Optional.ofNullable(decided.documents().get(identity))
                                .map(Decisions.Changed::because)
                                .orElse(null),
                        NOBODY)
                : preview(run, documents);
        return new Result(result.effect(), result.applied(), result.excluded(), decided.decisions());
    }

    /** Takes the corrections of the only document of an id back of which there are any. */
    public Result withdraw(String index, String id, String by) throws SQLException, IOException {
        return withdraw(index, id, null, by);
    }

    /**
     * Takes the corrections of a document back: what the source says counts again.
     *
     * @param routing of the document that is meant; where none is said the one without a routing, or the only one of that
     *     id of which there are corrections
     */
    public Result withdraw(String index, String id, @Nullable String routing, String by)
            throws SQLException, IOException {
        return withdraw(
                routing == null ? new CorrectionLog(database).corrected(index, id) : new Identity(index, id, routing),
                by,
                NOBODY);
    }

    Result withdraw(Identity identity, String by, Witness witness) throws SQLException, IOException {
        long run = shown();
        return outcome(
                run,
                new CorrectionLog(database).original(run, identity).stream().toList(),
                0,
                connection -> CorrectionLog.withdraw(connection, identity, by),
                witness,
                true);
    }

    /** @param asked how many documents were given, those that are as they were among them */
    private record AllGiven(List<CorrectedDocument> corrections, int asked) {}

    private AllGiven given(long run, Iterable<SourceDocument> documents) throws SQLException {
        var corrections = new LinkedHashMap<Identity, CorrectedDocument>();
        int asked = 0;
        try (var connection = database.getConnection()) {
            var ledger = new LedgerDocuments(connection, run);
            for (var document : documents) {
                asked++;
                var known = ledger.meant(document)
                        .orElseThrow(() -> new RefusedException(
                                "Run %d has read no document %s/%s.".formatted(run, document.index(), document.id())));
                var given =
                        new CorrectedDocument(known.identity(), known.source(), document.source(), document.ruling());
                if (given.isCorrected()) {
                    corrections.put(known.identity(), given);
                } else if (given.ruling() != null && !given.ruling().equals(known.ruling())) {
                    corrections.put(
                            known.identity(),
                            new CorrectedDocument(
                                    known.identity(),
                                    known.source(),
                                    known.source(),
                                    given.ruling(),
                                    Ruling.acceptedBy(known.ruling())));
                }
            }
        }
        if (corrections.isEmpty()) {
            throw new RefusedException(
                    "None of the %,d documents differs from what is kept of it: there is nothing to do."
                            .formatted(asked));
        }
        return new AllGiven(List.copyOf(corrections.values()), asked);
    }

    /**
     * Applies documents as they are given, or only looks what that would be.
     *
     * @param alongside what is written down with it
     * @param witness writes down what came of it
     */
    private Result outcome(
            long run,
            List<CorrectedDocument> given,
            int asked,
            Apply.Alongside alongside,
            Witness witness,
            boolean keep)
            throws SQLException, IOException {
        long shown = shown();
        if (run != shown) {
            throw new RefusedException(
                    "The target shows what run %d has made of it: only documents of that run can be corrected, not those of run %d."
                            .formatted(shown, run));
        }
        var apply = Apply.to(database, new KeptMapping(database, run).mapping());
        Set<String> before;
        var leftOut = new ArrayList<String>();
        try (var connection = database.getConnection()) {
            before = Quarantine.names(connection, run);
            for (var each : given) {
                if (each.isLeftOut()) {
                    Quarantine.told(connection, run, each.identity()).ifPresent(told -> leftOut.add(told.name()));
                }
            }
        }
        var seen = new ArrayList<Effect>();
        Apply.Alongside look = connection -> {
            alongside.write(connection);
            var after = Quarantine.names(connection, run);
            var still = new ArrayList<StillAside>();
            for (var each : given) {
                Quarantine.told(connection, run, each.identity())
                        .filter(Quarantine.Told::aside)
                        .ifPresent(told -> still.add(new StillAside(
                                each.identity().index(),
                                each.identity().id(),
                                told.code(),
                                told.message(),
                                told.name())));
            }
            var effect = new Effect(
                    given.size(),
                    Math.max(0, asked - given.size()),
                    without(without(before, after), leftOut),
                    still,
                    without(after, before));
            witness.write(connection, effect);
            seen.add(effect);
        };
        var documents = given.stream().map(CorrectedDocument::document).toList();
        var applied = keep ? apply.correct(documents, look) : apply.preview(documents, look);
        // Whatever was tried more than once, the last one counts.
        return new Result(seen.getLast(), applied, leftOut);
    }

    private static List<String> without(Collection<String> some, Collection<String> others) {
        return some.stream().filter(name -> !others.contains(name)).toList();
    }
}
