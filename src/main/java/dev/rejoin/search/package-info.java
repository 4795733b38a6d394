/** Full-text search over all resources. */
@NullMarked
package dev.rejoin.search;

import org.jspecify.annotations.NullMarked;
