package dev.rejoin.compatibility;

/** Who reads a schema's values: what may be narrowed on one side may only be widened on the other. */
enum Side {
    SENT,
    ANSWERED
}
