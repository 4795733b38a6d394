package dev.rejoin.api.endpoint;

import dev.rejoin.api.http.Encoding;
import dev.rejoin.api.problem.Problem;
import dev.rejoin.api.problem.ProblemException;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Refuses a path that the router would tidy up, before it does: so that nobody between here and the client can have taken
 * it for another one. The libraries answer {@code //}, {@code /./}, {@code ;x=1} and a slash at the end as if they were not there.
 */
@Singleton
public class PathGuard {
    private static final int FIRST = 10_000;
    private static final Pattern UNTIDY = Pattern.compile("//|/(\\.|%2[eE]){1,2}(/|$)|;|[^/]/$|%2[fF]$");

    private final Operations operations;

    PathGuard(Operations operations) {
        this.operations = operations;
    }

    void register(@Observes Filters filters) {
        filters.register(this::guard, FIRST);
    }

    private void guard(RoutingContext context) {
        try {
            var request = context.request();
            check(request.path());
            // JAX-RS answers OPTIONS by itself, whatever is there; only a browser's question about origins is one for
            // us.
            if (request.method().equals(HttpMethod.OPTIONS)
                    && request.getHeader("Origin") == null
                    && !request.path().startsWith("/q/")) {
                var offered = operations.offered(request.path());
                throw new ProblemException(
                        offered.isEmpty()
                                ? operations.unknown(request.path())
                                : new Problem.MethodNotAllowed("OPTIONS", offered));
            }
            context.next();
        } catch (ProblemException e) {
            Problems.send(e.problem(), context);
        }
    }

    private static void check(@Nullable String path) {
        if (path == null || UNTIDY.matcher(path).find() && !path.startsWith("/q/")) {
            throw new ProblemException(new Problem.NotFound(
                    "unknown_path",
                    "There is nothing at a path with an empty or dot segment, a parameter, or a slash at its end."));
        }
        Encoding.decode(path);
    }
}
