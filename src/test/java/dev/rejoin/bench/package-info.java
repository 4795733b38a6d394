/** Benchmarks of the service; no tests, and run by {@code ./rejoin bench api} alone. */
@NullMarked
package dev.rejoin.bench;

import org.jspecify.annotations.NullMarked;
