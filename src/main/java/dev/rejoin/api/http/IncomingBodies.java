package dev.rejoin.api.http;

import dev.rejoin.api.problem.Problem;
import dev.rejoin.api.problem.ProblemException;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Reads bodies of callers who are known, before anything else is given to them: within a time, and from a budget of bytes
 * for all. What has arrived counts, not what was announced; and a quarter of the budget is left to small bodies, so that
 * those with large ones do not keep the others out.
 */
@ApplicationScoped
public class IncomingBodies {
    /** No smaller than what makes room for the largest body beside the small ones. */
    private static final int LEAST_BYTES = 24 << 20;

    private static final int HEAP_PART = 12;
    private static final int SMALL = 64 << 10;
    private static final byte[] NONE = {};

    private final Semaphore all;
    private final Semaphore large;
    private final Duration longest;

    IncomingBodies(Limits limits) {
        var most = limits.bodyBytes().orElseGet(() -> (int) Math.min(
                Integer.MAX_VALUE, Math.max(LEAST_BYTES, Runtime.getRuntime().maxMemory() / HEAP_PART)));
        this.all = new Semaphore(most);
        this.large = new Semaphore(most - most / 4);
        this.longest = limits.body();
    }

    /**
     * The whole body; waits for it on a virtual thread.
     *
     * @param most bytes that it may have
     * @throws ProblemException 413 if it has more, 503 where too much is in work, 400 where it does not come in time
     */
    public byte[] read(RoutingContext context, int most) {
        var request = context.request();
        if (request.isEnded()) {
            return NONE;
        }
        var announced = announced(request);
        if (announced > most) {
            throw tooLarge(most);
        }
        var reading = new Reading(most);
        context.addEndHandler(ended -> reading.giveBack());
        request.exceptionHandler(reading.whole::completeExceptionally)
                .handler(reading::take)
                .endHandler(end -> reading.whole.complete(reading.bytes.toByteArray()));
        if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaderNames.EXPECT))) {
            request.response().writeContinue();
        }
        request.resume();
        try {
            return reading.whole.get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            Connections.closeAfter(request);
            throw incomplete("The body did not arrive within %d seconds.".formatted(longest.toSeconds()));
        } catch (ExecutionException e) {
            throw e.getCause() instanceof ProblemException refused ? refused : incomplete("The body ended too early.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw incomplete("The service stopped while the body was read.");
        }
    }

    /**
     * Throws away what comes of a body after its answer: most clients look for one once they have sent everything. How long
     * that takes is bounded as any body's time is.
     */
    public static void discard(HttpServerRequest request) {
        if (!request.isEnded()) {
            request.handler(piece -> {});
            request.resume();
        }
    }

    private static long announced(HttpServerRequest request) {
        var length = request.getHeader(HttpHeaderNames.CONTENT_LENGTH);
        try {
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException e) {
            throw incomplete("Content-Length is no number.");
        }
    }

    private static ProblemException tooLarge(int most) {
        return new ProblemException(new Problem.TooLarge(413, "A body here has at most %d bytes.".formatted(most)));
    }

    private static ProblemException incomplete(String detail) {
        return new ProblemException(new Problem.Malformed("incomplete_body", detail, List.of()));
    }

    /** One body on its way. */
    private final class Reading {
        private final int most;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final CompletableFuture<byte[]> whole = new CompletableFuture<>();
        private int taken;
        private int takenAsLarge;
        private boolean over;

        Reading(int most) {
            this.most = most;
        }

        synchronized void take(Buffer piece) {
            if (over || whole.isDone()) {
                return;
            }
            if (bytes.size() + piece.length() > most) {
                whole.completeExceptionally(tooLarge(most));
            } else if (budgeted(piece.length())) {
                bytes.writeBytes(piece.getBytes());
            } else {
                whole.completeExceptionally(new ProblemException(new Problem.Unavailable(
                        "busy", "Too many bytes of bodies are in work already.", Duration.ofSeconds(1))));
            }
        }

        private boolean budgeted(int length) {
            if (bytes.size() + length > SMALL) {
                var more = bytes.size() + length - takenAsLarge;
                if (!large.tryAcquire(more)) {
                    return false;
                }
                takenAsLarge += more;
            }
            if (!all.tryAcquire(length)) {
                return false;
            }
            taken += length;
            return true;
        }

        synchronized void giveBack() {
            if (!over) {
                over = true;
                all.release(taken);
                large.release(takenAsLarge);
            }
        }
    }
}
