@NullMarked
package dev.rejoin.importer.restore;

import org.jspecify.annotations.NullMarked;
