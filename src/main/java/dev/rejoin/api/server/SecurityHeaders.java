package dev.rejoin.api.server;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;

/** What every answer tells browsers and caches. */
final class SecurityHeaders {
    static final String VARIES = "Authorization, Accept";

    static final MultiMap ALL = HttpHeaders.headers()
            .add(HttpHeaders.createOptimized("X-Content-Type-Options"), HttpHeaders.createOptimized("nosniff"))
            .add(
                    HttpHeaders.createOptimized("Content-Security-Policy"),
                    HttpHeaders.createOptimized("default-src 'none'; frame-ancestors 'none'"))
            .add(HttpHeaders.createOptimized("Referrer-Policy"), HttpHeaders.createOptimized("no-referrer"))
            // A cache may keep an answer, but has to ask with its ETag, and with the caller's own credentials.
            .add(HttpHeaders.CACHE_CONTROL, HttpHeaders.createOptimized("private, no-cache"))
            .add(HttpHeaders.VARY, HttpHeaders.createOptimized(VARIES));

    private SecurityHeaders() {}
}
