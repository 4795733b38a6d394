/** The statements of one connection, for all rooms that speak SQL. */
@NullMarked
package dev.rejoin.importer.sql;

import org.jspecify.annotations.NullMarked;
