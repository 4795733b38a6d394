package dev.rejoin.importer.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
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
 * @param instead paths that no document can hold, and the one that is meant
 */
public record IndexPaths(Set<String> paths, Set<String> closed, Set<String> nested, Map<String, Instead> instead) {

    /** Why no document can hold a path, and which one is meant. */
    record Instead(String kind, String path) {}

    public static IndexPaths empty() {
        return new IndexPaths(
                new LinkedHashSet<>(), new LinkedHashSet<>(), new LinkedHashSet<>(), new LinkedHashMap<>());
    }

    /** Reads an index mapping, {@code {"properties": …}}. */
    public static IndexPaths of(JsonNode mapping) {
        var paths = empty();
        paths.gather(mapping, "", false);
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
                case "alias" ->
                    instead.put(here, new Instead("an alias", said.path("path").asText()));
                case "nested" -> {
                    nested.add(here);
                    gather(said, here, isClosed);
                }
                case "object" -> gather(said, here, isClosed);
                default -> {}
            }
            said.path("fields")
                    .properties()
                    .forEach(multi -> instead.put(here + "." + multi.getKey(), new Instead("a multi-field", here)));
        });
    }

    /** What several indices under one mapping file say together: what one of them may hold is no mistake. */
    public IndexPaths or(IndexPaths other) {
        var all = empty();
        all.paths.addAll(paths);
        all.paths.addAll(other.paths);
        closed.stream().filter(other.closed::contains).forEach(all.closed::add);
        nested.stream().filter(other.nested::contains).forEach(all.nested::add);
        instead.forEach((path, meant) -> {
            if (meant.equals(other.instead.get(path))) {
                all.instead.put(path, meant);
            }
        });
        return all;
    }

    boolean isNested(FieldPath path) {
        return nested.contains(path.text());
    }

    /** Why no document can hold anything at that path, as a half sentence; empty where one may. */
    Optional<String> objection(FieldPath path) {
        var meant = instead.get(path.text());
        if (meant != null) {
            return Optional.of("\"%s\" is %s of the index, which no document holds; write \"%s\", for which it stands"
                    .formatted(path.text(), meant.kind(), meant.path()));
        }
        if (paths.contains(path.text()) || paths.stream().anyMatch(p -> p.startsWith(path.text() + "."))) {
            return Optional.empty();
        }
        var names = path.names();
        int known = names.size() - 1;
        while (known > 0 && !paths.contains(String.join(".", names.subList(0, known)))) {
            known--;
        }
        return closed.contains(String.join(".", names.subList(0, known)))
                ? Optional.of("the index has no field \"%s\", and takes none that it does not list (dynamic: strict)%s"
                        .formatted(path.text(), Nearest.hint(path.text(), paths)))
                : Optional.empty();
    }
}
