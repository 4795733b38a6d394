package dev.rejoin.importer.prove.compare;

import dev.rejoin.importer.prove.compare.Ledger.Origin;
import dev.rejoin.importer.prove.expect.Foreseen;
import dev.rejoin.importer.prove.expect.Interpreted;
import dev.rejoin.importer.prove.expect.WantedParts;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Rows that several documents made: reads all of these, of whatever index, and says which part of which gave the row what. */
final class SharedRows {

    private final PageProof.Context context;

    /** Documents, of whatever index, that rows of this page were made of too. */
    private final Map<Long, Foreseen> contributors = new HashMap<>();

    private final Map<Long, List<Origin>> origins = new HashMap<>();

    SharedRows(PageProof.Context context) {
        this.context = context;
    }

    /** A document of the page itself: it is not read again where it has a share in a row of others. */
    void atHand(long doc, Foreseen document, List<Origin> became) {
        if (became.stream().anyMatch(origin -> context.mergingTables().contains(origin.table()))) {
            contributors.put(doc, document);
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
        if (context.remembered() != Remembered.NOTHING) {
            context.ledger().identities(unread).forEach((doc, entry) -> context.remembered()
                    .of(entry.index(), entry.id(), entry.routing(), entry.sha256())
                    .ifPresent(document -> contributors.put(doc, document)));
            unread.removeAll(contributors.keySet());
        }
        context.ledger().documents(unread).forEach((doc, document) -> {
            var spec = context.indexOf().apply(document.index());
            contributors.put(doc, new Interpreted(context.interpreter(), document.index(), spec, document));
        });
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

    private List<Group.Maker> parts(Map<UUID, List<Origin>> shared) throws SQLException {
        var own = ownRows(shared);
        var all = new ArrayList<Group.Maker>();
        var documents = new HashMap<Long, List<Origin>>();
        shared.values()
                .forEach(origins -> origins.forEach(origin -> documents
                        .computeIfAbsent(origin.doc(), doc -> new ArrayList<>())
                        .add(origin)));
        documents.forEach((doc, origins) -> {
            var contributor = contributors.get(doc);
            if (contributor == null || !contributor.isReadable()) {
                return;
            }
            var around = RowsAround.of(contributor.wanted(), own.getOrDefault(doc, Map.of()));
            var wanted = new HashMap<String, WantedParts.WantedPart>();
            contributor.wanted().parts().forEach(part -> wanted.put(part.label(), part));
            for (var origin : origins) {
                var part = wanted.get(origin.part());
                if (part != null) {
                    all.add(new Group.Maker(
                            origin, part.row(), part.columns(), around.getOrDefault(origin.part(), Map.of())));
                }
            }
        });
        return all;
    }
}
