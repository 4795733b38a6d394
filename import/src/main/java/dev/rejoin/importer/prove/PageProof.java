package dev.rejoin.importer.prove;

import dev.rejoin.importer.prove.Difference.Kind;
import dev.rejoin.importer.prove.Interpreter.Element;
import dev.rejoin.importer.prove.Interpreter.Subject;
import dev.rejoin.importer.prove.Ledger.Entry;
import dev.rejoin.importer.prove.Ledger.Origin;
import dev.rejoin.importer.prove.Specification.OfIndex;
import dev.rejoin.importer.prove.Specification.OfRow;
import dev.rejoin.importer.prove.Tally.FanKey;
import dev.rejoin.importer.read.SourceDocument;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
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
final class PageProof {

    /** What all pages share. */
    record Context(
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
    private record Wanted(OfRow row, @Nullable Element element, String label, boolean child) {}

    /** A part with its row, to be compared once all rows have been fetched. */
    private record Pending(Group.Part part) {}

    /** A document, of whatever index, that a row of this page was made of too. */
    private record Contributor(Subject subject, Map<String, Wanted> parts) {}

    private final Context context;
    private final String index;
    private final Optional<OfIndex> specification;
    private final Tally tally;
    private final Links links;
    private final List<Pending> pending = new ArrayList<>();
    private final Map<Long, List<Wanted>> missingChildren = new HashMap<>();
    private final Map<Long, String> ids = new HashMap<>();
    private final Map<Long, Optional<Contributor>> contributors = new HashMap<>();

    /** @param specification empty for an index that is excluded */
    PageProof(Context context, String index, Optional<OfIndex> specification) {
        this.context = context;
        this.index = index;
        this.specification = specification;
        this.tally = context.tally();
        this.links = new Links(
                context.target(), context.ledger(), context.indexOf(), context.interpreter(), context.lived());
    }

    void prove(List<SourceDocument> documents) throws SQLException {
        var names = documents.stream().map(SourceDocument::id).distinct().toList();
        var entries = context.ledger().entries(index, names).stream()
                .collect(Collectors.groupingBy(entry -> new Identity(entry.id(), entry.routing())));
        var origins = context.ledger().origins(index, names);
        for (var document : documents) {
            prove(document, entries.getOrDefault(new Identity(document.id(), document.routing()), List.of()), origins);
        }
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
        var subject = new Subject(index, document.id(), document.routing(), body.orElse(Map.of()));
        specification.ifPresent(spec -> context.resurrections().propose(spec, subject, context.interpreter()));
        if (specification.isEmpty() || "QUARANTINED".equals(entry.disposition())) {
            became.forEach(origin -> extra(origin, "its document was set aside or excluded, and yet it made a row"));
            if (specification.isEmpty() && !"EXCLUDED".equals(entry.disposition())) {
                differs(
                        Kind.ACCOUNT,
                        document.id(),
                        null,
                        null,
                        "EXCLUDED",
                        entry.disposition(),
                        "the index is excluded, but its document was not");
            }
            return;
        }
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
        var ownRows = new HashMap<String, UUID>();
        for (int i = 0; i < spec.rows().size(); i++) {
            var origin = byLabel.get("rows[" + i + "]");
            if (origin != null) {
                ownRows.put(origin.table(), origin.row());
            }
        }
        checkDisposition(spec, subject, entry, byLabel);
        for (var wanted : wanted(spec, subject)) {
            var origin = byLabel.remove(wanted.label());
            if (wanted.child()) {
                countElement(wanted, origin);
            }
            if (origin != null && !origin.table().equals(wanted.row().table())) {
                extra(
                        origin,
                        "the mapping makes this part a row of " + wanted.row().table());
            } else if (origin != null) {
                var columns = context.interpreter().columns(wanted.row(), subject, wanted.element());
                addLegacyId(spec, wanted, subject, columns);
                pending.add(new Pending(new Group.Part(origin, wanted.row(), columns, ownRows)));
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

    private List<Wanted> wanted(OfIndex spec, Subject subject) {
        var wanted = new ArrayList<Wanted>();
        for (var row : spec.rows()) {
            if (context.interpreter().applies(row, subject, null)) {
                wanted.add(new Wanted(row, null, row.part(), false));
            }
        }
        for (var child : spec.children()) {
            for (var element : context.interpreter().elements(child, subject)) {
                wanted.add(new Wanted(child, element, child.part() + "#" + element.position(), true));
            }
        }
        return wanted;
    }

    private void countElement(Wanted wanted, @Nullable Origin origin) {
        var fan = tally.fan(new FanKey(index, wanted.row().part(), wanted.row().table()));
        fan.elements.increment();
        if (origin != null) {
            (origin.lost() ? fan.merged : fan.rows).increment();
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

    /** An element without a row must have been set aside, with an error among the findings that says why. */
    private void explainMissingChildren() throws SQLException {
        if (missingChildren.isEmpty()) {
            return;
        }
        var errors = context.ledger().errors(index, new HashSet<>(ids.values()));
        missingChildren.forEach((doc, missing) -> missing.stream()
                .collect(Collectors.groupingBy(wanted -> wanted.row().table()))
                .forEach((table, elements) -> {
                    long explained = errors.getOrDefault(doc, Map.of()).getOrDefault(table, 0L);
                    for (int i = 0; i < elements.size(); i++) {
                        var wanted = elements.get(i);
                        if (i < explained) {
                            tally.fan(new FanKey(index, wanted.row().part(), table))
                                    .setAside
                                    .increment();
                        } else {
                            differs(
                                    Kind.LOST_ROW,
                                    ids.get(doc),
                                    table,
                                    null,
                                    wanted.label(),
                                    null,
                                    "an element of the document made no row, and no finding says why");
                        }
                    }
                }));
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
        var own = ownRows(shared);
        var groups = new HashMap<UUID, Group>();
        shared.forEach((row, all) -> groups.put(
                row,
                Group.of(all.stream()
                        .flatMap(origin -> part(origin, own).stream())
                        .toList())));
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

    private Map<Long, Map<String, UUID>> ownRows(Map<UUID, List<Origin>> shared) throws SQLException {
        var byIndex = new HashMap<String, Set<String>>();
        shared.values()
                .forEach(all -> all.forEach(origin -> byIndex.computeIfAbsent(origin.index(), name -> new HashSet<>())
                        .add(origin.id())));
        var own = new HashMap<Long, Map<String, UUID>>();
        for (var entry : byIndex.entrySet()) {
            context.ledger().origins(entry.getKey(), entry.getValue()).forEach((doc, origins) -> origins.stream()
                    .filter(origin -> origin.part().startsWith("rows["))
                    .forEach(origin ->
                            own.computeIfAbsent(doc, number -> new HashMap<>()).put(origin.table(), origin.row())));
        }
        return own;
    }

    private Optional<Group.Part> part(Origin origin, Map<Long, Map<String, UUID>> own) {
        return contributors.getOrDefault(origin.doc(), Optional.empty()).flatMap(contributor -> Optional.ofNullable(
                        contributor.parts().get(origin.part()))
                .map(wanted -> new Group.Part(
                        origin,
                        wanted.row(),
                        context.interpreter().columns(wanted.row(), contributor.subject(), wanted.element()),
                        own.getOrDefault(origin.doc(), Map.of()))));
    }

    private Optional<Contributor> contributor(SourceDocument document) {
        var spec = context.indexOf().apply(document.index());
        var body = Written.parse(document.source());
        if (spec.isEmpty() || body.isEmpty()) {
            return Optional.empty();
        }
        var subject = new Subject(document.index(), document.id(), document.routing(), body.get());
        var parts = new HashMap<String, Wanted>();
        wanted(spec.get(), subject).forEach(wanted -> parts.put(wanted.label(), wanted));
        return Optional.of(new Contributor(subject, parts));
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
                } else if (same) {
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
        differs(kind, origin.id(), origin.table(), column, expected, found, message, origin.index());
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
