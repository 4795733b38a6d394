package dev.rejoin.importer.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rejoin.importer.document.FieldPath;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the mapping of an index says of the paths of its documents. It lists more than they hold (aliases, multi-fields)
 * and less (what is not mapped dynamically, what lies beyond the limit of fields, the insides of points, ranges and
 * flattened objects): so a path is refused only where no document can hold it.
 *
 * @param paths every path that is listed
 * @param closed objects whose documents were refused when they held anything else ({@code dynamic: strict})
 * @param nested arrays of objects that are known to be arrays
 * @param absent what each of the indices says of paths that its documents do not hold
 */
public record IndexPaths(Set<String> paths, Set<String> closed, Set<String> nested, List<AbsentPaths> absent) {

    private static IndexPaths empty() {
        return new IndexPaths(new LinkedHashSet<>(), new LinkedHashSet<>(), new LinkedHashSet<>(), new ArrayList<>());
    }

    /** Reads an index mapping, {@code {"properties": …}}. */
    public static IndexPaths of(JsonNode mapping) {
        var paths = empty();
        paths.gather(mapping, "", false);
        paths.absent.add(AbsentPaths.of(mapping));
        return paths;
    }

    private void gather(JsonNode object, String path, boolean closedAbove) {
        var dynamic = object.path("dynamic").asText(closedAbove ? "strict" : "true");
        boolean enabled = !object.path("enabled").asText("true").equals("false");
        boolean isClosed = dynamic.equals("strict") && enabled;
        if (isClosed) {
            closed.add(path);
        }
        object.path("properties").properties().forEach(field -> {
            var here = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
            var said = field.getValue();
            paths.add(here);
            switch (said.path("type").asText(said.has("properties") ? "object" : "")) {
                case "nested" -> {
                    nested.add(here);
                    gather(said, here, isClosed);
                }
                case "object" -> gather(said, here, isClosed);
                default -> {}
            }
        });
    }

    /** What several indices under one mapping file say together: what one of them may hold is no mistake. */
    public IndexPaths or(IndexPaths other) {
        var all = empty();
        all.paths.addAll(paths);
        all.paths.addAll(other.paths);
        closed.stream().filter(other.closed::contains).forEach(all.closed::add);
        nested.stream().filter(other.nested::contains).forEach(all.nested::add);
        all.absent.addAll(absent);
        all.absent.addAll(other.absent);
        return all;
    }

    public boolean isNested(FieldPath path) {
        return nested.contains(path.text());
    }

    /** Why no document of any of these indices can hold that path, and what to map instead; empty where one may. */
    public Optional<String> never(FieldPath path) {
        Optional<String> reason = Optional.empty();
        for (var each : absent) {
            reason = each.never(path);
            if (reason.isEmpty()) {
                return unlisted(path);
            }
        }
        return reason;
    }

    private Optional<String> unlisted(FieldPath path) {
        if (paths.contains(path.text()) || paths.stream().anyMatch(p -> p.startsWith(path.text() + "."))) {
            return Optional.empty();
        }
        var names = path.names();
        int known = names.size() - 1;
        while (known > 0 && !paths.contains(String.join(".", names.subList(0, known)))) {
            known--;
        }
        return closed.contains(String.join(".", names.subList(0, known)))
                ? Optional.of("the index does not list it, and takes nothing else (dynamic: strict)%s"
                        .formatted(Nearest.hint(path.text(), paths)))
                : Optional.empty();
    }
}
