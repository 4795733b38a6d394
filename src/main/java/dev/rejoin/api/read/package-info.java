/** Every read that all resources share: items, collections, streams and aggregates, generated from the declarations. */
@NullMarked
package dev.rejoin.api.read;

import org.jspecify.annotations.NullMarked;
