/** The rules of the data, which rows break them, and the ratchet that makes a kept rule binding. */
@NullMarked
package dev.rejoin.quality;

import org.jspecify.annotations.NullMarked;
