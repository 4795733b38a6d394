/**
 * What the documents have become: ledger and rows as the target shows them, held against what was expected. Knows nothing
 * of how a source is read.
 */
@NullMarked
package dev.rejoin.importer.prove.compare;

import org.jspecify.annotations.NullMarked;
