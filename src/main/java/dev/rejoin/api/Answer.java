package dev.rejoin.api;

import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a handler answers. */
public sealed interface Answer {
    String JSON = "application/json";

    int status();

    Map<String, String> headers();

    /** A body that is complete before its first byte leaves. */
    record Whole(int status, String contentType, Map<String, String> headers, Bytes body) implements Answer {}

    /** A body of any size, written while it is read. */
    record Streamed(int status, String contentType, Map<String, String> headers, Source body) implements Answer {}

    /** No body. */
    record Empty(int status, Map<String, String> headers) implements Answer {}

    /** Writes a body; a failure after the first byte cuts the connection, so that nobody takes a part for the whole. */
    @FunctionalInterface
    interface Source {
        void write(OutputStream out) throws IOException;
    }

    static Answer json(Bytes body) {
        return new Whole(200, JSON, Map.of(), body);
    }

    static Answer empty(int status) {
        return new Empty(status, Map.of());
    }

    default Answer with(String header, String value) {
        var all = new LinkedHashMap<>(headers());
        all.put(header, value);
        return switch (this) {
            case Whole whole -> new Whole(whole.status, whole.contentType, all, whole.body);
            case Streamed streamed -> new Streamed(streamed.status, streamed.contentType, all, streamed.body);
            case Empty empty -> new Empty(empty.status, all);
        };
    }
}
