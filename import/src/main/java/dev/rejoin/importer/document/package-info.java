/** What a document is before anybody knows what it means: its bytes, its tree, paths into it, and the names of rows made of it. */
@NullMarked
package dev.rejoin.importer.document;

import org.jspecify.annotations.NullMarked;
