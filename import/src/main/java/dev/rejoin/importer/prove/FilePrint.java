package dev.rejoin.importer.prove;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/** What shows that a file's bytes are the same as before, at the speed of the disk: its date may be anything. */
record FilePrint(long size, long checksum) {

    private static final int BUFFER = 1 << 16;

    static FilePrint of(Path file) throws IOException {
        var checksum = new CRC32C();
        long size = 0;
        try (var bytes = Files.newInputStream(file)) {
            var buffer = new byte[BUFFER];
            for (int count = bytes.read(buffer); count > 0; count = bytes.read(buffer)) {
                checksum.update(buffer, 0, count);
                size += count;
            }
        }
        return new FilePrint(size, checksum.getValue());
    }
}
