package dev.rejoin.importer.follow;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.rejoin.importer.follow.Follow.Round;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Unit;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;

/** What a follower has done since its start, and how far it is behind, for Prometheus: {@code GET /metrics}. */
public final class FollowMetrics implements AutoCloseable {
    private static final PrometheusTextFormatWriter TEXT =
            PrometheusTextFormatWriter.builder().build();

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final Counter read = counter("documents_read", "Documents with a new sequence number.");
    private final Counter changed = counter("documents_changed", "Documents that said something else than before.");
    private final Counter gone = counter("documents_deleted", "Documents that were deleted.");
    private final Counter setAside = counter("documents_set_aside", "Changed documents that were set aside.");
    private final Counter written = counter("rows_written", "Rows that were inserted, updated or deleted.");
    private final Gauge behind = Gauge.builder()
            .name("rejoin_follow_writes_behind")
            .help("Writes that are complete in the cluster and were not applied when it was last looked at.")
            .register(registry);

    /** Everything that was complete in the cluster at this time of {@link System#nanoTime} is applied. */
    private volatile long applied = System.nanoTime();

    private final HttpServer server;

    private FollowMetrics(InetSocketAddress address) throws IOException {
        GaugeWithCallback.builder()
                .name("rejoin_follow_lag_seconds")
                .unit(Unit.SECONDS)
                .help(
                        "All that was complete in the cluster so long ago is applied; from the start on where nothing is yet.")
                .callback(lag -> lag.call(Unit.nanosToSeconds(System.nanoTime() - applied)))
                .register(registry);
        server = HttpServer.create(address, 0);
        server.createContext("/", this::answer);
        server.start();
    }

    /** In the text that every Prometheus reads, whatever it would rather have. */
    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            if (!exchange.getRequestURI().getPath().equals("/metrics")) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            var text = new ByteArrayOutputStream();
            TEXT.write(text, registry.scrape());
            exchange.getResponseHeaders().set("Content-Type", TEXT.getContentType());
            exchange.sendResponseHeaders(200, text.size());
            exchange.getResponseBody().write(text.toByteArray());
        }
    }

    /**
     * @param address where they are answered; port 0 for any that is free
     * @throws IOException when that is taken
     */
    public static FollowMetrics at(InetSocketAddress address) throws IOException {
        return new FollowMetrics(address);
    }

    private Counter counter(String what, String help) {
        return Counter.builder()
                .name("rejoin_follow_" + what + "_total")
                .help(help)
                .register(registry);
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** A step of a look, or a whole one that had no steps. */
    public void count(Round step) {
        read.inc(step.read());
        changed.inc(step.changed());
        gone.inc(step.gone());
        setAside.inc(step.setAside());
        written.inc(step.written());
        behind.set(step.behind());
    }

    /**
     * A look is over.
     *
     * @param left writes that it left, since they were more than one look takes
     * @param began when it began, see {@link System#nanoTime}
     */
    public void looked(long left, long began) {
        behind.set(left);
        if (left == 0) {
            applied = began;
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
