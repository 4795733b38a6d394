package dev.rejoin;

import io.restassured.RestAssured;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A client that says byte for byte what it wants to say, when it wants to. */
final class RawConnection implements AutoCloseable {
    private final Socket socket;

    RawConnection() {
        this(RestAssured.port);
    }

    RawConnection(int port) {
        try {
            socket = new Socket("127.0.0.1", port);
            socket.setTcpNoDelay(true);
        } catch (IOException e) {
            throw new AssertionError("nobody listens", e);
        }
    }

    RawConnection(Socket socket) {
        this.socket = socket;
    }

    /** The head of a request, its last empty line included. */
    static String head(String method, String path, @Nullable String key, String... headers) {
        return "%s %s HTTP/1.1\r\nHost: rejoin\r\n%s%s\r\n"
                .formatted(
                        method,
                        path,
                        key == null ? "" : "Authorization: Bearer " + key + "\r\n",
                        headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n");
    }

    RawConnection send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        return this;
    }

    /** Sends a byte each 100 ms until the other side has had enough; how long that took, at most {@code most}. */
    Duration drip(Duration most) throws InterruptedException {
        var begin = Instant.now();
        try {
            while (Duration.between(begin, Instant.now()).compareTo(most) < 0) {
                socket.getOutputStream().write('x');
                socket.setSoTimeout(100);
                try {
                    if (socket.getInputStream().read() < 0) {
                        break;
                    }
                } catch (SocketTimeoutException e) {
                    // Nothing is said yet.
                }
            }
        } catch (IOException e) {
            // It is closed.
        }
        return Duration.between(begin, Instant.now());
    }

    /** Of an answer whose rest nobody reads here; waits for it. */
    String statusLine() throws IOException {
        var line = new StringBuilder();
        for (int b = socket.getInputStream().read();
                b >= 0 && b != '\r';
                b = socket.getInputStream().read()) {
            line.append((char) b);
        }
        return line.toString();
    }

    /** What has come of an answer, its status line first, until the first {@code quiet} without anything, or the end. */
    String answer(Duration quiet) throws IOException {
        var bytes = new java.io.ByteArrayOutputStream();
        socket.setSoTimeout((int) quiet.toMillis());
        try {
            for (int b = socket.getInputStream().read();
                    b >= 0;
                    b = socket.getInputStream().read()) {
                bytes.write(b);
                socket.setSoTimeout(200);
            }
        } catch (SocketTimeoutException e) {
            // That was all.
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** How long the other side keeps the connection, at most {@code most}; whatever it says is not read. */
    Duration kept(Duration most) throws InterruptedException {
        var begin = Instant.now();
        while (Duration.between(begin, Instant.now()).compareTo(most) < 0) {
            try {
                socket.getOutputStream().write('x');
            } catch (IOException e) {
                break;
            }
            Thread.sleep(50);
        }
        return Duration.between(begin, Instant.now());
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
