package dev.rejoin.importer.read;

import java.time.Duration;
import java.util.Optional;

/** An answer that is not the one asked for, by what can be done about it. */
final class Fault extends Exception {

    enum Remedy {
        /** The server has too much to do: ask later, and for less. */
        BUSY,
        /** A shard or a node does not answer at the moment. */
        UNAVAILABLE,
        /** The connection failed or was cut; the server may be restarting. */
        CONNECTION,
        /** The answer would not fit into memory, or the server allows only smaller pages. */
        TOO_LARGE,
        /** The point in time has been closed, has run out, or went away with its node. */
        POINT_IN_TIME_LOST,
        /** The index is not there, or is closed. */
        MISSING,
        /** The credentials do not suffice. */
        DENIED,
        /** Everything else: waiting would not help. */
        OTHER
    }

    private final Remedy kind;
    private final int status;
    private final Optional<Duration> retryAfter;
    private String asked = "what was asked";

    Fault(Remedy kind, int status, String says, Optional<Duration> retryAfter) {
        super(says);
        this.kind = kind;
        this.status = status;
        this.retryAfter = retryAfter;
    }

    Fault(Remedy kind, String says, Throwable cause) {
        super(says, cause);
        this.kind = kind;
        this.status = 0;
        this.retryAfter = Optional.empty();
    }

    /** The same, saying what was asked. */
    Fault about(String question) {
        asked = question;
        return this;
    }

    /** What was asked: the method and the path. */
    String asked() {
        return asked;
    }

    Remedy kind() {
        return kind;
    }

    /** The HTTP status, 0 where there was no answer. */
    int status() {
        return status;
    }

    Optional<Duration> retryAfter() {
        return retryAfter;
    }

    boolean mayPass() {
        return kind == Remedy.BUSY || kind == Remedy.UNAVAILABLE || kind == Remedy.CONNECTION;
    }
}
