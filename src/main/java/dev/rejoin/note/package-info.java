/** Notes that the staff writes. */
@NullMarked
package dev.rejoin.note;

import org.jspecify.annotations.NullMarked;
