package dev.rejoin.db;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** The PostgreSQL programs of the zonky archive, unpacked once per user and archive. */
final class PostgresBinaries {

    private static final String ARCHIVE = "/postgres-linux-x86_64.txz";

    private PostgresBinaries() {}

    /** The folder that holds {@code bin/postgres}; unpacks it where it is missing. */
    static Path unpacked() {
        try {
            var home = cacheFolder().resolve("postgres-" + fingerprint().substring(0, 16));
            if (!Files.exists(home)) {
                unpackOnce(home);
            }
            return home;
        } catch (IOException e) {
            throw new EmbeddedDatabaseException("The PostgreSQL programs could not be unpacked: " + e.getMessage(), e);
        }
    }

    private static void unpackOnce(Path home) throws IOException {
        var lock = home.resolveSibling(home.getFileName() + ".lock");
        synchronized (PostgresBinaries.class) {
            try (var channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var held = channel.lock()) {
                if (!Files.exists(home)) {
                    // Under another name first: a folder of the final name is always complete.
                    var half = Files.createTempDirectory(home.getParent(), "unpacking-");
                    unpack(half);
                    Files.setPosixFilePermissions(half, PosixFilePermissions.fromString("rwxr-xr-x"));
                    Files.move(half, home);
                }
            }
        }
    }

    private static void unpack(Path target) throws IOException {
        try (var tar = new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(archive())))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                var file = target.resolve(entry.getName()).normalize();
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                } else if (entry.isSymbolicLink()) {
                    Files.createDirectories(file.getParent());
                    Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
                } else {
                    Files.createDirectories(file.getParent());
                    Files.copy(tar, file);
                    var executable = (entry.getMode() & 0100) != 0;
                    Files.setPosixFilePermissions(
                            file, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
                }
            }
        }
    }

    private static Path cacheFolder() throws IOException {
        var candidates = new ArrayList<Path>();
        if (!ServerAccount.current().isSomebodyElse()) {
            candidates.add(userCache().resolve("rejoin"));
        }
        candidates.add(
                Path.of(System.getProperty("java.io.tmpdir"), "rejoin-cache-" + System.getProperty("user.name")));
        for (var folder : candidates) {
            if (ownedAndWritable(folder)) {
                return folder;
            }
        }
        throw new IOException("no folder to write to among " + candidates);
    }

    private static Path userCache() {
        return Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
                .filter(folder -> !folder.isBlank())
                .map(Path::of)
                .orElse(Path.of(System.getProperty("user.home"), ".cache"));
    }

    /** Only a folder of our own: programs are started from it. */
    private static boolean ownedAndWritable(Path folder) {
        try {
            Files.createDirectories(folder);
            var probe = Files.createTempFile(folder, "probe", "");
            var mine = Files.getOwner(probe).equals(Files.getOwner(folder));
            Files.delete(probe);
            return mine && !Files.getPosixFilePermissions(folder).contains(PosixFilePermission.OTHERS_WRITE);
        } catch (IOException e) {
            return false;
        }
    }

    private static String fingerprint() throws IOException {
        try (var in = new DigestInputStream(archive(), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static InputStream archive() {
        var archive = PostgresBinaries.class.getResourceAsStream(ARCHIVE);
        if (archive == null) {
            throw new EmbeddedDatabaseException("The class path holds no PostgreSQL for this platform (" + ARCHIVE
                    + " is missing). Use a PostgreSQL 18"
                    + " of your own: REJOIN_DB_URL, REJOIN_DB_USER, REJOIN_DB_PASSWORD.");
        }
        return archive;
    }
}
