package dev.rejoin.importer.repair;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.rejoin.importer.apply.Applied;
import dev.rejoin.importer.apply.Apply;
import dev.rejoin.importer.catalog.TargetCatalog;
import dev.rejoin.importer.mapping.Mapping;
import dev.rejoin.importer.mapping.MappingReader;
import dev.rejoin.importer.plan.Lenient;
import dev.rejoin.importer.quarantine.Content;
import dev.rejoin.importer.quarantine.Corrections.About;
import dev.rejoin.importer.quarantine.Corrections.Identity;
import dev.rejoin.importer.quarantine.Corrections.Kind;
import dev.rejoin.importer.quarantine.Decisions;
import dev.rejoin.importer.quarantine.Decisions.Decided;
import dev.rejoin.importer.quarantine.Quarantine;
import dev.rejoin.importer.read.Ruling;
import dev.rejoin.importer.read.Ruling.Said;
import dev.rejoin.importer.read.SourceDocument;
import dev.rejoin.importer.run.CorrectionOutcomes;
import dev.rejoin.importer.run.LoadedRun;
import dev.rejoin.importer.run.RefusedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
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
     * A correction as it was made, and what became of it.
     *
     * @param kind whether the document was corrected, left out or let in
     */
    public record Made(
            long no,
            String kind,
            String index,
            String id,
            @Nullable String routing,
            String by,
            String at,
            @Nullable String reason,
            @Nullable String outcome,
            @Nullable String withdrawnBy,
            @Nullable String withdrawnAt) {}

    private record Known(
            Identity identity, byte[] source, @Nullable Ruling ruling) {}

    /** A document in the form that a person gives it, and with what they decide about it. */
    private record Given(
            Identity identity,
            byte[] wrong,
            byte[] right,
            @Nullable Ruling ruling,
            Map<String, Said> acceptedBefore) {

        Given(Identity identity, byte[] wrong, byte[] right, @Nullable Ruling ruling) {
            this(identity, wrong, right, ruling, Map.of());
        }

        SourceDocument document() {
            return new SourceDocument(identity.index(), identity.id(), identity.routing(), right).under(ruling);
        }

        boolean isCorrected() {
            return !Arrays.equals(Content.digest(wrong), Content.digest(right));
        }

        /** What it may break by now, and might not before. */
        Map<String, Said> accepted() {
            var accepted = new TreeMap<>(Ruling.acceptedBy(ruling));
            if (!isCorrected()) {
                accepted.keySet().removeAll(acceptedBefore.keySet());
            }
            return accepted;
        }

        boolean isLeftOut() {
            return ruling != null && ruling.excluded() != null;
        }
    }

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
                        keep(connection, run, each, by, why.apply(each.identity));
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
        var mapping = mappingOf(run);
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
        return withdraw(routing == null ? corrected(index, id) : new Identity(index, id, routing), by, NOBODY);
    }

    Result withdraw(Identity identity, String by, Witness witness) throws SQLException, IOException {
        long run = shown();
        return outcome(
                run, original(run, identity), 0, connection -> withdraw(connection, identity, by), witness, true);
    }

    private static void withdraw(Connection connection, Identity identity, String by) throws SQLException {
        try (var statement = connection.prepareStatement("""
                update rejoin_import.correction set withdrawn_at = now(), withdrawn_by = ?
                where index_name = ? and id = ? and routing is not distinct from ? and withdrawn_at is null
                """)) {
            statement.setString(1, by);
            statement.setString(2, identity.index());
            statement.setString(3, identity.id());
            statement.setString(4, identity.routing());
            statement.executeUpdate();
        }
    }

    /** The document of that id of which there is something to take back. */
    private Identity corrected(String index, String id) throws SQLException {
        var routings = new ArrayList<@Nullable String>();
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement("""
                        select distinct routing from rejoin_import.correction
                        where index_name = ? and id = ? and withdrawn_at is null order by routing nulls first
                        """)) {
            statement.setString(1, index);
            statement.setString(2, id);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    routings.add(rows.getString(1));
                }
            }
        }
        if (routings.isEmpty()) {
            throw nothingToTakeBack(index, id);
        }
        if (routings.size() > 1 && routings.getFirst() != null) {
            throw new RefusedException(
                    "%s/%s was corrected under several routings: say which one is meant, with --routing: %s."
                            .formatted(index, id, String.join(", ", routings)));
        }
        return new Identity(index, id, routings.getFirst());
    }

    private static RefusedException nothingToTakeBack(String index, String id) {
        return new RefusedException("There is no correction of %s/%s to take back.".formatted(index, id));
    }

    /**
     * The document as it was before all that was done about it: one correction after the other is gone back, from the last one
     * on, where it is what the document says. Nothing where the source says something else by now than what was corrected, or
     * has no such document any more.
     */
    private List<Given> original(long run, Identity identity) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement("""
                        select kind, convert_to(source, 'UTF8'), wrong_source from rejoin_import.correction
                        where index_name = ? and id = ? and routing is not distinct from ? and withdrawn_at is null
                        order by no desc
                        """)) {
            var known = corrected(connection, run, identity);
            var now = known.map(Known::source);
            statement.setString(1, identity.index());
            statement.setString(2, identity.id());
            statement.setString(3, identity.routing());
            boolean any = false;
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    any = true;
                    if (now.isPresent()
                            && Kind.valueOf(rows.getString(1)) == Kind.CORRECTED
                            && Arrays.equals(rows.getBytes(2), now.get())) {
                        now = Optional.of(kept(identity, rows.getBytes(3)));
                    }
                }
            }
            if (!any) {
                throw nothingToTakeBack(identity.index(), identity.id());
            }
            if (known.isEmpty() || now.isEmpty()) {
                return List.of();
            }
            boolean changed = !Arrays.equals(known.get().source, now.get());
            boolean own = Objects.equals(known.get().identity.routing(), identity.routing());
            return changed || own && known.get().ruling != null
                    ? List.of(new Given(known.get().identity, known.get().source, now.get(), null))
                    : List.of();
        }
    }

    private static byte[] kept(Identity identity, byte @Nullable [] before) {
        if (before == null) {
            throw new RefusedException("What was corrected of %s/%s is not kept any more: apply the source anew with:"
                            .formatted(identity.index(), identity.id())
                    + " ./rejoin import run --delta");
        }
        return before;
    }

    /** The document of just this routing; where a correction says none, the only one of that id, as routings were not always kept. */
    private static Optional<Known> corrected(Connection connection, long run, Identity identity) throws SQLException {
        try (var statement = connection.prepareStatement("""
                select routing, source, source_bytes, ruling, count(*) over () from rejoin_import.document
                where run_id = ? and index_name = ? and id = ? and (?::text is null or routing = ?)
                order by routing nulls first limit 1
                """)) {
            statement.setLong(1, run);
            statement.setString(2, identity.index());
            statement.setString(3, identity.id());
            statement.setString(4, identity.routing());
            statement.setString(5, identity.routing());
            try (var row = statement.executeQuery()) {
                return row.next() && (Objects.equals(row.getString(1), identity.routing()) || row.getLong(5) == 1)
                        ? Optional.of(new Known(
                                new Identity(identity.index(), identity.id(), row.getString(1)),
                                source(row, 2),
                                Ruling.of(row.getString(4))))
                        : Optional.empty();
            }
        }
    }

    /** All corrections, the last one first. */
    public List<Made> made() throws SQLException {
        var made = new ArrayList<Made>();
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("""
                        select no, kind, index_name, id, routing, corrected_by, to_char(corrected_at, 'YYYY-MM-DD HH24:MI TZ'),
                               reason, outcome, withdrawn_by, to_char(withdrawn_at, 'YYYY-MM-DD HH24:MI TZ')
                        from rejoin_import.correction order by no desc
                        """)) {
            while (rows.next()) {
                made.add(new Made(
                        rows.getLong(1),
                        rows.getString(2),
                        rows.getString(3),
                        rows.getString(4),
                        rows.getString(5),
                        rows.getString(6),
                        rows.getString(7),
                        rows.getString(8),
                        rows.getString(9),
                        rows.getString(10),
                        rows.getString(11)));
            }
        }
        return made;
    }

    /** @param asked how many documents were given, those that are as they were among them */
    private record AllGiven(List<Given> corrections, int asked) {}

    private AllGiven given(long run, Iterable<SourceDocument> documents) throws SQLException {
        var corrections = new LinkedHashMap<Identity, Given>();
        int asked = 0;
        try (var connection = database.getConnection()) {
            for (var document : documents) {
                asked++;
                var known = known(connection, run, document)
                        .orElseThrow(() -> new RefusedException(
                                "Run %d has read no document %s/%s.".formatted(run, document.index(), document.id())));
                var given = new Given(known.identity, known.source, document.source(), document.ruling());
                if (given.isCorrected()) {
                    corrections.put(known.identity, given);
                } else if (given.ruling != null && !given.ruling.equals(known.ruling)) {
                    corrections.put(
                            known.identity,
                            new Given(
                                    known.identity,
                                    known.source,
                                    known.source,
                                    given.ruling,
                                    Ruling.acceptedBy(known.ruling)));
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
     * The document that is meant: the one of just this routing, be it none. Where nothing is said of the routing and there is
     * none without, the only one of that id that is set aside, or is there at all.
     */
    private static Optional<Known> known(Connection connection, long run, SourceDocument document) throws SQLException {
        try (var statement = connection.prepareStatement("""
                select routing, source, source_bytes, ruling, routing is not distinct from ?,
                       exists (select from rejoin_import.quarantine q
                               where q.run_id = document.run_id and q.doc = document.doc)
                from rejoin_import.document
                where run_id = ? and index_name = ? and id = ? and (?::text is null or routing = ?)
                order by 5 desc, 6 desc
                """)) {
            statement.setString(1, document.routing());
            statement.setLong(2, run);
            statement.setString(3, document.index());
            statement.setString(4, document.id());
            statement.setString(5, document.routing());
            statement.setString(6, document.routing());
            try (var row = statement.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                var known = new Known(
                        new Identity(document.index(), document.id(), row.getString(1)),
                        source(row, 2),
                        Ruling.of(row.getString(4)));
                boolean named = row.getBoolean(5);
                boolean aside = row.getBoolean(6);
                if (!named && row.next() && row.getBoolean(6) == aside) {
                    throw new RefusedException(
                            "Run %d has read %s/%s under several routings: say which one is meant, with \"_routing\"."
                                    .formatted(run, document.index(), document.id()));
                }
                return Optional.of(known);
            }
        }
    }

    private static byte[] source(ResultSet row, int at) throws SQLException {
        var text = row.getString(at);
        return text == null ? row.getBytes(at + 1) : text.getBytes(StandardCharsets.UTF_8);
    }

    private static void keep(Connection connection, long run, Given given, String by, @Nullable String why)
            throws SQLException {
        if (given.isCorrected()) {
            var right = new String(given.right, StandardCharsets.UTF_8);
            keep(connection, run, given.identity, Kind.CORRECTED, given.wrong, right, null, by, why);
        }
        if (given.isLeftOut()) {
            keep(connection, run, given.identity, Kind.EXCLUDED, given.right, null, null, by, why);
        }
        for (var accepted : given.accepted().entrySet()) {
            keep(
                    connection,
                    run,
                    given.identity,
                    Kind.ACCEPTED,
                    given.right,
                    null,
                    accepted.getKey(),
                    by,
                    accepted.getValue().because());
        }
    }

    private static void keep(
            Connection connection,
            long run,
            Identity identity,
            Kind kind,
            byte[] before,
            @Nullable String right,
            @Nullable String accepted,
            String by,
            @Nullable String why)
            throws SQLException {
        var about = About.of(before);
        try (var statement = connection.prepareStatement("""
                insert into rejoin_import.correction (index_name, id, routing, run_id, wrong_sha256, wrong_content_sha256,
                                                      wrong_source, source, corrected_by, reason, kind, accepted)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)) {
            statement.setString(1, identity.index());
            statement.setString(2, identity.id());
            statement.setString(3, identity.routing());
            statement.setLong(4, run);
            statement.setBytes(5, about.sha256());
            statement.setBytes(6, about.content());
            statement.setBytes(7, before);
            statement.setString(8, right);
            statement.setString(9, by);
            statement.setString(10, why);
            statement.setString(11, kind.name());
            statement.setString(12, accepted);
            statement.executeUpdate();
        }
    }

    /**
     * Applies documents as they are given, or only looks what that would be.
     *
     * @param alongside what is written down with it
     * @param witness writes down what came of it
     */
    private Result outcome(
            long run, List<Given> given, int asked, Apply.Alongside alongside, Witness witness, boolean keep)
            throws SQLException, IOException {
        long shown = shown();
        if (run != shown) {
            throw new RefusedException(
                    "The target shows what run %d has made of it: only documents of that run can be corrected, not those of run %d."
                            .formatted(shown, run));
        }
        var apply = Apply.to(database, mappingOf(run));
        Set<String> before;
        var leftOut = new ArrayList<String>();
        try (var connection = database.getConnection()) {
            before = Quarantine.names(connection, run);
            for (var each : given) {
                if (each.isLeftOut()) {
                    Quarantine.told(connection, run, each.identity).ifPresent(told -> leftOut.add(told.name()));
                }
            }
        }
        var seen = new ArrayList<Effect>();
        Apply.Alongside look = connection -> {
            alongside.write(connection);
            var after = Quarantine.names(connection, run);
            var still = new ArrayList<StillAside>();
            for (var each : given) {
                Quarantine.told(connection, run, each.identity)
                        .filter(Quarantine.Told::aside)
                        .ifPresent(told -> still.add(new StillAside(
                                each.identity.index(), each.identity.id(), told.code(), told.message(), told.name())));
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
        var documents = given.stream().map(Given::document).toList();
        var applied = keep ? apply.correct(documents, look) : apply.preview(documents, look);
        // Whatever was tried more than once, the last one counts.
        return new Result(seen.getLast(), applied, leftOut);
    }

    private static List<String> without(Collection<String> some, Collection<String> others) {
        return some.stream().filter(name -> !others.contains(name)).toList();
    }

    /** The mapping that a run was made with, as it was kept. */
    private Mapping mappingOf(long run) throws SQLException, IOException {
        var folder = Files.createTempDirectory("rejoin-mapping-");
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(
                        "select name, content from rejoin_import.mapping_file where run_id = ?")) {
            statement.setLong(1, run);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    Files.writeString(folder.resolve(rows.getString(1)), rows.getString(2));
                }
            }
            return MappingReader.read(folder);
        } finally {
            delete(folder);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
