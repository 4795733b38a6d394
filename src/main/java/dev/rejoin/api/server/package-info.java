/** HTTP: routes requests to operations, authenticates, enforces limits, and writes answers and problems. */
@NullMarked
package dev.rejoin.api.server;

import org.jspecify.annotations.NullMarked;
