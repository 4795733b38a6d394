@NullMarked
package dev.rejoin.importer.load;

import org.jspecify.annotations.NullMarked;
