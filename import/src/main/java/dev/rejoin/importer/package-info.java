@NullMarked
package dev.rejoin.importer;

import org.jspecify.annotations.NullMarked;
