package dev.rejoin.api.http;

import dev.rejoin.api.problem.Problem;
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
import org.postgresql.PGConnection;

/** Ends the requests whose time is over, or whose client has gone, and knows the connections that they work with. */
@ApplicationScoped
public class Deadlines implements AgroalPoolInterceptor {
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

    @Override
    public void onConnectionAcquire(Connection connection) {
        var work = Arc.requireContainer().requestContext().isActive() ? call.work() : null;
        try {
            if (work == null) {
                connection.setNetworkTimeout(Runnable::run, (int) silence.toMillis());
            } else {
                var own = own(connection);
                work.takes(own, silence);
                working.put(own, work);
            }
        } catch (SQLException e) {
            throw new ProblemException(
                    new Problem.Unavailable(
                            "timeout", "The request took too long and was stopped.", Duration.ofSeconds(5)),
                    e);
        }
    }

    @Override
    public void onConnectionReturn(Connection connection) {
        // The request itself may be over, if its client has gone.
        try {
            var own = own(connection);
            var work = working.remove(own);
            if (work != null) {
                work.returns(own);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("a connection is not PostgreSQL's", e);
        }
    }

    /** The driver's own, as the pool's wrapper is closed once this has seen it. */
    private static Connection own(Connection connection) throws SQLException {
        return (Connection) connection.unwrap(PGConnection.class);
    }
}
