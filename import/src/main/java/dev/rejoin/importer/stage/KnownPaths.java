package dev.rejoin.importer.stage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rejoin.importer.document.FieldPath;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The paths that a mapping reads or ignores, as a tree, to find those that it does neither. */
final class KnownPaths {
    private final Map<String, KnownPaths> below = new HashMap<>();
    private boolean everything;

    /** Knows a path and, since a mapped object or array of scalars is read as a whole, all that lies below it. */
    void add(FieldPath path) {
        var node = this;
        for (var name : path.names()) {
            if (name.equals("*")) {
                node.everything = true;
                return;
            }
            node = node.below.computeIfAbsent(name, n -> new KnownPaths());
        }
        node.everything |= !path.names().isEmpty();
    }

    /** Knows that elements of this array are read field by field. */
    void addArray(FieldPath path) {
        var node = this;
        for (var name : path.names()) {
            node = node.below.computeIfAbsent(name, n -> new KnownPaths());
        }
    }

    private @Nullable KnownPaths find(String key) {
        var known = below.get(key);
        if (known == null && key.indexOf('.') >= 0) {
            known = this;
            for (var name : key.split("\\.", -1)) {
                boolean covered = known != null && known.everything && key.startsWith(".");
                known = known == null || covered ? known : known.below.get(name);
            }
        }
        return known;
    }

    /** Calls with the path and value of every leaf that is unknown. */
    void findUnknown(JsonNode node, BiConsumer<String, JsonNode> unknown) {
        walk(node, null, unknown);
    }

    /** @param path none of the document itself: a field may have no name */
    private void walk(JsonNode node, @Nullable String path, BiConsumer<String, JsonNode> unknown) {
        switch (node) {
            case ObjectNode object -> {
                for (var field : object.properties()) {
                    var known = find(field.getKey());
                    var here = path == null ? field.getKey() : path + "." + field.getKey();
                    if (known == null) {
                        if (!everything) {
                            report(field.getValue(), here, unknown);
                        }
                    } else if (!known.everything) {
                        known.walk(field.getValue(), here, unknown);
                    }
                }
            }
            case ArrayNode array -> array.forEach(element -> walk(element, path, unknown));
            default -> {
                if (below.isEmpty() ? false : !node.isNull() && !everything) {
                    unknown.accept(path == null ? "" : path, node);
                }
            }
        }
    }

    /** Every leaf below an unknown name. */
    private static void report(JsonNode node, String path, BiConsumer<String, JsonNode> unknown) {
        switch (node) {
            case ObjectNode object ->
                object.properties().forEach(field -> report(field.getValue(), path + "." + field.getKey(), unknown));
            case ArrayNode array -> array.forEach(element -> report(element, path, unknown));
            default -> unknown.accept(path, node);
        }
    }
}
