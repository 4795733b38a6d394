/** The draft of a mapping: where each index might go, and a question wherever that is a guess. */
@NullMarked
package dev.rejoin.importer.assess.draft;

import org.jspecify.annotations.NullMarked;
