/**
 * The command line of {@code ./rejoin}: one tree of all commands, which understands the arguments and says what is to be
 * started. The script around it finds a JDK, builds, and becomes what is said.
 */
@NullMarked
package dev.rejoin.launcher;

import org.jspecify.annotations.NullMarked;
