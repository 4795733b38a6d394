package dev.rejoin.importer.document;

import java.util.Map;

/** What happens to two values at one path: by path, and otherwise. */
public record Conflicts(Conflict otherwise, Map<String, Conflict> byPath) {
    public static final Conflicts UNSAID = new Conflicts(Conflict.NULL, Map.of());

    public Conflict at(String path) {
        return byPath.getOrDefault(path, otherwise);
    }
}
