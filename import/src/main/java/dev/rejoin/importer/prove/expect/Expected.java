package dev.rejoin.importer.prove.expect;

/** What a column of a row has to hold. */
public sealed interface Expected {

    /** No value. */
    record None() implements Expected {}

    /** This value, in the form in which values of its type are compared. */
    record Value(String canonical) implements Expected {}

    /** This text, as PostgreSQL reads it for the column's type. */
    record Literal(String text) implements Expected {}

    /** A reference to the row that this text names. */
    record Link(String name, Specification.Reference reference) implements Expected {}

    /** The id of the row that the same document made in that table. */
    record OwnRow(String table) implements Expected {}

    /** The value cannot be taken: its row must have been set aside. */
    record Unreadable(String text) implements Expected {}

    Expected NONE = new None();
}
