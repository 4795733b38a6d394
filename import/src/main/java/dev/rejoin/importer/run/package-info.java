/** One import from source to proof: assigns indices to mappings, keeps the run's own row, calls the steps in order. */
@NullMarked
package dev.rejoin.importer.run;

import org.jspecify.annotations.NullMarked;
