/** What the importer left behind, as long as its schema is there. */
@NullMarked
package dev.rejoin.imports;

import org.jspecify.annotations.NullMarked;
