package dev.rejoin;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A program of the system's that tests talk to over a port of loopback, from the moment that it listens until it is closed. */
final class ListeningProcess implements AutoCloseable {
    private final Process process;
    private final int port;

    private ListeningProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /**
     * Waits for as long as it lives.
     *
     * @param port which it was told to listen on
     * @param log where it writes to
     */
    static ListeningProcess start(ProcessBuilder builder, int port, Path log) throws IOException, InterruptedException {
        return start(builder, "127.0.0.1", port, log);
    }

    static ListeningProcess start(ProcessBuilder builder, String address, int port, Path log)
            throws IOException, InterruptedException {
        var process =
                builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        while (process.isAlive()) {
            try (var _ = new Socket(address, port)) {
                return new ListeningProcess(process, port);
            } catch (IOException e) {
                Thread.sleep(50);
            }
        }
        throw new AssertionError(builder.command().getFirst() + " has ended: " + Files.readString(log));
    }

    int port() {
        return port;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
