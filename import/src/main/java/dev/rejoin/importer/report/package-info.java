/** Tells an admin and a board what a run has done, from what the ledger in the database says. */
@NullMarked
package dev.rejoin.importer.report;

import org.jspecify.annotations.NullMarked;
