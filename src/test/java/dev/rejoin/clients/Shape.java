package dev.rejoin.clients;

import java.util.List;

/** A type of the contract, in no language yet. */
sealed interface Shape {
    /** A value that is no structure. */
    enum Scalar implements Shape {
        TEXT,
        UUID,
        INTEGER,
        NUMBER,
        DECIMAL,
        BOOLEAN,
        DATE,
        INSTANT,
        JSON
    }

    record Choice(List<String> values) implements Shape {}

    record Sequence(Shape of) implements Shape {}

    record Table(Shape of) implements Shape {}

    record Named(String structure) implements Shape {}

    record OrNull(Shape of) implements Shape {}
}
