package dev.rejoin.api;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A JSON body being written; its bytes are handed on without copying them. */
public final class Bytes extends ByteArrayOutputStream {
    private static final int TYPICAL = 1024;

    public Bytes() {
        super(TYPICAL);
    }

    /** Writes one JSON value. */
    @FunctionalInterface
    public interface Writer {
        void write(com.fasterxml.jackson.core.JsonGenerator json) throws IOException;
    }

    public static Bytes json(Writer writer) {
        var bytes = new Bytes();
        try (var json = Json.generator(bytes)) {
            writer.write(json);
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory failed", e);
        }
        return bytes;
    }

    /** A body that is JSON already. */
    public static Bytes of(byte[] json) {
        var bytes = new Bytes();
        bytes.writeBytes(json);
        return bytes;
    }

    /** The bytes themselves, not a copy. */
    public ByteBuffer shared() {
        return ByteBuffer.wrap(buf, 0, count);
    }
}
