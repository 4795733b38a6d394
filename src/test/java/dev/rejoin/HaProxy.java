package dev.rejoin;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Debian's HAProxy with the repository's own file, before three instances of the service. */
final class HaProxy implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/sbin/haproxy");
    private static final Path FILE = Path.of("../docker/haproxy.cfg");

    private final ListeningProcess process;

    private HaProxy(ListeningProcess process) {
        this.process = process;
    }

    /** Skips the test where there is no HAProxy. */
    static void needed() {
        assumeTrue(Files.isExecutable(PROGRAM), "there is no HAProxy: apt install haproxy");
    }

    /** @param folder for its log */
    static HaProxy before(List<Integer> ports, Path folder) throws IOException, InterruptedException {
        int port = ListeningProcess.freePort();
        var builder = new ProcessBuilder(PROGRAM.toString(), "-f", FILE.toString());
        builder.environment().put("REJOIN_BIND", "127.0.0.1:" + port);
        for (int i = 0; i < ports.size(); i++) {
            builder.environment().put("REJOIN_" + (i + 1), "127.0.0.1:" + ports.get(i));
        }
        return new HaProxy(ListeningProcess.start(builder, port, folder.resolve("haproxy-" + port + ".log")));
    }

    int port() {
        return process.port();
    }

    @Override
    public void close() {
        process.close();
    }
}
