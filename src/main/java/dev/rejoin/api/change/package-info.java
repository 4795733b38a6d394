/** Every write that all resources share: bodies, transactions, preconditions, repeated requests, bulk, batch. */
@NullMarked
package dev.rejoin.api.change;

import org.jspecify.annotations.NullMarked;
