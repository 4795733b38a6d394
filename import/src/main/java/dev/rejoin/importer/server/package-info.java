/** A real Elasticsearch server as a child process, for the demo and for tests. */
@NullMarked
package dev.rejoin.importer.server;

import org.jspecify.annotations.NullMarked;
