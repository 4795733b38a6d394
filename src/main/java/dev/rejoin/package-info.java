/** The service: all features put together. */
@NullMarked
package dev.rejoin;

import org.jspecify.annotations.NullMarked;
