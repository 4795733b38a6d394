package dev.rejoin.legacy.server;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Set;
import java.util.zip.ZipInputStream;

/** The unpacked distribution: unpacked once per zip into a folder of ours, and shared by all servers, read-only. */
final class Distribution {
    private Distribution() {}

    /** The home folder of the server in this zip, or in the newest zip of this folder. */
    static Path unpacked(Path zipOrFolder) throws IOException {
        var zip = zipIn(zipOrFolder);
        var cache = cacheFolder();
        var name = zip.getFileName().toString().replaceFirst("\\.zip$", "");
        var home = cache.resolve("%s-%d-%d"
                .formatted(name, Files.size(zip), Files.getLastModifiedTime(zip).toMillis()));
        if (!Files.isDirectory(home)) {
            unpack(zip, cache, home);
        }
        return home;
    }

    private static Path zipIn(Path zipOrFolder) throws IOException {
        if (Files.isRegularFile(zipOrFolder)) {
            return zipOrFolder;
        }
        if (Files.isDirectory(zipOrFolder)) {
            try (var files = Files.list(zipOrFolder)) {
                var newest = files.filter(file -> file.getFileName().toString().matches("elasticsearch-.*\\.zip"))
                        .max(Comparator.naturalOrder());
                if (newest.isPresent()) {
                    return newest.get();
                }
            }
        }
        throw new ElasticsearchStartException("no Elasticsearch zip at " + zipOrFolder
                + "; build the module legacy first (mvn package), which copies it there, or set the system property "
                + ElasticsearchOptions.ZIP_PROPERTY);
    }

    /** Owned by us alone: in a shared temporary folder somebody else could have made one of the same name. */
    private static Path cacheFolder() throws IOException {
        var user = System.getProperty("user.name").replaceAll("[^A-Za-z0-9_.-]", "_");
        var temporary = CurrentUser.temporaryFolder();
        var cache = temporary.resolve("rejoin-elasticsearch-" + user);
        try {
            Files.createDirectory(cache, PosixFilePermissions.asFileAttribute(permissions("rwxr-xr-x")));
            Files.setPosixFilePermissions(cache, permissions("rwxr-xr-x"));
            return cache;
        } catch (FileAlreadyExistsException _) {
            var probe = Files.createTempFile("rejoin", ".probe");
            var we = Files.getOwner(probe);
            Files.delete(probe);
            var ours = Files.isDirectory(cache, LinkOption.NOFOLLOW_LINKS)
                    && Files.getOwner(cache, LinkOption.NOFOLLOW_LINKS).equals(we);
            if (ours) {
                return cache;
            }
            throw new ElasticsearchStartException(
                    cache + " belongs to somebody else; remove it, or set java.io.tmpdir");
        }
    }

    /** Unpacks beside the final place and moves it there in one step, so that two starting servers cannot meet. */
    private static void unpack(Path zip, Path cache, Path home) throws IOException {
        var fresh = Files.createTempDirectory(cache, "unpacking");
        try {
            try (var entries = new ZipInputStream(Files.newInputStream(zip))) {
                for (var entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                    var target = fresh.resolve(entry.getName()).normalize();
                    if (!target.startsWith(fresh)) {
                        throw new IOException("suspicious entry in " + zip + ": " + entry.getName());
                    }
                    if (entry.isDirectory()) {
                        Files.createDirectories(target);
                    } else {
                        Files.createDirectories(target.getParent());
                        Files.copy(entries, target);
                    }
                }
            }
            try (var roots = Files.list(fresh)) {
                var root = roots.findFirst().orElseThrow(() -> new IOException(zip + " is empty"));
                openToAll(root);
                move(root, home);
            }
        } finally {
            InstanceFolder.deleteTree(fresh);
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            throw e;
        } catch (FileSystemException e) {
            if (!Files.isDirectory(to)) { // Otherwise another process was faster, with the same content.
                throw e;
            }
        }
    }

    private static void openToAll(Path root) throws IOException {
        try (var paths = Files.walk(root)) {
            for (var path : paths.toList()) {
                var program = Files.isDirectory(path)
                        || path.getParent().getFileName().toString().equals("bin");
                Files.setPosixFilePermissions(path, permissions(program ? "rwxr-xr-x" : "rw-r--r--"));
            }
        }
    }

    private static Set<PosixFilePermission> permissions(String text) {
        return PosixFilePermissions.fromString(text);
    }
}
