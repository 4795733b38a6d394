/** Writes the generated half of the clients under {@code openapi/clients} from the contract. */
@NullMarked
package dev.rejoin.clients;

import org.jspecify.annotations.NullMarked;
