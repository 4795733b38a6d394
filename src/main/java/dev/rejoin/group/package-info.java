/** Peer groups, who belongs to them, and who leads them. */
@NullMarked
package dev.rejoin.group;

import org.jspecify.annotations.NullMarked;
