@NullMarked
package dev.rejoin.importer.stage;

import org.jspecify.annotations.NullMarked;
