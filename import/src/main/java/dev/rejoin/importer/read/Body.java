package dev.rejoin.importer.read;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The bytes of an answer, in chunks small enough to be cheap for the garbage collector however large the answer is. */
final class Body {

    static final int CHUNK = 1 << 17;

    private final List<byte[]> chunks = new ArrayList<>();
    private long length;

    void append(ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            int at = (int) (length % CHUNK);
            if (at == 0) {
                chunks.add(new byte[CHUNK]);
            }
            int count = Math.min(bytes.remaining(), CHUNK - at);
            bytes.get(chunks.getLast(), at, count);
            length += count;
        }
    }

    long length() {
        return length;
    }

    byte[] cut(long from, long to) {
        var bytes = new byte[Math.toIntExact(to - from)];
        int done = 0;
        while (done < bytes.length) {
            long position = from + done;
            int at = (int) (position % CHUNK);
            int count = Math.min(bytes.length - done, CHUNK - at);
            System.arraycopy(chunks.get((int) (position / CHUNK)), at, bytes, done, count);
            done += count;
        }
        return bytes;
    }

    /** The start of the answer as text, for messages. */
    String beginning(int bytes) {
        return new String(cut(0, Math.min(length, bytes)), StandardCharsets.UTF_8);
    }

    InputStream stream() {
        return new InputStream() {
            private long position;

            @Override
            public int read() {
                if (position == length) {
                    return -1;
                }
                byte next = chunks.get((int) (position / CHUNK))[(int) (position % CHUNK)];
                position++;
                return next & 0xff;
            }

            @Override
            public int read(byte[] into, int offset, int wanted) {
                if (position == length) {
                    return -1;
                }
                int at = (int) (position % CHUNK);
                int count = (int) Math.min(Math.min(wanted, CHUNK - at), length - position);
                System.arraycopy(chunks.get((int) (position / CHUNK)), at, into, offset, count);
                position += count;
                return count;
            }
        };
    }
}
