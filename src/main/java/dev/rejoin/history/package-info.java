/** Who changed what and when: the history of an item, and the feed of all changes. */
@NullMarked
package dev.rejoin.history;

import org.jspecify.annotations.NullMarked;
