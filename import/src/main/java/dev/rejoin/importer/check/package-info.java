/** What of the staged rows would break a rule of the target: every constraint, asked of all rows before anything is loaded. */
@NullMarked
package dev.rejoin.importer.check;

import org.jspecify.annotations.NullMarked;
