/** The mapping language: what its files say, and what an index says of its own fields. */
@NullMarked
package dev.rejoin.importer.mapping;

import org.jspecify.annotations.NullMarked;
