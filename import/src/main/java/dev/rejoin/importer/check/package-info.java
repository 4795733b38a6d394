@NullMarked
package dev.rejoin.importer.check;

import org.jspecify.annotations.NullMarked;
