/** Single documents of a loaded source: what is written to or deleted from it later becomes its rows, one transaction at a time. */
@NullMarked
package dev.rejoin.importer.apply;

import org.jspecify.annotations.NullMarked;
