package dev.rejoin.importer.run;

import dev.rejoin.importer.mapping.Mapping;
import dev.rejoin.importer.mapping.Mapping.IndexMapping;
import dev.rejoin.importer.mapping.Nearest;
import dev.rejoin.importer.read.SourceIndex;
import dev.rejoin.importer.stage.Stage.Assignment;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds for every index of the source its mapping, or the rule that excludes it: none is left out unnoticed. */
final class Assignments {
    private Assignments() {}

    /**
     * Assigns all indices.
     *
     * @param prefix what a restore put before the indices' names
     * @param missing mappings whose index need not exist
     * @throws RefusedException when an index has no mapping, or a mapping no index
     */
    static List<Assignment> of(List<SourceIndex> indices, Mapping mapping, String prefix, Set<String> missing) {
        var assignments = new ArrayList<Assignment>();
        var unmapped = new ArrayList<String>();
        var used = new LinkedHashSet<String>();
        for (var index : indices) {
            if (!index.name().startsWith(prefix)) {
                continue;
            }
            var name = index.name().substring(prefix.length());
            var found = mapping.indices().stream()
                    .filter(m -> matches(m, name, index))
                    .findFirst();
            var excluded = Optional.ofNullable(mapping.exclude().get(name));
            if (found.isEmpty() && excluded.isEmpty()) {
                unmapped.add(name);
            } else {
                found.ifPresent(m -> used.add(m.index()));
                assignments.add(new Assignment(name, index, excluded.isPresent() ? Optional.empty() : found, excluded));
            }
        }
        refuse(indices, mapping, prefix, missing, unmapped, used);
        return assignments;
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
                .map(SourceIndex::name)
                .filter(n -> n.startsWith(prefix))
                .map(n -> n.substring(prefix.length()))
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

    private static boolean matches(IndexMapping mapping, String name, SourceIndex index) {
        var wanted = mapping.index();
        return wanted.equals(name)
                || index.aliases().contains(wanted)
                || wanted.contains("*") && Pattern.matches(Pattern.quote(wanted).replace("*", "\\E.*\\Q"), name);
    }
}
