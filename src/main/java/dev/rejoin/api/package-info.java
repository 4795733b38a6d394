/** The kernel: what a resource declares, and everything that all resources share. It imports no feature. */
@NullMarked
package dev.rejoin.api;

import org.jspecify.annotations.NullMarked;
