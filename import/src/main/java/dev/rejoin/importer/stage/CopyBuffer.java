package dev.rejoin.importer.stage;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Rows in the text format of PostgreSQL's COPY: tab between fields, newline after rows, {@code \N} for null. */
final class CopyBuffer {
    private byte[] bytes = new byte[1 << 16];
    private int size;
    private boolean first = true;
    private long rows;

    byte[] array() {
        return bytes;
    }

    int size() {
        return size;
    }

    long rows() {
        return rows;
    }

    void clear() {
        size = 0;
        rows = 0;
    }

    CopyBuffer endRow() {
        put((byte) '\n');
        first = true;
        rows++;
        return this;
    }

    CopyBuffer nul() {
        separate();
        put((byte) '\\');
        put((byte) 'N');
        return this;
    }

    /** Text without characters that need escaping. */
    CopyBuffer plain(String text) {
        separate();
        var raw = text.getBytes(StandardCharsets.ISO_8859_1);
        ensure(raw.length);
        System.arraycopy(raw, 0, bytes, size, raw.length);
        size += raw.length;
        return this;
    }

    CopyBuffer number(long number) {
        return plain(Long.toString(number));
    }

    CopyBuffer text(@Nullable String text) {
        return text == null ? nul() : utf8(text.getBytes(StandardCharsets.UTF_8));
    }

    /** UTF-8 text, escaped as needed. */
    CopyBuffer utf8(byte[] raw) {
        separate();
        ensure(raw.length * 2);
        for (byte b : raw) {
            switch (b) {
                case '\\' -> escaped((byte) '\\');
                case '\n' -> escaped((byte) 'n');
                case '\r' -> escaped((byte) 'r');
                case '\t' -> escaped((byte) 't');
                default -> bytes[size++] = b;
            }
        }
        return this;
    }

    /** A bytea in its hexadecimal form. */
    CopyBuffer bytea(byte[] raw) {
        separate();
        ensure(raw.length * 2 + 3);
        bytes[size++] = '\\';
        bytes[size++] = '\\';
        bytes[size++] = 'x';
        for (byte b : raw) {
            bytes[size++] = HEX[(b >> 4) & 15];
            bytes[size++] = HEX[b & 15];
        }
        return this;
    }

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private void escaped(byte b) {
        bytes[size++] = '\\';
        bytes[size++] = b;
    }

    private void separate() {
        if (first) {
            first = false;
        } else {
            put((byte) '\t');
        }
    }

    private void put(byte b) {
        ensure(1);
        bytes[size++] = b;
    }

    private void ensure(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
