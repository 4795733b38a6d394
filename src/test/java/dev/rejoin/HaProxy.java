package dev.rejoin;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Debian's HAProxy with the repository's own file, before three instances of the service. */
final class HaProxy implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/sbin/haproxy");
    private static final Path FILE = Path.of("../docker/haproxy.cfg");

    private final Process process;
    private final int port;

    private HaProxy(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Skips the test where there is no HAProxy. */
    static void needed() {
        assumeTrue(Files.isExecutable(PROGRAM), "there is no HAProxy: apt install haproxy");
    }

    /** @param folder for its log */
    static HaProxy before(List<Integer> ports, Path folder) throws IOException, InterruptedException {
        int port = PgBouncer.freePort();
        var log = folder.resolve("haproxy-" + port + ".log");
        var builder = new ProcessBuilder(PROGRAM.toString(), "-f", FILE.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("REJOIN_BIND", "127.0.0.1:" + port);
        for (int i = 0; i < ports.size(); i++) {
            builder.environment().put("REJOIN_" + (i + 1), "127.0.0.1:" + ports.get(i));
        }
        var proxy = new HaProxy(builder.start(), port);
        while (proxy.process.isAlive()) {
            try (var connection = new Socket("127.0.0.1", port)) {
                return proxy;
            } catch (IOException e) {
                Thread.sleep(50);
            }
        }
        throw new AssertionError("HAProxy has ended: " + Files.readString(log));
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
