/** What is called over HTTP: the base of all resources, batch, the table of operations, the checks before and the problems after. */
@NullMarked
package dev.rejoin.api.endpoint;

import org.jspecify.annotations.NullMarked;
