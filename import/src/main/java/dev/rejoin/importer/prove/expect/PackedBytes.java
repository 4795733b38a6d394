package dev.rejoin.importer.prove.expect;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Numbers and texts packed into bytes. Any text comes back as it was, halves of surrogate pairs too. */
final class PackedBytes {
    private byte[] bytes;
    private int at;

    PackedBytes(byte[] bytes, int at) {
        this.bytes = bytes;
        this.at = at;
    }

    int at() {
        return at;
    }

    void to(int at) {
        this.at = at;
    }

    byte[] written() {
        return Arrays.copyOf(bytes, at);
    }

    private void ensure(int more) {
        if (bytes.length - at < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, Math.addExact(at, more)));
        }
    }

    void putByte(int value) {
        ensure(1);
        bytes[at++] = (byte) value;
    }

    int getByte() {
        return bytes[at++];
    }

    /** Room for a length that is not known yet. */
    int putGap() {
        ensure(4);
        at += 4;
        return at;
    }

    /** The bytes since a gap are what it counts. */
    void fillGap(int from) {
        int length = at - from;
        for (int i = 1; i <= 4; i++) {
            bytes[from - i] = (byte) length;
            length >>>= 8;
        }
    }

    int getGap() {
        int length = 0;
        for (int i = 0; i < 4; i++) {
            length = length << 8 | bytes[at++] & 0xff;
        }
        return length;
    }

    /** A number that is not negative, the smaller the shorter. */
    void putNumber(int value) {
        ensure(5);
        int rest = value;
        while (rest >= 0x80) {
            bytes[at++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[at++] = (byte) rest;
    }

    int getNumber() {
        int value = 0;
        for (int shift = 0; ; shift += 7) {
            int next = bytes[at++];
            value |= (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }

    void putBytes(byte[] value) {
        putNumber(value.length);
        ensure(value.length);
        System.arraycopy(value, 0, bytes, at, value.length);
        at += value.length;
    }

    byte[] getBytes() {
        int length = getNumber();
        at += length;
        return Arrays.copyOfRange(bytes, at - length, at);
    }

    /** Most texts hold nothing but Latin letters, which are copied as they lie in memory. */
    void putText(String text) {
        var latin = text.getBytes(StandardCharsets.ISO_8859_1);
        boolean isLatin = latin.length == text.length() && new String(latin, StandardCharsets.ISO_8859_1).equals(text);
        putByte(isLatin ? 1 : 2);
        if (isLatin) {
            putBytes(latin);
            return;
        }
        putNumber(text.length());
        ensure(2 * text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            bytes[at++] = (byte) (c >>> 8);
            bytes[at++] = (byte) c;
        }
    }

    String getText() {
        if (getByte() == 1) {
            int length = getNumber();
            at += length;
            return new String(bytes, at - length, length, StandardCharsets.ISO_8859_1);
        }
        var chars = new char[getNumber()];
        for (int i = 0; i < chars.length; i++) {
            chars[i] = (char) ((bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff);
            at += 2;
        }
        return new String(chars);
    }
}
