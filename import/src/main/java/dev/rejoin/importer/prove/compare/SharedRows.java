package dev.rejoin.importer.prove.compare;

import dev.rejoin.importer.prove.compare.Ledger.Origin;
import dev.rejoin.importer.prove.expect.Interpreter.Subject;
import dev.rejoin.importer.prove.expect.Spelling;
import dev.rejoin.importer.prove.expect.Written;
import dev.rejoin.importer.read.SourceDocument;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Rows that several documents made: reads all of these, of whatever index, and says which part of which gave the row what. */
final class SharedRows {

    /** A document, of whatever index, that a row of this page was made of too. */
    private record Contributor(Subject subject, WantedParts wanted) {}

    private final PageProof.Context context;
    private final Map<Long, Optional<Contributor>> contributors = new HashMap<>();
    private final Map<Long, List<Origin>> origins = new HashMap<>();

    SharedRows(PageProof.Context context) {
        this.context = context;
    }

    /** A document of the page itself: it is not read again where it has a share in a row of others. */
    void atHand(long doc, Subject subject, WantedParts wanted, List<Origin> became) {
        if (became.stream().anyMatch(origin -> context.mergingTables().contains(origin.table()))) {
            contributors.put(doc, Optional.of(new Contributor(subject, wanted)));
            origins.put(doc, became);
        }
    }

    /** For rows that several documents made: the parts of all of them. */
    Map<UUID, Group> groups(Map<String, Set<UUID>> rows) throws SQLException {
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
        shared.values().stream()
                .flatMap(List::stream)
                .filter(origin -> !origins.containsKey(origin.doc()))
                .forEach(origin -> byIndex.computeIfAbsent(origin.index(), name -> new HashSet<>())
                        .add(origin.id()));
        var own = new HashMap<Long, Map<String, Origin>>();
        origins.forEach((doc, became) -> add(own, doc, became));
        for (var entry : byIndex.entrySet()) {
            context.ledger().origins(entry.getKey(), entry.getValue()).forEach((doc, became) -> add(own, doc, became));
        }
        return own;
    }

    private static void add(Map<Long, Map<String, Origin>> own, long doc, List<Origin> became) {
        var parts = own.computeIfAbsent(doc, number -> new HashMap<>());
        became.forEach(origin -> parts.put(origin.part(), origin));
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
                    var around = contributor.wanted().rowsAround(own.getOrDefault(doc, Map.of()));
                    var wanted = new HashMap<String, WantedParts.Wanted>();
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
        return Optional.of(new Contributor(subject, WantedParts.of(context.interpreter(), spec.get(), subject)));
    }
}
