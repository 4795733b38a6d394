package dev.rejoin.importer.prove.compare;

import dev.rejoin.importer.prove.compare.Difference.Kind;
import dev.rejoin.importer.prove.compare.Ledger.Entry;
import dev.rejoin.importer.prove.compare.Ledger.Origin;
import dev.rejoin.importer.prove.compare.Tally.FanKey;
import dev.rejoin.importer.prove.expect.ColumnType;
import dev.rejoin.importer.prove.expect.Expected;
import dev.rejoin.importer.prove.expect.Interpreter;
import dev.rejoin.importer.prove.expect.Interpreter.Element;
import dev.rejoin.importer.prove.expect.Interpreter.Subject;
import dev.rejoin.importer.prove.expect.Nested;
import dev.rejoin.importer.prove.expect.Specification.Conflicts;
import dev.rejoin.importer.prove.expect.Specification.OfIndex;
import dev.rejoin.importer.prove.expect.Specification.OfRow;
import dev.rejoin.importer.prove.expect.Spelling;
import dev.rejoin.importer.prove.expect.Written;
import dev.rejoin.importer.read.SourceDocument;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Proves some documents of one index: fetches all that became of them at once, then compares one by one. */
public final class PageProof {

    /** What all pages share. */
    public record Context(
            Target target,
            Interpreter interpreter,
            Ledger ledger,
            Tally tally,
            Resurrections resurrections,
            Function<String, Optional<OfIndex>> indexOf,
            Set<String> defaulted,
            Set<String> mergingTables,
            boolean lived) {}

    private record Identity(String id, @Nullable String routing) {}

    /** A part that a document has to have become. */
    private record Wanted(OfRow row, @Nullable Element element, String label, boolean child) {

        String place() {
            return element == null ? "" : element.place();
        }
    }

    /**
     * All that a document has to have become.
     *
     * @param repeated elements that make no row of their own, by the label of their entry
     */
    private record AllWanted(List<Wanted> parts, Map<OfRow, List<Nested.Repeated>> repeated) {}

    /** A part with its row, to be compared once all rows have been fetched. */
    private record Pending(Group.Part part) {}

    /** A document, of whatever index, that a row of this page was made of too. */
    private record Contributor(Subject subject, AllWanted wanted) {}

    /** A document that was set aside, of which only the elements are counted. */
    private record SetAside(OfIndex spec, Subject subject) {}

    private final Context context;
    private final String index;
    private final Optional<OfIndex> specification;
    private final Tally tally;
    private final Links links;
    private final List<Pending> pending = new ArrayList<>();
    private final Map<Long, List<Wanted>> missingChildren = new HashMap<>();
    private final Map<Long, String> ids = new HashMap<>();
    private final Map<Long, Optional<Contributor>> contributors = new HashMap<>();
    private final Map<Long, SetAside> setAside = new HashMap<>();
    private final Set<Long> loaded = new HashSet<>();
    private final Map<Long, Map<String, String>> places = new HashMap<>();

    /** @param specification empty for an index that no mapping is for */
    public PageProof(Context context, String index, Optional<OfIndex> specification) {
        this.context = context;
        this.index = index;
        this.specification = specification;
        this.tally = context.tally();
        this.links = new Links(
                context.target(), context.ledger(), context.indexOf(), context.interpreter(), context.lived());
    }

    public void prove(List<SourceDocument> documents) throws SQLException {
        var names = documents.stream().map(SourceDocument::id).distinct().toList();
        var entries = context.ledger().entries(index, names).stream()
                .collect(Collectors.groupingBy(entry -> new Identity(entry.id(), entry.routing())));
        var origins = context.ledger().origins(index, names);
        for (var document : documents) {
            prove(document, entries.getOrDefault(new Identity(document.id(), document.routing()), List.of()), origins);
        }
        countSetAside();
        explainMissingChildren();
        compare();
        links.check(tally);
    }

    private void prove(SourceDocument document, List<Entry> entries, Map<Long, List<Origin>> origins) {
        tally.documents.increment();
        tally.index(index).received.increment();
        if (entries.size() != 1) {
            differs(
                    Kind.LEDGER,
                    document.id(),
                    null,
                    null,
                    null,
                    null,
                    entries.isEmpty()
                            ? "the ledger does not know this document"
                            : "the ledger holds it more than once");
            return;
        }
        var entry = entries.getFirst();
        count(entry);
        if (!MessageDigest.isEqual(entry.sha256(), sha256(document.source()))) {
            differs(
                    Kind.LEDGER,
                    document.id(),
                    null,
                    null,
                    null,
                    null,
                    "the document is not the one that was imported: its source has another SHA-256");
            return;
        }
        var became = origins.getOrDefault(entry.doc(), List.of());
        var body = Written.parse(document.source());
        var spelt = Spelling.of(
                body.orElse(Map.of()), specification.map(OfIndex::conflicts).orElse(new Conflicts("null", Map.of())));
        var subject = new Subject(index, document.id(), document.routing(), spelt.body());
        specification.ifPresent(spec -> context.resurrections().propose(spec, subject, context.interpreter()));
        if (specification.isEmpty() || "QUARANTINED".equals(entry.disposition())) {
            became.forEach(origin ->
                    extra(origin, "its document was set aside, or no mapping is for it, and yet it made a row"));
            specification.ifPresent(spec -> setAside.put(entry.doc(), new SetAside(spec, subject)));
            if (specification.isEmpty() && !"EXCLUDED".equals(entry.disposition())) {
                differs(
                        Kind.ACCOUNT,
                        document.id(),
                        null,
                        null,
                        "EXCLUDED",
                        entry.disposition(),
                        "no mapping is for this index, but its document was imported");
            }
            return;
        }
        if (spelt.setsAside()) {
            differs(
                    Kind.ACCOUNT,
                    document.id(),
                    null,
                    null,
                    "QUARANTINED",
                    entry.disposition(),
                    "two values at one path set a document aside, but this one was not");
        }
        loaded.add(entry.doc());
        proveParts(specification.get(), subject, entry, became);
    }

    private void count(Entry entry) {
        var counts = tally.index(index);
        counts.docs.add(entry.doc());
        counts.squares.add(entry.doc() * entry.doc());
        switch (entry.disposition()) {
            case null -> counts.loaded.increment();
            case "MERGED" -> counts.merged.increment();
            case "QUARANTINED" -> counts.quarantined.increment();
            default -> counts.excluded.increment();
        }
    }

    private void proveParts(OfIndex spec, Subject subject, Entry entry, List<Origin> became) {
        var byLabel = new LinkedHashMap<String, Origin>();
        for (var origin : became) {
            if (byLabel.put(origin.part(), origin) != null) {
                extra(origin, "one part of a document made two rows");
            }
        }
        var wantedOfAll = wanted(spec, subject);
        var made = rowsAround(wantedOfAll, byLabel);
        checkDisposition(spec, subject, entry, byLabel);
        wantedOfAll
                .repeated()
                .forEach((row, repeated) -> count(row, fan -> {
                    fan.elements.add(repeated.size());
                    fan.merged.add(repeated.size());
                }));
        for (var wanted : wantedOfAll.parts()) {
            if (wanted.child() && !context.interpreter().applies(wanted.row(), subject, wanted.element())) {
                count(wanted.row(), fan -> {
                    fan.elements.increment();
                    fan.ignored.increment();
                });
                continue;
            }
            var origin = byLabel.remove(wanted.label());
            if (wanted.child()) {
                places.computeIfAbsent(entry.doc(), doc -> new HashMap<>()).put(wanted.label(), wanted.place());
                countElement(wanted, origin);
            }
            if (origin != null && !origin.table().equals(wanted.row().table())) {
                extra(
                        origin,
                        "the mapping makes this part a row of " + wanted.row().table());
            } else if (origin != null) {
                var columns = context.interpreter().columns(wanted.row(), subject, wanted.element());
                addLegacyId(spec, wanted, subject, columns);
                pending.add(new Pending(
                        new Group.Part(origin, wanted.row(), columns, made.getOrDefault(wanted.label(), Map.of()))));
            } else if (wanted.child()) {
                ids.put(entry.doc(), subject.id());
                missingChildren
                        .computeIfAbsent(entry.doc(), doc -> new ArrayList<>())
                        .add(wanted);
            } else {
                differs(
                        Kind.LOST_ROW,
                        subject.id(),
                        wanted.row().table(),
                        null,
                        wanted.label(),
                        null,
                        "the document was loaded, but made no row here");
            }
        }
        byLabel.values().forEach(origin -> extra(origin, "the mapping makes no such row of this document"));
    }

    /** Loaded, merged and excluded have to be what the document's own row says. */
    private void checkDisposition(OfIndex spec, Subject subject, Entry entry, Map<String, Origin> byLabel) {
        boolean applies = context.interpreter().applies(spec.own(), subject, null);
        var own = byLabel.get("rows[" + (spec.rows().size() - 1) + "]");
        var found = entry.disposition() == null ? "LOADED" : entry.disposition();
        var expected = !applies ? "EXCLUDED" : own == null ? "LOADED" : own.lost() ? "MERGED" : "LOADED";
        if (!found.equals(expected)) {
            differs(
                    Kind.ACCOUNT,
                    subject.id(),
                    spec.own().table(),
                    null,
                    expected,
                    found,
                    "the ledger says something else of this document than its rows");
        }
    }

    /** The rows of a document, and all of its elements: also those of which the mapping makes no row. */
    private AllWanted wanted(OfIndex spec, Subject subject) {
        var wanted = new ArrayList<Wanted>();
        var repeated = new IdentityHashMap<OfRow, List<Nested.Repeated>>();
        for (var row : spec.rows()) {
            if (context.interpreter().applies(row, subject, null)) {
                wanted.add(new Wanted(row, null, row.part(), false));
            }
        }
        for (var child : spec.children()) {
            var found = context.interpreter().elements(child, subject);
            for (var element : found.elements()) {
                wanted.add(new Wanted(child, element, child.part() + "#" + element.number(), true));
            }
            if (!found.repeated().isEmpty()) {
                repeated.put(child, found.repeated());
            }
        }
        return new AllWanted(wanted, repeated);
    }

    /**
     * By part, which rows it may refer to by their table: those of the document, and nearer ones of the elements that
     * it lies in.
     */
    private static Map<String, Map<String, UUID>> rowsAround(AllWanted wanted, Map<String, Origin> origins) {
        var made = new HashMap<String, Map<String, UUID>>();
        var around = new HashMap<String, Map<String, UUID>>();
        OfRow entry = null;
        for (var part : wanted.parts()) {
            if (entry != null && entry != part.row()) {
                addRepeated(entry, wanted, made);
            }
            entry = part.row();
            around.put(part.label(), visible(part.element(), made));
            var origin = origins.get(part.label());
            if (origin != null) {
                made.computeIfAbsent(part.place(), place -> new HashMap<>()).put(origin.table(), origin.row());
            }
        }
        return around;
    }

    private static void addRepeated(OfRow entry, AllWanted wanted, Map<String, Map<String, UUID>> made) {
        for (var repeated : wanted.repeated().getOrDefault(entry, List.of())) {
            var row = visible(repeated.as(), made).get(entry.table());
            if (row != null) {
                made.computeIfAbsent(repeated.element().place(), place -> new HashMap<>())
                        .put(entry.table(), row);
            }
        }
    }

    private static Map<String, UUID> visible(@Nullable Element element, Map<String, Map<String, UUID>> made) {
        var ofDocument = made.computeIfAbsent("", place -> new HashMap<>());
        var inwards = new ArrayList<Map<String, UUID>>();
        for (var at = element; at != null && !at.place().isEmpty(); at = at.around()) {
            var ofElement = made.get(at.place());
            if (ofElement != null) {
                inwards.addFirst(ofElement);
            }
        }
        if (inwards.isEmpty()) {
            return ofDocument;
        }
        var visible = new HashMap<>(ofDocument);
        inwards.forEach(visible::putAll);
        return visible;
    }

    private void count(OfRow row, java.util.function.Consumer<Tally.FanCount> counting) {
        counting.accept(tally.fan(new FanKey(index, row.part(), row.table())));
    }

    private void countElement(Wanted wanted, @Nullable Origin origin) {
        count(wanted.row(), fan -> {
            fan.elements.increment();
            if (origin != null) {
                (origin.lost() ? fan.merged : fan.rows).increment();
            }
        });
    }

    /** The elements of documents that were set aside are set aside with them. */
    private void countSetAside() throws SQLException {
        if (setAside.isEmpty()) {
            return;
        }
        setAside.keySet().removeAll(context.ledger().unreadable(setAside.keySet()));
        for (var document : setAside.values()) {
            var wanted = wanted(document.spec(), document.subject());
            wanted.repeated()
                    .forEach((row, repeated) -> count(row, fan -> {
                        fan.elements.add(repeated.size());
                        fan.merged.add(repeated.size());
                    }));
            for (var part : wanted.parts()) {
                if (part.child()) {
                    boolean applies = context.interpreter().applies(part.row(), document.subject(), part.element());
                    count(part.row(), fan -> {
                        fan.elements.increment();
                        (applies ? fan.setAside : fan.ignored).increment();
                    });
                }
            }
        }
    }

    /** Unless the mapping says otherwise, a document's own row goes by the document's id. */
    private void addLegacyId(OfIndex spec, Wanted wanted, Subject subject, Map<String, Expected> columns) {
        var row = wanted.row();
        if (row == spec.own()
                && row.identity().isEmpty()
                && context.target().hasLegacyId(row.table())
                && (columns.getOrDefault(Target.LEGACY_ID, Expected.NONE) instanceof Expected.None)) {
            columns.put(Target.LEGACY_ID, new Expected.Value(subject.id()));
        }
    }

    /** An element without a row must have been set aside, with an error of its own that says why; and no other. */
    private void explainMissingChildren() throws SQLException {
        if (loaded.isEmpty()) {
            return;
        }
        var said = context.ledger().setAsideElements(loaded);
        missingChildren.forEach((doc, missing) -> missing.forEach(wanted -> {
            var explained = said.getOrDefault(doc, Map.of()).get(wanted.label());
            if (explained != null) {
                said.get(doc).remove(wanted.label());
            }
            if (Boolean.TRUE.equals(explained)) {
                count(wanted.row(), fan -> fan.setAside.increment());
            } else {
                differs(
                        Kind.LOST_ROW,
                        ids.get(doc),
                        wanted.row().table(),
                        wanted.place(),
                        wanted.label(),
                        null,
                        "an element of the document made no row, and no finding says why");
            }
        }));
        said.forEach((doc, labels) -> labels.keySet()
                .forEach(label -> differs(
                        Kind.ACCOUNT,
                        null,
                        null,
                        places.getOrDefault(doc, Map.of()).get(label),
                        null,
                        label,
                        "the ledger says that an element was set aside which made a row, or is none")));
    }

    private void compare() throws SQLException {
        var rows = new HashMap<String, Map<UUID, Target.Row>>();
        var wanted = new HashMap<String, Set<UUID>>();
        for (var item : pending) {
            var origin = item.part().origin();
            wanted.computeIfAbsent(origin.table(), table -> new HashSet<>()).add(origin.row());
        }
        for (var entry : wanted.entrySet()) {
            rows.put(
                    entry.getKey(),
                    context.target().rows(context.ledger().connection(), entry.getKey(), entry.getValue()));
        }
        var groups = groups(wanted);
        for (var item : pending) {
            var part = item.part();
            var origin = part.origin();
            var row = rows.get(origin.table()).get(origin.row());
            tally.rows.increment();
            if (isChangedSince(origin, row)) {
                tally.changedSince.increment();
            } else if (row == null) {
                differs(
                        Kind.LOST_ROW,
                        origin.id(),
                        origin.table(),
                        null,
                        origin.row().toString(),
                        null,
                        "the row that the document made is not there");
            } else if (origin.lost()) {
                compareLoser(part, row);
            } else {
                compareWinner(groups.getOrDefault(origin.row(), new Group(List.of(part))), part, row);
            }
        }
    }

    /** In a target that has lived on, a row with another version than it was left with is somebody's later work. */
    private boolean isChangedSince(Origin origin, Target.@Nullable Row row) {
        return context.lived()
                && (origin.kept()
                        || context.target().countsVersions(origin.table())
                                && !Objects.equals(origin.version(), row == null ? null : row.version()));
    }

    /** For rows that several documents made: the parts of all of them. */
    private Map<UUID, Group> groups(Map<String, Set<UUID>> rows) throws SQLException {
        var shared = new HashMap<UUID, List<Origin>>();
        for (var entry : rows.entrySet()) {
            if (context.mergingTables().contains(entry.getKey())) {
                shared.putAll(context.ledger().sharedOrigins(entry.getKey(), entry.getValue()));
            }
        }
        if (shared.isEmpty()) {
            return Map.of();
        }
        readContributors(shared);
        var byRow = parts(shared).stream()
                .collect(Collectors.groupingBy(part -> part.origin().row()));
        var groups = new HashMap<UUID, Group>();
        shared.keySet().forEach(row -> groups.put(row, Group.of(byRow.getOrDefault(row, List.of()))));
        return groups;
    }

    /** A document that had a share in many rows is read and parsed once. */
    private void readContributors(Map<UUID, List<Origin>> shared) throws SQLException {
        var unread = shared.values().stream()
                .flatMap(List::stream)
                .map(Origin::doc)
                .filter(doc -> !contributors.containsKey(doc))
                .collect(Collectors.toSet());
        context.ledger().documents(unread).forEach((doc, document) -> contributors.put(doc, contributor(document)));
    }

    /** By document and part, the row that each of the documents behind these rows made. */
    private Map<Long, Map<String, Origin>> ownRows(Map<UUID, List<Origin>> shared) throws SQLException {
        var byIndex = new HashMap<String, Set<String>>();
        shared.values()
                .forEach(all -> all.forEach(origin -> byIndex.computeIfAbsent(origin.index(), name -> new HashSet<>())
                        .add(origin.id())));
        var own = new HashMap<Long, Map<String, Origin>>();
        for (var entry : byIndex.entrySet()) {
            context.ledger()
                    .origins(entry.getKey(), entry.getValue())
                    .forEach((doc, origins) -> origins.forEach(origin ->
                            own.computeIfAbsent(doc, number -> new HashMap<>()).put(origin.part(), origin)));
        }
        return own;
    }

    private List<Group.Part> parts(Map<UUID, List<Origin>> shared) throws SQLException {
        var own = ownRows(shared);
        var all = new ArrayList<Group.Part>();
        var documents = new HashMap<Long, List<Origin>>();
        shared.values()
                .forEach(origins -> origins.forEach(origin -> documents
                        .computeIfAbsent(origin.doc(), doc -> new ArrayList<>())
                        .add(origin)));
        documents.forEach((doc, origins) -> contributors
                .getOrDefault(doc, Optional.empty())
                .ifPresent(contributor -> {
                    var around = rowsAround(contributor.wanted(), own.getOrDefault(doc, Map.of()));
                    var wanted = new HashMap<String, Wanted>();
                    contributor.wanted().parts().forEach(part -> wanted.put(part.label(), part));
                    for (var origin : origins) {
                        var part = wanted.get(origin.part());
                        if (part != null) {
                            all.add(new Group.Part(
                                    origin,
                                    part.row(),
                                    context.interpreter().columns(part.row(), contributor.subject(), part.element()),
                                    around.getOrDefault(origin.part(), Map.of())));
                        }
                    }
                }));
        return all;
    }

    private Optional<Contributor> contributor(SourceDocument document) {
        var spec = context.indexOf().apply(document.index());
        var body = Written.parse(document.source());
        if (spec.isEmpty() || body.isEmpty()) {
            return Optional.empty();
        }
        var subject = new Subject(
                document.index(),
                document.id(),
                document.routing(),
                Spelling.of(body.get(), spec.get().conflicts()).body());
        return Optional.of(new Contributor(subject, wanted(spec.get(), subject)));
    }

    private void compareWinner(Group group, Group.Part winner, Target.Row row) throws SQLException {
        if (group.parts().size() > 1) {
            if (!group.mayWin(winner)) {
                differs(Kind.MERGE, winner.origin(), null, null, null, "another document is preferred to this one");
            }
            long winners =
                    group.parts().stream().filter(part -> part.origin().won()).count();
            if (winners != 1) {
                differs(
                        Kind.MERGE,
                        winner.origin(),
                        null,
                        "1",
                        Long.toString(winners),
                        "a row has more than one winner");
            }
        }
        var columns = group.columns();
        columns.addAll(winner.columns().keySet());
        for (var column : columns) {
            var givers = group.givers(column, winner);
            compareGiven(winner, column, givers.isEmpty() ? List.of(winner) : givers, row);
        }
        for (var column : context.target().mapped().get(winner.origin().table())) {
            if (!columns.contains(column)) {
                compareUnmapped(winner, column, row);
            }
        }
    }

    /** Compares a column with what one of several equally preferred documents gives it. */
    private void compareGiven(Group.Part winner, String column, List<Group.Part> givers, Target.Row row)
            throws SQLException {
        var type = context.target().type(winner.origin().table(), column);
        var found = row.value(column);
        for (var giver : givers) {
            var expected = canonical(giver, column, type);
            if (givers.size() > 1 && expected.isPresent() && !expected.get().equals(found)) {
                continue;
            }
            compare(winner, giver, column, type, found);
            return;
        }
        compare(winner, givers.getFirst(), column, type, found);
    }

    private void compare(Group.Part winner, Group.Part giver, String column, ColumnType type, @Nullable String found)
            throws SQLException {
        switch (giver.column(column)) {
            case Expected.Link(var name, var reference) -> links.add(giver.origin(), column, name, reference, found);
            case Expected.Unreadable(var text) ->
                differs(
                        Kind.VALUE,
                        winner.origin(),
                        column,
                        text,
                        found,
                        "the value cannot be read, and yet the row was loaded");
            case Expected.None() -> compareNone(winner, column, type, found);
            case Expected.Value value -> compareValue(winner, column, type, value.canonical(), found);
            case Expected.Literal literal ->
                compareValue(
                        winner,
                        column,
                        type,
                        context.target().literal(context.ledger().connection(), type, literal.text()),
                        found);
            case Expected.OwnRow(var table) ->
                compareValue(winner, column, type, valueOfOwn(giver, column, table), found);
        }
    }

    private void compareValue(
            Group.Part winner, String column, ColumnType type, @Nullable String expected, @Nullable String found) {
        tally.sum(winner.origin().table(), type, expected);
        if (Objects.equals(expected, found)) {
            tally.verified.increment();
        } else {
            differs(
                    Kind.VALUE,
                    winner.origin(),
                    column,
                    expected,
                    found,
                    "the row holds another value than the source");
        }
    }

    /** Without a value the column is empty, unless the mapping lets its default take the place. */
    private void compareNone(Group.Part winner, String column, ColumnType type, @Nullable String found)
            throws SQLException {
        if (found == null) {
            tally.verified.increment();
        } else if (context.defaulted().contains(type.required())
                && !type.defaultsTo().isEmpty()) {
            var expected = context.target().defaultOf(context.ledger().connection(), type);
            if (found.equals(expected)) {
                tally.sum(winner.origin().table(), type, expected);
                tally.verified.increment();
            } else if (type.isTime() || type.base().equals("uuid")) {
                tally.sum(winner.origin().table(), type, found);
                tally.unverifiable.increment();
            } else {
                differs(
                        Kind.VALUE,
                        winner.origin(),
                        column,
                        expected,
                        found,
                        "the row does not hold the column's default");
            }
        } else {
            differs(Kind.VALUE, winner.origin(), column, null, found, "the source has no value, but the row has one");
        }
    }

    /** A column that only other documents of this table fill: empty, or the database's own business. */
    private void compareUnmapped(Group.Part winner, String column, Target.Row row) {
        var type = context.target().type(winner.origin().table(), column);
        var found = row.value(column);
        tally.sum(winner.origin().table(), type, found);
        if (found != null && !column.equals(Target.LEGACY_ID)) {
            if (type.defaultsTo().isEmpty()) {
                differs(
                        Kind.VALUE,
                        winner.origin(),
                        column,
                        null,
                        found,
                        "the mapping gives no value, but the row has one");
            } else {
                tally.unverifiable.increment();
            }
        }
    }

    /** A merged document must be the same thing as the row; what else it says was kept in findings. */
    private void compareLoser(Group.Part part, Target.Row row) throws SQLException {
        for (var column : part.columns().keySet()) {
            var type = context.target().type(part.origin().table(), column);
            var expected = canonical(part, column, type);
            boolean same = expected.isPresent() && expected.get().equals(row.value(column));
            if (part.row().identity().contains(column)) {
                if (part.column(column) instanceof Expected.Link(var name, var reference)) {
                    links.add(part.origin(), column, name, reference, row.value(column));
                } else if (same || isEqual(part.origin().table(), column, expected.orElse(null), row.value(column))) {
                    tally.verified.increment();
                } else {
                    differs(
                            Kind.MERGE,
                            part.origin(),
                            column,
                            expected.orElse(null),
                            row.value(column),
                            "merged, though it is not the same: an identity column differs");
                }
            } else if (same || (part.column(column) instanceof Expected.None && row.value(column) == null)) {
                tally.verified.increment();
            } else {
                tally.skipped.increment();
            }
        }
    }

    /** What the target takes for equal is the same thing, however it is written. */
    private boolean isEqual(String table, String column, @Nullable String expected, @Nullable String found)
            throws SQLException {
        return expected != null
                && found != null
                && context.target().takesForEqual(context.ledger().connection(), table, column, expected, found);
    }

    /** The value that a part gives a column; empty where it gives none, or where it takes a look-up to know. */
    private Optional<String> canonical(Group.Part part, String column, ColumnType type) throws SQLException {
        return switch (part.column(column)) {
            case Expected.Value value -> Optional.of(value.canonical());
            case Expected.Literal literal ->
                Optional.ofNullable(context.target().literal(context.ledger().connection(), type, literal.text()));
            case Expected.OwnRow own -> Optional.ofNullable(valueOfOwn(part, column, own.table()));
            case Expected.None() -> Optional.empty();
            case Expected.Link link -> Optional.empty();
            case Expected.Unreadable unreadable -> Optional.empty();
        };
    }

    /** What a reference to another row of the same document has to hold. */
    private @Nullable String valueOfOwn(Group.Part part, String column, String table) throws SQLException {
        return links.valueOf(
                table,
                part.ownRows().get(table),
                context.target().paired(part.origin().table(), column, table));
    }

    private void extra(Origin origin, String message) {
        differs(Kind.EXTRA_ROW, origin, null, null, origin.row().toString(), message);
    }

    private void differs(
            Kind kind,
            Origin origin,
            @Nullable String column,
            @Nullable String expected,
            @Nullable String found,
            String message) {
        var place = places.getOrDefault(origin.doc(), Map.of()).get(origin.part());
        differs(
                kind,
                origin.id(),
                origin.table(),
                column,
                expected,
                found,
                place == null ? message : "%s: %s".formatted(place, message),
                origin.index());
    }

    private void differs(
            Kind kind,
            @Nullable String id,
            @Nullable String table,
            @Nullable String column,
            @Nullable String expected,
            @Nullable String found,
            String message) {
        differs(kind, id, table, column, expected, found, message, index);
    }

    private void differs(
            Kind kind,
            @Nullable String id,
            @Nullable String table,
            @Nullable String column,
            @Nullable String expected,
            @Nullable String found,
            String message,
            String ofIndex) {
        tally.differs(new Difference(kind, ofIndex, id, table, column, expected, found, message));
    }

    private static byte[] sha256(byte[] source) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(source);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
