package dev.rejoin.importer.prove;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Documents that were worked out, in a temporary file: written by one thread, and read by several when it is complete. It
 * takes a quarter of the room that is free there, and at most a gibibyte.
 */
final class ForeseenStore implements AutoCloseable {

    static final long MOST_BYTES = 1L << 30;
    private static final int SHARE = 4;
    private static final int MOST_FOUND = 1 << 19;
    private static final int BUFFER = 1 << 18;

    private final FileChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    private final long limit;
    private long size;
    private int findable;

    /** There is no more room. */
    static final class FullException extends IOException {}

    private ForeseenStore(FileChannel channel, long limit) {
        this.channel = channel;
        this.limit = limit;
    }

    static ForeseenStore create(long most) throws IOException {
        var path = Files.createTempFile("rejoin-proof", ".bin");
        try {
            var free = Files.getFileStore(path).getUsableSpace();
            var channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
            return new ForeseenStore(channel, Math.min(most, free / SHARE));
        } finally {
            remove(path);
        }
    }

    /** A file without a name goes with the process, however that ends. Where this cannot be, it goes at its end. */
    private static void remove(Path path) {
        try {
            Files.delete(path);
        } catch (IOException e) {
            path.toFile().deleteOnExit();
        }
    }

    /** Whether one more document may be found by its identity, for which memory is needed. */
    boolean mayBeFound() {
        return findable++ < MOST_FOUND;
    }

    long size() {
        return size;
    }

    /** @return where it is */
    long append(byte[] bytes) throws IOException {
        long at = size;
        if (at + bytes.length > limit) {
            throw new FullException();
        }
        if (buffer.remaining() < Integer.BYTES + bytes.length) {
            flush();
        }
        if (buffer.remaining() < Integer.BYTES + bytes.length) {
            write(ByteBuffer.allocate(Integer.BYTES + bytes.length)
                    .putInt(bytes.length)
                    .put(bytes)
                    .flip());
        } else {
            buffer.putInt(bytes.length).put(bytes);
        }
        size += Integer.BYTES + bytes.length;
        return at;
    }

    void flush() throws IOException {
        write(buffer.flip());
        buffer.clear();
    }

    private void write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** All that lies in a stretch. */
    List<byte[]> read(long at, int length) {
        var stretch = stretch(at, length);
        var all = new ArrayList<byte[]>();
        while (stretch.hasRemaining()) {
            var one = new byte[stretch.getInt()];
            stretch.get(one);
            all.add(one);
        }
        return all;
    }

    /** What lies at a place. */
    byte[] read(long at) {
        return stretch(at + Integer.BYTES, stretch(at, Integer.BYTES).getInt()).array();
    }

    private ByteBuffer stretch(long at, int length) {
        try {
            var stretch = ByteBuffer.allocate(length);
            while (stretch.hasRemaining()) {
                if (channel.read(stretch, at + stretch.position()) < 0) {
                    throw new IOException("the temporary file of the proof ends too early");
                }
            }
            return stretch.flip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
