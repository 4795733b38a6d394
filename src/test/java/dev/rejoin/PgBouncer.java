package dev.rejoin;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Debian's PgBouncer in transaction mode, before the tests' database, with fewer connections than the service has. */
final class PgBouncer implements AutoCloseable {
    static final int CONNECTIONS = 4;
    private static final Path PROGRAM = Path.of("/usr/sbin/pgbouncer");
    private static final Pattern ADDRESS = Pattern.compile("jdbc:postgresql://([^:]+):(\\d+)/(.+)");

    private final ListeningProcess process;
    private final String url;

    private PgBouncer(ListeningProcess process, String url) {
        this.process = process;
        this.url = url;
    }

    /**
     * Skips the test where there is no PgBouncer.
     *
     * @param folder for its configuration and its log
     */
    static PgBouncer start(Path folder) throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(PROGRAM), "there is no PgBouncer: apt install pgbouncer");
        var database = TestDatabase.database();
        var address = ADDRESS.matcher(database.getUrl().replaceAll("\\?.*", ""));
        if (!address.matches()) {
            throw new IllegalStateException(database.getUrl());
        }
        int port = ListeningProcess.freePort();
        var file = folder.resolve("pgbouncer-" + port + ".ini");
        Files.writeString(file, """
                [databases]
                pooled = host=%s port=%s dbname=%s user=%s password=%s
                [pgbouncer]
                listen_addr = 127.0.0.1
                listen_port = %d
                unix_socket_dir =
                auth_type = any
                pool_mode = transaction
                default_pool_size = %d
                max_client_conn = 200
                """.formatted(
                        address.group(1),
                        address.group(2),
                        address.group(3),
                        database.getUser(),
                        database.getPassword(),
                        port,
                        CONNECTIONS));
        // It does not run as root, and reads its configuration as whom it then is.
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        var command = new ArrayList<>(List.of(PROGRAM.toString()));
        if ("root".equals(System.getProperty("user.name"))) {
            command.addAll(List.of("-u", "nobody"));
        }
        command.add(file.toString());
        return new PgBouncer(
                ListeningProcess.start(new ProcessBuilder(command), port, folder.resolve("pgbouncer-" + port + ".log")),
                "jdbc:postgresql://127.0.0.1:%d/pooled".formatted(port));
    }

    String url() {
        return url;
    }

    @Override
    public void close() {
        process.close();
    }
}
