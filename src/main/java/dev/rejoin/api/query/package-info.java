/** Every read that all resources share: filters, order, pages, fields, expansions, aggregates, exports, and plain SQL. */
@NullMarked
package dev.rejoin.api.query;

import org.jspecify.annotations.NullMarked;
