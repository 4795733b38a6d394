/** Finds in a changed contract what clients of the former one would stumble over. */
@NullMarked
package dev.rejoin.compatibility;

import org.jspecify.annotations.NullMarked;
