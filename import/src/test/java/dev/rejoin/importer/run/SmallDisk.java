package dev.rejoin.importer.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A file system of a few megabytes, which a test can fill for real; it goes with the test. */
final class SmallDisk implements AutoCloseable {
    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    /** Skips the test where nobody lets us mount, and says why. */
    static SmallDisk mounted(Path folder, long bytes) throws IOException {
        Files.createDirectory(folder);
        var said =
                call(List.of("mount", "-t", "tmpfs", "-o", "mode=700,size=" + bytes, "rejoin-test", folder.toString()));
        assumeTrue(said.isEmpty(), "a full disk needs one of our own, and this machine mounts none for us: " + said);
        return new SmallDisk(folder);
    }

    Path folder() {
        return folder;
    }

    long used() throws IOException {
        var store = Files.getFileStore(folder);
        return store.getTotalSpace() - store.getUnallocatedSpace();
    }

    void resize(long bytes) throws IOException {
        assertThat(call(List.of("mount", "-o", "remount,size=" + bytes, folder.toString())))
                .isEmpty();
    }

    @Override
    public void close() throws IOException {
        assertThat(call(List.of("umount", folder.toString()))).isEmpty();
    }

    /** What went wrong; empty when nothing did. */
    private static String call(List<String> command) throws IOException {
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return process.waitFor() == 0 ? "" : said.isEmpty() ? "it failed" : said;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
