package dev.rejoin.importer.prove.expect;

import dev.rejoin.importer.prove.expect.Specification.Conflicts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Spells every path of a document in one way, as objects. A key keeps its dots where what it begins with has a value that
 * is no object; of two values at one path the mapping says which is taken.
 */
public final class Spelling {

    /** An object put together; {@code written} is how it stands in the document, unless that says something else. */
    static final class Spelt extends LinkedHashMap<String, Object> {
        private final boolean ofDottedKeys;
        private transient @Nullable Map<?, ?> written;

        Spelt(boolean ofDottedKeys) {
            this.ofDottedKeys = ofDottedKeys;
        }

        /** Whether the document holds no such object, but keys with dots that begin with its path. */
        boolean isOfDottedKeys() {
            return ofDottedKeys;
        }

        Map<?, ?> written() {
            return written == null ? this : written;
        }
    }

    private final Conflicts conflicts;
    private int contradictions;
    private boolean quarantine;

    private Spelling(Conflicts conflicts) {
        this.conflicts = conflicts;
    }

    /** A document spelt out, and whether a contradiction in it sets it aside. */
    public record SpeltOut(Map<?, ?> body, boolean setsAside) {}

    public static SpeltOut of(Map<?, ?> written, Conflicts conflicts) {
        if (!hasDots(written)) {
            return new SpeltOut(written, false);
        }
        var spelling = new Spelling(conflicts);
        var body = spelling.object(written, List.of());
        return new SpeltOut(body, spelling.quarantine);
    }

    private static boolean hasDots(@Nullable Object value) {
        return switch (value) {
            case Map<?, ?> object ->
                object.entrySet().stream()
                        .anyMatch(field -> field.getKey().toString().contains(".") || hasDots(field.getValue()));
            case List<?> list -> list.stream().anyMatch(Spelling::hasDots);
            case null, default -> false;
        };
    }

    private Object spelt(Object value, List<String> path) {
        return switch (value) {
            case Map<?, ?> object -> object(object, path);
            case List<?> list -> {
                var copy = new ArrayList<Object>();
                list.forEach(element -> copy.add(spelt(element, path)));
                yield copy;
            }
            default -> value;
        };
    }

    private Spelt object(Map<?, ?> written, List<String> path) {
        int before = contradictions;
        var object = new Spelt(false);
        var longest = 1;
        for (var key : written.keySet()) {
            longest = Math.max(longest, names(key.toString()).size());
        }
        for (int length = 1; length <= longest; length++) {
            for (var field : written.entrySet()) {
                var names = names(field.getKey().toString());
                if (names.size() == length) {
                    put(object, names, spelt(field.getValue(), joined(path, names)), joined(path, names));
                }
            }
        }
        object.written = contradictions == before ? written : null;
        return object;
    }

    private static List<String> names(String key) {
        boolean plain = key.startsWith(".") || key.endsWith(".") || key.contains("..");
        return plain ? List.of(key) : Arrays.asList(key.split("\\."));
    }

    private static List<String> joined(List<String> path, List<String> names) {
        var joined = new ArrayList<>(path);
        joined.addAll(names);
        return joined;
    }

    private void put(Spelt into, List<String> names, Object value, List<String> path) {
        var first = names.getFirst();
        var there = into.get(first);
        if (names.size() == 1) {
            into.put(first, there == null || there == Written.NULL ? value : together(there, value, path));
        } else if (there == null || there == Written.NULL) {
            var inner = new Spelt(true);
            into.put(first, inner);
            put(inner, names.subList(1, names.size()), value, path);
        } else if (there instanceof Spelt inner) {
            inner.written = null;
            put(inner, names.subList(1, names.size()), value, path);
        } else {
            putBeside(into, there, names, value, path);
        }
    }

    private void putBeside(Spelt into, Object there, List<String> names, Object value, List<String> path) {
        var rest = names.subList(1, names.size());
        var nested = Written.at(there, String.join(".", rest));
        if (Written.isNone(nested, true) || nested.equals(value)) {
            into.put(String.join(".", names), value);
            return;
        }
        var taken = taken(path);
        if (!taken.equals("nested")) {
            drop(there, rest);
        }
        if (taken.equals("dotted")) {
            into.put(String.join(".", names), value);
        }
    }

    private static void drop(Object from, List<String> names) {
        switch (from) {
            case List<?> list -> list.forEach(element -> drop(element, names));
            case Spelt object -> {
                object.written = null;
                if (names.size() == 1) {
                    object.remove(names.getFirst());
                } else if (object.get(names.getFirst()) instanceof Object inner) {
                    drop(inner, names.subList(1, names.size()));
                }
            }
            default -> {}
        }
    }

    private Object together(Object there, Object value, List<String> path) {
        if (there instanceof Spelt left && value instanceof Spelt right) {
            left.written = null;
            right.forEach((name, inner) -> put(left, List.of(name), inner, joined(path, List.of(name))));
            return left;
        }
        if (there.equals(value)) {
            return there;
        }
        return switch (taken(path)) {
            case "nested" -> there;
            case "dotted" -> value;
            default -> Written.NULL;
        };
    }

    private String taken(List<String> path) {
        contradictions++;
        var taken = conflicts.at(String.join(".", path));
        quarantine |= taken.equals("quarantine");
        return taken;
    }
}
