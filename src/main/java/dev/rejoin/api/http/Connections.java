package dev.rejoin.api.http;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.TimeUnit;

/**
 * Gives up connections that nothing is answered on: a client that sends its headers or its body byte by byte is never
 * idle, and would be kept for ever.
 */
@ApplicationScoped
class Connections implements HttpServerOptionsCustomizer {
    private final Limits limits;

    Connections(Limits limits) {
        this.limits = limits;
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
        options.setIdleTimeout((int) unit.convert(options.getIdleTimeout(), options.getIdleTimeoutUnit()))
                .setWriteIdleTimeout((int) limits.silence().toMillis())
                .setIdleTimeoutUnit(unit);
    }
}
