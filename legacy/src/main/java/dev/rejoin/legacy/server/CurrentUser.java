package dev.rejoin.legacy.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.stream.Stream;

/** Who runs us. Elasticsearch refuses root, so root starts it as the user {@code nobody}. */
final class CurrentUser {
    private static final String NOBODY = "65534";
    private static final Path SELF = Path.of("/proc/self");

    private CurrentUser() {}

    static boolean isRoot() {
        try {
            return Files.exists(SELF)
                    ? Integer.valueOf(0).equals(Files.getAttribute(SELF, "unix:uid"))
                    : "root".equals(System.getProperty("user.name"));
        } catch (IOException _) {
            return "root".equals(System.getProperty("user.name"));
        }
    }

    static Stream<String> asNobody() {
        return Stream.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups");
    }

    /** Hands a folder and everything in it to the user the server will run as. */
    static void handOver(Path folder) throws IOException {
        if (!isRoot()) {
            return;
        }
        var lookup = folder.getFileSystem().getUserPrincipalLookupService();
        var user = lookup.lookupPrincipalByName(NOBODY);
        var group = lookup.lookupPrincipalByGroupName(NOBODY);
        try (var paths = Files.walk(folder)) {
            for (var path : paths.toList()) {
                var view = Files.getFileAttributeView(path, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
                view.setOwner(user);
                view.setGroup(group);
            }
        }
    }

    /** The temporary folder of this JVM, or another one where the server's user can get to. */
    static Path temporaryFolder() throws IOException {
        for (var candidate : new String[] {System.getProperty("java.io.tmpdir"), "/tmp", "/var/tmp"}) {
            var path = Path.of(candidate).toAbsolutePath();
            if (Files.isDirectory(path) && (!isRoot() || reachable(path.toRealPath()))) {
                return path;
            }
        }
        throw new ElasticsearchStartException("no temporary folder that the user " + NOBODY + " can reach");
    }

    /** Whether every folder up to the root lets others pass. */
    static boolean reachable(Path path) throws IOException {
        for (var folder = path; folder != null; folder = folder.getParent()) {
            if (!Files.getPosixFilePermissions(folder).contains(PosixFilePermission.OTHERS_EXECUTE)) {
                return false;
            }
        }
        return true;
    }
}
