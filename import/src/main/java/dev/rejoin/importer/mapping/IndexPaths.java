package dev.rejoin.importer.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The field paths that an index mapping knows.
 *
 * @param open paths of objects below which the mapping is silent: disabled or not dynamically mapped
 */
public record IndexPaths(Set<String> paths, Set<String> open) {

    /** Reads an index mapping, {@code {"properties": …}}. */
    public static IndexPaths of(JsonNode mapping) {
        var paths = new IndexPaths(new LinkedHashSet<>(), new LinkedHashSet<>());
        paths.gather(mapping, "");
        return paths;
    }

    private void gather(JsonNode object, String path) {
        if (object.path("enabled").asText("true").equals("false")
                || object.path("dynamic").asText("true").equals("false")) {
            open.add(path);
        }
        object.path("properties").properties().forEach(field -> {
            var here = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
            paths.add(here);
            gather(field.getValue(), here);
        });
    }

    /** Whether a document may hold something at that path. */
    public boolean knows(FieldPath path) {
        return paths.isEmpty()
                || paths.contains(path.text())
                || open.stream().anyMatch(o -> o.isEmpty() || path.text().startsWith(o + "."));
    }
}
