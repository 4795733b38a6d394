/**
 * The proof: shares nothing with staging, checking or loading but the connection. It reads the mapping, the documents
 * and the rows by itself, and knows of the load only which document became which row.
 */
@NullMarked
package dev.rejoin.importer.prove;

import org.jspecify.annotations.NullMarked;
