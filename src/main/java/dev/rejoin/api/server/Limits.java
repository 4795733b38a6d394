package dev.rejoin.api.server;

import java.time.Duration;

/**
 * How much the service takes on.
 *
 * @param requests requests in work at once; more are refused at once rather than queued
 * @param streams of these, whole collections being streamed; each holds a connection for its whole time
 * @param stall how long a client may leave a stream unread
 * @param perSecond requests per second and caller, 0 for any number
 */
public record Limits(int requests, int streams, Duration stall, int perSecond) {}
