package dev.rejoin.importer.document;

import java.util.ArrayList;
import java.util.List;

/**
 * A path into a document: names joined by dots. Arrays do not show in it, as in Elasticsearch. A leading dot makes it
 * relative to an array's element, each further dot to what that lies in, one name further out; {@code _id},
 * {@code _index}, {@code _routing} and {@code #} are not in the document's body.
 *
 * @param up how many names further out than the element a relative path begins
 */
public record FieldPath(String text, boolean relative, int up, List<String> names) {
    private static final String POSITION = "#";

    /** Reads a path as written in a mapping, but in an ignore list. */
    public static FieldPath of(String text) {
        int dots = 0;
        while (dots < text.length() && text.charAt(dots) == '.') {
            dots++;
        }
        var body = text.substring(dots);
        return new FieldPath(
                text, dots > 0, Math.max(0, dots - 1), body.isEmpty() ? List.of() : List.of(body.split("\\.")));
    }

    /** Reads a path of which every name counts, also an empty one: {@code .a} is a field of the one that has no name. */
    public static FieldPath literal(String text) {
        return new FieldPath(text, false, 0, List.of(text.split("\\.", -1)));
    }

    private static FieldPath of(List<String> names) {
        return new FieldPath(String.join(".", names), false, 0, List.copyOf(names));
    }

    public boolean isMeta() {
        return text.equals("_id") || text.equals("_index") || text.equals("_routing") || isPosition();
    }

    /** Whether it stands for the position of an element, or of one that it lies in. */
    public boolean isPosition() {
        return names.size() == 1 && names.getFirst().equals(POSITION);
    }

    /** The path of this one, if it is relative, below the array at {@code base}. */
    public FieldPath under(FieldPath base) {
        if (!relative || isPosition()) {
            return this;
        }
        var joined = new ArrayList<>(base.names.subList(0, Math.max(0, base.names.size() - up)));
        joined.addAll(names);
        return of(joined);
    }

    /** Whether all of this path's names begin the other one's. */
    public boolean isAtOrAbove(FieldPath other) {
        return names.size() <= other.names.size() && names.equals(other.names.subList(0, names.size()));
    }

    /** How many names two paths have in common from their start on. */
    public int shared(FieldPath other) {
        int shared = 0;
        while (shared < Math.min(names.size(), other.names.size())
                && names.get(shared).equals(other.names.get(shared))) {
            shared++;
        }
        return shared;
    }

    @Override
    public String toString() {
        return text;
    }
}
