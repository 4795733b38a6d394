/** The legacy application's indices as its careless code would have written them, and a list of every planted fault. */
@NullMarked
package dev.rejoin.legacy.sample;

import org.jspecify.annotations.NullMarked;
