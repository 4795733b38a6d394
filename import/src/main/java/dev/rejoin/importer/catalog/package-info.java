/** What the target's catalog says of its tables, keys and constraints. */
@NullMarked
package dev.rejoin.importer.catalog;

import org.jspecify.annotations.NullMarked;
