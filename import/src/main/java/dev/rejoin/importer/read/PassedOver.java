package dev.rejoin.importer.read;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * What Elasticsearch passes over in a document that it is given, keeps all the same, and gives back: comments, and a byte
 * order mark. JSON has neither, so that an answer with one such document in it cannot be read as JSON.
 */
final class PassedOver {

    private enum Within {
        NOTHING,
        TEXT,
        ESCAPE,
        SLASH,
        LINE,
        BLOCK,
        STAR
    }

    private final ByteArrayOutputStream rest = new ByteArrayOutputStream();
    private Within within = Within.NOTHING;
    private boolean found;

    private PassedOver() {}

    /** An answer without them; empty where it has none. */
    static Optional<Body> without(Body body) {
        var rest = new Body();
        var passed = new PassedOver();
        for (long from = 0; from < body.length(); from += Body.CHUNK) {
            passed.read(body.cut(from, Math.min(body.length(), from + Body.CHUNK)));
            rest.append(ByteBuffer.wrap(passed.rest.toByteArray()));
            passed.rest.reset();
        }
        return passed.found ? Optional.of(rest) : Optional.empty();
    }

    /** A record without them; itself where it has none. */
    static byte[] without(byte[] record) {
        var passed = new PassedOver();
        passed.read(record);
        return passed.found ? passed.rest.toByteArray() : record;
    }

    private void read(byte[] bytes) {
        for (byte b : bytes) {
            read(b);
        }
    }

    private void read(byte b) {
        switch (within) {
            case NOTHING -> outside(b);
            case TEXT -> {
                rest.write(b);
                within = b == '"' ? Within.NOTHING : b == '\\' ? Within.ESCAPE : Within.TEXT;
            }
            case ESCAPE -> {
                rest.write(b);
                within = Within.TEXT;
            }
            case SLASH -> {
                if (b == '*' || b == '/') {
                    found = true;
                    within = b == '*' ? Within.BLOCK : Within.LINE;
                } else {
                    rest.write('/');
                    outside(b);
                }
            }
            case LINE -> {
                if (b == '\n' || b == '\r') {
                    outside(b);
                }
            }
            case BLOCK -> within = b == '*' ? Within.STAR : Within.BLOCK;
            case STAR -> within = b == '/' ? Within.NOTHING : b == '*' ? Within.STAR : Within.BLOCK;
        }
    }

    private void outside(byte b) {
        within = b == '"' ? Within.TEXT : b == '/' ? Within.SLASH : Within.NOTHING;
        switch (b & 0xff) {
            case '/' -> {}
            // Of UTF-8's byte order mark: outside of texts there is nothing else but ASCII.
            case 0xef, 0xbb, 0xbf -> found = true;
            default -> rest.write(b);
        }
    }
}
