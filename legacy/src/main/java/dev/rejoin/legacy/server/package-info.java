/** A real Elasticsearch server as a child process, for the demo and for tests. */
@NullMarked
package dev.rejoin.legacy.server;

import org.jspecify.annotations.NullMarked;
