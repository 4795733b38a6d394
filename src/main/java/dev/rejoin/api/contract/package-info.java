/** Completes the contract that SmallRye OpenAPI reads from the annotations with what comes from the entities. */
@NullMarked
package dev.rejoin.api.contract;

import org.jspecify.annotations.NullMarked;
