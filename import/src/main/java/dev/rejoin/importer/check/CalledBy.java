package dev.rejoin.importer.check;

import dev.rejoin.importer.document.FieldPath;
import dev.rejoin.importer.mapping.Mapping.Copy;
import dev.rejoin.importer.mapping.Mapping.IndexMapping;
import dev.rejoin.importer.mapping.Mapping.RowMapping;
import dev.rejoin.importer.mapping.Mapping.Value;
import dev.rejoin.importer.plan.StagePlan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What people call the documents of an index by, and who decides about them: a report is read by people who have never
 * seen an id.
 *
 * @param called the paths whose values make a document's name
 * @param missing path of a reference to the path of a copy that names what it refers to, also where that is missing
 */
record CalledBy(List<String> called, @Nullable String decidedBy, Map<String, String> missing) {
    private static final List<List<String>> NAMES = List.of(
            List.of("name"),
            List.of("full_name"),
            List.of("given_name", "family_name"),
            List.of("title"),
            List.of("label"),
            List.of("number"));

    /** By the indices of the source, as findings name them. */
    static Map<String, CalledBy> of(StagePlan plan) {
        var all = new LinkedHashMap<String, CalledBy>();
        plan.ownDates().forEach((name, own) -> all.put(name, of(own.index())));
        return all;
    }

    private static CalledBy of(IndexMapping index) {
        var called = index.called().isEmpty() ? usual(index) : index.called();
        return new CalledBy(
                called.stream().map(FieldPath::text).toList(), index.decidedBy().orElse(null), missing(index));
    }

    private static List<FieldPath> usual(IndexMapping index) {
        for (var names : NAMES) {
            for (var row : index.rows().reversed()) {
                var paths = names.stream()
                        .flatMap(name -> path(row.columns().get(name)).stream())
                        .distinct()
                        .toList();
                if (!paths.isEmpty()) {
                    return paths;
                }
            }
        }
        return List.of();
    }

    private static Optional<FieldPath> path(@Nullable Value value) {
        return value instanceof Value.Field field && field.reference().isEmpty()
                ? Optional.of(field.from().getFirst()).filter(path -> !path.isMeta())
                : Optional.empty();
    }

    private static Map<String, String> missing(IndexMapping index) {
        var names = new LinkedHashMap<String, String>();
        add(names, index.ownRow(), index.copies());
        index.children().forEach(child -> add(names, child, child.copies()));
        return names;
    }

    private static void add(Map<String, String> names, RowMapping row, List<Copy> copies) {
        for (var copy : copies) {
            var column = copy.column().substring(copy.column().lastIndexOf('.') + 1);
            if (NAMES.stream().anyMatch(usual -> usual.contains(column))
                    && row.columns().get(copy.reference()) instanceof Value.Field field) {
                field.from().forEach(path -> names.putIfAbsent(whole(row, path), whole(row, copy.path())));
            }
        }
    }

    private static String whole(RowMapping row, FieldPath path) {
        return row.from().map(path::under).orElse(path).text();
    }
}
