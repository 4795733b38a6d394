package dev.rejoin.api.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.concurrent.Future;
import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Gives up connections whose client is too slow: one that has not sent a request's headers ten seconds after their first
 * byte, or its body thirty seconds after its headers, and one that nothing is answered on. A client that sends byte by byte
 * is never idle, and would be kept for ever.
 *
 * <p>Vert.x has no such bounds of its own. Until the first request is there, nothing is written, so that its bound on that
 * does; then the bounds of every further request take its place. HTTP/2 without TLS is offered only where it is
 * asked for ({@code rejoin.http2-cleartext}): with it, Vert.x heeds no bound but that on idleness before it knows which
 * version a client speaks. Of HTTP/2, whose frames belong to many requests at once, only the silence of the whole connection
 * is measured.
 */
@ApplicationScoped
public class Connections implements HttpServerOptionsCustomizer {
    private static final int VERY_FIRST = 11_000;
    /** After what the service itself waits for, which then answers. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    private static final String VERTX_IDLE = "idle";
    private static final String VERTX_REQUESTS = "handler";
    private static final String BOUNDED = "dev.rejoin.bounded";

    private final Limits limits;
    private final boolean cleartext;
    private volatile long idleMillis;

    Connections(
            Limits limits, @ConfigProperty(name = "rejoin.http2-cleartext", defaultValue = "false") boolean cleartext) {
        this.limits = limits;
        this.cleartext = cleartext;
    }

    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        bound(options);
    }

    @Override
    public void customizeHttpsServer(HttpServerOptions options) {
        bound(options);
    }

    private void bound(HttpServerOptions options) {
        // One unit for all of the server's idle times, so that the one that is configured is said in it, too.
        var unit = TimeUnit.MILLISECONDS;
        idleMillis = unit.convert(options.getIdleTimeout(), options.getIdleTimeoutUnit());
        options.setHttp2ClearTextEnabled(cleartext)
                .setIdleTimeout((int) idleMillis)
                .setWriteIdleTimeout((int) limits.headers().toMillis())
                .setIdleTimeoutUnit(unit);
    }

    /** Says that the connection ends with this answer; of HTTP/2, where others use it, it does not. */
    public static void closeAfter(HttpServerRequest request) {
        if (request.version() != HttpVersion.HTTP_2) {
            request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
    }

    /** Ends an answer half way, at once, whatever of it the client has not read yet. */
    public static void cut(HttpServerRequest request) {
        if (request.version() == HttpVersion.HTTP_2) {
            request.response().reset();
        } else if (request.connection() instanceof ConnectionBase connection) {
            cut(connection.channel());
        } else {
            request.connection().close();
        }
    }

    /** From the socket's side: Vert.x's own handler waits for a flush, which is just what does not come. */
    private static void cut(Channel channel) {
        var first = channel.pipeline().firstContext();
        // None is left of a connection that is closed already.
        if (first != null) {
            first.close();
        }
    }

    void register(@Observes Filters filters) {
        filters.register(this::bound, VERY_FIRST);
    }

    private void bound(RoutingContext context) {
        if (context.request().connection() instanceof ConnectionBase connection) {
            var pipeline = connection.channel().pipeline();
            if (pipeline.get(BOUNDED) == null && pipeline.get(VERTX_IDLE) != null) {
                pipeline.replace(
                        VERTX_IDLE,
                        BOUNDED,
                        new IdleStateHandler(0, limits.silence().toMillis(), idleMillis, TimeUnit.MILLISECONDS));
                if (context.request().version() != HttpVersion.HTTP_2) {
                    new Requests(pipeline, limits.headers(), limits.body().plus(GRACE))
                            .install(context.request().isEnded());
                }
            } else if (pipeline.get(BOUNDED) instanceof IdleStateHandler idle) {
                // A request has all of the time for its answer, however long nothing was asked before.
                idle.resetWriteTimeout();
            }
        }
        context.next();
    }

    /** How far the request is that is read from one connection; all on the connection's own thread. */
    private static final class Requests {
        private final ChannelPipeline pipeline;
        private final Duration headers;
        private final Duration body;
        private boolean reading = true;
        private boolean answering = true;
        private @Nullable Future<?> late;

        Requests(ChannelPipeline pipeline, Duration headers, Duration body) {
            this.pipeline = pipeline;
            this.headers = headers;
            this.body = body;
        }

        void install(boolean complete) {
            pipeline.addFirst("dev.rejoin.bytes", new ChannelInboundHandlerAdapter() {
                @Override
                public void channelRead(ChannelHandlerContext context, Object bytes) {
                    begun();
                    context.fireChannelRead(bytes);
                }

                @Override
                public void channelInactive(ChannelHandlerContext context) {
                    within(null);
                    context.fireChannelInactive();
                }
            });
            pipeline.addBefore(VERTX_REQUESTS, "dev.rejoin.requests", new ChannelInboundHandlerAdapter() {
                @Override
                public void channelRead(ChannelHandlerContext context, Object part) {
                    read(part);
                    context.fireChannelRead(part);
                }
            });
            pipeline.addBefore(VERTX_REQUESTS, "dev.rejoin.answers", new ChannelOutboundHandlerAdapter() {
                @Override
                public void write(ChannelHandlerContext context, Object part, ChannelPromise written) {
                    answered(part);
                    context.write(part, written);
                }
            });
            if (complete) {
                reading = false;
            } else {
                within(body);
            }
        }

        /** Between two requests, the first byte is that of the next one's headers. */
        private void begun() {
            if (!reading && !answering) {
                reading = true;
                within(headers);
            }
        }

        private void read(Object part) {
            if (part instanceof HttpRequest) {
                reading = true;
                answering = true;
                within(body);
            }
            if (part instanceof LastHttpContent) {
                reading = false;
                within(null);
            }
        }

        private void answered(Object part) {
            if (part instanceof LastHttpContent && !(part instanceof HttpResponse response && isInterim(response))) {
                answering = false;
            }
        }

        private static boolean isInterim(HttpResponse response) {
            return response.status().code() < 200;
        }

        private void within(@Nullable Duration time) {
            if (late != null) {
                late.cancel(false);
                late = null;
            }
            if (time != null) {
                var channel = pipeline.channel();
                late = channel.eventLoop().schedule(() -> cut(channel), time.toMillis(), TimeUnit.MILLISECONDS);
            }
        }
    }
}
