package dev.rejoin.importer.plan;

import dev.rejoin.importer.catalog.TargetCatalog;
import dev.rejoin.importer.mapping.IndexPaths;
import dev.rejoin.importer.mapping.Mapping;
import dev.rejoin.importer.mapping.Mapping.FileLine;
import dev.rejoin.importer.mapping.Mapping.Value;
import dev.rejoin.importer.mapping.MappingException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Holds a mapping to the target's catalog and to the index mappings, before anything is read. */
public final class MappingCheck {
    private MappingCheck() {}

    /**
     * Checks the whole mapping.
     *
     * @param paths the paths that the source's index mappings know, by the mapping's index; none where unknown
     * @throws MappingException with every error found
     */
    public static void check(Mapping mapping, TargetCatalog catalog, Map<String, IndexPaths> paths) {
        var against = MappingAgainstTarget.of(mapping, catalog);
        new ImportFileCheck(against).check();
        checkIdentities(against);
        var ofIndex = new IndexMappingCheck(against);
        for (var index : mapping.indices()) {
            ofIndex.check(index, Optional.ofNullable(paths.get(index.index())));
        }
        if (!against.errors().isEmpty()) {
            throw new MappingException(against.errors());
        }
    }

    /** Rows are named by their identity: one that leads over references to itself names nothing. */
    private static void checkIdentities(MappingAgainstTarget against) {
        var leadsTo = new TreeMap<String, Set<String>>();
        var places = new TreeMap<String, FileLine>();
        against.allRows().forEach(row -> row.identity().forEach(column -> {
            if (row.columns().get(column) instanceof Value.Field field
                    && field.reference().isPresent()) {
                leadsTo.computeIfAbsent(row.table(), t -> new TreeSet<>())
                        .add(field.reference().get().table());
                places.putIfAbsent(row.table(), row.place());
            }
        }));
        for (var table : leadsTo.keySet()) {
            var reached = new TreeSet<>(leadsTo.get(table));
            while (reached.addAll(reached.stream()
                    .flatMap(t -> leadsTo.getOrDefault(t, Set.of()).stream())
                    .toList())) {}
            if (reached.contains(table)) {
                against.error(
                        places.get(table),
                        "the identity of " + table + " holds a reference that leads back to " + table
                                + ": which row it is cannot be told; take columns that do not refer to it");
            }
        }
    }
}
