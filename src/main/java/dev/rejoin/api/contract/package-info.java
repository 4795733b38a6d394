/** The OpenAPI contract, derived from the declared operations and resources. */
@NullMarked
package dev.rejoin.api.contract;

import org.jspecify.annotations.NullMarked;
