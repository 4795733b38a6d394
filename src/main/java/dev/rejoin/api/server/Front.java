package dev.rejoin.api.server;

import dev.rejoin.api.Answer;
import dev.rejoin.api.Call;
import dev.rejoin.api.Caller;
import dev.rejoin.api.Database;
import dev.rejoin.api.Operation;
import dev.rejoin.api.Problem;
import dev.rejoin.api.ProblemException;
import dev.rejoin.api.Signature;
import io.netty.buffer.Unpooled;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * Takes every request under {@code /v1}: finds its operation and reads its body on the event loop, then authenticates,
 * checks and answers on a virtual thread of its own.
 */
public final class Front implements Handler<RoutingContext> {
    private static final Logger LOG = Logger.getLogger(Front.class);
    private static final byte[] NO_BODY = {};
    private static final Duration SOON = Duration.ofSeconds(1);

    private final Routes routes;
    private final DataSource source;
    private final Authenticator authenticator;
    private final Supplier<Signature> signature;
    private final Cors cors;
    private final Limits limits;
    private final Meters meters;
    private final Rates rates;
    private final Executor executor;
    private final Semaphore requests;
    private final Semaphore streams;

    public Front(
            List<Operation> operations,
            DataSource source,
            Authenticator authenticator,
            Supplier<Signature> signature,
            Cors cors,
            Limits limits,
            Meters meters,
            Executor executor) {
        this.routes = new Routes(operations);
        this.source = source;
        this.authenticator = authenticator;
        this.signature = signature;
        this.cors = cors;
        this.limits = limits;
        this.meters = meters;
        this.executor = executor;
        this.rates = new Rates(limits.perSecond());
        this.requests = new Semaphore(limits.requests());
        this.streams = new Semaphore(limits.streams());
    }

    /**
     * Belongs before every other handler: a path that the router would tidy up is refused, so that nobody between here
     * and the client can have taken it for another one.
     */
    public void guard(RoutingContext context) {
        try {
            Routes.checkTidy(context.request().path());
            if (cors.asks(context.request())) {
                var exchange = new Exchange(context.request());
                exchange.head(204);
                cors.answer(exchange.response);
            } else {
                context.next();
            }
        } catch (ProblemException e) {
            new Exchange(context.request()).fail(e);
        }
    }

    @Override
    public void handle(RoutingContext context) {
        var exchange = new Exchange(context.request());
        try {
            var match = routes.find(exchange.request.method().name(), exchange.request.path());
            exchange.accept(match);
        } catch (RuntimeException e) {
            exchange.fail(e);
        }
    }

    /** One request and its answer. */
    private final class Exchange {
        private final HttpServerRequest request;
        private final HttpServerResponse response;
        private final String traceId;
        private final long begin = System.nanoTime();
        private String operation = "none";
        private int statements;

        Exchange(HttpServerRequest request) {
            this.request = request;
            this.response = request.response();
            this.traceId = TraceId.of(request.getHeader("traceparent"));
            response.exceptionHandler(failure -> LOG.debugf("%s: the client is gone", traceId));
        }

        void accept(Routes.Match match) {
            operation = match.route().operation().id();
            if (!requests.tryAcquire()) {
                throw new ProblemException(
                        new Problem.Unavailable("busy", "Too many requests are in work already.", SOON));
            }
            var body = match.route().operation().body();
            try {
                if (body.isEmpty()) {
                    run(match, NO_BODY);
                } else {
                    IncomingBody.read(request, body.get(), bytes -> run(match, bytes), failure -> {
                        requests.release();
                        fail(failure);
                    });
                }
            } catch (RuntimeException e) {
                requests.release();
                throw e;
            }
        }

        private void run(Routes.Match match, byte[] body) {
            executor.execute(() -> {
                try {
                    answer(match, body);
                } catch (Throwable e) {
                    fail(e);
                } finally {
                    requests.release();
                }
            });
        }

        private void answer(Routes.Match match, byte[] body) {
            var route = match.route();
            var caller = caller(route.operation());
            var query = Encoding.query(request.query());
            for (var name : query.keySet()) {
                if (!route.parameters().contains(name)) {
                    throw new ProblemException(Problem.Malformed.unknown(name, "parameter", name, route.parameters()));
                }
            }
            for (var name : route.required()) {
                if (!query.containsKey(name)) {
                    throw new ProblemException(
                            Problem.Malformed.parameter(name, "missing_parameter", "it is required."));
                }
            }
            var mediaType = MediaTypes.choose(request.getHeader("Accept"), route.mediaTypes())
                    .orElseThrow(() -> new ProblemException(new Problem.NotAcceptable(
                            "Offered: %s.".formatted(String.join(", ", route.mediaTypes())))));
            var database = new Database(source);
            var call = new Call(
                    route.operation(),
                    request.path(),
                    mediaType,
                    match.path(),
                    query,
                    request::getHeader,
                    body,
                    caller,
                    database,
                    signature.get(),
                    traceId);
            var answer = route.operation().handler().handle(call);
            statements = database.statements();
            write(answer);
        }

        private Caller caller(Operation wanted) {
            var authorization = request.getHeader("Authorization");
            if (authorization == null) {
                throw new ProblemException(
                        new Problem.Unauthenticated("Send an API key or an access token: Authorization: Bearer …"));
            }
            var caller = authenticator
                    .authenticate(authorization)
                    .orElseThrow(() -> new ProblemException(
                            new Problem.Unauthenticated("These credentials are unknown, expired or revoked.")));
            if (!caller.role().includes(wanted.role())) {
                throw new ProblemException(new Problem.Forbidden(
                        "This needs the role %s; you have %s.".formatted(wanted.role(), caller.role())));
            }
            rates.check(caller);
            var actor = request.getHeader(Caller.ACTOR);
            return actor == null ? caller : ActingUser.of(caller, actor);
        }

        private void write(Answer answer) {
            head(answer.status());
            answer.headers().forEach(response::putHeader);
            switch (answer) {
                case Answer.Empty empty -> {
                    measure(answer.status());
                    response.end();
                }
                case Answer.Whole(var status, var contentType, var headers, var body) -> {
                    response.putHeader("Content-Type", contentType);
                    measure(status);
                    end(Buffer.buffer(Unpooled.wrappedBuffer(body.shared())));
                }
                case Answer.Streamed streamed -> {
                    stream(streamed);
                    measure(answer.status());
                }
            }
        }

        private void stream(Answer.Streamed answer) {
            response.putHeader("Content-Type", answer.contentType());
            if (request.method() == HttpMethod.HEAD) {
                response.end();
                return;
            }
            if (!streams.tryAcquire()) {
                throw new ProblemException(
                        new Problem.Unavailable("busy", "Too many collections are being streamed already.", SOON));
            }
            try {
                var out = new BodyStream(response, limits.stall());
                answer.body().write(out);
                out.finish();
            } catch (java.io.IOException | java.io.UncheckedIOException e) {
                LOG.debugf("%s: stream given up: %s", traceId, e.getMessage());
                request.connection().close();
            } finally {
                streams.release();
            }
        }

        /** Once the first byte has left, the only honest answer is to cut the connection. */
        void fail(Throwable failure) {
            var problem = Problems.of(failure);
            if (problem instanceof Problem.Bug) {
                LOG.errorf(failure, "%s: %s failed", traceId, operation);
            }
            if (response.headWritten()) {
                request.connection().close();
                return;
            }
            response.headers().clear();
            head(problem.status());
            switch (problem) {
                case Problem.Unauthenticated unauthenticated -> response.putHeader("WWW-Authenticate", "Bearer");
                case Problem.MethodNotAllowed(var method, var allowed) ->
                    response.putHeader("Allow", String.join(", ", allowed));
                case Problem.TooManyRequests(var detail, var wait) -> retryAfter(wait);
                case Problem.Unavailable(var code, var detail, var wait) -> retryAfter(wait);
                default -> {}
            }
            response.putHeader("Content-Type", Problems.MEDIA_TYPE);
            measure(problem.status());
            end(Buffer.buffer(
                    Unpooled.wrappedBuffer(Problems.json(problem, traceId).shared())));
        }

        private void retryAfter(Duration wait) {
            response.putHeader("Retry-After", String.valueOf(Math.max(1, wait.toSeconds())));
        }

        private void head(int status) {
            response.setStatusCode(status);
            response.headers().addAll(SecurityHeaders.ALL);
            cors.mark(request, response);
        }

        private void end(Buffer body) {
            if (request.method() == HttpMethod.HEAD) {
                response.putHeader("Content-Length", String.valueOf(body.length()));
                response.end();
            } else {
                response.end(body);
            }
        }

        private void measure(int status) {
            meters.record(operation, status, System.nanoTime() - begin, statements);
        }
    }
}
