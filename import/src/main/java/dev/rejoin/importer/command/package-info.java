/** One class a subcommand, options that several share, and what is shown on the terminal. */
@NullMarked
package dev.rejoin.importer.command;

import org.jspecify.annotations.NullMarked;
