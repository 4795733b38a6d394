package dev.rejoin.api.server;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Collection;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Lets the pages of these origins, and of no others, call from a browser. Credentials are sent by the page itself in the
 * Authorization header, so that cookies never count.
 */
public record Cors(Set<String> origins) {
    private static final Pattern ORIGIN =
            Pattern.compile("https?://[a-z0-9.-]+(:[0-9]{1,5})?|https?://\\[[0-9a-f:]+](:[0-9]{1,5})?");

    /** @param origins each as a browser sends it: scheme, host and port, without a path */
    public static Cors of(Collection<String> origins) {
        for (var origin : origins) {
            if (!ORIGIN.matcher(origin).matches()) {
                throw new IllegalArgumentException("%s is no origin, as https://app.example.com is".formatted(origin));
            }
        }
        return new Cors(Set.copyOf(origins));
    }

    /** Whether a browser asks, before it calls, if a page may. */
    boolean asks(HttpServerRequest request) {
        return request.method() == HttpMethod.OPTIONS
                && allows(request)
                && request.getHeader("Access-Control-Request-Method") != null;
    }

    void answer(HttpServerResponse response) {
        response.putHeader("Access-Control-Allow-Methods", "GET, HEAD, POST, PATCH, DELETE");
        response.putHeader(
                "Access-Control-Allow-Headers",
                "Authorization, Content-Type, Accept, If-Match, If-None-Match, Idempotency-Key, Rejoin-Actor,"
                        + " traceparent");
        response.putHeader("Access-Control-Max-Age", "3600");
        response.setStatusCode(204).end();
    }

    /** Marks an answer as one that the page may read. */
    void mark(HttpServerRequest request, HttpServerResponse response) {
        if (origins.isEmpty()) {
            return;
        }
        response.putHeader("Vary", SecurityHeaders.VARIES + ", Origin");
        if (allows(request)) {
            response.putHeader("Access-Control-Allow-Origin", request.getHeader("Origin"));
            response.putHeader("Access-Control-Expose-Headers", "ETag, Location, Retry-After, Content-Disposition");
        }
    }

    private boolean allows(HttpServerRequest request) {
        var origin = request.getHeader("Origin");
        return origin != null && origins.contains(origin);
    }
}
