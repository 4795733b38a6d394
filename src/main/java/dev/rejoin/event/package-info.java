/** Events and who takes part. */
@NullMarked
package dev.rejoin.event;

import org.jspecify.annotations.NullMarked;
