@NullMarked
package dev.rejoin.importer.command;

import org.jspecify.annotations.NullMarked;
