/** Documents that a person has corrected: what they would bring, applied, and taken back. */
@NullMarked
package dev.rejoin.importer.repair;

import org.jspecify.annotations.NullMarked;
