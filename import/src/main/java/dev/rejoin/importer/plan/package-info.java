/** A mapping held against the target and the source, before anything is read: what is wrong with it, and what it makes of them. */
@NullMarked
package dev.rejoin.importer.plan;

import org.jspecify.annotations.NullMarked;
