package dev.rejoin.api.query;

import dev.rejoin.api.http.Deadlines;
import dev.rejoin.api.replica.Replicas;
import dev.rejoin.api.trace.Tracing;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Function;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/**
 * Sessions for reading: stateless, since what is read goes straight to JSON and nothing of it is kept. Where a
 * transaction runs, they see what it has written, being on its connection.
 */
@Singleton
public class Sessions {
    /** A stream may take as long as its client reads, which has bounds of its own. */
    private static final Duration LONGEST_READ = Duration.ofHours(6);

    private static final String FROZEN = "set transaction isolation level repeatable read, read only";

    private final SessionFactory factory;
    private final Deadlines deadlines;
    private final SessionSettings settings;
    private final Replicas replicas;

    Sessions(SessionFactory factory, Deadlines deadlines, SessionSettings settings, Replicas replicas) {
        this.factory = factory;
        this.deadlines = deadlines;
        this.settings = settings;
        this.replicas = replicas;
    }

    /** Runs statements, each by itself unless a transaction runs, or has to. */
    public <T> T read(Function<StatelessSession, T> work) {
        return replicas.areNamed() && !QuarkusTransaction.isActive()
                ? replicas.read(() -> held(work), () -> onPrimary(work))
                : onPrimary(work);
    }

    private <T> T onPrimary(Function<StatelessSession, T> work) {
        return settings.countForTransactionsOnly() && !QuarkusTransaction.isActive()
                ? QuarkusTransaction.requiringNew()
                        .timeout((int) LONGEST_READ.toSeconds())
                        .call(() -> open(work))
                : open(work);
    }

    private <T> T open(Function<StatelessSession, T> work) {
        deadlines.check();
        try (var session = factory.openStatelessSession()) {
            trace(session);
            return work.apply(session);
        }
    }

    private <T> T held(Function<StatelessSession, T> work) {
        try (var session = factory.openStatelessSession(Replicas.held())) {
            trace(session);
            return work.apply(session);
        }
    }

    private static void trace(StatelessSession session) {
        if (Tracing.isOn()) {
            ((SharedSessionContractImplementor) session)
                    .getEventListenerManager()
                    .addListener(new StatementSpans());
        }
    }

    /** Lets all statements of {@code work} see the same state of the data. */
    public <T> T snapshot(Function<StatelessSession, T> work) {
        if (QuarkusTransaction.isActive()) {
            return open(work);
        }
        return replicas.transaction(FROZEN, () -> held(work), () -> QuarkusTransaction.requiringNew()
                .timeout((int) LONGEST_READ.toSeconds())
                .call(() -> open(session -> {
                    session.doWork(Sessions::freeze);
                    return work.apply(session);
                })));
    }

    private static void freeze(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(FROZEN);
        }
    }
}
