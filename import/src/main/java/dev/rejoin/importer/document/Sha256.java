package dev.rejoin.importer.document;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The digest by which bytes are known again. The proof has one of its own, since it shares nothing with what it proves. */
public final class Sha256 {
    private static final String NAME = "SHA-256";

    private Sha256() {}

    /** The digest of these bytes. */
    public static byte[] of(byte[] bytes) {
        return begin().digest(bytes);
    }

    /** A digest of what comes piece by piece; it is of one thread, and begins anew once it has told its result. */
    public static MessageDigest begin() {
        try {
            return MessageDigest.getInstance(NAME);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has " + NAME, e);
        }
    }
}
