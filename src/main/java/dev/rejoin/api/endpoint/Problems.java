package dev.rejoin.api.endpoint;

import dev.rejoin.api.Json;
import dev.rejoin.api.http.TraceId;
import dev.rejoin.api.problem.Problem;
import dev.rejoin.api.problem.ProblemDocument;
import dev.rejoin.api.problem.ProblemException;
import dev.rejoin.api.problem.Refusals;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.NotAcceptableException;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** What each failure means to the client, as a problem. */
@Singleton
public class Problems {
    private static final Logger LOG = Logger.getLogger(Problems.class);
    private static final String TRACE = "dev.rejoin.trace";
    private static final String SEND_KEY = "Send an API key or an access token: Authorization: Bearer …";
    private static final String NO_KEY = "These credentials are unknown, expired or revoked.";

    private final Operations operations;
    private final SecurityIdentity identity;
    private final Timings timings;

    Problems(Operations operations, SecurityIdentity identity, Timings timings) {
        this.operations = operations;
        this.identity = identity;
        this.timings = timings;
    }

    /** The id under which logs and problems know a request. */
    static String traceId(RoutingContext context) {
        String known = context.get(TRACE);
        if (known == null) {
            var span = Arrivals.span(context);
            known = span == null ? TraceId.of(context.request().getHeader(TraceId.HEADER)) : span.traceId();
            context.put(TRACE, known);
        }
        return known;
    }

    @ServerExceptionMapper
    public Response known(ProblemException failure, RoutingContext context) {
        return answer(failure.problem(), context);
    }

    @ServerExceptionMapper
    public Response unknownPath(NotFoundException failure, RoutingContext context) {
        // JAX-RS takes a parameter that is malformed, and some methods that a path does not offer, for an unknown path.
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProblemException said) {
                return answer(said.problem(), context);
            }
        }
        var request = context.request();
        var offered = operations.offered(request.path());
        return answer(
                offered.isEmpty()
                        ? operations.unknown(request.path())
                        : new Problem.MethodNotAllowed(request.method().name(), offered),
                context);
    }

    @ServerExceptionMapper
    public Response unknownMethod(NotAllowedException failure, RoutingContext context) {
        var request = context.request();
        return answer(
                new Problem.MethodNotAllowed(request.method().name(), operations.offered(request.path())), context);
    }

    @ServerExceptionMapper
    public Response notOffered(NotAcceptableException failure, RoutingContext context) {
        var request = context.request();
        var offered = operations
                .find(request.method().name(), request.path())
                .map(Operation::produces)
                .filter(types -> !types.isEmpty())
                .orElse(List.of("application/json"));
        return answer(new Problem.NotAcceptable("Offered: %s.".formatted(String.join(", ", offered))), context);
    }

    @ServerExceptionMapper
    public Response notTaken(NotSupportedException failure, RoutingContext context) {
        var request = context.request();
        var taken = operations
                .find(request.method().name(), request.path())
                .flatMap(Operation::consumes)
                .orElse("application/json");
        return answer(new Problem.UnsupportedMediaType("Send Content-Type: %s.".formatted(taken)), context);
    }

    @ServerExceptionMapper
    public Response unauthenticated(UnauthorizedException failure, RoutingContext context) {
        var sent = context.request().getHeader("Authorization") != null;
        return answer(new Problem.Unauthenticated(sent ? NO_KEY : SEND_KEY), context);
    }

    @ServerExceptionMapper
    public Response unauthenticated(AuthenticationFailedException failure, RoutingContext context) {
        // A provider that is away, or a token without a role, says more than that.
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProblemException said) {
                return answer(said.problem(), context);
            }
        }
        return Refusals.in(failure).isPresent()
                ? answer(Refusals.problem(failure), context)
                : answer(new Problem.Unauthenticated(NO_KEY), context);
    }

    @ServerExceptionMapper
    public Response forbidden(ForbiddenException failure, RoutingContext context) {
        var request = context.request();
        dev.rejoin.api.http.Caller caller = identity.getAttribute(dev.rejoin.api.http.Caller.ATTRIBUTE);
        var needed = operations.find(request.method().name(), request.path());
        return answer(
                caller == null || needed.isEmpty()
                        ? new Problem.Forbidden("This needs another role.")
                        : Operations.forbidden(needed.get().role(), caller.role())
                                .problem(),
                context);
    }

    @ServerExceptionMapper
    public Response refused(WebApplicationException failure, RoutingContext context) {
        return switch (failure.getResponse().getStatus()) {
            case 400 -> answer(new Problem.Malformed("malformed_body", "The body cannot be read.", List.of()), context);
            case 413 -> answer(new Problem.TooLarge(413, "The body is larger than any here may be."), context);
            case 503 -> answer(new Problem.Unavailable("busy", "The service is busy.", Duration.ofSeconds(1)), context);
            default -> any(failure, context);
        };
    }

    @ServerExceptionMapper
    public Response any(Throwable failure, RoutingContext context) {
        var problem = Refusals.problem(failure);
        if (problem instanceof Problem.Bug) {
            timings.countBug();
            LOG.errorf(
                    failure,
                    "%s: %s %s failed",
                    traceId(context),
                    context.request().method(),
                    context.normalizedPath());
        }
        return answer(problem, context);
    }

    private static Response answer(Problem problem, RoutingContext context) {
        var response = Response.status(problem.status())
                .type(ProblemDocument.MEDIA_TYPE)
                .entity(Json.bytes(ProblemDocument.of(problem, traceId(context))));
        headers(problem).forEach(response::header);
        return response.build();
    }

    /** Answers where no JAX-RS method is reached. */
    static void send(Problem problem, RoutingContext context) {
        var body = Json.bytes(ProblemDocument.of(problem, traceId(context)));
        var response = context.response().setStatusCode(problem.status());
        headers(problem).forEach(response::putHeader);
        response.putHeader("Content-Type", ProblemDocument.MEDIA_TYPE).end(io.vertx.core.buffer.Buffer.buffer(body));
    }

    /** What a client needs besides the problem itself, to act on it. */
    private static Map<String, String> headers(Problem problem) {
        return switch (problem) {
            case Problem.Unauthenticated unauthenticated -> Map.of("WWW-Authenticate", "Bearer");
            case Problem.MethodNotAllowed(var method, var allowed) -> Map.of("Allow", String.join(", ", allowed));
            case Problem.TooManyRequests(var detail, var wait) -> Map.of("Retry-After", seconds(wait));
            case Problem.Unavailable(var code, var detail, var wait) -> Map.of("Retry-After", seconds(wait));
            default -> Map.of();
        };
    }

    private static String seconds(Duration wait) {
        return String.valueOf(Math.max(1, wait.toSeconds()));
    }
}
