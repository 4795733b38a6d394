/** What the target's catalog says of its tables, keys and constraints. */
@NullMarked
package dev.rejoin.importer.target;

import org.jspecify.annotations.NullMarked;
