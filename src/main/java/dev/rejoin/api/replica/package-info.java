/** Reads that servers answer which follow the primary. */
@NullMarked
package dev.rejoin.api.replica;

import org.jspecify.annotations.NullMarked;
