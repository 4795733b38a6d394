package dev.rejoin.importer.finding;

import org.jspecify.annotations.Nullable;

/**
 * Something that an admin should know about a document; a doubt written down.
 *
 * @param path as JSON paths are written: {@code guests[12].name}
 * @param element which element it concerns alone, as {@code row_origin.part} names it
 */
public record Finding(
        Severity severity,
        FindingCode code,
        @Nullable String table,
        @Nullable String path,
        @Nullable String value,
        String message,
        @Nullable String suggestion,
        @Nullable String element) {

    /** What it means for the document. */
    public enum Severity {
        /** Something was set aside. */
        ERROR,
        /** Loaded, but contradictory or incomplete. */
        WARNING,
        /** Loaded, and brought into the expected form. */
        INFO
    }

    /** One about the document as a whole, as grave as its code. */
    public static Finding of(FindingCode code, String message) {
        return of(code.severity(), code, message);
    }

    /** One about the document as a whole. */
    public static Finding of(Severity severity, FindingCode code, String message) {
        return new Finding(severity, code, null, null, null, message, null, null);
    }

    /** The same of a row of this table. */
    public Finding in(String ofTable) {
        return new Finding(severity, code, ofTable, path, value, message, suggestion, element);
    }

    /** The same of what stands at a path. */
    public Finding at(String where) {
        return new Finding(severity, code, table, where, value, message, suggestion, element);
    }

    /** The same with the value that it is about. */
    public Finding showing(@Nullable String shown) {
        return new Finding(severity, code, table, path, shown, message, suggestion, element);
    }

    /** The same with what could be done about it. */
    public Finding suggesting(@Nullable String what) {
        return new Finding(severity, code, table, path, value, message, what, element);
    }

    /** The same of one element alone. */
    public Finding ofElement(@Nullable String which) {
        return new Finding(severity, code, table, path, value, message, suggestion, which);
    }
}
