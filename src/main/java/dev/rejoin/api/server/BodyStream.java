package dev.rejoin.api.server;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Writes a body piece by piece, no faster than the client reads; a client that stops reading is given up on. */
final class BodyStream extends OutputStream {
    private static final int PIECE = 32 * 1024;

    private final HttpServerResponse response;
    private final Duration stall;
    private final Semaphore drained = new Semaphore(0);
    private Buffer piece = Buffer.buffer(PIECE);

    BodyStream(HttpServerResponse response, Duration stall) {
        this.response = response;
        this.stall = stall;
        response.drainHandler(nothing -> drained.release());
        response.closeHandler(nothing -> drained.release());
    }

    @Override
    public void write(int value) throws IOException {
        piece.appendByte((byte) value);
        sendWhenFull();
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        piece.appendBytes(bytes, from, length);
        sendWhenFull();
    }

    /** Does nothing: whoever writes JSON closes its target also when it failed half way. */
    @Override
    public void close() {}

    /** Says that the body is complete; never called after a failure. */
    void finish() throws IOException {
        if (response.headWritten()) {
            send();
            response.end();
        } else {
            response.end(piece);
        }
    }

    private void sendWhenFull() throws IOException {
        if (piece.length() >= PIECE) {
            send();
        }
    }

    private void send() throws IOException {
        awaitRoom();
        if (piece.length() > 0) {
            if (!response.headWritten()) {
                // HTTP/2 refuses to be told again once the head is out.
                response.setChunked(true);
            }
            response.write(piece);
            piece = Buffer.buffer(PIECE);
        }
    }

    private void awaitRoom() throws IOException {
        drained.drainPermits();
        while (response.writeQueueFull() && !response.closed()) {
            try {
                if (!drained.tryAcquire(stall.toMillis(), TimeUnit.MILLISECONDS)) {
                    throw new IOException("the client stopped reading");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
        }
        if (response.closed()) {
            throw new IOException("the client is gone");
        }
    }
}
