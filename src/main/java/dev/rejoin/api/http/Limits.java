package dev.rejoin.api.http;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.OptionalInt;

/** How much the service takes on, under {@code rejoin.limits}. */
@ConfigMapping(prefix = "rejoin.limits")
public interface Limits {
    /** Requests in work at once; further ones are answered 503 without waiting. */
    @WithDefault("200")
    int requests();

    /** Whole collections streamed at once; each holds a connection for its whole time. */
    @WithDefault("4")
    int streams();

    /** Requests that wait for changes at once; never more than half of all requests. */
    @WithDefault("50")
    int waiters();

    /** How long a client may take to send the headers of a request. */
    @WithDefault("10s")
    Duration headers();

    /** How long a client may take to send the body of a request. */
    @WithDefault("30s")
    Duration body();

    /** Bytes of bodies that are read or in work at once; a twelfth of the heap where nothing is said. */
    OptionalInt bodyBytes();

    /** How long a request may take once it is there, all that it waits for together. */
    @WithDefault("30s")
    Duration time();

    /** How long a client may leave a stream unread. */
    @WithDefault("30s")
    Duration stall();

    /** How long a connection may be kept without an answer; longer than any request waits for changes. */
    @WithDefault("40s")
    Duration silence();

    /** Requests per second and caller, 0 for any number. */
    @WithDefault("0")
    int perSecond();
}
