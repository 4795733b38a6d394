package dev.rejoin.api.write;

import dev.rejoin.api.Answer;
import dev.rejoin.api.Call;
import dev.rejoin.api.DatabaseException;
import dev.rejoin.api.Operation;
import dev.rejoin.api.Sql;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Handles a call that writes: all of it in one transaction that says who wrote, run again when others wrote the same
 * rows at once, and answered from memory when a POST is repeated with its Idempotency-Key.
 *
 * @param work what is done inside the transaction; a batch runs the work of several operations inside its own
 */
public record Write(Operation.Handler work) implements Operation.Handler {
    private static final int ATTEMPTS = 4;
    private static final int PAUSE_MILLIS = 20;

    /** Finishes the declaration of an operation that writes. */
    public static Operation declared(Operation.Declaration declaration, Operation.Handler work) {
        return declaration.idempotent(Idempotency.PARAMETER).handledBy(new Write(work));
    }

    @Override
    public Answer handle(Call call) {
        for (int attempt = 1; ; attempt++) {
            try {
                return call.database().transaction(() -> {
                    sign(call);
                    return Idempotency.answer(call, work);
                });
            } catch (DatabaseException e) {
                if (attempt == ATTEMPTS || !e.serialization()) {
                    throw e;
                }
                pause(attempt);
            }
        }
    }

    /** Tells the change log who writes, until the transaction ends. */
    private static void sign(Call call) {
        call.database()
                .query(
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
