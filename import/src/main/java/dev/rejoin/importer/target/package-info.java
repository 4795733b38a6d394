@NullMarked
package dev.rejoin.importer.target;

import org.jspecify.annotations.NullMarked;
