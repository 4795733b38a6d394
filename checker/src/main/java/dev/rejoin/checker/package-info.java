/**
 * The history checker: the legacy application under load, and Rejoin following, with every read held against what was
 * acknowledged. It knows nothing of how Rejoin follows.
 */
@NullMarked
package dev.rejoin.checker;

import org.jspecify.annotations.NullMarked;
