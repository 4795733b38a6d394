package dev.rejoin.api.http;

import dev.rejoin.api.Json;
import dev.rejoin.api.problem.Problem;
import dev.rejoin.api.problem.ProblemDocument;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.core.impl.VertxBuilder;
import io.vertx.core.impl.transports.JDKTransport;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.impl.VertxHandler;
import io.vertx.core.spi.VertxServiceProvider;
import java.net.ProtocolException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/**
 * Says what is wrong with requests that never become one: a URL that is none, a first line or headers that are too long or
 * malformed, a body whose pieces are. Vert.x and Quarkus answer these before any route is asked, with a status and nothing
 * else, or by closing the connection; and neither lets an application say it better, but where a connection begins.
 */
public final class UnreadableRequests implements VertxServiceProvider {
    private static final String VERTX_REQUESTS = "handler";
    private static final String HEADERS_OF_ALL = "quarkus.http.filter.api.header.";

    @Override
    public void init(VertxBuilder builder) {
        builder.findTransport(new JDKTransport() {
            @Override
            public void configure(NetServerOptions options, boolean domainSocket, ServerBootstrap bootstrap) {
                super.configure(options, domainSocket, bootstrap);
                var vertx = bootstrap.config().childHandler();
                bootstrap.childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        var pipeline = channel.pipeline();
                        if (options.isSsl()) {
                            // Behind what deciphers, or it would see the handshake and miss the first request.
                            pipeline.addLast(vertx).addLast(new Beginning());
                        } else {
                            pipeline.addLast(new Beginning()).addLast(vertx);
                        }
                    }
                });
            }
        });
    }

    /**
     * Waits for Vert.x to have made a connection of the channel, which it has when the first bytes come; but for those that
     * say first which version of HTTP they speak. Only HTTP/1 is read here.
     */
    private static final class Beginning extends ChannelInboundHandlerAdapter {
        private boolean missed;

        @Override
        public void channelRead(ChannelHandlerContext context, Object bytes) {
            var pipeline = context.pipeline();
            if (pipeline.get(VERTX_REQUESTS) instanceof VertxHandler<?> vertx
                    && vertx.getConnection() instanceof HttpServerConnection connection) {
                connection.invalidRequestHandler(UnreadableRequests::answer);
                pipeline.addBefore(VERTX_REQUESTS, "dev.rejoin.unreadable", new Reading(!missed));
                pipeline.remove(this);
            }
            missed = true;
            context.fireChannelRead(bytes);
        }
    }

    /** What is read from one connection; all on the connection's own thread. */
    private static final class Reading extends ChannelDuplexHandler {
        /** Whether no request came before, which would be answered first. */
        private final boolean whole;

        /** Requests that are not answered yet. */
        private int waiting;

        private boolean answering;

        Reading(boolean whole) {
            this.whole = whole;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object part) {
            if (part instanceof HttpRequest request) {
                waiting++;
                check(request);
            } else if (part instanceof HttpContent content
                    && content.decoderResult().isFailure()) {
                if (whole && waiting == 1 && !answering) {
                    ReferenceCountUtil.release(part);
                    refuseBody(context);
                    return;
                }
            }
            context.fireChannelRead(part);
        }

        private static void check(HttpRequest request) {
            if (!isVersionOne(request.protocolVersion())) {
                // Vert.x would take it for HTTP/2, and answer in whatever protocol is named.
                request.setProtocolVersion(HttpVersion.HTTP_1_1);
                request.setDecoderResult(DecoderResult.failure(new ProtocolException()));
            } else if (request.decoderResult().isSuccess()) {
                try {
                    var url = new URI(request.uri());
                    // As "*" and "host:443", which no path of ours is; a host may be one that is no name of DNS.
                    if (!request.uri().startsWith("/") && url.getRawAuthority() == null) {
                        throw new URISyntaxException(request.uri(), "no path", -1);
                    }
                } catch (URISyntaxException e) {
                    request.setDecoderResult(DecoderResult.failure(e));
                }
            }
        }

        private static boolean isVersionOne(HttpVersion version) {
            return version.equals(HttpVersion.HTTP_1_1) || version.equals(HttpVersion.HTTP_1_0);
        }

        /** Vert.x would close the connection without a word. */
        private static void refuseBody(ChannelHandlerContext context) {
            var problem = new Problem.Malformed(
                    "malformed_body", "The pieces of the body are not those of Transfer-Encoding: chunked.", List.of());
            var trace = TraceId.of(null);
            var body = body(problem, trace);
            var response = new DefaultFullHttpResponse(
                    HttpVersion.HTTP_1_1, HttpResponseStatus.BAD_REQUEST, Unpooled.wrappedBuffer(body));
            headers(trace).forEach(response.headers()::set);
            response.headers().set("Content-Length", body.length);
            context.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
        }

        @Override
        public void write(ChannelHandlerContext context, Object part, ChannelPromise written) {
            var isInterim =
                    part instanceof HttpResponse response && response.status().code() < HttpResponseStatus.OK.code();
            if (!isInterim && part instanceof HttpResponse) {
                answering = true;
            }
            if (!isInterim && part instanceof LastHttpContent) {
                answering = false;
                waiting--;
            }
            context.write(part, written);
        }
    }

    private static void answer(HttpServerRequest request) {
        var problem = problem(request.decoderResult().cause());
        var trace = TraceId.of(request.getHeader(TraceId.HEADER));
        var response = request.response().setStatusCode(problem.status());
        headers(trace).forEach(response::putHeader);
        response.end(Buffer.buffer(body(problem, trace)));
        response.close();
    }

    private static Problem problem(@Nullable Throwable cause) {
        return switch (cause) {
            case URISyntaxException url -> new Problem.Malformed("malformed_url", sentence(url), List.of());
            case TooLongHttpLineException line -> new Problem.TooLarge(414, "The URL is longer than any here may be.");
            case TooLongHttpHeaderException header ->
                new Problem.TooLarge(431, "The headers are larger than those of any request here may be.");
            case null, default ->
                new Problem.Malformed(
                        "malformed_request",
                        "The first line or a header is not one of HTTP/1.1, or the length of the body is said in two ways.",
                        List.of());
        };
    }

    private static String sentence(URISyntaxException url) {
        var at = url.getIndex();
        if (at < 0 || at >= url.getInput().length()) {
            return "This is no URL of this service: its path begins with a slash.";
        }
        var sign = url.getInput().charAt(at);
        return switch (sign) {
            case '%' -> "Two hexadecimal digits stand behind a % in a URL; the sign itself is written %25.";
            case '"', '<', '>', '[', '\\', ']', '^', '`', '{', '|', '}' ->
                "The URL has a character that must be percent-encoded: %s is written %%%02X."
                        .formatted(sign, (int) sign);
            default -> "The URL has a character that must be percent-encoded, as UTF-8.";
        };
    }

    private static byte[] body(Problem problem, String trace) {
        return Json.bytes(ProblemDocument.of(problem, trace));
    }

    private static Map<String, String> headers(String trace) {
        var headers = new LinkedHashMap<>(OfAll.HEADERS);
        headers.put("Content-Type", ProblemDocument.MEDIA_TYPE);
        headers.put("Connection", "close");
        headers.put(TraceId.ANSWERED, trace);
        headers.put(TraceId.HEADER, TraceId.parent(trace));
        return headers;
    }

    /** What all answers say, read when one needs it: there is no configuration yet when a provider is made. */
    private static final class OfAll {
        static final Map<String, String> HEADERS = read();

        private static Map<String, String> read() {
            var config = ConfigProvider.getConfig();
            var headers = new LinkedHashMap<String, String>();
            for (var name : config.getPropertyNames()) {
                if (name.startsWith(HEADERS_OF_ALL)) {
                    headers.put(
                            name.substring(HEADERS_OF_ALL.length()).replace("\"", ""),
                            config.getValue(name, String.class));
                }
            }
            return headers;
        }
    }
}
