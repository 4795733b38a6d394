/** A snapshot made readable in a cluster that may hold other things. */
@NullMarked
package dev.rejoin.importer.restore;

import org.jspecify.annotations.NullMarked;
