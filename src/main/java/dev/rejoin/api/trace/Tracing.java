package dev.rejoin.api.trace;

import dev.rejoin.db.ShownAddress;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Spans of requests and of their statements, sent to a collector by OTLP over HTTP; none unless {@code rejoin.otlp.url}
 * names one. A span says which operation and which statement it was, and never for whom or with which values: a path is its
 * template, a statement its text with question marks, a failure its code. Quarkus' extension for OpenTelemetry would say the
 * path as it is called, and brings nine times as many bytes.
 */
@Singleton
public class Tracing {
    private static final String PATH = "/v1/traces";
    private static final Duration SENT_EVERY = Duration.ofSeconds(2);
    private static final Duration SENT_WITHIN = Duration.ofSeconds(5);

    /** Spans that wait to be sent; further ones are dropped, as where the collector is gone. */
    private static final int MOST_WAITING = 4096;

    private static final AttributeKey<String> METHOD = AttributeKey.stringKey("http.request.method");
    private static final AttributeKey<String> ROUTE = AttributeKey.stringKey("http.route");
    private static final AttributeKey<Long> STATUS = AttributeKey.longKey("http.response.status_code");
    private static final AttributeKey<String> DATABASE = AttributeKey.stringKey("db.system.name");
    private static final AttributeKey<String> QUERY = AttributeKey.stringKey("db.query.text");
    private static final AttributeKey<String> QUERY_STATUS = AttributeKey.stringKey("db.response.status_code");
    private static final AttributeKey<String> SERVER = AttributeKey.stringKey("rejoin.database");

    /** A request has a thread of its own. */
    private static final ThreadLocal<@Nullable Span> REQUEST = new ThreadLocal<>();

    private static volatile @Nullable Tracer tracer;

    private static final TextMapGetter<HttpServerRequest> HEADERS = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(HttpServerRequest request) {
            return request.headers().names();
        }

        @Override
        public @Nullable String get(@Nullable HttpServerRequest request, String name) {
            return request == null ? null : request.getHeader(name);
        }
    };

    private final Optional<String> url;
    private final String version;
    private @Nullable SdkTracerProvider provider;

    Tracing(
            @ConfigProperty(name = "rejoin.otlp.url") Optional<String> url,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        this.url = url;
        this.version = version;
    }

    void start(@Observes StartupEvent event) {
        url.map(Tracing::endpoint).ifPresent(endpoint -> {
            var own = Resource.create(Attributes.of(
                    AttributeKey.stringKey("service.name"),
                    "rejoin",
                    AttributeKey.stringKey("service.version"),
                    version));
            var exporter = OtlpHttpSpanExporter.builder()
                    .setEndpoint(endpoint)
                    .setTimeout(SENT_WITHIN)
                    .setConnectTimeout(SENT_WITHIN)
                    .build();
            provider = SdkTracerProvider.builder()
                    .setResource(Resource.getDefault().merge(own))
                    .addSpanProcessor(BatchSpanProcessor.builder(exporter)
                            .setScheduleDelay(SENT_EVERY)
                            .setExporterTimeout(SENT_WITHIN)
                            .setMaxQueueSize(MOST_WAITING)
                            .build())
                    .build();
            tracer = provider.get("dev.rejoin");
        });
    }

    private static String endpoint(String url) {
        try {
            var collector = URI.create(url);
            if (List.of("http", "https").contains(String.valueOf(collector.getScheme()))
                    && collector.getHost() != null) {
                return url.endsWith(PATH) ? url : url.replaceAll("/+$", "") + PATH;
            }
        } catch (IllegalArgumentException e) {
            // Said below.
        }
        throw new IllegalStateException(
                "REJOIN_OTLP_URL is no address such as http://collector:4318, which OTLP over HTTP has: "
                        + ShownAddress.of(url));
    }

    void stop(@Observes ShutdownEvent event) {
        tracer = null;
        if (provider != null) {
            provider.shutdown().join(SENT_WITHIN.toSeconds(), TimeUnit.SECONDS);
        }
    }

    /** Whether requests have spans. */
    public static boolean isOn() {
        return tracer != null;
    }

    /** One request; a part of its client's trace, if that has sent one. */
    public static final class Request {
        private final Span span;

        private Request(Span span) {
            this.span = span;
        }

        public String traceId() {
            return span.getSpanContext().getTraceId();
        }

        /** What an answer says as {@code traceparent}. */
        public String parent() {
            var context = span.getSpanContext();
            return "00-%s-%s-%s"
                    .formatted(
                            context.getTraceId(),
                            context.getSpanId(),
                            context.getTraceFlags().asHex());
        }

        /** Makes what this thread asks of the database a part of it. */
        public void here() {
            REQUEST.set(span);
        }

        /**
         * @param operation its id in the contract
         * @param route the path with its parameters in braces; null where nothing is called
         */
        public void end(String operation, @Nullable String route, int status) {
            span.updateName(operation);
            span.setAttribute(STATUS, (long) status);
            if (route != null) {
                span.setAttribute(ROUTE, route);
            }
            if (status >= 500) {
                span.setStatus(StatusCode.ERROR);
            }
            span.end();
        }
    }

    /** Begins one; null where nothing is traced. */
    public static @Nullable Request begin(HttpServerRequest request) {
        var on = tracer;
        return on == null
                ? null
                : new Request(on.spanBuilder("request")
                        .setSpanKind(SpanKind.SERVER)
                        .setParent(W3CTraceContextPropagator.getInstance().extract(Context.root(), request, HEADERS))
                        .setAttribute(METHOD, known(request.method().name()))
                        .startSpan());
    }

    /** A method is whatever a client writes there. */
    private static String known(String method) {
        return List.of("GET", "HEAD", "POST", "PATCH", "PUT", "DELETE", "OPTIONS")
                        .contains(method)
                ? method
                : "_OTHER";
    }

    /**
     * Begins a statement of this thread's request; null where nothing is traced, or the service works by itself.
     *
     * @param sql without values
     * @param server which one is asked: primary or replica
     */
    public static @Nullable Span statement(String sql, String server) {
        var on = tracer;
        if (on == null) {
            return null;
        }
        var request = REQUEST.get();
        return request == null
                ? null
                : on.spanBuilder(kind(sql))
                        .setSpanKind(SpanKind.CLIENT)
                        .setParent(Context.root().with(request))
                        .setAttribute(DATABASE, "postgresql")
                        .setAttribute(QUERY, sql)
                        .setAttribute(SERVER, server)
                        .startSpan();
    }

    private static String kind(String sql) {
        var text = sql.strip();
        var end = 0;
        while (end < text.length() && Character.isLetter(text.charAt(end))) {
            end++;
        }
        return text.substring(0, end).toUpperCase(Locale.ROOT);
    }

    /** @param state SQLSTATE of what it failed with; null if it did not */
    public static void end(@Nullable Span statement, @Nullable String state) {
        if (statement == null) {
            return;
        }
        if (state != null) {
            statement.setAttribute(QUERY_STATUS, state);
            statement.setStatus(StatusCode.ERROR);
        }
        statement.end();
    }
}
