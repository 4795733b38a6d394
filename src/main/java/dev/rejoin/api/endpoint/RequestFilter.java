package dev.rejoin.api.endpoint;

import dev.rejoin.api.http.ActingUser;
import dev.rejoin.api.http.Call;
import dev.rejoin.api.http.Caller;
import dev.rejoin.api.http.Deadlines;
import dev.rejoin.api.http.Encoding;
import dev.rejoin.api.http.IncomingBodies;
import dev.rejoin.api.http.Permits;
import dev.rejoin.api.http.Rates;
import dev.rejoin.api.http.Work;
import dev.rejoin.api.problem.Problem;
import dev.rejoin.api.problem.ProblemException;
import dev.rejoin.api.query.Statements;
import dev.rejoin.api.replica.LogPosition;
import dev.rejoin.api.replica.Reading;
import dev.rejoin.api.replica.Replicas;
import dev.rejoin.api.resource.ScalarType;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.MediaType;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jspecify.annotations.Nullable;

/**
 * What is checked before every operation, once its caller is known: the rate, the role, the parameters, the body, how
 * much is in work; and what is measured after it.
 */
@Singleton
public class RequestFilter {
    /** For hundreds of items, each with statements of its own. */
    private static final Duration MANY = Duration.ofMinutes(1);

    private static final String VARIES = "Authorization, Accept, Origin";

    private final Operations operations;
    private final Call call;
    private final SecurityIdentity identity;
    private final Rates rates;
    private final Timings timings;
    private final Permits permits;
    private final IncomingBodies bodies;
    private final Deadlines deadlines;
    private final Replicas replicas;
    private final Reading reading;

    RequestFilter(
            Operations operations,
            Call call,
            SecurityIdentity identity,
            Rates rates,
            Timings timings,
            Permits permits,
            IncomingBodies bodies,
            Deadlines deadlines,
            Replicas replicas,
            Reading reading) {
        this.operations = operations;
        this.call = call;
        this.identity = identity;
        this.rates = rates;
        this.timings = timings;
        this.permits = permits;
        this.bodies = bodies;
        this.deadlines = deadlines;
        this.replicas = replicas;
        this.reading = reading;
    }

    @ServerRequestFilter
    public void before(ContainerRequestContext request, ResourceInfo called, RoutingContext context) {
        var found = operations.of(called.getResourceClass(), called.getResourceMethod());
        if (found.isEmpty()) {
            return;
        }
        var operation = found.get();
        Arrivals.isFor(operation, context);
        // Whoever negotiates the form of an answer names but the header that it looked at.
        context.addHeadersEndHandler(sent -> context.response().putHeader("Vary", VARIES));
        var held = new Held();
        context.addEndHandler(ended -> held.end(Arrivals.isAnswered(context)));
        begin(operation, context);
        check(operation);
        checkBody(operation, request);
        var known = Arrivals.age(context);
        if (operation.consumes().isPresent()) {
            read(operation, request, context);
        }
        held.take(known);
        if (operation.bodyLimit() == BodyLimit.MANY) {
            call.mayTake(MANY);
        }
    }

    /** Before anything scarce is given: whoever is slow to send waits at its own expense. */
    private void read(Operation operation, ContainerRequestContext request, RoutingContext context) {
        var body = bodies.read(context, operation.bodyLimit());
        call.with(body);
        request.setEntityStream(new ByteArrayInputStream(body));
    }

    /** What one request holds, to be given back when it ends, be it before it was taken. */
    private final class Held {
        private @Nullable Work work;
        private boolean ended;

        /** @param known nanoseconds until its caller was known; the time in which its body came does not count */
        synchronized void take(long known) {
            permits.take();
            work = deadlines.begin(System.nanoTime() - known);
            call.works(work);
            if (ended) {
                end(false);
            }
        }

        /** @param answered or its client has gone */
        synchronized void end(boolean answered) {
            ended = true;
            if (work != null) {
                permits.giveBack();
                if (answered) {
                    deadlines.end(work);
                } else {
                    deadlines.stop(work);
                }
                work = null;
            }
        }
    }

    @ServerResponseFilter
    public void after(ContainerResponseContext response) {
        reading.written()
                .ifPresent(position -> response.getHeaders().putSingle(LogPosition.HEADER, position.toString()));
        // Before the client has the answer, so that it is counted whoever looks then.
        operations
                .find(call.operation())
                .ifPresent(operation -> timings.count(operation.described(), Statements.count()));
    }

    private void begin(Operation operation, RoutingContext context) {
        var request = context.request();
        Caller caller = identity.getAttribute(Caller.ATTRIBUTE);
        if (caller == null) {
            throw new IllegalStateException("an operation without a caller: " + operation.id());
        }
        call.trace(Problems.traceId(context));
        if (!caller.role().includes(operation.role())) {
            throw Operations.forbidden(operation.role(), caller.role());
        }
        rates.check(caller);
        var actor = request.getHeader(ActingUser.HEADER);
        call.by(actor == null ? caller : ActingUser.of(caller, actor));
        replicas.calls(caller);
        if (operation.verb().equals("GET") && !operation.isOfThePrimary()) {
            replicas.mayAnswer(request.getHeader(LogPosition.HEADER));
        }
        call.begin(
                operation.id(),
                request.path(),
                query(request.query()),
                operation.verb().equals("POST") ? request.getHeader(dev.rejoin.api.change.Idempotency.HEADER) : null);
        operation.type().filter(type -> type.owner().isPresent()).ifPresent(type -> {
            var matched = operation.pattern().matcher(request.path());
            if (matched.matches()) {
                call.under((UUID) ScalarType.UUID.parse("id", Encoding.decode(matched.group(1))));
            }
        });
    }

    /** Without a {@code q} that has no words: a search box that is empty asks for nothing. */
    private static Map<String, String> query(@Nullable String query) {
        var parameters = new LinkedHashMap<>(Encoding.query(query));
        parameters.computeIfPresent("q", (name, words) -> words.isBlank() ? null : words);
        return parameters;
    }

    private void check(Operation operation) {
        for (var name : call.query().keySet()) {
            if (!operation.query().contains(name)) {
                throw new ProblemException(Problem.Malformed.unknown(name, "parameter", name, operation.query()));
            }
        }
        for (var name : operation.required()) {
            if (!call.query().containsKey(name)) {
                throw new ProblemException(Problem.Malformed.parameter(name, "missing_parameter", "it is required."));
            }
        }
        if (call.query().containsValue("")) {
            refuseEmpty(operation);
        }
    }

    /** JAX-RS would take an empty value for none at all, and leave out in silence what was asked for. */
    private void refuseEmpty(Operation operation) {
        for (var parameter : operation.method().getParameters()) {
            var query = parameter.getAnnotation(QueryParam.class);
            if (query != null && "".equals(call.query().get(query.value()))) {
                throw new ProblemException(Problem.Malformed.parameter(
                        query.value(), "invalid_value", "it is empty. Give a value, or leave the parameter out."));
            }
        }
    }

    private static void checkBody(Operation operation, ContainerRequestContext request) {
        if (operation.consumes().isEmpty()) {
            return;
        }
        var encoding = request.getHeaderString("Content-Encoding");
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw new ProblemException(new Problem.UnsupportedMediaType("Send the body without Content-Encoding."));
        }
        if (!operation.bodyRequired() && isEmpty(request)) {
            return;
        }
        var type = request.getMediaType();
        var charset = type == null ? null : type.getParameters().get(MediaType.CHARSET_PARAMETER);
        if (type == null
                || !operation.consumes().get().equals(type.getType() + "/" + type.getSubtype())
                || charset != null && !charset.equalsIgnoreCase("utf-8")) {
            throw new ProblemException(new Problem.UnsupportedMediaType("Send Content-Type: %s, in UTF-8."
                    .formatted(operation.consumes().get())));
        }
    }

    private static boolean isEmpty(ContainerRequestContext request) {
        var length = request.getHeaderString("Content-Length");
        return request.getHeaderString("Transfer-Encoding") == null && (length == null || length.equals("0"));
    }
}
