package dev.rejoin.legacy.sample;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A document to be written, and what an import is expected to make of it. */
final class Doc {
    /** What becomes of a document. */
    enum Disposition {
        LOADED,
        MERGED,
        QUARANTINED,
        EXCLUDED
    }

    private final String index;
    private final String id;
    private final Map<String, @Nullable Object> source = new LinkedHashMap<>();
    private final Map<String, Integer> rows = new LinkedHashMap<>();
    private Disposition disposition = Disposition.LOADED;

    Doc(String index, String id) {
        this.index = index;
        this.id = id;
    }

    String index() {
        return index;
    }

    String id() {
        return id;
    }

    Map<String, @Nullable Object> source() {
        return source;
    }

    Disposition disposition() {
        return disposition;
    }

    /** Expected rows per target table. */
    Map<String, Integer> rows() {
        return rows;
    }

    /** Sets the value at a path; dots make objects. */
    Doc set(String path, @Nullable Object value) {
        var parent = parent(path);
        parent.put(path.substring(path.lastIndexOf('.') + 1), value);
        return this;
    }

    /** Sets a top-level key as it stands, dots and all. */
    Doc setRaw(String key, @Nullable Object value) {
        source.put(key, value);
        return this;
    }

    Doc remove(String path) {
        parent(path).remove(path.substring(path.lastIndexOf('.') + 1));
        return this;
    }

    @Nullable
    Object get(String path) {
        return parent(path).get(path.substring(path.lastIndexOf('.') + 1));
    }

    String text(String path) {
        return String.valueOf(get(path));
    }

    Doc increment(String path, int by) {
        return set(path, (get(path) instanceof Integer number ? number : 0) + by);
    }

    Doc increase(String path, double by) {
        return set(path, (get(path) instanceof Double number ? number : 0) + by);
    }

    /** The list at a path, made when it is not there. */
    @SuppressWarnings("unchecked")
    <T> List<T> list(String path) {
        if (!(get(path) instanceof List<?>)) {
            set(path, new ArrayList<T>());
        }
        return (List<T>) java.util.Objects.requireNonNull(get(path));
    }

    /** The document is expected to become this many more rows of that table. */
    Doc expectRows(String table, int number) {
        rows.merge(table, number, Integer::sum);
        return this;
    }

    Doc expectQuarantine() {
        disposition = Disposition.QUARANTINED;
        rows.clear();
        return this;
    }

    Doc expectMerge() {
        disposition = Disposition.MERGED;
        rows.clear();
        return this;
    }

    Doc expectExclusion() {
        disposition = Disposition.EXCLUDED;
        rows.clear();
        return this;
    }

    @SuppressWarnings("unchecked")
    private Map<String, @Nullable Object> parent(String path) {
        var current = source;
        var names = path.split("\\.");
        for (int i = 0; i < names.length - 1; i++) {
            current = (Map<String, @Nullable Object>)
                    current.computeIfAbsent(names[i], name -> new LinkedHashMap<String, @Nullable Object>());
        }
        return current;
    }
}
