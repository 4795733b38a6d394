/** The target's rows, in one transaction: a first load, or a delta through the target's own triggers. */
@NullMarked
package dev.rejoin.importer.load;

import org.jspecify.annotations.NullMarked;
