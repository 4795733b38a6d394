package dev.rejoin.importer.prove.compare;

import dev.rejoin.importer.prove.compare.Difference.DifferenceKind;
import dev.rejoin.importer.prove.compare.Ledger.LedgerEntry;
import dev.rejoin.importer.prove.compare.Ledger.Origin;
import dev.rejoin.importer.prove.compare.Tally.FanKey;
import dev.rejoin.importer.prove.expect.Expected;
import dev.rejoin.importer.prove.expect.Foreseen;
import dev.rejoin.importer.prove.expect.Interpreter;
import dev.rejoin.importer.prove.expect.Specification.OfIndex;
import dev.rejoin.importer.prove.expect.Specification.OfRow;
import dev.rejoin.importer.prove.expect.WantedParts;
import java.security.MessageDigest;
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

/**
 * Proves some documents of one index: holds each against the ledger, fetches all that became of them at once, then has the
 * rows compared one by one.
 */
public final class PageProof {

    /** What all pages share. */
    public record Context(
            Target target,
            Interpreter interpreter,
            Ledger ledger,
            Tally tally,
            Resurrections resurrections,
            Remembered remembered,
            Function<String, Optional<OfIndex>> indexOf,
            Set<String> defaulted,
            Set<String> mergingTables,
            boolean lived) {

        TargetRows rows() {
            return new TargetRows(target, ledger.connection());
        }

        TargetValues values() {
            return new TargetValues(target, ledger.connection());
        }
    }

    private record NamedDocument(String id, @Nullable String routing) {}

    /** A part with its row, to be compared once all rows have been fetched. */
    private record RowToCompare(Group.Maker part) {}

    private final Context context;
    private final String index;
    private final Optional<OfIndex> specification;
    private final Tally tally;
    private final Links links;
    private final List<RowToCompare> pending = new ArrayList<>();
    private final Map<Long, List<WantedParts.WantedPart>> missingChildren = new HashMap<>();
    private final Map<Long, String> ids = new HashMap<>();
    /** Documents that were set aside, of which only the elements are counted. */
    private final Map<Long, Foreseen> setAside = new HashMap<>();

    private final Set<Long> loaded = new HashSet<>();
    private final PageDifferences differences;
    private final SharedRows sharedRows;

    /** @param specification empty for an index that no mapping is for */
    public PageProof(Context context, String index, Optional<OfIndex> specification) {
        this.context = context;
        this.index = index;
        this.specification = specification;
        this.tally = context.tally();
        this.links = new Links(
                context.target(), context.ledger(), context.indexOf(), context.interpreter(), context.lived());
        this.differences = new PageDifferences(tally, index);
        this.sharedRows = new SharedRows(context);
    }

    public void prove(List<Foreseen> documents) throws SQLException {
        var names = documents.stream().map(Foreseen::id).distinct().toList();
        var entries = context.ledger().entries(index, names).stream()
                .collect(Collectors.groupingBy(entry -> new NamedDocument(entry.id(), entry.routing())));
        var origins = context.ledger().origins(index, names);
        for (var document : documents) {
            prove(
                    document,
                    entries.getOrDefault(new NamedDocument(document.id(), document.routing()), List.of()),
                    origins);
        }
        countSetAside();
        explainMissingChildren();
        compare();
        links.check(tally);
    }

    private void prove(Foreseen document, List<LedgerEntry> entries, Map<Long, List<Origin>> origins) {
        tally.documents.increment();
        tally.index(index).received.increment();
        if (entries.size() != 1) {
            differences.add(differences.of(
                    DifferenceKind.LEDGER,
                    document.id(),
                    entries.isEmpty()
                            ? "the ledger does not know this document"
                            : "the ledger holds it more than once"));
            return;
        }
        var entry = entries.getFirst();
        count(entry);
        if (!MessageDigest.isEqual(entry.sha256(), document.sha256())) {
            differences.add(differences.of(
                    DifferenceKind.LEDGER,
                    document.id(),
                    "the document is not the one that was imported: its source has another SHA-256"));
            return;
        }
        var became = origins.getOrDefault(entry.doc(), List.of());
        if (document.isLeftOut()) {
            proveLeftOut(document, entry, became);
            return;
        }
        specification.ifPresent(spec -> context.resurrections().propose(spec, document));
        if (specification.isEmpty() || "QUARANTINED".equals(entry.disposition())) {
            became.forEach(origin -> differences.extra(
                    origin, "its document was set aside, or no mapping is for it, and yet it made a row"));
            specification.ifPresent(spec -> setAside.put(entry.doc(), document));
            if (specification.isEmpty() && !"EXCLUDED".equals(entry.disposition())) {
                differences.add(differences
                        .of(
                                DifferenceKind.ACCOUNT,
                                document.id(),
                                "no mapping is for this index, but its document was imported")
                        .between("EXCLUDED", entry.disposition()));
            }
            return;
        }
        if (document.setsAside()) {
            differences.add(differences
                    .of(
                            DifferenceKind.ACCOUNT,
                            document.id(),
                            "two values at one path set a document aside, but this one was not")
                    .between("QUARANTINED", entry.disposition()));
        }
        loaded.add(entry.doc());
        proveParts(specification.get(), document, entry, became);
    }

    private void proveLeftOut(Foreseen document, LedgerEntry entry, List<Origin> became) {
        became.forEach(
                origin -> differences.extra(origin, "a person has left its document out, and yet it made a row"));
        if (!"EXCLUDED".equals(entry.disposition())) {
            differences.add(differences
                    .of(DifferenceKind.ACCOUNT, document.id(), "a person has left the document out, and yet it was not")
                    .between("EXCLUDED", entry.disposition()));
        }
    }

    private void count(LedgerEntry entry) {
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

    private void proveParts(OfIndex spec, Foreseen document, LedgerEntry entry, List<Origin> became) {
        var byLabel = new LinkedHashMap<String, Origin>();
        for (var origin : became) {
            if (byLabel.put(origin.part(), origin) != null) {
                differences.extra(origin, "one part of a document made two rows");
            }
        }
        var wantedOfAll = document.wanted();
        sharedRows.atHand(entry.doc(), document, became);
        var made = RowsAround.of(wantedOfAll, byLabel);
        checkDisposition(spec, document, entry, byLabel);
        wantedOfAll
                .repeated()
                .forEach((row, repeated) -> count(row, fan -> {
                    fan.elements.add(repeated.size());
                    fan.merged.add(repeated.size());
                }));
        for (var wanted : wantedOfAll.parts()) {
            if (!wanted.applies()) {
                count(wanted.row(), fan -> {
                    fan.elements.increment();
                    fan.ignored.increment();
                });
                continue;
            }
            var label = wanted.label();
            var origin = byLabel.remove(label);
            if (wanted.isChild()) {
                differences.stands(entry.doc(), label, wanted.place());
                countElement(wanted, origin);
            }
            if (origin != null && !origin.table().equals(wanted.row().table())) {
                differences.extra(
                        origin,
                        "the mapping makes this part a row of " + wanted.row().table());
            } else if (origin != null) {
                var columns = wanted.columns();
                addLegacyId(spec, wanted, document, columns);
                pending.add(new RowToCompare(
                        new Group.Maker(origin, wanted.row(), columns, made.getOrDefault(label, Map.of()))));
            } else if (wanted.isChild()) {
                ids.put(entry.doc(), document.id());
                missingChildren
                        .computeIfAbsent(entry.doc(), doc -> new ArrayList<>())
                        .add(wanted);
            } else {
                differences.add(differences
                        .of(DifferenceKind.LOST_ROW, document.id(), "the document was loaded, but made no row here")
                        .inTable(wanted.row().table())
                        .lacking(label));
            }
        }
        byLabel.values().forEach(origin -> differences.extra(origin, "the mapping makes no such row of this document"));
    }

    /** Loaded, merged and excluded have to be what the document's own row says. */
    private void checkDisposition(OfIndex spec, Foreseen document, LedgerEntry entry, Map<String, Origin> byLabel) {
        boolean applies = document.wanted().parts().stream().anyMatch(part -> part.row() == spec.own());
        var own = byLabel.get("rows[" + (spec.rows().size() - 1) + "]");
        var found = entry.disposition() == null ? "LOADED" : entry.disposition();
        var expected = !applies ? "EXCLUDED" : own == null ? "LOADED" : own.lost() ? "MERGED" : "LOADED";
        if (!found.equals(expected)) {
            differences.add(differences
                    .of(
                            DifferenceKind.ACCOUNT,
                            document.id(),
                            "the ledger says something else of this document than its rows")
                    .inTable(spec.own().table())
                    .between(expected, found));
        }
    }

    private void count(OfRow row, java.util.function.Consumer<Tally.FanCount> counting) {
        counting.accept(tally.fan(new FanKey(index, row.part(), row.table())));
    }

    private void countElement(WantedParts.WantedPart wanted, @Nullable Origin origin) {
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
            var wanted = document.wanted();
            wanted.repeated()
                    .forEach((row, repeated) -> count(row, fan -> {
                        fan.elements.add(repeated.size());
                        fan.merged.add(repeated.size());
                    }));
            for (var part : wanted.parts()) {
                if (part.isChild()) {
                    count(part.row(), fan -> {
                        fan.elements.increment();
                        (part.applies() ? fan.setAside : fan.ignored).increment();
                    });
                }
            }
        }
    }

    /** Unless the mapping says otherwise, a document's own row goes by the document's id. */
    private void addLegacyId(
            OfIndex spec, WantedParts.WantedPart wanted, Foreseen document, Map<String, Expected> columns) {
        var row = wanted.row();
        if (row == spec.own()
                && row.identity().isEmpty()
                && context.target().hasLegacyId(row.table())
                && (columns.getOrDefault(Target.LEGACY_ID, Expected.NONE) instanceof Expected.None)) {
            columns.put(Target.LEGACY_ID, new Expected.Value(document.id()));
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
                differences.add(differences
                        .of(
                                DifferenceKind.LOST_ROW,
                                ids.get(doc),
                                "an element of the document made no row, and no finding says why")
                        .inTable(wanted.row().table())
                        .inColumn(wanted.place())
                        .lacking(wanted.label()));
            }
        }));
        said.forEach((doc, labels) -> labels.keySet()
                .forEach(label -> differences.add(differences
                        .of(
                                DifferenceKind.ACCOUNT,
                                "the ledger says that an element was set aside which made a row, or is none")
                        .inColumn(differences.place(doc, label))
                        .holding(label))));
    }

    private void compare() throws SQLException {
        var rows = new HashMap<String, Map<UUID, TargetRow>>();
        var wanted = new HashMap<String, Set<UUID>>();
        for (var item : pending) {
            var origin = item.part().origin();
            wanted.computeIfAbsent(origin.table(), table -> new HashSet<>()).add(origin.row());
        }
        for (var entry : wanted.entrySet()) {
            rows.put(entry.getKey(), context.rows().withKeys(entry.getKey(), entry.getValue()));
        }
        var groups = sharedRows.groups(wanted);
        var comparison = new RowComparison(context, links, differences);
        for (var item : pending) {
            var part = item.part();
            var origin = part.origin();
            var row = rows.get(origin.table()).get(origin.row());
            tally.rows.increment();
            if (isChangedSince(origin, row)) {
                tally.changedSince.increment();
            } else if (row == null) {
                differences.add(differences
                        .of(DifferenceKind.LOST_ROW, origin.id(), "the row that the document made is not there")
                        .inTable(origin.table())
                        .lacking(origin.row().toString()));
            } else if (origin.lost()) {
                comparison.compareLoser(part, row);
            } else {
                comparison.compareWinner(groups.getOrDefault(origin.row(), new Group(List.of(part))), part, row);
            }
        }
    }

    /** In a target that has lived on, a row with another version than it was left with is somebody's later work. */
    private boolean isChangedSince(Origin origin, @Nullable TargetRow row) {
        return context.lived()
                && (origin.kept()
                        || context.target().countsVersions(origin.table())
                                && !Objects.equals(origin.version(), row == null ? null : row.version()));
    }
}
