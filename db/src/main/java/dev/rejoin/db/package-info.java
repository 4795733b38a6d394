/** The database of Rejoin: its migrations, the registry of its constraints, and an embedded PostgreSQL. */
@NullMarked
package dev.rejoin.db;

import org.jspecify.annotations.NullMarked;
