package dev.rejoin.api.http;

import dev.rejoin.api.problem.ProblemException;
import io.agroal.api.AgroalPoolInterceptor;
import io.quarkus.arc.Arc;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/** Ends the requests whose time is over, or whose client has gone, and knows the connections that they work with. */
@ApplicationScoped
public class Deadlines implements AgroalPoolInterceptor {
    private static final Logger LOG = Logger.getLogger(Deadlines.class);
    private static final long LOOKED_EVERY_MILLIS = 100;

    private final Set<Work> running = ConcurrentHashMap.newKeySet();
    private final Map<Connection, Work> working = new ConcurrentHashMap<>();
    private final Vertx vertx;
    private final Call call;
    private final Duration time;
    private final Duration silence;

    Deadlines(
            Vertx vertx,
            Call call,
            Limits limits,
            @ConfigProperty(name = "quarkus.datasource.jdbc.additional-jdbc-properties.socketTimeout") int silence) {
        this.vertx = vertx;
        this.call = call;
        this.time = limits.time();
        this.silence = Duration.ofSeconds(silence);
    }

    void start(@Observes StartupEvent event) {
        vertx.setPeriodic(LOOKED_EVERY_MILLIS, tick -> {
            for (var work : running) {
                if (work.isLate()) {
                    stop(work);
                }
            }
        });
    }

    /** @param begun when it came, as {@link System#nanoTime()} counts */
    public Work begin(long begun) {
        var work = new Work(begun + time.toNanos());
        running.add(work);
        return work;
    }

    public void end(Work work) {
        running.remove(work);
    }

    /** Cancels what it does; on a thread of its own, as the database may not answer. */
    public void stop(Work work) {
        running.remove(work);
        Thread.ofVirtual().name("cancel").start(work::stop);
    }

    /**
     * Before a connection is asked for: lets nothing go on whose time is over.
     *
     * @throws ProblemException if the present request's time is over, or its client has gone
     */
    public void check() {
        var work = present();
        if (work != null) {
            work.goesOn();
        }
    }

    private @Nullable Work present() {
        return Arc.requireContainer().requestContext().isActive() ? call.work() : null;
    }

    /**
     * Refuses nothing: the pool would take the connection for returned, while the transaction that it was enlisted in still
     * had it. One that is dead shows it at the first statement, and is thrown away then.
     */
    @Override
    public void onConnectionAcquire(Connection connection) {
        var work = present();
        try {
            if (work == null) {
                connection.setNetworkTimeout(Runnable::run, (int) silence.toMillis());
            } else {
                var own = own(connection);
                working.put(own, work);
                work.takes(own, silence);
            }
        } catch (SQLException e) {
            LOG.debugf("a connection was given that is closed: %s", e.getMessage());
        }
    }

    @Override
    public void onConnectionReturn(Connection connection) {
        try {
            returns(own(connection));
        } catch (SQLException e) {
            LOG.debugf("a connection came back closed: %s", e.getMessage());
            // Cut while nothing ran on it: the pool, which would give it to others, hears of it by a failure alone.
            flush(connection);
            working.keySet().stream().filter(Deadlines::isClosed).forEach(this::returns);
        }
    }

    /** The request itself may be over, if its client has gone. */
    private void returns(Connection own) {
        var work = working.remove(own);
        if (work != null) {
            work.returns(own);
        }
    }

    private void flush(Connection connection) {
        try {
            connection.setNetworkTimeout(Runnable::run, (int) silence.toMillis());
        } catch (SQLException e) {
            LOG.debugf("it is thrown away: %s", e.getMessage());
        }
    }

    private static boolean isClosed(Connection own) {
        try {
            return own.isClosed();
        } catch (SQLException e) {
            return true;
        }
    }

    /** The driver's own, as the pool's wrapper is closed once this has seen it. */
    private static Connection own(Connection connection) throws SQLException {
        return (Connection) connection.unwrap(PGConnection.class);
    }
}
