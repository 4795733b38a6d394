/** Monthly meetings, where they are held and who came. */
@NullMarked
package dev.rejoin.meeting;

import org.jspecify.annotations.NullMarked;
