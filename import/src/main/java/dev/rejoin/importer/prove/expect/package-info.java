/** What a document has to have become: the mapping, read and interpreted once more, by code of the proof alone. */
@NullMarked
package dev.rejoin.importer.prove.expect;

import org.jspecify.annotations.NullMarked;
