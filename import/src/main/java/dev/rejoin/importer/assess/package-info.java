/** Looks at a source that nobody documented: its profile, the draft of a mapping, and what people have to decide. */
@NullMarked
package dev.rejoin.importer.assess;

import org.jspecify.annotations.NullMarked;
