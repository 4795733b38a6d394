/** Doubts written down: what a finding is, and all that the importer itself can find. */
@NullMarked
package dev.rejoin.importer.finding;

import org.jspecify.annotations.NullMarked;
