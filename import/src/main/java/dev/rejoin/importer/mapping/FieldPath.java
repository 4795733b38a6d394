package dev.rejoin.importer.mapping;

import java.util.List;

/**
 * A path into a document: names joined by dots. Arrays do not show in it, as in Elasticsearch. A leading dot makes it
 * relative to an array's element; {@code _id}, {@code _index}, {@code _routing} and {@code #} are not in the document's
 * body.
 */
public record FieldPath(String text, boolean relative, List<String> names) {

    /** Reads a path as written in a mapping; in an ignore list its last name may be {@code *}. */
    public static FieldPath of(String text) {
        var relative = text.startsWith(".");
        var body = relative ? text.substring(1) : text;
        return new FieldPath(text, relative, body.isEmpty() ? List.of() : List.of(body.split("\\.")));
    }

    public boolean isMeta() {
        return text.equals("_id") || text.equals("_index") || text.equals("_routing") || text.equals("#");
    }

    /** The path of this one, which is relative, below the array at {@code base}. */
    public FieldPath under(FieldPath base) {
        return relative ? FieldPath.of(names.isEmpty() ? base.text : base.text + text) : this;
    }

    @Override
    public String toString() {
        return text;
    }
}
