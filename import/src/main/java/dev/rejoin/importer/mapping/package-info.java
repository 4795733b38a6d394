@NullMarked
package dev.rejoin.importer.mapping;

import org.jspecify.annotations.NullMarked;
