package dev.rejoin.importer.check;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The tables whose staged rows have changed since they were last held to what each row says by itself, and to what rows say
 * together: an import of a million rows asks again only where the answer may be another one.
 */
final class ChangedTables {
    private final Set<String> byThemselves;
    private final Set<String> together;

    /** Nothing was asked of these yet. */
    ChangedTables(Collection<String> tables) {
        this.byThemselves = new LinkedHashSet<>(tables);
        this.together = new LinkedHashSet<>(tables);
    }

    void add(String table) {
        byThemselves.add(table);
        together.add(table);
    }

    /** Not all was asked of what its rows say by themselves. */
    void addByThemselves(String table) {
        byThemselves.add(table);
    }

    /** Values were drawn again, of whichever rows. */
    void addWhatWasNotHeldTogether() {
        byThemselves.addAll(together);
    }

    /** The tables whose rows are to be held to what each says by itself; then they are. */
    List<String> takeByThemselves() {
        var taken = List.copyOf(byThemselves);
        byThemselves.clear();
        return taken;
    }

    /** The tables whose rows are to be held to each other; then they are. */
    List<String> takeTogether() {
        var taken = List.copyOf(together);
        together.clear();
        return taken;
    }
}
