package dev.rejoin.importer.prove.compare;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** One thing that is not as the source and the mapping say. */
public record Difference(
        DifferenceKind kind,
        @Nullable String index,
        @Nullable String id,
        @Nullable String table,
        @Nullable String column,
        @Nullable String expected,
        @Nullable String found,
        String message) {

    /** What is wrong. */
    public enum DifferenceKind {
        /** A value differs from the source's. */
        VALUE,
        /** A reference leads to another row than the source's, or to none. */
        REFERENCE,
        /** A document or an element of it has no row, and no reason why. */
        LOST_ROW,
        /** A row that no document made. */
        EXTRA_ROW,
        /** Documents became one row that are not the same, or the wrong one of them won. */
        MERGE,
        /** A row rebuilt from copies says what no copy says. */
        RESURRECTION,
        /** A document of the source that the ledger does not have, has twice, or has differently. */
        LEDGER,
        /** What became of the documents does not add up, or has no reason. */
        ACCOUNT,
        /** The sums, counts or limits of a column differ between the two sides. */
        TOTAL,
        /** The source is not what was imported. */
        SOURCE_MOVED,
        /** The source's files hold more or fewer documents than were read from them. */
        SOURCE_FILES
    }

    /** Of the source or the target as a whole. */
    public static Difference of(DifferenceKind kind, String message) {
        return new Difference(kind, null, null, null, null, null, null, message);
    }

    /** About a file, or a folder of files. */
    public static Difference ofFile(Path file, String message) {
        return of(DifferenceKind.SOURCE_FILES, message)
                .ofIndex(file.getFileName().toString());
    }

    /** The same with more to be said of it. */
    Difference with(String more) {
        return new Difference(kind, index, id, table, column, expected, found, message + more);
    }

    public Difference ofIndex(String name) {
        return new Difference(kind, name, id, table, column, expected, found, message);
    }

    public Difference ofDocument(String ofIndex, @Nullable String name) {
        return new Difference(kind, ofIndex, name, table, column, expected, found, message);
    }

    /** About what is called so in some index or other. */
    Difference named(@Nullable String name) {
        return new Difference(kind, index, name, table, column, expected, found, message);
    }

    public Difference inTable(@Nullable String name) {
        return new Difference(kind, index, id, name, column, expected, found, message);
    }

    Difference inColumn(@Nullable String name) {
        return new Difference(kind, index, id, table, name, expected, found, message);
    }

    /** What should be, and what is. */
    public Difference between(@Nullable String wanted, @Nullable String seen) {
        return new Difference(kind, index, id, table, column, wanted, seen, message);
    }

    /** What should be, and is not. */
    Difference lacking(@Nullable String wanted) {
        return between(wanted, null);
    }

    /** What is, and should not be. */
    public Difference holding(@Nullable String seen) {
        return between(null, seen);
    }
}
