package dev.rejoin.importer.run;

import dev.rejoin.importer.mapping.Mapping;
import dev.rejoin.importer.mapping.Mapping.IndexMapping;
import dev.rejoin.importer.mapping.Nearest;
import dev.rejoin.importer.read.Contents;
import dev.rejoin.importer.read.SourceIndex;
import dev.rejoin.importer.stage.Stage.Assignment;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Finds for every index of the source its mapping, or the rule that excludes it: none is left out unnoticed.
 *
 * @param excluded the indices that are left out, each with the mapping's reason
 */
public record Assignments(List<Assignment> read, Map<String, String> excluded) {

    /**
     * Assigns all indices.
     *
     * @param prefix what a restore put before the indices' names
     * @param missing mappings whose index need not exist
     * @throws RefusedException when an index has no mapping, or a mapping no index
     */
    static Assignments of(Contents contents, Mapping mapping, String prefix, Set<String> missing) {
        var assignments = new ArrayList<Assignment>();
        var unmapped = new ArrayList<String>();
        var used = new LinkedHashSet<String>();
        for (var index : contents.indices()) {
            var name = index.name().substring(prefix.length());
            mapping.indices().stream()
                    .filter(m -> m.means(name, index.aliases()))
                    .findFirst()
                    .ifPresentOrElse(
                            found -> {
                                used.add(found.index());
                                assignments.add(new Assignment(name, index, found));
                            },
                            () -> unmapped.add(name));
        }
        var excluded = new TreeMap<String, String>();
        for (var index : contents.excluded()) {
            var name = index.substring(prefix.length());
            excluded.put(name, mapping.exclude().getOrDefault(name, ""));
            // A mapping of a pattern may have nothing left to read.
            mapping.indices().stream().filter(m -> m.means(name, List.of())).forEach(m -> used.add(m.index()));
        }
        refuse(contents.indices(), mapping, prefix, missing, unmapped, used);
        return new Assignments(List.copyOf(assignments), excluded);
    }

    private static void refuse(
            List<SourceIndex> indices,
            Mapping mapping,
            String prefix,
            Set<String> missing,
            List<String> unmapped,
            Set<String> used) {
        var names = mapping.indices().stream().map(IndexMapping::index).toList();
        var problems = new ArrayList<String>();
        for (var name : unmapped) {
            problems.add(
                    "The index \"" + name + "\" has no mapping: write one, or name it under \"exclude\" in import.yaml"
                            + " with a reason" + Nearest.hint(name, names));
        }
        var present = indices.stream()
                .map(index -> index.name().substring(prefix.length()))
                .toList();
        for (var index : mapping.indices()) {
            if (!used.contains(index.index()) && !missing.contains(index.index())) {
                problems.add(index.place() + ": the source has no index \"" + prefix + index.index() + "\""
                        + Nearest.hint(index.index(), present) + " (if it is meant to be missing: --without "
                        + index.index() + ")");
            }
        }
        if (!problems.isEmpty()) {
            throw new RefusedException(String.join("\n", problems));
        }
    }
}
