/** What is in a source: fields and their values, references between indices, and what is told more than once. */
@NullMarked
package dev.rejoin.importer.assess.profile;

import org.jspecify.annotations.NullMarked;
