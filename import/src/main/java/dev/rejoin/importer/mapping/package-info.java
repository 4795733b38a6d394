/** The mapping language: read, and held against the target and the index before anything begins. */
@NullMarked
package dev.rejoin.importer.mapping;

import org.jspecify.annotations.NullMarked;
