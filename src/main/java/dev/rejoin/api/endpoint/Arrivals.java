package dev.rejoin.api.endpoint;

import dev.rejoin.api.http.Connections;
import dev.rejoin.api.http.IncomingBodies;
import dev.rejoin.api.http.Permits;
import dev.rejoin.api.http.Shutdown;
import dev.rejoin.api.http.TraceId;
import dev.rejoin.api.problem.Problem;
import dev.rejoin.api.trace.Tracing;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What every request has in common, whoever answers it: an id under which logs and clients know it, a time at which it was
 * there, that it is counted once, and that it is not begun any more once the service has been told to end.
 */
@Singleton
public class Arrivals {
    private static final int BEFORE_ALL = 10_500;
    private static final String ARRIVED = "dev.rejoin.arrived";
    private static final String OPERATION = "dev.rejoin.operation";
    private static final String ROUTE = "dev.rejoin.route";
    private static final String SPAN = "dev.rejoin.span";
    /** What a request is counted as that names no operation. */
    private static final String NONE = "none";
    /** What servers have made usual for a client that went away before it was answered. */
    private static final int GONE = 499;

    private final Operations operations;
    private final Timings timings;
    private final Shutdown shutdown;
    private final Permits permits;

    Arrivals(Operations operations, Timings timings, Shutdown shutdown, Permits permits) {
        this.operations = operations;
        this.timings = timings;
        this.shutdown = shutdown;
        this.permits = permits;
    }

    void register(@Observes Filters filters) {
        filters.register(this::arrives, BEFORE_ALL);
    }

    private void arrives(RoutingContext context) {
        var isOurs = !context.request().path().startsWith("/q/");
        var span = context.get(SPAN) == null && isOurs ? Tracing.begin(context.request()) : span(context);
        context.put(SPAN, span);
        var trace = Problems.traceId(context);
        context.response()
                .putHeader(TraceId.ANSWERED, trace)
                .putHeader(TraceId.HEADER, span == null ? TraceId.parent(trace) : span.parent());
        // Whoever is sent on to the path without a slash at its end comes a second time.
        if (context.get(ARRIVED) == null && isOurs) {
            var arrived = System.nanoTime();
            context.put(ARRIVED, arrived);
            context.addEndHandler(ended -> {
                var status = isAnswered(context) ? context.response().getStatusCode() : GONE;
                timings.record(operation(context), status, System.nanoTime() - arrived);
                if (span != null) {
                    span.end(operation(context), route(context), status);
                }
                // Nothing is done for those who are turned away, not even to read what they send.
                if (context.response().getStatusCode() != 401) {
                    IncomingBodies.discard(context.request());
                }
            });
        }
        if (shutdown.hasBegun() && isOurs) {
            Connections.closeAfter(context.request());
            Problems.send(
                    new Problem.Unavailable("busy", "The service is shutting down.", Duration.ofSeconds(1)), context);
        } else if (isOurs && permits.areTaken() && context.request().getHeader("Authorization") != null) {
            // On the event loop: further on it would wait for its turn behind all those that are in work. Whoever
            // has no key is told that rather.
            Problems.send(Permits.BUSY, context);
        } else {
            context.next();
        }
    }

    /**
     * Whether a request that has ended was answered whole. Its result does not say so: it is a success also where the
     * connection is gone, as soon as whoever writes a stream listens to that himself.
     */
    static boolean isAnswered(RoutingContext ended) {
        return ended.response().ended();
    }

    /** How long a request has been there, in nanoseconds. */
    static long age(RoutingContext context) {
        long arrived = context.get(ARRIVED);
        return System.nanoTime() - arrived;
    }

    /**
     * Notes which operation a request is for, so that nobody has to look for it once more, on the thread that does it from now
     * on.
     */
    static void isFor(Operation operation, RoutingContext context) {
        context.put(OPERATION, operation.described());
        var span = span(context);
        if (span != null) {
            context.put(ROUTE, operation.path());
            span.here();
        }
    }

    /** The span of a request; null where nothing is traced. */
    static Tracing.@Nullable Request span(RoutingContext context) {
        return context.get(SPAN);
    }

    private @Nullable String route(RoutingContext context) {
        String known = context.get(ROUTE);
        return known != null
                ? known
                : operations
                        .find(
                                context.request().method().name(),
                                context.request().path())
                        .map(Operation::path)
                        .orElse(null);
    }

    private String operation(RoutingContext context) {
        String known = context.get(OPERATION);
        if (known != null) {
            return known;
        }
        var request = context.request();
        return operations
                .find(request.method().name(), request.path())
                .map(Operation::described)
                .orElse(NONE);
    }
}
