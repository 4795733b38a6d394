package dev.rejoin.api.endpoint;

import dev.rejoin.api.http.Call;
import dev.rejoin.api.http.Connections;
import dev.rejoin.api.http.Limits;
import dev.rejoin.api.problem.Problem;
import dev.rejoin.api.problem.ProblemException;
import dev.rejoin.api.query.Export;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;

/** Bodies of any size, written no faster than the client reads; a client that stops reading is given up on. */
@ApplicationScoped
class Streams {
    private static final Logger LOG = Logger.getLogger(Streams.class);
    /** As long as its client reads, which has bounds of its own. */
    private static final Duration LONGEST = Duration.ofHours(6);

    private static final int PIECE = 32 * 1024;

    private final Call call;
    private final Semaphore permits;
    private final Duration stall;
    private final CurrentVertxRequest current;
    private final Vertx vertx;

    Streams(Limits limits, Call call, CurrentVertxRequest current, Vertx vertx) {
        this.call = call;
        this.permits = new Semaphore(limits.streams());
        this.stall = limits.stall();
        this.current = current;
        this.vertx = vertx;
    }

    /** @param fileName what a browser would keep it as */
    Response answer(Export.Stream stream, MediaType mediaType, String fileName) {
        var request = current.getCurrent().request();
        var head = "HEAD".equals(request.method().name());
        if (!head && !permits.tryAcquire()) {
            throw new ProblemException(new Problem.Unavailable(
                    "busy", "Too many collections are being streamed already.", Duration.ofSeconds(1)));
        }
        call.mayTake(LONGEST);
        var response = Response.ok()
                .type(mediaType)
                .header("Content-Disposition", "inline; filename=\"%s\"".formatted(fileName));
        return head
                ? response.build()
                : response.entity((StreamingOutput) out -> write(stream, out, request))
                        .build();
    }

    private void write(Export.Stream stream, OutputStream out, HttpServerRequest request) throws IOException {
        try {
            var pieces = new BufferedOutputStream(new Watched(out, request), PIECE);
            stream.to(pieces);
            pieces.flush();
        } catch (RuntimeException | IOException e) {
            // Once the first byte has left, the only honest answer is to cut the connection.
            if (request.response().headWritten()) {
                LOG.debugf("stream given up: %s", e.getMessage());
                Connections.cut(request);
                return;
            }
            throw e;
        } finally {
            permits.release();
        }
    }

    /** Closes the connection of a client that leaves one piece unread for too long. */
    private final class Watched extends OutputStream {
        private final OutputStream out;
        private final HttpServerRequest request;

        Watched(OutputStream out, HttpServerRequest request) {
            this.out = out;
            this.request = request;
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            var timer = vertx.setTimer(stall.toMillis(), late -> Connections.cut(request));
            try {
                out.write(bytes, from, length);
            } finally {
                vertx.cancelTimer(timer);
            }
        }

        /** Does nothing: whoever writes JSON closes its target also when it failed half way. */
        @Override
        public void close() {}
    }
}
