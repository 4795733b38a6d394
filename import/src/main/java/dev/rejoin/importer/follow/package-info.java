/** Follows a cluster that is still written to: whatever changes there is applied, document by document. */
@NullMarked
package dev.rejoin.importer.follow;

import org.jspecify.annotations.NullMarked;
