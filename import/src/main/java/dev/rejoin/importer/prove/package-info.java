/**
 * The proof: shares nothing with staging, checking or loading but the connection. It reads the mapping, the documents
 * and the rows by itself, and knows of the load only which document became which row. What a document has to have become is
 * worked out in {@code expect}, and held against the rows in {@code compare}; here both are led through the whole source.
 */
@NullMarked
package dev.rejoin.importer.prove;

import org.jspecify.annotations.NullMarked;
