@NullMarked
package dev.rejoin.importer.read;

import org.jspecify.annotations.NullMarked;
