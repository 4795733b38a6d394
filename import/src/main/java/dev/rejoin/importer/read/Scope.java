package dev.rejoin.importer.read;

import java.util.Set;

/**
 * Which indices of a source are meant. Of all others nothing is asked but what they are called.
 *
 * @param prefix what a restore put before the names of the indices that are meant
 * @param excluded indices that a mapping leaves out, by their names without the prefix
 */
public record Scope(String prefix, Set<String> excluded) {

    /** Every index there is. */
    public static final Scope EVERYTHING = new Scope("", Set.of());

    /** Whether an index is to be looked at. */
    public boolean covers(String index) {
        return index.startsWith(prefix) && !excludes(index);
    }

    /** Whether an index is one of those that are left out by their names. */
    public boolean excludes(String index) {
        return index.startsWith(prefix) && excluded.contains(index.substring(prefix.length()));
    }
}
