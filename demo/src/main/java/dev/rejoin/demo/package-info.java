/** The demonstration: the whole way of the data, on servers of its own, with its answers checked. */
@NullMarked
package dev.rejoin.demo;

import org.jspecify.annotations.NullMarked;
