/** Documents into typed rows of staging tables, each document parsed once and kept as it was received. */
@NullMarked
package dev.rejoin.importer.stage;

import org.jspecify.annotations.NullMarked;
