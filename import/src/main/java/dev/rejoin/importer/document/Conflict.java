package dev.rejoin.importer.document;

/** What is taken of two values at one path, one of them in an object and one under a key with dots. */
public enum Conflict {
    /** Neither. */
    NULL,
    NESTED,
    DOTTED,
    /** The document is set aside. */
    QUARANTINE
}
