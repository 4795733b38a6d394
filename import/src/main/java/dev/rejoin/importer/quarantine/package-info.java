/** What was set aside: shown, exported, and what persons have corrected or decided about it, kept. Trying again is {@code repair}. */
@NullMarked
package dev.rejoin.importer.quarantine;

import org.jspecify.annotations.NullMarked;
