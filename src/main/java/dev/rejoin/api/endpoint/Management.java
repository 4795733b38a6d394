package dev.rejoin.api.endpoint;

import dev.rejoin.api.http.Connections;
import dev.rejoin.api.problem.Problem;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Health and metrics on a port of their own, where one is named, and then nowhere else. Quarkus' own management interface is
 * there or not for a whole build; here whoever runs the service decides.
 */
@Singleton
public class Management {
    private static final Logger LOG = Logger.getLogger(Management.class);
    private static final int BEFORE_ARRIVALS = 10_900;
    private static final int IDLE_SECONDS = 60;
    private static final int MOST_CONNECTIONS = 100;
    private static final Pattern OURS = Pattern.compile("/q/(health|metrics)(/.*)?");

    private final Vertx vertx;
    private final Connections connections;
    private final Optional<Integer> port;
    private final String host;
    private final AtomicInteger open = new AtomicInteger();
    private volatile @Nullable HttpServer server;

    Management(
            Vertx vertx,
            Connections connections,
            @ConfigProperty(name = "rejoin.management-port") Optional<Integer> port,
            @ConfigProperty(name = "rejoin.management-host") Optional<String> host,
            @ConfigProperty(name = "quarkus.http.host") String publicHost,
            @ConfigProperty(name = "quarkus.http.port") int publicPort) {
        if (publicPort != 0 && port.filter(wanted -> wanted == publicPort).isPresent()) {
            // By the number alone it is known later which of the two was asked.
            throw new IllegalStateException(
                    "REJOIN_MANAGEMENT_PORT and REJOIN_PORT are both %d: they have to differ, also on two addresses."
                            .formatted(publicPort));
        }
        this.vertx = vertx;
        this.connections = connections;
        this.port = port;
        this.host = host.orElse(publicHost);
    }

    void register(@Observes Filters filters) {
        if (port.isPresent()) {
            filters.register(this::apart, BEFORE_ARRIVALS);
        }
    }

    void start(@Observes StartupEvent event) {
        port.ifPresent(wanted -> {
            var options = new HttpServerOptions()
                    .setHost(host)
                    .setPort(wanted)
                    .setIdleTimeout(IDLE_SECONDS)
                    .setIdleTimeoutUnit(TimeUnit.SECONDS);
            connections.customizeHttpServer(options);
            // The same answers by the same routes; which of them are for whom is decided below.
            server = vertx.createHttpServer(options)
                    .connectionHandler(this::bound)
                    .requestHandler(VertxHttpRecorder.getRootHandler())
                    .listen()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
            LOG.infof("Health and metrics: http://%s:%d/q/health", host, server.actualPort());
        });
    }

    /** Who asks here has no key: a few, and the others are closed. */
    private void bound(HttpConnection connection) {
        if (open.incrementAndGet() > MOST_CONNECTIONS) {
            connection.close();
        }
        connection.closeHandler(closed -> open.decrementAndGet());
    }

    void stop(@Observes ShutdownEvent event) {
        if (server != null) {
            server.close();
        }
    }

    private void apart(RoutingContext context) {
        var request = context.request();
        var atOurs = server != null && request.connection().localAddress(true).port() == server.actualPort();
        if (atOurs == OURS.matcher(context.normalizedPath()).matches()) {
            context.next();
        } else {
            Problems.send(new Problem.NotFound("unknown_path", "There is nothing at this path."), context);
        }
    }
}
