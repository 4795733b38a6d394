package dev.rejoin.importer.prove;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The bytes of a file that may be packed, by a walk of our own over its members (gzip, RFC 1952) or frames (zstd, RFC
 * 8878): the file has to end where the last of them does.
 */
final class UnpackedFile {

    private static final int BUFFER = 1 << 16;
    private static final int GZIP = 0x8b1f;
    private static final int ZSTD = 0xfd2fb528;
    private static final int SKIPPABLE = 0x184d2a50;

    private UnpackedFile() {}

    static InputStream open(Path file) throws IOException {
        var raw = new BufferedInputStream(Files.newInputStream(file), BUFFER);
        raw.mark(4);
        var head = raw.readNBytes(4);
        raw.reset();
        if (head.length >= 2 && (little(head, 2) & 0xffff) == GZIP) {
            return new Members(raw);
        }
        if (head.length == 4 && (little(head, 4) == ZSTD || (little(head, 4) & ~0xf) == SKIPPABLE)) {
            return new Frames(raw);
        }
        return raw;
    }

    private static int little(byte[] bytes, int count) {
        int number = 0;
        for (int i = 0; i < count; i++) {
            number |= (bytes[i] & 0xff) << 8 * i;
        }
        return number;
    }

    private static int next(InputStream raw) throws IOException {
        int b = raw.read();
        if (b < 0) {
            throw new EOFException("it is cut short");
        }
        return b;
    }

    private static long number(InputStream raw, int bytes) throws IOException {
        long number = 0;
        for (int i = 0; i < bytes; i++) {
            number |= (long) next(raw) << 8 * i;
        }
        return number;
    }

    /** Members of gzip. */
    private static final class Members extends InputStream {
        private static final int HEADER_CHECKSUM = 2;
        private static final int EXTRA = 4;
        private static final int NAME = 8;
        private static final int COMMENT = 16;

        private final BufferedInputStream raw;
        private final Inflater inflater = new Inflater(true);
        private final CRC32 checksum = new CRC32();
        private final byte[] packed = new byte[BUFFER];
        private int fed;
        private boolean within;

        Members(BufferedInputStream raw) {
            this.raw = raw;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            while (true) {
                if (!within && !begin()) {
                    return -1;
                }
                try {
                    int count = inflater.inflate(bytes, offset, length);
                    if (count > 0) {
                        checksum.update(bytes, offset, count);
                        return count;
                    }
                } catch (DataFormatException e) {
                    throw new IOException("it is damaged", e);
                }
                if (inflater.finished()) {
                    end();
                } else {
                    feed();
                }
            }
        }

        /** The unused bytes of what was fed belong to what follows: so they are given back. */
        private void feed() throws IOException {
            raw.mark(BUFFER);
            int count = raw.read(packed);
            if (count < 0) {
                throw new EOFException("it is cut short");
            }
            fed = count;
            inflater.setInput(packed, 0, count);
        }

        private boolean begin() throws IOException {
            int first = raw.read();
            if (first < 0) {
                return false;
            }
            if (first != (GZIP & 0xff) || next(raw) != GZIP >> 8 || next(raw) != 8) {
                throw new IOException("something follows that is no member of gzip");
            }
            int flags = next(raw);
            if (flags > 31) {
                throw new IOException("the header of a member is damaged");
            }
            number(raw, 6);
            if ((flags & EXTRA) != 0) {
                number(raw, (int) number(raw, 2));
            }
            for (int text = flags & (NAME | COMMENT); text != 0; text &= text - 1) {
                while (next(raw) != 0) {
                    // A name and a comment end with a zero byte.
                }
            }
            if ((flags & HEADER_CHECKSUM) != 0) {
                number(raw, 2);
            }
            inflater.reset();
            checksum.reset();
            within = true;
            return true;
        }

        private void end() throws IOException {
            raw.reset();
            raw.skipNBytes(fed - inflater.getRemaining());
            if (number(raw, 4) != checksum.getValue() || number(raw, 4) != (inflater.getBytesWritten() & 0xffffffffL)) {
                throw new IOException("a member is damaged: its checksum is another one");
            }
            within = false;
        }

        @Override
        public void close() throws IOException {
            inflater.end();
            raw.close();
        }
    }

    /** Frames of zstd: each is handed to the library alone, and has to be used up by it. */
    private static final class Frames extends InputStream {
        private final BufferedInputStream raw;
        private InputStream frame = InputStream.nullInputStream();

        Frames(BufferedInputStream raw) {
            this.raw = raw;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            while (true) {
                int count = frame.read(bytes, offset, length);
                if (count > 0) {
                    return count;
                }
                if (!begin()) {
                    return -1;
                }
            }
        }

        private boolean begin() throws IOException {
            raw.mark(1);
            if (raw.read() < 0) {
                return false;
            }
            raw.reset();
            raw.mark(8);
            int magic = (int) number(raw, 4);
            if ((magic & ~0xf) == SKIPPABLE) {
                raw.skipNBytes(number(raw, 4));
                return true;
            }
            if (magic != ZSTD) {
                throw new IOException("something follows that is no frame of zstd");
            }
            raw.reset();
            frame = new ZstdInputStreamNoFinalizer(new OneFrame(raw));
            return true;
        }

        @Override
        public void close() throws IOException {
            raw.close();
        }
    }

    /** Gives exactly the bytes of one frame, by the sizes that its blocks state. */
    private static final class OneFrame extends FilterInputStream {
        private enum At {
            HEADER,
            BLOCK,
            END
        }

        private final java.io.ByteArrayOutputStream copied = new java.io.ByteArrayOutputStream();
        private byte[] ready = new byte[0];
        private int from;
        private At at = At.HEADER;
        private boolean checksum;

        OneFrame(InputStream raw) {
            super(raw);
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            while (from == ready.length) {
                if (at == At.END) {
                    return -1;
                }
                copied.reset();
                if (at == At.HEADER) {
                    header();
                } else {
                    block();
                }
                ready = copied.toByteArray();
                from = 0;
            }
            int count = Math.min(length, ready.length - from);
            System.arraycopy(ready, from, bytes, offset, count);
            from += count;
            return count;
        }

        private long copy(int bytes) throws IOException {
            long number = 0;
            for (int i = 0; i < bytes; i++) {
                int b = next(in);
                copied.write(b);
                number |= i < 8 ? (long) b << 8 * i : 0;
            }
            return number;
        }

        private void header() throws IOException {
            copy(4);
            int descriptor = (int) copy(1);
            boolean single = (descriptor & 0x20) != 0;
            checksum = (descriptor & 0x04) != 0;
            int dictionary = (descriptor & 0x03) == 3 ? 4 : descriptor & 0x03;
            int content =
                    switch (descriptor >> 6) {
                        case 0 -> single ? 1 : 0;
                        case 1 -> 2;
                        case 2 -> 4;
                        default -> 8;
                    };
            copy((single ? 0 : 1) + dictionary + content);
            at = At.BLOCK;
        }

        private void block() throws IOException {
            int header = (int) copy(3);
            int type = header >> 1 & 3;
            copy(type == 1 ? 1 : header >> 3);
            if ((header & 1) != 0) {
                copy(checksum ? 4 : 0);
                at = At.END;
            }
        }

        @Override
        public void close() {
            // The file goes on after its frame.
        }
    }
}
