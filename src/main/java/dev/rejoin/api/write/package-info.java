/** Every write that all resources share: transactions, preconditions, repeated requests, and why the database refused. */
@NullMarked
package dev.rejoin.api.write;

import org.jspecify.annotations.NullMarked;
