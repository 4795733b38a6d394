package dev.rejoin.api.endpoint;

import dev.rejoin.api.http.Encoding;
import dev.rejoin.api.problem.Problem;
import dev.rejoin.api.problem.ProblemException;
import io.quarkus.vertx.http.runtime.filters.Filters;
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

    void register(@Observes Filters filters) {
        filters.register(PathGuard::guard, FIRST);
    }

    private static void guard(RoutingContext context) {
        try {
            check(context.request().path());
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
