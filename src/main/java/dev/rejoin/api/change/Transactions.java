package dev.rejoin.api.change;

import dev.rejoin.api.http.Call;
import dev.rejoin.api.problem.Refusals;
import dev.rejoin.api.query.Database;
import dev.rejoin.api.query.Sql;
import dev.rejoin.api.query.StatementSpans;
import dev.rejoin.api.trace.Tracing;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.hibernate.Session;

/**
 * The transaction of a write: it says who writes, and is run again when others wrote the same rows at once. A batch runs
 * the work of several operations inside its own.
 */
@Singleton
public class Transactions {
    private static final int ATTEMPTS = 4;
    private static final int PAUSE_MILLIS = 20;
    /** Statements have bounds of their own, which are shorter. */
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final Database database;
    private final Call call;
    private final Session session;

    Transactions(Database database, Call call, Session session) {
        this.database = database;
        this.call = call;
        this.session = session;
    }

    /** What keeps the work from being done, to be said once the transaction is over. */
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final transient Supplier<RuntimeException> reason;

        Refused(Supplier<RuntimeException> reason, Throwable cause) {
            super("refused", cause, false, false);
            this.reason = reason;
        }
    }

    /** Whether one runs already. */
    boolean running() {
        return QuarkusTransaction.isActive();
    }

    /** Runs {@code work} in one transaction, or in the one that runs already. */
    public <T> T run(Supplier<T> work) {
        if (running()) {
            return work.get();
        }
        for (int attempt = 1; ; attempt++) {
            try {
                return database.committed(LONGEST, () -> {
                    sign();
                    if (Tracing.isOn()) {
                        session.addEventListeners(new StatementSpans());
                    }
                    return work.get();
                });
            } catch (Refused e) {
                // Outside: after a refusal the transaction answers nothing any more.
                throw e.reason.get();
            } catch (RuntimeException e) {
                if (attempt == ATTEMPTS
                        || Refusals.in(e).filter(Refusals::serialization).isEmpty()) {
                    throw e;
                }
                pause(attempt);
            }
        }
    }

    /**
     * Runs a write that rules may refuse. Alone in its transaction, it is explained after it; among others, whose work the
     * explanation must see, before a savepoint that is then gone back to.
     *
     * @param reason says why, from the failure
     */
    <T> T explained(
            boolean alone, Supplier<T> write, java.util.function.Function<RuntimeException, RuntimeException> reason) {
        if (alone) {
            try {
                return write.get();
            } catch (RuntimeException e) {
                throw isRefusal(e) ? new Refused(() -> reason.apply(e), e) : e;
            }
        }
        try {
            return database.attempt(write);
        } catch (RuntimeException e) {
            throw isRefusal(e) ? reason.apply(e) : e;
        }
    }

    private static boolean isRefusal(RuntimeException e) {
        return Refusals.rule(e).isPresent();
    }

    /** Tells the change log who writes, until the transaction ends. */
    private void sign() {
        database.query(
                Sql.of(
                        "select set_config('rejoin.actor', ?, true), set_config('rejoin.request_id', ?, true)",
                        call.caller().name(),
                        call.traceId()),
                rows -> null);
    }

    private static void pause(int attempt) {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextInt(1, PAUSE_MILLIS * attempt));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted between two attempts", e);
        }
    }
}
