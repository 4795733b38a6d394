/** Sources: clusters and dump files, read whole or not at all, byte for byte as they are. */
@NullMarked
package dev.rejoin.importer.read;

import org.jspecify.annotations.NullMarked;
