package dev.rejoin.api.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;

/** Makes one list of headers that are lists and came on several lines (RFC 9110, 5.3), of which JAX-RS shows the first. */
@Singleton
public class RepeatedHeaders {
    private static final int EARLY = 9_000;
    private static final List<CharSequence> LISTS = List.of(HttpHeaders.IF_MATCH, HttpHeaders.IF_NONE_MATCH);

    void register(@Observes Filters filters) {
        filters.register(RepeatedHeaders::join, EARLY);
    }

    private static void join(RoutingContext context) {
        var headers = context.request().headers();
        for (var name : LISTS) {
            var lines = headers.getAll(name);
            if (lines.size() > 1) {
                headers.set(name, String.join(", ", lines));
            }
        }
        context.next();
    }
}
