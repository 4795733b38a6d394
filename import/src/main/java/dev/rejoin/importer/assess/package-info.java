/** Looks at a source that nobody documented: what is in it, how it hangs together, and what people have to decide. */
@NullMarked
package dev.rejoin.importer.assess;

import org.jspecify.annotations.NullMarked;
