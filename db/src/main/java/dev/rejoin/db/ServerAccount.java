package dev.rejoin.db;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** As whom the server runs: PostgreSQL refuses root, so that root needs a way round. */
enum ServerAccount {
    /** The user that we are. */
    OURS(List.of()),
    /** In a user namespace root is nobody to the server, and its files stay root's. */
    NAMESPACE(List.of("unshare", "-U")),
    /** Where a container forbids namespaces: the user nobody, who must own the files and reach their folder. */
    NOBODY(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));

    private static final int NOBODY_ID = 65534;

    private final List<String> prefix;

    ServerAccount(List<String> prefix) {
        this.prefix = prefix;
    }

    static ServerAccount current() {
        return Holder.CURRENT;
    }

    /** What a command line starts with so that the command runs under this account. */
    List<String> prefix() {
        return prefix;
    }

    /** Whether the server reads only what everybody can reach. */
    boolean isSomebodyElse() {
        return this == NOBODY;
    }

    /** Hands a folder and all it holds to this account. */
    void own(Path folder) throws IOException {
        if (this == NOBODY) {
            try (var files = Files.walk(folder)) {
                for (var file : files.toList()) {
                    Files.setAttribute(file, "unix:uid", NOBODY_ID);
                    Files.setAttribute(file, "unix:gid", NOBODY_ID);
                }
            }
        }
    }

    private static final class Holder {
        private static final ServerAccount CURRENT = find();

        private static ServerAccount find() {
            if (!isRoot()) {
                return OURS;
            }
            return succeeds("unshare", "-U", "true") ? NAMESPACE : NOBODY;
        }

        private static boolean isRoot() {
            try {
                return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
            } catch (IOException e) {
                return false;
            }
        }

        private static boolean succeeds(String... command) {
            try {
                return new ProcessBuilder(command)
                                .redirectErrorStream(true)
                                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                                .start()
                                .waitFor()
                        == 0;
            } catch (IOException e) {
                return false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }
}
