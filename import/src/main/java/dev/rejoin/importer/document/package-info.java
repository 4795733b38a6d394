/** What a document is before anybody knows what it means: its bytes, and what they are known again by. */
@NullMarked
package dev.rejoin.importer.document;

import org.jspecify.annotations.NullMarked;
