/** Spans of requests and of their statements, for OpenTelemetry. */
@NullMarked
package dev.rejoin.api.trace;

import org.jspecify.annotations.NullMarked;
