package dev.rejoin.importer.read;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/**
 * How a dump file is packed, by its first bytes and not by its name. What is unpacked uses every byte of the file, or
 * ends in an exception: what follows a member or frame is another one, never the silent end of the file.
 */
enum Unpacking {
    NONE,
    GZIP,
    ZSTD;

    private static final int HEAD = 6;
    private static final int BUFFER = 1 << 16;

    /** Packings that are known by sight alone, so that they can be refused by name. */
    private enum Foreign {
        BZIP2("BZh"),
        XZ("\u00fd7zXZ\0"),
        ZIP("PK\u0003\u0004"),
        SEVEN_ZIP("7z\u00bc\u00af"),
        LZ4("\u0004\"M\u0018"),
        SNAPPY("\u00ff\u0006\0\0sN");

        private final String magic;

        Foreign(String magic) {
            this.magic = magic;
        }
    }

    /**
     * The unpacked bytes of a file.
     *
     * @throws SourceRefusedException when it is packed in a way that is not read here
     * @throws IOException when it cannot be read, or its name says that it is packed and its first bytes do not
     */
    static InputStream open(Path file) throws IOException {
        return open(file, bytes -> {});
    }

    /** @param read hears of the file's own bytes as they are read */
    static InputStream open(Path file, LongConsumer read) throws IOException {
        var raw = new BufferedInputStream(new Heard(Files.newInputStream(file), read), BUFFER);
        try {
            raw.mark(HEAD);
            var head = raw.readNBytes(HEAD);
            raw.reset();
            return unpacked(file, raw, of(file, head));
        } catch (IOException | RuntimeException e) {
            raw.close();
            throw e;
        }
    }

    private static InputStream unpacked(Path file, InputStream raw, Unpacking packing) throws IOException {
        return switch (packing) {
            case GZIP ->
                GzipCompressorInputStream.builder()
                        .setInputStream(raw)
                        .setDecompressConcatenated(true)
                        .get();
            case ZSTD -> new ZstdFrames(file, raw);
            case NONE -> {
                if (isNamedPacked(file)) {
                    throw new EOFException(
                            "its name says that it is compressed, and its first bytes say that it is not");
                }
                yield raw;
            }
        };
    }

    private static Unpacking of(Path file, byte[] head) {
        if (startsWith(head, 0x1f, 0x8b)) {
            return GZIP;
        }
        boolean skippable = head.length >= 4
                && (head[0] & 0xf0) == 0x50
                && startsWith(Arrays.copyOfRange(head, 1, 4), 0x2a, 0x4d, 0x18);
        if (skippable || startsWith(head, 0x28, 0xb5, 0x2f, 0xfd)) {
            return ZSTD;
        }
        foreign(head).ifPresent(name -> {
            throw new SourceRefusedException(
                    ("The dump file %s is packed with %s, which is not read here: unpack it, or pack it with gzip or"
                                    + " zstd.")
                            .formatted(file, name));
        });
        return NONE;
    }

    private static Optional<String> foreign(byte[] head) {
        return Arrays.stream(Foreign.values())
                .filter(packing -> startsWith(head, packing.magic.chars().toArray()))
                .map(packing -> packing.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                .findFirst();
    }

    private static boolean startsWith(byte[] head, int... magic) {
        for (int i = 0; i < magic.length; i++) {
            if (i >= head.length || (head[i] & 0xff) != magic[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean isNamedPacked(Path file) {
        return file.getFileName().toString().toLowerCase(Locale.ROOT).matches(".*\\.(gz|gzip|zst|zstd)");
    }

    /** Tells of what is read. */
    private static final class Heard extends FilterInputStream {
        private final LongConsumer read;

        Heard(InputStream in, LongConsumer read) {
            super(in);
            this.read = read;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int count = in.read(bytes, offset, length);
            read.accept(Math.max(0, count));
            return count;
        }
    }

    /**
     * Frames of zstd, one after the other. The library's own stream takes a frame that is cut within its header for the
     * end of the file; its context tells whether a frame has been finished.
     */
    private static final class ZstdFrames extends InputStream {
        private final Path file;
        private final InputStream raw;
        private final ZstdDecompressCtx context = new ZstdDecompressCtx();
        private final byte[] chunk = new byte[BUFFER];
        private final ByteBuffer in = ByteBuffer.allocateDirect(BUFFER).flip();
        private final ByteBuffer out = ByteBuffer.allocateDirect(2 * BUFFER).flip();
        private boolean finished = true;

        ZstdFrames(Path file, InputStream raw) {
            this.file = file;
            this.raw = raw;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            while (!out.hasRemaining()) {
                boolean more = in.hasRemaining() || fill();
                if (!more && finished) {
                    return -1;
                }
                unpack();
                if (!more && !finished && !out.hasRemaining()) {
                    throw new EOFException("its last frame has no end");
                }
            }
            int count = Math.min(length, out.remaining());
            out.get(bytes, offset, count);
            return count;
        }

        private void unpack() throws IOException {
            out.clear();
            try {
                finished = context.decompressDirectByteBufferStream(out, in);
            } catch (ZstdException e) {
                refuseWhatIsWhole(e);
                throw new IOException(e.getMessage(), e);
            }
            out.flip();
        }

        /** Nothing is the matter with the file: whoever copied it again would have the same one. */
        private void refuseWhatIsWhole(ZstdException e) {
            if (e.getErrorCode() == Zstd.errFrameParameterWindowTooLarge()) {
                throw new SourceRefusedException(
                        ("The dump file %1$s is packed with a window of more than 128 MiB (zstd --long), which is not read"
                                        + " here. Pack it anew, for example with: zstd -dc --long=31 %1$s | zstd > FILE.zst")
                                .formatted(file),
                        e);
            }
            if (e.getErrorCode() == Zstd.errDictionaryWrong()) {
                throw new SourceRefusedException(
                        "The dump file %s is packed with a dictionary, which is not read here. Unpack it with that: zstd -d -D"
                                .formatted(file),
                        e);
            }
        }

        private boolean fill() throws IOException {
            int count = raw.read(chunk);
            if (count <= 0) {
                return false;
            }
            in.clear();
            in.put(chunk, 0, count);
            in.flip();
            return true;
        }

        @Override
        public void close() throws IOException {
            context.close();
            raw.close();
        }
    }
}
