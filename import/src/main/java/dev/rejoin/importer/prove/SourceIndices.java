package dev.rejoin.importer.prove;

import dev.rejoin.importer.prove.expect.Specification;
import dev.rejoin.importer.prove.expect.Specification.OfIndex;
import dev.rejoin.importer.read.Contents;
import dev.rejoin.importer.read.SourceIndex;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The indices of a source, and what the mapping says of each.
 *
 * @param byName by the name without what a restore put before it
 * @param excluded names of those that were not looked at
 */
record SourceIndices(
        Map<String, SourceIndex> byName, Map<String, Optional<OfIndex>> specifications, Set<String> excluded) {

    static SourceIndices of(Contents contents, String prefix, Specification specification) {
        var byName = new TreeMap<String, SourceIndex>();
        var specifications = new HashMap<String, Optional<OfIndex>>();
        for (var index : contents.indices()) {
            var name = index.name().substring(prefix.length());
            byName.put(name, index);
            specifications.put(
                    name,
                    specification.indices().stream()
                            .filter(candidate -> isMeant(candidate.index(), name, index))
                            .findFirst());
        }
        var excluded = new HashSet<String>();
        contents.excluded().forEach(index -> excluded.add(index.substring(prefix.length())));
        return new SourceIndices(byName, specifications, excluded);
    }

    List<Map.Entry<String, SourceIndex>> largestFirst() {
        return byName.entrySet().stream()
                .sorted(Comparator.comparingLong(entry -> -entry.getValue().count()))
                .toList();
    }

    Optional<OfIndex> specificationOf(String name) {
        return specifications.getOrDefault(name, Optional.empty());
    }

    private static boolean isMeant(String wanted, String name, SourceIndex index) {
        if (wanted.equals(name) || index.aliases().contains(wanted)) {
            return true;
        }
        var pieces = new ArrayList<String>();
        for (var piece : wanted.split("\\*", -1)) {
            pieces.add(Pattern.quote(piece));
        }
        return wanted.contains("*") && name.matches(String.join(".*", pieces));
    }
}
