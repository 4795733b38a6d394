package dev.rejoin.importer.follow;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

/** Asks a cluster several questions at a time: what it takes for an answer is mostly waiting. */
final class ParallelRequests {

    /** A question that was asked. */
    record PendingAnswer<T>(CompletableFuture<T> answering) {

        /** What is known without asking. */
        static <T> PendingAnswer<T> of(T answer) {
            return new PendingAnswer<>(CompletableFuture.completedFuture(answer));
        }

        /** Waits for the answer, or throws what came instead of it. */
        T answer() {
            try {
                return answering.get();
            } catch (ExecutionException e) {
                switch (e.getCause()) {
                    case RuntimeException failure -> throw failure;
                    case Error error -> throw error;
                    case null, default -> throw new IllegalStateException(e);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while the cluster was asked", e);
            }
        }
    }

    <T> PendingAnswer<T> ask(Supplier<T> question) {
        var answering = new CompletableFuture<T>();
        Thread.ofVirtual().name("ask").start(() -> {
            try {
                answering.complete(question.get());
            } catch (Throwable failure) {
                answering.completeExceptionally(failure);
            }
        });
        return new PendingAnswer<>(answering);
    }
}
