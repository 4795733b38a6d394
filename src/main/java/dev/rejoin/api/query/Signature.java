package dev.rejoin.api.query;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs what clients carry for us, so that nobody else can make it: HMAC-SHA-256, cut to 128 bits. */
public final class Signature {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int LENGTH = 16;

    private final SecretKeySpec key;

    public Signature(byte[] secret) {
        this.key = new SecretKeySpec(secret, ALGORITHM);
    }

    public byte[] of(String text) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return Arrays.copyOf(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)), LENGTH);
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }

    /** Compares in constant time. */
    public boolean matches(String text, byte[] signature) {
        return MessageDigest.isEqual(of(text), signature);
    }
}
