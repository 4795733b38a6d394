/** Missions delivered for organizations. */
@NullMarked
package dev.rejoin.mission;

import org.jspecify.annotations.NullMarked;
