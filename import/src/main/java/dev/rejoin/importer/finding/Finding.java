package dev.rejoin.importer.finding;

import org.jspecify.annotations.Nullable;

/**
 * Something that an admin should know about a document; a doubt written down.
 *
 * @param code one of {@link FindingCode}, or the name of a constraint of the target or of a rule of the mapping
 * @param path as JSON paths are written: {@code guests[12].name}
 * @param element which element it concerns alone, as {@code row_origin.part} names it
 */
public record Finding(
        Severity severity,
        String code,
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
}
