package dev.rejoin.api.endpoint;

import dev.rejoin.api.http.Encoding;
import dev.rejoin.api.problem.Problem;
import dev.rejoin.api.problem.ProblemException;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Refuses a path that the router would tidy up, before it does: so that nobody between here and the client can have taken
 * it for another one. The libraries answer {@code //}, {@code /./} and {@code ;x=1} as if they were not there. A slash at
 * the end alone names the path without, as the clients of many frameworks write it.
 */
@Singleton
public class PathGuard {
    private static final int FIRST = 10_000;
    private static final Pattern UNTIDY = Pattern.compile("//|/(\\.|%2[eE]){1,2}(/|$)|;|%2[fF]/?$");

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
            checkCharacters(request.uri());
            check(request.path());
            if (hasSlashAtEnd(request.path())) {
                // The same path, for whoever looks at it from here on.
                var query = request.query();
                context.reroute(
                        request.method(),
                        request.path().substring(0, request.path().length() - 1) + (query == null ? "" : "?" + query));
                return;
            }
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

    private static boolean hasSlashAtEnd(String path) {
        return path.length() > 1 && path.endsWith("/") && !path.startsWith("/q/");
    }

    /** The server shows each byte of the URL as a character of its own, whatever the client meant by it. */
    private static void checkCharacters(String uri) {
        if (!uri.chars().allMatch(character -> character < 0x80)) {
            throw new ProblemException(new Problem.Malformed(
                    "malformed_url", "The URL has characters that must be percent-encoded, as UTF-8.", List.of()));
        }
    }

    private static void check(@Nullable String path) {
        if (path == null || UNTIDY.matcher(path).find() && !path.startsWith("/q/")) {
            throw new ProblemException(
                    new Problem.NotFound(
                            "unknown_path",
                            "There is nothing at a path with an empty or dot segment, a parameter, or an encoded slash at its end."));
        }
        Encoding.decode(path);
    }
}
