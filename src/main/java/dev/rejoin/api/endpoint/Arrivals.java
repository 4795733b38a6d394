package dev.rejoin.api.endpoint;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** What every request has in common, whoever answers it: a time at which it was there, and that it is counted once. */
@Singleton
public class Arrivals {
    private static final int BEFORE_ALL = 10_500;
    private static final String ARRIVED = "dev.rejoin.arrived";
    private static final String OPERATION = "dev.rejoin.operation";
    /** What a request is counted as that names no operation. */
    private static final String NONE = "none";
    /** What servers have made usual for a client that went away before it was answered. */
    private static final int GONE = 499;

    private final Operations operations;
    private final Timings timings;

    Arrivals(Operations operations, Timings timings) {
        this.operations = operations;
        this.timings = timings;
    }

    void register(@Observes Filters filters) {
        filters.register(this::arrives, BEFORE_ALL);
    }

    private void arrives(RoutingContext context) {
        // Whoever is sent on to the path without a slash at its end comes a second time.
        if (context.get(ARRIVED) == null && !context.request().path().startsWith("/q/")) {
            var arrived = System.nanoTime();
            context.put(ARRIVED, arrived);
            context.addEndHandler(ended -> timings.record(
                    operation(context),
                    ended.succeeded() ? context.response().getStatusCode() : GONE,
                    System.nanoTime() - arrived));
        }
        context.next();
    }

    /** Notes which operation a request is for, so that nobody has to look for it once more. */
    static void isFor(Operation operation, RoutingContext context) {
        context.put(OPERATION, operation.id());
    }

    private String operation(RoutingContext context) {
        String known = context.get(OPERATION);
        if (known != null) {
            return known;
        }
        var request = context.request();
        return operations
                .find(request.method().name(), request.path())
                .map(Operation::id)
                .orElse(NONE);
    }
}
