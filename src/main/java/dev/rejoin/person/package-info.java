/** Humans: people, the staff and user accounts. */
@NullMarked
package dev.rejoin.person;

import org.jspecify.annotations.NullMarked;
